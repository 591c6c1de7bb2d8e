"""The newest lever wins, what was lived is kept, and a worker that dies is said and replaced."""

import os
import signal
import time
from dataclasses import replace
from threading import Thread

import numpy as np
import pytest

from scenarios.errors import InputError
from scenarios.runs import workers as processes
from scenarios.runs.tickets import StaleError, Tickets
from viz.room.arms_chosen import arms
from viz.room.capacity import Seats
from viz.room.choice import DEFAULT
from viz.room.runs_in_worker import AT
from viz.room.workers import RoomWorkers

TOWN = replace(DEFAULT, a="small-town-today", b="small-town-capitation", months=24)
LONG = replace(TOWN, months=120)


@pytest.fixture(scope="module")
def workers():
    """Workers for two seats, one quick and one gentle."""
    made = RoomWorkers(seats=2, quick=1)
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


def outcome(workers, arm, seed, ticket):
    """What comes of asking for an arm: its picture, or that somebody has moved on."""
    try:
        return workers.arm(arm, seed, ticket)
    except StaleError as fault:
        return fault


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


def test_whoever_waits_for_first_months_goes_ahead_of_what_is_on_its_way(workers):
    """One process: the second seat sees its first months before the first seat's run is whole."""
    heard: list = []

    def ask(seat, share):
        arm = arms(LONG.with_term("practice_saving.gain_share.gain_share", share))[1]
        workers.arm(arm, 31, workers.newest(seat), lambda lines: heard.append((seat, lines.shape[1])))
        heard.append((seat, "whole"))

    first = Thread(target=ask, args=(0, 0.2))
    first.start()
    while not heard:
        time.sleep(0.002)
    ask(1, 0.4)
    first.join()
    assert heard.index((1, AT[0])) < heard.index((0, "whole"))
    assert heard.index((0, "whole")) < heard.index((1, "whole"))


def test_who_asks_for_the_same_waits_with_who_asked_before(workers):
    arm, into = arms(replace(LONG, months=60))[1], []
    tickets = [workers.newest(0), workers.newest(1)]
    threads = [
        Thread(target=lambda t=ticket: into.append(outcome(workers, arm, 41, t))) for ticket in tickets
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert into[0] is into[1]
    assert into[0].series.shape[1] == 60


def test_what_one_gives_up_is_lived_for_the_others(workers):
    arm, into = arms(LONG)[1], []
    workers.arm(arms(TOWN)[1], 42, workers.newest(1))  # the warm-up of this luck
    ticket = workers.newest(0)
    leaving = Thread(target=lambda: into.append(outcome(workers, arm, 42, ticket)))
    leaving.start()
    time.sleep(0.05)
    other = workers.newest(1)
    staying = Thread(target=lambda: into.append(outcome(workers, arm, 42, other)))
    staying.start()
    time.sleep(0.02)
    workers.newest(0)
    leaving.join()
    staying.join()
    assert sorted(type(one).__name__ for one in into) == ["Picture", "StaleError"]


def test_more_luck_stands_back_while_somebody_waits_for_a_lever(monkeypatch):
    made, went_on = Tickets.of(1), []
    monkeypatch.setattr(processes, "_tickets", made)
    monkeypatch.setattr(processes, "_gives_way", True)
    with made.at_work(gentle=True):  # what is gentle is in nobody's way
        assert made.busy.value == 0
    with made.at_work(gentle=False):
        standing = Thread(target=lambda: went_on.append(processes.while_wanted((0, 0))(None)))
        standing.start()
        standing.join(timeout=0.1)
        assert not went_on
    standing.join(timeout=5)
    assert went_on


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
    for one in workers._quick.processes:
        for process in list(one.pool._processes):
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
