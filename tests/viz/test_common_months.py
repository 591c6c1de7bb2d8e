"""A run that goes on from months in common is, to the last number, the run lived from its first month."""

from dataclasses import fields, is_dataclass, replace

import numpy as np
import pytest

from abm.branching import Branching, alike, common_months
from abm.model import Model
from scenarios.runs import branches as kept
from viz.designer.terms import terms_of
from viz.room.arms_chosen import ChosenOption, arms, regime_of
from viz.room.choice import DEFAULT

TOWN = replace(DEFAULT, a="small-town-today", b="small-town-capitation", months=24)
LAST = 12
"""Months that the small town's regimes have in common with today's mix."""

_GIVEN = ("place", "lines", "clock")


def moved(choice, share):
    """The arm looked at with its first lever at a share of its way."""
    arm = arms(choice)[1]
    term = terms_of(regime_of(arm))[0]
    return replace(arm, terms=((term.path, term.low + share * (term.high - term.low)),))


def numbers(thing, at=""):
    """Every number of a record with where it is found."""
    if isinstance(thing, np.ndarray):
        yield at, thing
    elif isinstance(thing, dict):
        for key, part in thing.items():
            yield from numbers(part, f"{at}.{key}")
    elif isinstance(thing, list | tuple):
        for place, part in enumerate(thing):
            yield from numbers(part, f"{at}[{place}]")
    elif is_dataclass(thing):
        for field in fields(thing):
            if field.name not in _GIVEN:
                yield from numbers(getattr(thing, field.name), f"{at}.{field.name}")
    elif hasattr(thing, "entries"):
        yield from numbers([thing.entries(), thing.balances()], at)
    else:
        yield at, thing


def assert_same(one, other):
    """Two records hold the same, number for number."""
    ours, theirs = list(numbers(one)), list(numbers(other))
    assert len(ours) == len(theirs) > 1000
    for (at, number), (where, known) in zip(ours, theirs, strict=True):
        assert at == where
        np.testing.assert_array_equal(number, known, err_msg=at)


def trunk(setup, seed=1):
    """A run that stands where its ways of paying part."""
    model = Branching(setup, rng=seed)
    while model.month < common_months(setup):
        model.step()
    return model


@pytest.mark.parametrize(
    "scenarios",
    [("small-town-today", "small-town-capitation"), ("east-london-today", "east-london-capitation")],
)
def test_branches_that_are_lived_side_by_side_are_runs_of_their_own(scenarios):
    choice = replace(TOWN, a=scenarios[0], b=scenarios[1], months=27)
    setups = [moved(choice, share).setup() for share in (0.1, 0.9)]
    root = trunk(setups[0])
    assert root.month == LAST
    branches = [root.branch(setup) for setup in setups]
    for _ in range(choice.months - LAST):
        for branch in branches:
            branch.step()
    whole = [Model(setup, rng=1).run() for setup in setups]
    for branch, known in zip(branches, whole, strict=True):
        assert_same(branch.record, known)
    assert_same(root.branch(setups[1]).run(), whole[1])
    different = [
        not np.array_equal(x.pence, y.pence) for x, y in zip(*(w.payments for w in whole), strict=True)
    ]
    assert different.index(True) == LAST  # and it is another way of paying, from its April on


def test_a_run_with_a_shadow_goes_on_under_another_shadow():
    a = arms(TOWN)[0].setup()
    shadows = [replace(a, shadows=(moved(TOWN, share).setup().regime,)) for share in (0.1, 0.9)]
    branch = trunk(shadows[0]).branch(shadows[1])
    assert_same(branch.run(), Model(shadows[1], rng=1).run())


def test_what_is_alike_is_said_and_anything_else_refused():
    b, other = moved(TOWN, 0.1).setup(), moved(TOWN, 0.9).setup()
    assert alike(b, other, LAST)
    assert not alike(b, other, LAST + 12)
    assert not alike(b, replace(other, sample=other.sample / 2), LAST)
    assert not alike(b, replace(other, shadows=(b.regime,)), LAST)
    assert not alike(b, arms(TOWN)[0].setup(), LAST)
    with pytest.raises(ValueError, match="months of this run are not those"):
        trunk(b).branch(replace(other, theory="imitate_neighbours"))


def test_a_regime_that_begins_at_once_or_with_a_shadow_year_has_no_months_in_common():
    b = moved(TOWN, 0.1).setup()
    pace = b.regime.transition
    for other in (pace.model_copy(update={"start_month": 0}), pace.model_copy(update={"pace": "T3"})):
        assert common_months(replace(b, regime=b.regime.model_copy(update={"transition": other}))) == 0


def test_common_months_are_lived_once_for_each_luck_and_the_oldest_are_given_back(monkeypatch):
    monkeypatch.setattr(kept, "_kept", [])
    monkeypatch.setattr(kept, "KEPT", 2)
    stepped = []
    step = Branching.step
    monkeypatch.setattr(Branching, "step", lambda model: (stepped.append(model.seed), step(model)))
    for share, seed in ((0.1, 1), (0.2, 1), (0.3, 2), (0.4, 1), (0.5, 3), (0.6, 1)):
        model = kept.begun(moved(TOWN, share).setup(), seed)
        assert (model.month, model.seed) == (LAST, seed)
    assert [seed for seed, _ in kept._kept] == [3, 1]
    assert stepped == [1] * LAST + [2] * LAST + [3] * LAST


def test_an_arm_without_anything_to_come_is_lived_from_its_first_month():
    today = ChosenOption("small-town-today", "", "", 24)
    assert kept.begun(today.setup(), 1).month == 0
