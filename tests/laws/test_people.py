"""Law 2: residents are neither lost nor doubled, and nothing that is counted falls below nought."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import scenarios
from abm.behaviour.catalogue import LEVERS
from abm.month import run_month
from abm.parameters import values
from abm.patients.columns import ALIVE, NO_QUEUE, copy_columns
from abm.patients.kernel import HAS_DEATH
from abm.processes.conduct import Push, lay_out
from abm.vocabulary import POD, PODS
from abm.warm_up import forget, snapshot
from scenarios.files.scenario_files import load_scenario
from tests.generators.places import places
from tests.generators.regimes import seeds
from tests.generators.runs import examples

QUICK = examples(10)
MONTHS = 8
effort = st.floats(-0.5, 0.5)


@st.composite
def conducts(draw, place):
    """Anything providers might do in a month: every lever anywhere, and any programme."""
    levers = {name: np.full(len(place.organisations), draw(effort)) for name in LEVERS}
    return levers, Push(draw(st.floats(0, 0.9)), draw(effort), draw(st.floats(0, 0.5)))


def run_months(data, place, seed):
    """Months of a place under any conduct: residents before, the place after, and what was counted."""
    start = snapshot(place, {}, 1.0, seed)
    life = start.life.copy()
    for month in range(MONTHS):
        conduct = lay_out(start.setting, *data.draw(conducts(place)))
        before, arrivals_from = copy_columns(life.columns), life.next_identity
        summary = run_month(start.setting, life, conduct, month, start.workspace)
        yield month, before, arrivals_from, life, summary, start


def alive(columns, rows=None):
    """Permanent numbers of everyone alive, sorted."""
    return np.sort(columns.identity[(columns.flags & ALIVE) != 0])


def chains(life):
    """Rows of each waiting list, head to tail."""
    for queue, first in enumerate(life.waiting.first):
        rows, row = [], int(first)
        while row >= 0:
            assert len(rows) < life.columns.birth.size, "a waiting list runs in a circle"
            rows.append(row)
            row = int(life.columns.queue_next[row])
        yield queue, rows


@given(st.data(), places(), seeds)
@QUICK
def test_who_is_alive_was_there_or_arrived_and_who_is_gone_died_or_moved_away(data, place, seed):
    for month, before, arrivals_from, life, summary, start in run_months(data, place, seed):
        then, now = alive(before), alive(life.columns)
        assert len(np.unique(now)) == len(now)
        arrived = now[now >= arrivals_from]
        assert np.array_equal(arrived, np.arange(arrivals_from, life.next_identity))
        gone = np.setdiff1d(then, now)
        assert np.array_equal(np.setdiff1d(now, arrived), np.setdiff1d(then, gone))
        leaving = np.sort(before.identity[((before.flags & ALIVE) != 0) & (before.leaves == month)])
        work = start.workspace
        dead = work.rows[: work.events][(work.flags[: work.events] & HAS_DEATH) != 0]
        assert np.array_equal(gone, np.union1d(leaving, before.identity[dead]))
        assert summary.outcomes["deaths"].sum() == len(dead)


@given(st.data(), places(), seeds)
@QUICK
def test_everyone_waiting_is_on_one_list_once_and_lists_say_how_long_they_are(data, place, seed):
    for *_, life, _, _ in run_months(data, place, seed):
        seen = []
        for queue, rows in chains(life):
            assert life.waiting.length[queue] == len(rows)
            assert life.waiting.last[queue] == (rows[-1] if rows else -1)
            assert (life.columns.queue[rows] == queue).all()
            seen += rows
        assert len(seen) == len(set(seen))
        assert sorted(seen) == np.flatnonzero(life.columns.queue != NO_QUEUE).tolist()
        assert seen, "nobody waits, so the law was not tried"


@given(st.data(), places(), seeds)
@QUICK
def test_every_row_is_a_person_or_empty_or_still_chained_in_a_list(data, place, seed):
    for *_, life, _, _ in run_months(data, place, seed):
        free, (spare, used) = life.rows.free, life.rows.used
        empty = free[:spare]
        people = np.flatnonzero(life.columns.flags[:used] & ALIVE)
        chained = np.flatnonzero((life.columns.queue != NO_QUEUE) & (life.columns.flags & ALIVE == 0))
        parts = np.concatenate([empty, people, chained])
        assert np.array_equal(np.sort(parts), np.arange(used))


@given(st.data(), places(), seeds)
@QUICK
def test_nothing_counted_is_negative_and_every_resident_is_counted_once(data, place, seed):
    for _, before, _, life, summary, _ in run_months(data, place, seed):
        assert summary.flows.people.sum() == len(alive(before))
        arrays = [
            summary.flows.delivered,
            summary.flows.list_use,
            summary.flows.eligible,
            summary.flows.enrolled,
        ]
        arrays += [*summary.stocks.values(), *summary.outcomes.values()]
        # Acuity is a score about nought; how many it was added up over is a count.
        acuity = summary.stocks["severity"]
        assert all((array >= 0).all() for array in arrays if array is not acuity)
        assert (acuity[:, 1] >= 0).all()
        assert (summary.flows.enrolled <= summary.flows.eligible).all()
        for column in ("severity", "control"):
            assert np.isfinite(getattr(life.columns, column)).all()


@given(st.data(), places(), seeds)
@QUICK
def test_what_lists_used_is_what_providers_delivered_to_residents(data, place, seed):
    # Advice is counted where it is asked and where it is given; visits by volunteers belong to no list.
    for *_, summary, start in run_months(data, place, seed):
        by_pod = np.bincount(
            start.setting.lines.pod, summary.flows.delivered[:, :, :-1].sum(axis=(1, 2)), len(PODS)
        )
        by_pod[POD["AG"]] /= 2
        by_pod[POD["VOL"]] = 0
        used = summary.flows.list_use.sum(axis=0)
        assert dict(zip(PODS, by_pod, strict=True)) == dict(zip(PODS, used, strict=True))


def test_the_parameters_leave_room_for_people_to_come_and_go():
    known = values()
    assert min(known["demography.birth_rate"], known["demography.moving_in_rate"]) > 0


def test_a_place_that_grows_as_fast_as_any_is_told_to_has_room_for_five_years() -> None:
    most = {"demography.moving_in_rate": 0.10, "demography.birth_rate": 0.018}
    grown = scenarios.run(load_scenario("small-town-today").changed(parameters=most, months=60), seed=1)
    people = [month.sum() for month in grown.model.record.people]
    assert people[-1] > 1.14 * people[0]


def test_how_much_room_there_is_for_arrivals_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    counted = []
    for years in (6, 30):
        monkeypatch.setattr("abm.processes.life._YEARS_OF_GROWTH", years)
        forget()
        record = scenarios.run("small-town-today", seed=1, months=6).model.record
        counted.append(np.array(record.delivered))
    forget()
    assert np.array_equal(*counted)
