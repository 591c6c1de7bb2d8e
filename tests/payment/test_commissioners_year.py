"""The commissioner's April: what is cut when money is short, what is given back, and what never changes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from abm.contracts.contract import Contract
from abm.contracts.settlement import Settlement
from abm.payment.block import Block
from abm.payment.capitation import Capitation
from abm.payment.element import Element
from abm.payment.fee_for_service import FeeForService
from abm.payment.outcomes import Outcomes, OutcomeTarget
from abm.payment.tariff import Tariff
from abm.regimes.affordability import Means, Position
from abm.regimes.annual_round import annual_round
from abm.regimes.budgets import at_discretion, by_payer, leads
from tests.payment.test_laws_of_settlement import LINES, MONTHS, PLACE, QUICK, TOTAL, bundles
from tests.payment.tiny_place import INDEX

CCG_A, TRUST_A, COMM = INDEX["CCG-A"], INDEX["TRUST-A"], INDEX["COMM"]
PENNY = 0.01
NONE = np.zeros(len(INDEX))


def contract(name, payer, payee, element, discretionary=False):
    elements = {"e": element}
    return Contract(id=name, payer=payer, payees=(payee,), elements=elements, discretionary=discretionary)


HOSPITAL = contract("hospital", "commissioner", "acute_trust", Block(pounds_per_year=1000.0))
LOCAL = contract("local", "commissioner", "community", Block(pounds_per_year=600.0), discretionary=True)
MIND = contract("mind", "commissioner", "mental_health", Block(pounds_per_year=300.0), discretionary=True)


def settled(declared):
    """A year settled, and what every payment was worth by the first plans."""
    settlement = Settlement(PLACE, LINES, declared, TOTAL, "acute_trust")
    opening = settlement.owed(settlement.outturn, 1.0)
    for month in MONTHS:
        settlement.settle(month)
    return settlement, opening


def given_to(pounds):
    """An allocation of so many pounds to every organisation; only payers have a use for it."""
    return np.full(len(PLACE.organisations), float(pounds))


def april(declared, pounds, correction=1 / 3, floor=0.1, contingency=0.0, savings=0.0):
    settlement, opening = settled(declared)
    means = Means(given_to(pounds), correction, floor, contingency)
    return settlement, annual_round(settlement, Position(means, opening, settlement.readings, NONE), savings)


def plan(settlement, name):
    """The first sum of a contract."""
    at = [c.id for c in settlement.contracts].index(name)
    return float(next(g for g in settlement.groups if g.contract == at).plan[0, 0])


# By hand: CCG-A pays two trusts 1,000 each, and 600 for community care.


def test_a_third_of_an_overspend_is_taken_from_what_a_commissioner_can_set():
    settlement, done = april([HOSPITAL, LOCAL], pounds=2_540)
    assert done.gap[CCG_A] == pytest.approx(-60)
    assert done.corrected[CCG_A] == pytest.approx(-20)
    assert (plan(settlement, "hospital"), plan(settlement, "local")) == pytest.approx((1000, 580))
    assert done.after[CCG_A] == pytest.approx(done.before[CCG_A] - 20)
    assert done.given[COMM] == pytest.approx(-40)  # by both commissioners
    assert done.given[TRUST_A] == 0


def test_no_contract_is_cut_below_the_floor_however_large_the_gap():
    settlement, done = april([HOSPITAL, LOCAL], pounds=0)
    assert done.corrected[CCG_A] == pytest.approx(-60)
    assert plan(settlement, "local") == pytest.approx(540)


def test_a_surplus_is_given_back_as_an_overspend_is_taken():
    settlement, done = april([HOSPITAL, LOCAL], pounds=2_660)
    assert done.corrected[CCG_A] == pytest.approx(20)
    assert plan(settlement, "local") == pytest.approx(620)


def test_contracts_share_a_correction_by_their_value():
    settlement, _ = april([HOSPITAL, LOCAL, MIND], pounds=2_810)
    assert (plan(settlement, "local"), plan(settlement, "mind")) == pytest.approx((580, 290))


@pytest.mark.parametrize("pounds", [2_580, 2_600, 2_620])
def test_a_contingency_stands_between_a_small_gap_and_its_correction(pounds):
    settlement, done = april([HOSPITAL, LOCAL], pounds, contingency=0.01)
    assert done.gap[CCG_A] == pytest.approx(pounds - 2_600)
    assert done.corrected[CCG_A] == 0
    assert plan(settlement, "local") == 600


def test_what_the_contingency_cannot_cover_is_corrected():
    _, done = april([HOSPITAL, LOCAL], pounds=2_540, contingency=0.01)
    assert done.corrected[CCG_A] == pytest.approx(-(60 - 25.4) / 3)


def test_year_after_year_a_gap_closes_by_a_third():
    settlement, opening = settled([HOSPITAL, LOCAL])
    means = Means(given_to(2_540), 1 / 3, 0.1, 0.0)
    gaps = []
    for _ in range(4):
        gaps.append(annual_round(settlement, Position(means, opening, settlement.outturn, NONE)).gap[CCG_A])
        for month in MONTHS:
            settlement.settle(month)
    assert gaps == pytest.approx([-60, -40, -60 * 4 / 9, -60 * 8 / 27])


def test_a_savings_programme_takes_its_share_of_sums_and_leaves_fees():
    fee = contract("fee", "commissioner", "community", FeeForService(prices={"COMM": 2.0}), True)
    settlement, _ = settled([HOSPITAL, LOCAL, fee])
    fees = settlement.owed(settlement.readings, 1.0)[-2:]
    done = annual_round(settlement, savings=0.02)
    assert plan(settlement, "local") == pytest.approx(588)
    assert done.saved[CCG_A] == pytest.approx(12)
    assert np.array_equal(settlement.owed(settlement.outturn, 1.0)[-2:], fees)
    assert not done.gap.any()


def test_what_a_savings_programme_frees_is_not_given_back():
    settlement, done = april([HOSPITAL, LOCAL], pounds=2_600, savings=0.1)
    assert (done.saved[CCG_A], done.gap[CCG_A]) == pytest.approx((60, 60))
    assert done.corrected[CCG_A] == pytest.approx(0)
    assert plan(settlement, "local") == pytest.approx(540)


def test_what_was_saved_in_earlier_years_is_not_given_back_either():
    settlement, opening = settled([HOSPITAL, LOCAL])
    means = Means(given_to(2_660), 1 / 3, 0.1, 0.0)
    saved = given_to(45)
    done = annual_round(settlement, Position(means, opening, settlement.readings, saved))
    assert done.corrected[CCG_A] == pytest.approx((60 - 45) / 3)


def test_savings_make_room_before_anything_else_is_cut():
    _, done = april([HOSPITAL, LOCAL], pounds=2_540, savings=0.1)
    assert done.gap[CCG_A] == pytest.approx(0)
    assert done.corrected[CCG_A] == pytest.approx(0)


# Leads.

EVERYONE = contract("everyone", "commissioner", "lead", Capitation(unit_prices={"AE": 100.0, "COMM": 50.0}))
MEMBER = contract("member", "lead", "community", Block(unit_prices={"COMM": 50.0}), discretionary=True)
ELSEWHERE = contract("elsewhere", "lead", "acute_trust", Tariff(prices={"AE": 100.0}))


def test_a_lead_in_the_year_it_began_has_what_it_passes_on():
    settlement, done = april([EVERYONE, MEMBER, ELSEWHERE], pounds=0)
    assert leads(settlement)[TRUST_A]
    assert done.gap[TRUST_A] == pytest.approx(0, abs=PENNY)
    assert done.corrected[TRUST_A] == pytest.approx(0, abs=PENNY)


def test_a_lead_whose_people_go_elsewhere_more_takes_it_from_its_members():
    settlement, opening = settled([EVERYONE, MEMBER, ELSEWHERE])
    outturn = settlement.readings.copy()
    elsewhere = next(g for g in settlement.groups if g.contract == 2)
    outturn[elsewhere.rows] *= 1.2
    means = Means(given_to(1e12), 0.5, 0.1, 0.0)
    done = annual_round(settlement, Position(means, opening, outturn, NONE))
    more = by_payer(settlement, settlement.owed(outturn, 1.0) - settlement.owed(settlement.outturn, 1.0))
    assert done.gap[TRUST_A] == pytest.approx(-more[TRUST_A])
    assert -more[TRUST_A] < done.corrected[TRUST_A] < 0
    assert done.given[COMM] < 0


def test_a_commissioners_cut_of_a_leads_sum_reaches_its_members_in_the_same_april():
    cut = EVERYONE.model_copy(update={"discretionary": True})
    settlement, opening = settled([cut, MEMBER, ELSEWHERE])
    means = Means(given_to(0), 1.0, 0.05, 0.0)
    done = annual_round(settlement, Position(means, opening, settlement.readings, NONE))
    assert done.given[TRUST_A] == pytest.approx(-0.05 * opening[0])
    # The sum fell by a twentieth, so did what there is for members and other trusts.
    assert done.gap[TRUST_A] == pytest.approx(-0.05 * by_payer(settlement, opening)[TRUST_A])
    assert done.corrected[TRUST_A] < 0


def test_who_leads_without_a_sum_has_no_budget_to_keep_to():
    _, done = april([MEMBER, ELSEWHERE], pounds=0)
    assert done.gap[TRUST_A] == 0
    assert done.before[TRUST_A] == done.after[TRUST_A]


@pytest.mark.parametrize("contingency", [0.0, 0.1])
def test_a_lead_whose_sum_has_turned_into_a_debt_is_corrected_once(contingency):
    """1,000 at first, and now 1,500 less for what is missed: 600 · -500 / 1,000 is what there is for 600."""
    unreached = {"timely_discharge": OutcomeTarget(lower=0.99, upper=1.0)}
    missed = Outcomes(pounds_per_year=1500.0, framing="penalty", targets=unreached)
    settlement, opening = settled(
        [
            contract("sum", "commissioner", "lead", Block(pounds_per_year=1000.0)),
            contract("missed", "commissioner", "lead", missed),
            contract("member", "lead", "community", Block(pounds_per_year=600.0), discretionary=True),
        ]
    )
    opening[settlement.groups[1].due] = 0.0
    rules = Means(given_to(1000), 0.01, 1.0, contingency)
    done = annual_round(settlement, Position(rules, opening, settlement.readings, NONE))
    assert done.gap[TRUST_A] == pytest.approx(-300 - 600)
    assert done.corrected[TRUST_A] == pytest.approx(-9)
    assert plan(settlement, "member") == pytest.approx(591)


# Laws, over generated contracts.

share = st.floats(0, 1)
means = st.builds(
    Means,
    st.lists(st.floats(0, 1e8), min_size=len(INDEX), max_size=len(INDEX)).map(np.array),
    correction=share,
    floor=share,
    contingency=st.floats(0, 0.02),
)


@st.composite
def marked(draw):
    """Generated contracts, some of them at their payer's discretion."""
    return [c.model_copy(update={"discretionary": draw(st.booleans())}) for c in draw(bundles())]


