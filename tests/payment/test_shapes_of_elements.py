"""What each form of payment promises: what it never pays, where it stops, and what one more brings."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from abm.contracts.contract import Contract
from abm.contracts.gaps import paid_twice, unpaid
from abm.contracts.settlement import Settlement
from abm.payment.best_practice import BestPractice
from abm.payment.bundle import Bundle
from abm.payment.capitation import Capitation
from abm.payment.cost_and_volume import CostAndVolume
from abm.payment.episode import Episode
from abm.payment.fee_for_service import FeeForService
from abm.payment.fixed_payment import SHIFT, FixedPayment
from abm.payment.gain_share import GainShare
from abm.payment.global_sum import GlobalSum
from abm.payment.income_floor import IncomeFloor
from abm.payment.pooled_budget import PooledBudget
from abm.payment.risk_pool import RiskPool
from abm.payment.tariff import Tariff
from abm.vocabulary import POD
from tests.payment import drawn_elements as drawn
from tests.payment.tiny_place import tiny, year

PLACE, LINES = tiny()
MONTHS, TOTAL = year(PLACE, LINES, 21)
PENNY = 0.005
value = st.floats(0, 5e6)
plan_value = st.floats(1e3, 5e6)
elapsed = st.integers(1, 12).map(lambda month: month / 12)
HOME_CARE = {"HC": 18.0}


def owed(element, outturn, measured, gone=1.0):
    plan = element.plan(np.array([outturn], float))
    return float(element.pay(np.array([measured], float), plan, gone)[0])


@given(drawn.cost_and_volumes, plan_value, value, st.floats(0, 1e6), elapsed)
def test_cost_and_volume_never_falls_with_volume_and_stays_between_collar_and_cap(e, last, done, more, gone):
    plan = last * e.planned * e.net_uplift * gone
    less, most = (owed(e, [last], [x], gone) for x in (done, done + more))
    assert less <= most + PENNY
    assert most - less <= more + PENNY
    floor = min(e.collar, e.cap if e.cap is not None else 1) * plan
    assert less >= floor - PENNY
    if e.cap is not None:
        assert most <= e.cap * plan + PENNY
    if e.ceiling is not None:
        assert most <= plan * max(1 + e.above * (e.ceiling - e.threshold), e.collar) + PENNY


def test_within_a_collar_one_more_brings_nothing_and_without_it_something():
    terms = {"prices": HOME_CARE, "above": 1.0, "below": 1.0}
    guarded, bare = (CostAndVolume(**terms, collar=c) for c in (0.95, 0.0))
    step = [owed(e, [1e6], [801_000.0]) - owed(e, [1e6], [800_000.0]) for e in (guarded, bare)]
    assert step == pytest.approx([0.0, 1_000.0])


@given(drawn.of_anybody, st.lists(st.integers(0, 5_000_000), min_size=3, max_size=3), st.floats(0, 2))
def test_what_a_payer_can_cut_it_cuts_in_proportion(e, read, factor):
    n = len(e.measures())
    measured = np.array([(read * 4)[:n]], float)
    plan = e.plan(measured)
    bare, half, whole = (e.pay(measured, e.cut(plan, np.array([f])), 1.0)[0] for f in (0.0, factor, 1.0))
    assert half == pytest.approx(bare + factor * (whole - bare), rel=1e-9, abs=PENNY)


@given(drawn.risk_pools, plan_value, value, st.floats(100, 1e5), elapsed)
def test_a_pool_never_pays_more_than_it_holds_nor_takes_more_than_was_put_in(e, last, done, people, gone):
    held = e.pool * last * e.net_uplift
    pay = owed(e, [last, people], [done, people], gone)
    assert -e.paid_in * held - PENNY <= pay <= held + PENNY


@given(plan_value, value, drawn.share, drawn.share, elapsed)
def test_partners_in_a_pot_pay_the_whole_between_them(last, done, contribution, part, gone):
    terms = {"contribution": contribution, "share": part}
    rest = {key: 1 - term for key, term in terms.items()}
    partners = (PooledBudget(prices=HOME_CARE, **t) for t in (terms, rest))
    assert sum(owed(e, [last], [done], gone) for e in partners) == pytest.approx(done, abs=PENNY)


@given(plan_value, value, st.floats(100, 1e4), drawn.share, drawn.share, drawn.share)
def test_a_stop_loss_binds_and_a_hurdle_shares_less(last, done, people, loss, stop, hurdle):
    terms = {"unit_prices": HOME_CARE, "gain_share": 0.5, "loss_share": loss}
    plain, guarded = GainShare(**terms), GainShare(**terms, stop_loss=stop, hurdle=hurdle)
    pays = [owed(e, [last, people], [done, people]) for e in (plain, guarded)]
    assert abs(pays[1]) <= abs(pays[0]) + PENNY
    assert pays[1] >= -stop * last - PENNY


@given(drawn.control_totals, plan_value, value, st.floats(0, 1e6), elapsed)
def test_a_control_total_pays_between_nothing_and_all_and_never_more_for_spending_more(
    e, last, done, more, gone
):
    thrifty, dear = (owed(e, [last, 1e6], [x, 1e6], gone) for x in (done, done + more))
    assert -PENNY <= dear <= thrifty + PENNY <= e.share * 1e6 * gone + 2 * PENNY


@given(st.lists(drawn.share, min_size=1, max_size=4), plan_value, value)
def test_an_income_floor_pays_nothing_without_a_shortfall_and_nothing_after_its_last_year(relief, last, done):
    e = IncomeFloor(before=HOME_CARE, guarantee=0.95, relief=tuple(relief))
    plan, years = e.plan(np.array([[last, last]])), []
    for _ in range(len(relief) + 2):
        years.append(float(e.pay(np.array([[done, done]]), plan, 1.0)[0]))
        plan = e.replan(plan, np.array([[done, done]]))
    shortfall = max(0.95 * last - done, 0)
    assert years == pytest.approx([*(r * shortfall for r in relief), 0.0, 0.0], abs=PENNY)


@given(drawn.fixed_payments, plan_value, plan_value)
def test_the_steps_of_a_fixed_payment_add_up_to_what_is_paid(e, priced, cost):
    outturn = [priced] if e.patient_level_costs is None else [priced, cost]
    steps = e.steps(np.array(outturn))
    total = max(sum(map(float, steps.values())), 0)
    assert total == pytest.approx(owed(e, outturn, outturn), rel=1e-9, abs=PENNY)


def test_a_shift_at_patient_level_cost_takes_out_less_than_one_at_unit_price():
    terms = {"unit_prices": {"NEL": 2000.0}, "shifted": 0.1}
    at_price, at_cost = FixedPayment(**terms), FixedPayment(**terms, patient_level_costs={"NEL": 800.0})
    taken = [e.steps(np.array(o))[SHIFT] for e, o in ((at_price, [2e6]), (at_cost, [2e6, 8e5]))]
    assert [float(x) for x in taken] == pytest.approx([-200_000.0, -80_000.0])


def test_another_follow_up_brings_nothing_in_an_episode_and_costs_in_a_bundle():
    episode = Episode(starts={"OPFA": 300.0}, covers=("OPFUP",))
    bundle = Bundle(starts=("OPFA",), covers={"OPFUP": 75.0}, share=0.5)
    assert owed(episode, [0, 0], [3e4, 201]) == owed(episode, [0, 0], [3e4, 200])
    fewer, more = (owed(bundle, [100, 15_000], [100, v]) for v in (15_000, 15_075))
    assert more - fewer == pytest.approx(-37.5)


def test_one_more_patient_brings_a_practice_an_average_patient_of_its_own():
    e = GlobalSum(pounds_per_weighted_patient=85.35)
    step = owed(e, [96_000, 9_600], [96_012, 9_600]) - owed(e, [96_000, 9_600], [96_000, 9_600])
    assert step == pytest.approx(85.35 * 1.2)


@given(st.floats(0, 5), st.floats(0, 1e5), st.floats(0, 1e5), st.floats(0, 1e4))
def test_a_trim_pays_for_excess_days_beyond_it_and_nothing_for_more_spells_before(trim, days, spells, more):
    e = Tariff(prices={"XBD": 250.0}, trim_days=trim)
    if not trim:
        assert len(e.measures()) == 2
        return
    base = owed(e, [0] * 4, [0, 0, days, spells])
    assert 0 <= base <= days
    assert owed(e, [0] * 4, [0, 0, days + more, spells]) >= base


def declared(name, payer, element, payee="social_care"):
    return Contract(id=name, payer=payer, payees=(payee,), elements={"e": element})


def settled(*contracts):
    return Settlement(PLACE, LINES, contracts, TOTAL)


@pytest.mark.parametrize(("council", "health", "twice"), [(0.4, 0.6, False), (0.6, 0.6, True)])
def test_a_pot_shared_in_full_is_paid_for_once(council, health, twice):
    shares = {"council": council, "commissioner": health}
    pots = (
        declared(payer, payer, PooledBudget(prices=HOME_CARE, contribution=s, share=s))
        for payer, s in shares.items()
    )
    assert bool(paid_twice(settled(*pots))) is twice


def test_a_pot_shared_in_part_leaves_a_gap():
    half = PooledBudget(prices=HOME_CARE, contribution=0.5, share=0.5)
    whole = declared("fee", "council", FeeForService(prices=HOME_CARE))
    left = [
        sum(g.units for g in unpaid(settled(c), TOTAL) if g.pod == "HC")
        for c in (declared("a", "council", half), whole)
    ]
    paid = TOTAL.delivered[LINES.pod == POD["HC"]].sum() - left[1]
    assert left[0] - left[1] == pytest.approx(paid / 2)


def test_what_comes_beside_a_price_neither_pays_twice_nor_covers():
    tariff = declared("tariff", "commissioner", Tariff(prices={"DC": 800.0, "EL": 3900.0}), "acute_trust")
    premium = BestPractice(best=("DC",), other=("EL",), premium=200.0)
    pool = RiskPool(unit_prices={"DC": 800.0}, basis="delivered", pool=0.1)
    beside = [declared(f"b{i}", "commissioner", e, "acute_trust") for i, e in enumerate((premium, pool))]
    assert paid_twice(settled(tariff, *beside)) == []
    left = {g.pod for g in unpaid(settled(*beside), TOTAL)}
    assert {"DC", "EL"} <= left


@pytest.mark.parametrize(
    ("element", "terms", "said"),
    [
        (CostAndVolume, {"prices": HOME_CARE, "above": 1.0, "threshold": 1.1, "ceiling": 1.1}, "above thres"),
        (Episode, {"starts": {"OPFA": 1.0}, "covers": ["OPFA"]}, "either starts"),
        (Bundle, {"starts": ["OPFA"], "covers": {"OPFA": 1.0}, "share": 0.5}, "either starts"),
        (BestPractice, {"best": ["DC"], "other": ["DC"], "premium": 1.0}, "either in best"),
        (Tariff, {"prices": {"AE": 150.0}, "trim_days": 2.0}, "price for XBD"),
        (IncomeFloor, {"before": HOME_CARE, "guarantee": 1.0, "relief": []}, "relief"),
        (Capitation, {}, "needs one of"),
    ],
)  # fmt: skip
def test_terms_that_do_not_hang_together_are_refused(element, terms, said):
    with pytest.raises(ValidationError, match=said):
        element.model_validate(terms)
