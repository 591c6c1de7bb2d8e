"""What every theory obeys, whatever organisations face, and what each holds that the others do not."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from abm.behaviour.catalogue import THEORIES
from abm.behaviour.decision import POUNDS, TERMS, Temperament
from abm.behaviour.moving import STEP, on_grid
from abm.behaviour.theories import recoup_income
from abm.parameters import values
from tests.generators.prospects import SIZES, prospect, temperament

EVERY = pytest.mark.parametrize("theory", THEORIES.values(), ids=THEORIES)
RECOUP, IMITATE, SATISFICE = (THEORIES[name] for name in ("recoup_income", "imitate", "satisfice"))
AT_REST = {"value": 0.0, "norm": 0.0, "peers": 0.0, "best": 0.0, "shock": 0.0}


def term(decision, name):
    return decision.terms[TERMS.index(name)]


def at_rest(faced):
    """The same levers in the reference year: all at 0, unshaken, with the margin that is usual."""
    still = {name: np.zeros_like(faced.own) for name in AT_REST}
    return replace(faced, **still, margin=faced.usual_margin)


# What all obey ---------------------------------------------------------------------------------------


@EVERY
@given(SIZES, st.permutations(range(len(TERMS))))
def test_terms_sum_to_the_move_to_the_last_digit_in_any_order(theory, sizes, order):
    faced = prospect(*sizes)
    decision = theory.decide(faced, temperament(*sizes[1:]))
    assert decision.terms.shape == (len(TERMS), *faced.own.shape)
    assert decision.pounds.shape == (len(POUNDS), *faced.own.shape)
    move = decision.value - faced.value
    for at in np.ndindex(*move.shape):
        terms = decision.terms[(slice(None), *at)].tolist()
        assert math.fsum(terms) == move[at]
        assert sum(terms[i] for i in order) == move[at]


@EVERY
@given(SIZES)
def test_levers_stay_within_their_bounds_and_wait_for_their_turn(theory, sizes):
    faced = prospect(*sizes)
    decision = theory.decide(faced, temperament(*sizes[1:]))
    assert ((faced.lowest <= decision.value) & (decision.value <= faced.highest)).all()
    waits = faced.months[:, 0] == 0
    assert np.array_equal(decision.value[waits], faced.value[waits])
    assert not decision.terms[:, waits].any()


@EVERY
@given(SIZES)
def test_in_the_reference_situation_nothing_moves_but_by_chance(theory, sizes):
    faced, own = prospect(*sizes), temperament(*sizes[1:])
    still = at_rest(faced)
    anchored = replace(still, norm=theory.recover_norm(still, own))
    assert not theory.decide(anchored, own).value.any()
    shaken = theory.decide(replace(anchored, shock=faced.shock), own).value
    chance = np.where(faced.months > 0, on_grid(faced.shock), 0.0)
    assert np.abs(shaken - np.clip(chance, faced.lowest, faced.highest)).max() <= STEP


@EVERY
@given(SIZES)
def test_what_one_does_is_its_own_affair(theory, sizes):
    """An organisation decides alike alone and among others, to the last digit."""
    faced, own = prospect(*sizes), temperament(*sizes[1:])
    whole = theory.decide(faced, own)
    for i in range(sizes[1]):
        alone = theory.decide(only(faced, i), Temperament(*(x[[i]] for x in vars(own).values())))
        assert np.array_equal(alone.value, whole.value[:, [i]])
        assert np.array_equal(alone.terms, whole.terms[:, :, [i]])


def only(faced, i):
    """What one of the organisations faces."""
    for_all = {"values", "lowest", "highest", "months"}
    return replace(faced, **{k: v[..., [i]] for k, v in vars(faced).items() if k not in for_all})


# What each holds -------------------------------------------------------------------------------------


def faced(**changes):
    """A trust of £100m at rest: a unit of its first lever brings £20m a year, of its second £10m."""
    plain = prospect(2, 1)
    given_ = {
        "own": np.array([[2e7], [1e7]]),
        "stiffness": np.full((2, 1), 5e7),
        "turnover": np.array([1e8]),
        "usual_margin": np.array([0.02]),
        "highest": np.full((2, 1), 0.5),
        "lowest": np.full((2, 1), -0.5),
        "months": np.full((2, 1), 3.0),
    }
    return replace(at_rest(replace(plain, **given_)), **{"margin": np.array([0.02]), **changes})


PATIENT = Temperament(*(np.array([x]) for x in (0.25, 1.0, 15.0, 0.06, 0.15)))
POORER, POOREST, RICHER = (np.array([margin]) for margin in (-0.01, -0.03, 0.05))


def test_recouping_answers_a_loss_and_nothing_else():
    assert not RECOUP.decide(faced(), PATIENT).value.any()
    assert not RECOUP.decide(faced(margin=RICHER), PATIENT).value.any()
    moved = RECOUP.decide(faced(margin=POORER), PATIENT)
    assert (moved.value > 0).all()
    assert not term(moved, "own_money").any()
    assert not term(moved, "patients").any()


def test_what_recouping_wants_is_the_stated_share_of_the_loss():
    """A loss of £5m of which £3m is still missing: £2m, two fifths, has been won back and is held."""
    missing = faced(margin=POORER)
    pull = term(RECOUP.decide(missing, PATIENT), "pressure")
    brought = float((pull * missing.own).sum())
    assert brought == pytest.approx(0.4 / 0.6 * 3e6, rel=1e-6)
    assert brought / (brought + 3e6) == pytest.approx(0.4, rel=1e-6)
    assert pull[0, 0] / pull[1, 0] == pytest.approx(2.0, rel=1e-6)


def test_nobody_works_himself_to_death_for_a_penny():
    pointless = faced(margin=POORER, own=np.array([[2e3], [1e3]]))
    assert recoup_income.burden(pointless) == values()["conduct.recoup_burden"]
    assert np.abs(RECOUP.decide(pointless, PATIENT).value).max() < 0.001


def test_recouping_is_given_up_when_the_margin_is_back():
    high = RECOUP.decide(faced(value=np.full((2, 1), 0.2)), PATIENT)
    assert ((high.value > 0) & (high.value < 0.2)).all()


def test_imitation_goes_the_stated_share_of_the_way_in_a_year():
    best = np.array([[0.2], [-0.1]])
    moved = IMITATE.decide(faced(best=best, months=np.full((2, 1), 12.0), margin=POORER), PATIENT)
    assert moved.value == pytest.approx(0.3 * best, rel=1e-6)
    assert not moved.terms[[i for i, name in enumerate(TERMS) if name != "peers"]].any()


def test_imitation_does_not_look_at_money():
    best = np.array([[0.2], [-0.1]])
    poor, rich = (
        IMITATE.decide(faced(best=best, own=np.full((2, 1), x)), PATIENT).value for x in (-1e9, 1e9)
    )
    assert np.array_equal(poor, rich)


def test_who_has_enough_drifts_back_to_the_norm():
    away = np.full((2, 1), 0.2)
    moved = SATISFICE.decide(faced(value=away, margin=np.array([0.001])), PATIENT)
    assert moved.value == pytest.approx(0.2 * (1 - 0.02) ** 3, rel=1e-6)
    assert not term(moved, "pressure").any()


def test_steps_are_of_one_size_however_much_a_lever_brings():
    moved = SATISFICE.decide(faced(margin=POOREST, own=np.array([[2e7], [-2e5]])), PATIENT)
    size = 3 * 0.01 * 0.5 * (1 + 20 * 0.02)  # 3% short of breaking even, 1% of it luck
    assert moved.value == pytest.approx(np.array([[size], [-size]]), rel=1e-6)


def test_a_deeper_shortfall_takes_larger_steps():
    shallow, deep = (
        SATISFICE.decide(faced(margin=np.array([m])), PATIENT).value[0, 0] for m in (-0.03, -0.11)
    )
    assert deep == pytest.approx(shallow * 3 / 1.4, rel=1e-6)


def test_what_season_and_luck_make_of_a_margin_alarms_nobody():
    assert not SATISFICE.decide(faced(margin=np.array([-0.009])), PATIENT).value.any()
    assert SATISFICE.decide(faced(margin=np.array([-0.011])), PATIENT).value.all()


def test_what_brings_next_to_nothing_points_nowhere():
    moved = SATISFICE.decide(faced(margin=POOREST, own=np.array([[2e7], [9e4]])), PATIENT)
    assert moved.value[0, 0] > 0
    assert moved.value[1, 0] == 0


def test_a_usual_deficit_is_good_enough():
    used_to_it = faced(margin=np.array([-0.05]), usual_margin=np.array([-0.05]))
    assert not SATISFICE.decide(used_to_it, PATIENT).value.any()