@given(marked(), means, st.floats(0, 0.2), st.floats(0.5, 1.5))
@QUICK
def test_a_correction_is_never_larger_than_its_gap_and_goes_the_same_way(declared, means, savings, grown):
    settlement, opening = settled(declared)
    outturn = settlement.readings * grown
    done = annual_round(settlement, Position(means, opening, outturn, NONE), savings)
    slack = 1e-9 * (1 + np.abs(done.gap))
    assert (np.abs(done.corrected) <= np.abs(done.gap) + slack).all()
    assert (done.corrected * done.gap >= 0).all()
    assert (done.saved >= -slack).all()


@given(marked(), means, st.floats(0, 0.2))
@QUICK
def test_only_sums_at_discretion_move_and_none_beyond_the_floor_or_below_nothing(declared, means, savings):
    settlement, opening = settled(declared)
    plain, _ = settled(declared)
    annual_round(settlement, Position(means, opening, settlement.readings, NONE), savings)
    annual_round(plain)
    for changed, renewed in zip(settlement.groups, plain.groups, strict=True):
        fixed = not settlement.contracts[changed.contract].discretionary
        if fixed or type(changed.element).cut is Element.cut:
            assert np.array_equal(changed.plan, renewed.plan)
        else:  # the sum or the rate a head comes first in a plan
            now, before = changed.plan[:, 0], renewed.plan[:, 0]
            left = before * (1 - savings)
            assert (now >= left * (1 - means.floor) - 1e-9 * before).all()
            assert (now <= left * (1 + means.floor) + 1e-9 * before).all()
            assert (now >= 0).all()


