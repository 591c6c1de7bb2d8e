"""Laws of the marginal pound over generated contracts: asked one by one, and cancelling in full view."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from abm.contracts.incentives import Spread
from abm.contracts.marginal import Margins
from abm.contracts.settlement import Settlement
from abm.contracts.what_if import ERROR_POINTS, ERROR_WEIGHTS, NUDGED, STEP, WhatIf
from abm.organisations.worth import Pricing, lay_out
from abm.vocabulary import PODS
from tests.payment.test_laws_of_settlement import bundles
from tests.payment.tiny_place import tiny, year

PLACE, LINES = tiny()
_, TOTAL = year(PLACE, LINES, 9, coding=True)
QUICK = settings(max_examples=40, deadline=None)
N = len(PLACE.organisations)


def settled(declared):
    s = Settlement(PLACE, LINES, declared, TOTAL, "acute_trust")
    wander = np.random.default_rng(1).uniform(0.9, 1.1, s.meter.rows)
    return s, s.outturn * np.where(s.meter.stands, 1.0, wander)


def asked_one_by_one(s, readings, error, later, side):
    """The same pounds, one pair, one measure and one point of error at a time."""
    slopes = np.zeros(s.meter.rows)
    for group in s.groups:
        measures = group.element.measures()
        measured = group.measured(readings)
        for i, j in np.ndindex(measured.shape):
            if measures[j].basis in NUDGED:
                row = group.rows.start + i * len(measures) + j
                slopes[row] = slope_of(group, measured, i, j, error, later, side)
    return slopes


def slope_of(group, measured, i, j, error, later, side):
    total = 0.0
    for point, weight in zip(ERROR_POINTS, ERROR_WEIGHTS, strict=True):
        at = max(measured[i, j] * (1 + error * point), 0.0)
        step = max(STEP * at, 1.0)
        more = at + step if side >= 0 else at
        fewer = max(at - step, 0.0) if side <= 0 else at
        gain = owed(group, measured, i, j, more, group.plan) - owed(group, measured, i, j, fewer, group.plan)
        total += weight * gain / (more - fewer) if more > fewer else 0.0
        if later and group.plan.shape[-1]:
            total += later * weight * reset_slope(group, measured, i, j, at)
    return total


def reset_slope(group, measured, i, j, at):
    step = max(STEP * measured[i, j], 1.0)
    up, down = measured[i, j] + step, max(measured[i, j] - step, 0.0)
    plans = [group.element.plan(put(measured, i, j, value)) for value in (up, down)]
    gain = owed(group, measured, i, j, at, plans[0]) - owed(group, measured, i, j, at, plans[1])
    return gain / (up - down)


def owed(group, measured, i, j, value, plan):
    return group.element.pay(put(measured, i, j, value), plan, 1.0)[i]


def put(measured, i, j, value):
    changed = measured.copy()
    changed[i, j] = value
    return changed


@given(bundles(), st.sampled_from([0.0, 0.03]), st.sampled_from([0.0, 0.4]), st.sampled_from([0, 1, -1]))
@QUICK
def test_all_at_once_is_one_by_one(declared, error, later, side):
    s, readings = settled(declared)
    fast = WhatIf(s).slopes(readings, error, 1.0, later, side)
    slow = asked_one_by_one(s, readings, error, later, side)
    assert fast == pytest.approx(slow, rel=1e-6, abs=1e-6)


@given(bundles())
@QUICK
def test_asking_again_answers_the_same_and_sees_plans_that_were_set_since(declared):
    s, readings = settled(declared)
    margins = Margins(s)
    first = margins.over_years(readings, 0.03, 0.4).pounds
    s.set_plans(readings)
    then = margins.over_years(readings, 0.03, 0.4).pounds
    assert np.array_equal(then, Margins(s).over_years(readings, 0.03, 0.4).pounds)
    s.set_plans(s.outturn)
    assert np.array_equal(first, margins.over_years(readings, 0.03, 0.4).pounds)


@given(bundles())
@QUICK
def test_the_tables_add_up_the_rows(declared):
    s, readings = settled(declared)
    found = Spread(s).tables(WhatIf(s).slopes(readings, 0.03, 1.0, 0.4))
    rows, p = found.rows, PLACE.n_practices
    for pounds, actors, practices in (
        (rows.delivered, found.actor_income, found.practice_income),
        (rows.recorded, found.actor_recorded, found.practice_recorded),
        (rows.used, found.actor_use_income, found.list_income),
    ):
        table = np.zeros((N, len(PODS), PLACE.n_boroughs + 1))
        np.add.at(table, rows.payee, pounds[:, :, None] * rows.territory[:, None, :])
        assert np.allclose(actors, table[p:])
        assert np.allclose(practices, table[:p, :, 0])
    outcomes = np.zeros(found.outcome_income.shape)
    np.add.at(outcomes, rows.payee, rows.outcome)
    assert np.allclose(found.outcome_income, outcomes)


@given(bundles())
@QUICK
def test_where_everyone_is_in_view_and_work_costs_nothing_every_payment_cancels(declared):
    s, readings = settled(declared)
    pounds = Margins(s).over_years(readings, 0.03, 0.4)
    pricing = Pricing(PLACE, np.ones((N, N), bool), np.zeros((N, len(PODS))))
    worth = pricing.price(lay_out(PLACE, LINES, TOTAL), pounds)
    scale = 1e-9 * (1 + np.abs(pounds.pounds).max(initial=0))
    for own, partners in (
        (worth.income, worth.partners_delivered),
        (worth.recorded_income, worth.partners_recorded),
        (worth.use_income, worth.partners_used),
        (worth.outcome_income, worth.partners_outcome),
    ):
        assert np.abs(own + partners).max() <= scale


@given(bundles())
@QUICK
def test_who_looks_at_nobody_sees_no_partner(declared):
    s, readings = settled(declared)
    pounds = Margins(s).over_years(readings, 0.03, 0.4)
    worth = Pricing(PLACE, np.eye(N, dtype=bool), np.zeros((N, len(PODS)))).price(
        lay_out(PLACE, LINES, TOTAL), pounds
    )
    for partners in ("delivered", "recorded", "used", "outcome"):
        assert not getattr(worth, f"partners_{partners}").any()
