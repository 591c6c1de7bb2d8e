"""Two runs that differ only in how people are paid meet the same people with the same luck."""

import numpy as np
from hypothesis import given

from abm.patients.columns import ALIVE
from tests.generators.places import places
from tests.generators.regimes import regimes, seeds
from tests.generators.runs import examples, opened

BORN_WITH = ("birth", "demography", "borough", "practice", "leaves")


def newcomers(model, since):
    """What arrivals of this month were born or came with, by permanent number."""
    columns = model.world.life.columns
    rows = np.flatnonzero((columns.flags & ALIVE != 0) & (columns.identity >= since))
    rows = rows[np.argsort(columns.identity[rows])]
    return [columns.identity[rows], *(getattr(columns, name)[rows] for name in (*BORN_WITH, "health"))]


@given(places(), regimes("one"), regimes("other"), seeds)
@examples(8)
def test_two_ways_of_paying_meet_the_same_arrivals(place, one, other, seed):
    both = [opened(place, r, seed) for r in (one, other)]
    for _ in range(15):
        since = both[0].world.life.next_identity
        assert since == both[1].world.life.next_identity
        for model in both:
            model.step()
        for a, b in zip(newcomers(both[0], since), newcomers(both[1], since), strict=True):
            assert np.array_equal(a, b)


@given(places(), regimes("one"), regimes("other"), seeds)
@examples(8)
def test_two_ways_of_paying_open_alike(place, one, other, seed):
    first, second = (opened(place, r, seed) for r in (one, other))
    for a, b in zip(first.world.life.columns, second.world.life.columns, strict=True):
        assert np.array_equal(a, b)
    assert not np.shares_memory(first.world.life.columns.flags, second.world.life.columns.flags)


@given(places(), regimes(), seeds)
@examples(5)
def test_the_luck_of_the_draw_does_not_depend_on_runs_before(place, regime, seed):
    first = opened(place, regime, seed)
    first.run()
    again = opened(place, regime, seed)
    again.run()
    for a, b in zip(first.world.life.columns, again.world.life.columns, strict=True):
        assert np.array_equal(a, b)