@given(marked(), means, st.floats(0, 0.2))
@QUICK
def test_what_payers_took_and_saved_is_what_payees_lost(declared, means, savings):
    settlement, opening = settled(declared)
    done = annual_round(settlement, Position(means, opening, settlement.readings, NONE), savings)
    taken = (done.corrected - done.saved).sum()
    assert done.given.sum() == pytest.approx(taken, abs=1e-6 * (1 + np.abs(done.after).sum()))


@given(marked(), means)
@QUICK
def test_who_corrects_nothing_and_saves_nothing_has_the_plans_the_contracts_say(declared, means):
    settlement, opening = settled(declared)
    plain, _ = settled(declared)
    idle = Means(means.allocation, 0.0, means.floor, means.contingency)
    done = annual_round(settlement, Position(idle, opening, settlement.readings, NONE))
    same = annual_round(plain)
    for changed, renewed in zip(settlement.groups, plain.groups, strict=True):
        assert np.array_equal(changed.plan, renewed.plan)
    assert np.array_equal(done.before, same.before)
    assert np.array_equal(done.after, same.after)


@given(marked(), means, st.floats(0, 1e7))
@QUICK
def test_more_money_never_means_a_smaller_sum(declared, means, extra):
    plans = []
    for more in (0.0, extra):
        settlement, opening = settled(declared)
        richer = Means(means.allocation + more, means.correction, means.floor, 0.0)
        annual_round(settlement, Position(richer, opening, settlement.readings, NONE))
        plans.append([g.plan for g in settlement.groups])
    assert all((rich >= poor - 1e-6 * poor).all() for poor, rich in zip(*plans, strict=True))


@given(marked())
@QUICK
def test_what_is_at_discretion_is_what_would_go_if_the_sums_were_nothing(declared):
    settlement, _ = settled(declared)
    pounds = at_discretion(settlement, settlement.readings)
    for group in settlement.groups:
        if not settlement.contracts[group.contract].discretionary:
            assert not pounds[group.due].any()
        elif isinstance(group.element, Block):
            assert np.allclose(pounds[group.due], group.plan[:, 0])
