"""The kernel does, for everybody at once, what the plainly written month of one resident says."""

import numpy as np

from abm.patients import kernel, reference
from abm.patients.columns import ALIVE, ENROLLED, copy_columns
from tests.patients.town import Town

MONTHS = 4


def test_the_kernel_equals_the_reference_bit_for_bit_over_several_months():
    town = Town()
    for month in range(MONTHS):
        before = copy_columns(town.columns)
        tables, diaries, keys = town.before(month)
        steps = [
            reference.step(before, row, tables, diaries, keys, month) for row in range(before.birth.size)
        ]
        town.live(month)
        assert np.array_equal(town.columns.severity, [s.severity for s in steps])
        assert np.array_equal(town.columns.control, [s.control for s in steps])
        assert np.array_equal(town.columns.flags, [s.flags for s in steps])
        events = {row: s.happened for row, s in enumerate(steps) if s.happened}
        work = town.work
        found = dict(zip(work.rows[: work.events].tolist(), work.flags[: work.events].tolist(), strict=True))
        assert found == events
        assert len(events) > 50


def test_tallies_are_what_the_reference_says_of_each_list():
    town = Town()
    before = copy_columns(town.columns)
    tables, diaries, keys = town.before(0)
    tally = town.live(0)
    p = town.place.n_practices
    asked, refused, enrolled, eligible = (np.zeros(p, np.int64) for _ in range(4))
    for row in np.flatnonzero(before.flags & ALIVE):
        step, practice = reference.step(before, row, tables, diaries, keys, 0), before.practice[row]
        asked[practice] += step.contacts
        refused[practice] += step.contacts if step.refused else 0
        enrolled[practice] += bool(step.flags & ENROLLED)
        eligible[practice] += tables.eligible[before.health[row]]
    assert np.array_equal(tally.refused, refused)
    assert refused.sum() > 0
    assert np.array_equal(tally.contacts.reshape(p, -1).sum(axis=1), asked - refused)
    assert np.array_equal(tally.enrolled.reshape(p, -1).sum(axis=1), enrolled)
    assert np.array_equal(tally.eligible, eligible)
    assert tally.people.sum() == (before.flags & ALIVE != 0).sum()


def test_what_is_expected_is_what_happens_on_average():
    town = Town(people=3000)
    happened, expected = np.zeros(4), np.zeros(4)
    bits = (kernel.HAS_ACS, kernel.HAS_SERIOUS, kernel.HAS_MINOR, kernel.HAS_PROBLEM)
    for month in range(12):
        expected += town.live(month).expected[:, :4].sum(axis=0)
        flags = town.work.flags[: town.work.events]
        happened += [(flags & bit != 0).sum() for bit in bits]
    assert (np.abs(happened - expected) < 4.5 * np.sqrt(expected)).all()


def test_who_is_in_the_row_before_does_not_matter():
    one, other = Town(), Town()
    n = int(one.life.rows.used[1])
    order = np.arange(n)[::-1]
    for column in other.columns:
        column[:n] = column[:n][order]
    one.live(0)
    other.live(0)
    assert np.array_equal(one.columns.severity[:n], other.columns.severity[:n][order])
    assert np.array_equal(one.columns.flags[:n], other.columns.flags[:n][order])


def test_the_empty_rows_stay_empty():
    town = Town()
    used = int(town.life.rows.used[1])
    town.columns.flags[:used] = 0
    tally = town.live(0)
    assert town.work.events == 0
    assert not tally.people.any()
