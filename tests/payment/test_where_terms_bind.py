"""Where caps, collars, corridors, hurdles and the rest say they bind, there they bind, and nowhere else.

Each law draws terms and walks through the places where a payment bends: what is paid there, worked out from
the terms alone, and the slope on either side.
"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from abm.payment.best_practice import BestPractice
from abm.payment.bundle import Bundle
from abm.payment.control_total import ControlTotal
from abm.payment.cost_and_volume import CostAndVolume
from abm.payment.fee_for_service import FeeForService
from abm.payment.gain_share import GainShare
from abm.payment.income_floor import IncomeFloor
from abm.payment.outcomes import Outcomes, OutcomeTarget
from abm.payment.personal_budget import PersonalBudget
from abm.payment.points import Points
from abm.payment.risk_pool import RiskPool
from abm.payment.tariff import Tariff
from abm.quantities import WEEKS_PER_MONTH

PRICE = {"NEL": 2_000.0}
plans = st.integers(10_000, 5_000_000).map(float)
part = st.integers(1, 99).map(lambda percent: percent / 100)
small = st.integers(1, 20).map(lambda percent: percent / 100)
elapsed = st.integers(1, 12).map(lambda month: month / 12)
STEP = 1.0


def owed(element, outturn, measured, gone=1.0):
    plan = element.plan(np.array([outturn], float))
    return float(element.pay(np.array([measured], float), plan, gone)[0])


def bends(pay, at, level, before, after):
    """A payment that is `level` at a point, with these slopes just before and just after it."""
    assert pay(at) == pytest.approx(level, rel=1e-9, abs=0.01)
    assert pay(at) - pay(at - STEP) == pytest.approx(before * STEP, abs=1e-3)
    assert pay(at + STEP) - pay(at) == pytest.approx(after * STEP, abs=1e-3)


@given(plans, part, part, small, small, elapsed)
def test_cost_and_volume_bends_at_plan_threshold_and_ceiling(year, above, below, threshold, width, gone):
    terms = {"threshold": 1 + threshold, "ceiling": 1 + threshold + width}
    e, plan = CostAndVolume(prices=PRICE, above=above, below=below, **terms), year * gone
    bends(lambda x: owed(e, [year], [x], gone), plan, plan, below, 0)
    bends(lambda x: owed(e, [year], [x], gone), plan * (1 + threshold), plan, 0, above)
    top = plan * (1 + above * width)
    bends(lambda x: owed(e, [year], [x], gone), plan * (1 + threshold + width), top, above, 0)


@given(plans, part, part, small, small, elapsed)
def test_a_collar_and_a_cap_bind_where_the_slope_first_reaches_them(year, above, below, lost, won, gone):
    e = CostAndVolume(prices=PRICE, above=above, below=below, collar=1 - lost, cap=1 + won)
    plan, (low, high) = year * gone, (lost / below, won / above)
    if low < 1:
        bends(lambda x: owed(e, [year], [x], gone), plan * (1 - low), plan * (1 - lost), 0, below)
    bends(lambda x: owed(e, [year], [x], gone), plan * (1 + high), plan * (1 + won), above, 0)


@given(plans, elapsed)
def test_a_fees_cap_is_for_the_year_and_binds_in_any_month_of_it(cap, gone):
    e = FeeForService(prices={"PREV": 5.0}, cap_pounds_per_year=cap)
    bends(lambda x: owed(e, [0], [x], gone), cap, cap, 1, 0)


@given(plans, part, part, elapsed)
def test_the_marginal_rate_begins_at_the_baseline(year, rate, baseline, gone):
    e = Tariff(prices=PRICE, marginal_rate=rate, marginal_baseline=baseline)
    at = year * baseline * gone
    bends(lambda x: owed(e, [0, year], [0, x], gone), at, at, 1, rate)


@given(plans, part)
def test_excess_days_are_paid_from_the_trim_on(days, price):
    e = Tariff(prices={"XBD": price}, trim_days=2.0)
    bends(lambda x: owed(e, [0] * 4, [0, 0, x, days]), days, 0, 0, 1)


@given(plans, part, part, small, small, elapsed)
def test_gain_and_loss_are_shared_between_hurdle_and_corridor(year, gain, loss, hurdle, width, gone):
    terms = {"hurdle": hurdle, "corridor": hurdle + width}
    e, expected = GainShare(unit_prices=PRICE, gain_share=gain, loss_share=loss, **terms), year * gone

    def pay(x):
        return owed(e, [year, 12_000], [x, 12_000 * gone], gone)

    bends(pay, expected * (1 - hurdle - width), gain * width * expected, 0, -gain)
    bends(pay, expected * (1 - hurdle), 0, -gain, 0)
    bends(pay, expected * (1 + hurdle), 0, 0, -loss)
    bends(pay, expected * (1 + hurdle + width), -loss * width * expected, -loss, 0)


@given(plans, part, small, small, elapsed)
def test_a_stop_loss_binds_where_the_share_of_the_loss_reaches_it(year, loss, hurdle, stop, gone):
    e = GainShare(unit_prices=PRICE, gain_share=0.5, loss_share=loss, hurdle=hurdle, stop_loss=stop)
    beyond = hurdle + stop / loss
    if beyond < 1:
        at = year * gone * (1 + beyond)
        bends(lambda x: owed(e, [year, 12_000], [x, 12_000 * gone], gone), at, -stop * year * gone, -loss, 0)


@given(plans, small, small, part, part, part, elapsed)
def test_a_pool_pays_from_the_tolerance_until_it_is_empty(year, pool, tolerance, draw, left, paid_in, gone):
    terms = {"pool": pool, "tolerance": tolerance, "draw": draw, "left": left, "paid_in": paid_in}
    e, expected = RiskPool(unit_prices=PRICE, **terms), year * gone
    held = pool * expected

    def pay(x):
        return owed(e, [year, 12_000], [x, 12_000 * gone], gone)

    slope = draw * (1 - left)
    bends(pay, expected * (1 + tolerance), (left - paid_in) * held, 0, slope)
    bends(pay, expected * (1 + tolerance + pool / draw), (1 - paid_in) * held, slope, 0)


@given(plans, part, small, elapsed)
def test_a_control_total_is_all_there_at_the_total_and_gone_at_the_taper(year, share, taper, gone):
    e, total = ControlTotal(unit_prices=PRICE, share=share, taper=taper), year * gone
    whole = share * year * gone

    def pay(x):
        return owed(e, [year, year], [x, year], gone)

    slope = -whole / (taper * total)
    bends(pay, total, whole, 0, slope)
    bends(pay, total * (1 + taper), 0, slope, 0)


@given(plans, part, part)
def test_a_bundle_shares_no_more_than_its_limit_either_way(year, share, limit):
    e = Bundle(starts=("OPFA",), covers={"OPFUP": 75.0}, share=share, limit=limit)

    def pay(x):
        return owed(e, [1_000, year], [1_000, x])

    bends(pay, year * (1 - limit), share * limit * year, 0, -share)
    bends(pay, year * (1 + limit), -share * limit * year, -share, 0)


@given(plans, part)
def test_a_premium_is_for_what_is_beyond_the_target(units, target):
    e = BestPractice(best=("DC",), other=("EL",), premium=200.0, target=target)
    bends(lambda x: owed(e, [0, 0], [x, units]), target * units, 0, 0, 200)


@given(plans, part, part, elapsed)
def test_an_income_floor_pays_below_what_is_guaranteed_and_nothing_above(year, guarantee, relief, gone):
    e = IncomeFloor(before=PRICE, guarantee=guarantee, relief=(relief,))
    bends(lambda x: owed(e, [year, year], [x, x], gone), guarantee * year * gone, 0, -relief, 0)


@given(plans, part, elapsed)
def test_a_budget_keeps_its_part_of_what_is_not_spent_until_it_is_spent(months, clawback, gone):
    e = PersonalBudget(
        pounds_per_week=100.0, pounds_per_hour=18.0, pounds_per_contact=30.0, clawback=clawback
    )
    set_aside = 100.0 * WEEKS_PER_MONTH * months
    bends(lambda x: owed(e, [], [x, 0, months], gone), set_aside, set_aside, clawback, 1)
    assert owed(e, [], [0, 0, months], gone) == pytest.approx((1 - clawback) * set_aside)


@given(plans, small, small, st.sampled_from(["reward", "penalty"]), elapsed)
def test_outcomes_count_between_their_thresholds(chances, lower, width, framing, gone):
    target = {"planned_in_time": OutcomeTarget(lower=lower, upper=lower + width)}
    e = Outcomes(pounds_per_year=1e6, targets=target, framing=framing)
    stake, none = 1e6 * gone, -1e6 * gone if framing == "penalty" else 0.0

    def pay(x):
        return owed(e, [0, 0], [x, chances], gone)

    slope = stake / (width * chances)
    bends(pay, lower * chances, none, 0, slope)
    bends(pay, (lower + width) * chances, none + stake, slope, 0)


@given(plans, small, small, elapsed)
def test_points_are_earned_between_their_thresholds(eligible, lower, width, gone):
    e = Points(points=100, pounds_per_point=170.0, average_list=8_000, lower=lower, upper=lower + width)
    slope = 17_000 * gone / (width * eligible)
    bends(lambda x: owed(e, [], [x, eligible, 8_000], gone), lower * eligible, 0, 0, slope)
    bends(
        lambda x: owed(e, [], [x, eligible, 8_000], gone), (lower + width) * eligible, 17_000 * gone, slope, 0
    )
