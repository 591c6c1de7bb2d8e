"""Law 3: with levers, capacities and rounds on one path, how anybody is paid changes nothing done."""

import numpy as np
from hypothesis import given

from tests.generators.places import places
from tests.generators.regimes import regimes, seeds
from tests.generators.runs import examples, opened, pence, run, same_life

QUICK = examples(10)


@given(places(), regimes("one"), regimes("other"), seeds)
@QUICK
def test_with_behaviour_off_two_regimes_give_identical_activity(place, one, other, seed):
    first = opened(place, one, seed, behaviour=False)
    second = opened(place, other, seed, behaviour=False)
    assert same_life(first.run(), second.run())
    for a, b in zip(first.world.life.columns, second.world.life.columns, strict=True):
        assert np.array_equal(a, b)


@given(places(), regimes("one"), regimes("other"), seeds)
@QUICK
def test_a_regime_that_replays_the_levers_of_another_does_what_the_other_did(place, one, other, seed):
    led = run(place, one, seed)
    paths = {(p.kind, p.lever): np.array(p.value) for p in led.levers}
    assert same_life(led, run(place, other, seed, replay=paths))


@given(places(), regimes(), seeds)
@QUICK
def test_replayed_levers_reproduce_a_run_with_its_payments_and_margins(place, regime, seed):
    first = run(place, regime, seed)
    paths = {(p.kind, p.lever): np.array(p.value) for p in first.levers}
    again = run(place, regime, seed, replay=paths)
    assert same_life(first, again)
    assert np.array_equal(pence(first), pence(again))
    assert np.array_equal(first.margin, again.margin)
    for before, after in zip(first.levers, again.levers, strict=True):
        assert np.array_equal(before.value, after.value)


@given(places(), regimes(), seeds)
@examples(4)
def test_what_a_pound_is_worth_can_be_asked_whether_or_not_anybody_decides(place, regime, seed):
    deciding, usual = (opened(place, regime, seed, behaviour=on) for on in (True, False))
    for attribute, worth in vars(deciding.worth()).items():
        assert np.array_equal(worth, getattr(usual.worth(), attribute)), attribute
    usual.run()
    assert np.isfinite(usual.worth().income).all()
    assert all(
        len(seen.income) == seen.n
        for seen in usual.board.situations(usual.worth(), usual.standing()).values()
    )
