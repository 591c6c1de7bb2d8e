"""The newest lever wins, what was lived is kept, and a worker that dies is said and replaced."""

import os
import signal
import time
from dataclasses import replace
from threading import Thread

import numpy as np
import pytest

from scenarios.errors import InputError
from viz.arms_chosen import arms
from viz.choice import DEFAULT
from viz.lived import StaleError
from viz.seats import Seats
from viz.slates import AT
from viz.workers import Workers

TOWN = replace(DEFAULT, a="small-town-today", b="small-town-capitation", months=24)
LONG = replace(TOWN, months=120)


@pytest.fixture(scope="module")
def workers():
    """Workers for two seats, one quick and one gentle."""
    made = Workers(seats=2, quick=1)
    yield made
    made.close()


def asked(workers, choice, ticket, into):
    """Ask for the arm looked at, on a thread of its own."""

    def ask():
        try:
            into.append(workers.arm(arms(choice)[1], choice.seed, ticket))
        except (StaleError, InputError) as fault:
            into.append(fault)

    thread = Thread(target=ask)
    thread.start()
    return thread


def test_the_newest_lever_wins_and_others_are_dropped(workers):
    workers.arm(arms(TOWN)[1], 1, workers.newest(0))
    found, threads = [], []
    for step in range(8):
        choice = LONG.with_term("practice_saving.gain_share.gain_share", step / 10)
        into: list = []
        found.append(into)
        threads.append(asked(workers, choice, workers.newest(0), into))
        time.sleep(0.03)
    for thread in threads:
        thread.join()
    assert [isinstance(into[0], StaleError) for into in found] == [True] * 7 + [False]
    assert found[-1][0].series.shape[1] == 120


def test_one_seat_does_not_make_another_stale(workers):
    into: list = []
    thread = asked(workers, replace(LONG, seed=2), workers.newest(0), into)
    for _ in range(5):
        workers.newest(1)
        time.sleep(0.02)
    thread.join()
    assert into[0].series.shape[1] == 120


def test_what_is_being_lived_is_told_on_the_way(workers):
    heard: list = []
    whole = workers.arm(arms(LONG)[1], 21, workers.newest(0), heard.append)
    assert heard
    months = [lines.shape[1] for lines in heard]
    assert months == sorted(set(months))
    assert set(months) <= {*AT, LONG.months}
    for lines in heard:
        np.testing.assert_array_equal(lines, whole.series[:, : lines.shape[1]])


def test_what_is_stale_is_not_even_taken_from_memory(workers):
    ticket = workers.newest(0)
    workers.arm(arms(TOWN)[0], 5, ticket)
    workers.newest(0)
    with pytest.raises(StaleError):
        workers.arm(arms(TOWN)[0], 5, ticket)


def test_what_was_lived_is_kept(workers):
    first = workers.arm(arms(TOWN)[0], 5, workers.newest(0))
    assert workers.arm(arms(TOWN)[0], 5, workers.newest(1)) is first


def test_a_worker_that_dies_is_said_and_replaced(workers):
    into: list = []
    thread = asked(workers, replace(LONG, seed=9), workers.newest(0), into)
    time.sleep(0.1)
    for process in list(workers._quick._running._processes):
        os.kill(process, signal.SIGKILL)
    thread.join()
    assert isinstance(into[0], InputError)
    assert "has died" in str(into[0])
    assert workers.arm(arms(TOWN)[1], 6, workers.newest(0)).series.shape[1] == 24


def test_the_twenty_sixth_finds_no_seat():
    seats = Seats(25)
    taken = [seats.take() for _ in range(26)]
    assert taken == [*range(25), None]
    seats.leave(7)
    seats.leave(7)
    assert (seats.take(), seats.take()) == (7, None)
