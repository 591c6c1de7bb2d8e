"""The pound of one more: what the contracts say it is, on both sides of every cliff."""

import numpy as np
import pytest

from abm.contracts.contract import Contract
from abm.contracts.marginal import next_year, this_year
from abm.contracts.scope import Scope
from abm.contracts.settlement import Settlement
from abm.payment.block import Block
from abm.payment.capitation import Capitation
from abm.payment.fee_for_service import FeeForService
from abm.payment.gain_share import GainShare
from abm.payment.points import Points
from abm.payment.tariff import Tariff
from abm.vocabulary import OUTCOME, POD
from tests.payment.tiny_place import INDEX, tiny, year

PLACE, LINES = tiny()
_, TOTAL = year(PLACE, LINES, 3)
A, B, OUT = 0, 1, 2
TRUST = INDEX["TRUST-A"]
NEL, AE = POD["NEL"], POD["AE"]


def settled(payee, element, payer="commissioner", scope=None, lead=None):
    contract = Contract(id="c", payer=payer, payees=(payee,), scope=scope or Scope(), elements={"e": element})
    return Settlement(PLACE, LINES, [contract], TOTAL, lead)


def tariff(**terms):
    return Tariff(prices={"NEL": 2000.0, "AE": 150.0}, market_forces_factor=1.2, **terms)


def test_the_marginal_pound_of_a_tariff_is_its_price():
    s = settled("acute_trust", tariff())
    income = this_year(s, s.outturn, 0.03).income
    assert income[TRUST, NEL] == pytest.approx([2400, 2400, 0])
    assert income[TRUST, AE] == pytest.approx([180, 180, 0])
    assert not income[INDEX["COMM"]].any()


def test_beyond_the_baseline_it_is_seventy_per_cent_for_emergencies_only():
    s = settled("acute_trust", tariff(marginal_rate=0.7, marginal_baseline=0.8))
    income = this_year(s, s.outturn, 0.03).income
    assert income[TRUST, NEL, A] == pytest.approx(0.7 * 2400)
    assert income[TRUST, AE, A] == pytest.approx(180)


def test_at_the_baseline_one_fewer_loses_the_price_and_one_more_brings_the_rate():
    s = settled("acute_trust", tariff(marginal_rate=0.7, marginal_baseline=1.0))
    more, fewer = (this_year(s, s.outturn, 0.0, side).income[TRUST, NEL, A] for side in ("more", "fewer"))
    assert (more, fewer) == (pytest.approx(1680), pytest.approx(2400))
    assert this_year(s, s.outturn, 0.03).income[TRUST, NEL, A] == pytest.approx(2040)


def test_a_threshold_is_felt_before_it_is_reached():
    s = settled("acute_trust", tariff(marginal_rate=0.7, marginal_baseline=1.04))
    near, blind = (this_year(s, s.outturn, e).income[TRUST, NEL, A] for e in (0.03, 0.0))
    assert blind == pytest.approx(2400)
    assert 1680 < near < 2399


def test_a_block_brings_nothing_this_year_and_its_unit_price_once_rebased():
    s = settled("community", Block(unit_prices={"COMM": 40.0}, efficiency=0.1))
    assert not this_year(s, s.outturn, 0.03).income.any()
    assert next_year(s, s.outturn, 0.03).income[INDEX["COMM"], POD["COMM"], A] == pytest.approx(36)


def test_a_cap_ends_the_marginal_pound():
    free, capped = (
        settled("social_care", FeeForService(prices={"HC": 18.0}, cap_pounds_per_year=cap), "council")
        for cap in (None, 100.0)
    )
    at = (INDEX["CARE-A"], POD["HC"], A)
    assert this_year(free, free.outturn, 0.03).income[at] == pytest.approx(18)
    assert this_year(capped, capped.outturn, 0.03).income[at] == 0


def test_patients_from_outside_are_worth_what_others_pay():
    s = settled("acute_trust", tariff(), "other_commissioners")
    assert this_year(s, s.outturn, 0.0).income[TRUST, NEL] == pytest.approx([0, 0, 2400])


def test_a_practice_gains_from_what_its_list_does_not_use_and_we_know_who_pays():
    s = settled("gp_practice", GainShare(unit_prices={"NEL": 2000.0}, gain_share=0.5, loss_share=0.1))
    saving = s.outturn.copy()
    saving[0::2] *= 0.9  # the first of two measures of every practice: what its list used
    found = this_year(s, saving, 0.0)
    assert found.list_income[:, NEL] == pytest.approx([-1000] * 3)
    assert found.rows.payee.tolist() == [0, 1, 2]
    assert found.rows.payer.tolist() == [INDEX["CCG-A"], INDEX["CCG-A"], INDEX["CCG-B"]]
    assert not found.income.any()
    ahead = next_year(s, saving, 0.0).list_income[:, NEL]
    assert (ahead > 0).all()  # using less this year lowers what is expected next year


def test_points_pay_for_enrolment_between_the_thresholds():
    points = Points(points=100, pounds_per_point=171.2, average_list=8000, lower=0.0, upper=1.0)
    s = settled("gp_practice", points)
    found = this_year(s, s.outturn, 0.0)
    paid = found.outcome_income[:, OUTCOME["proactive_care"]]
    assert paid[0] == pytest.approx(100 * 171.2 / TOTAL.eligible[0], rel=1e-6)
    assert not paid[3:].any()
    assert found.rows.payer[found.rows.payee == 2].tolist() == [INDEX["CCG-B"]]


def test_a_lead_with_capitation_gains_nothing_now_and_is_reset_by_use_anywhere():
    s = settled("lead", Capitation(unit_prices={"NEL": 2000.0}), lead="gp_federation")
    assert not this_year(s, s.outturn, 0.03).use_income.any()
    ahead = next_year(s, s.outturn, 0.0).use_income
    assert ahead[INDEX["FED-A"], NEL] == pytest.approx([2000, 0, 0], rel=1e-6)


def test_a_contract_for_one_segment_pays_its_share_of_the_average_unit():
    s = settled("acute_trust", tariff(), scope=Scope(segments=("end_of_life",)))
    by_segment = TOTAL.delivered[LINES.pod == NEL].sum(axis=(0, 2))
    expected = 2400 * by_segment[-1] / by_segment.sum()
    assert this_year(s, s.outturn, 0.0).income[TRUST, NEL, A] == pytest.approx(expected)


def test_splitting_a_contract_in_two_leaves_the_marginal_pound_unchanged():
    whole = Contract(id="w", payer="commissioner", payees=("acute_trust",), elements={"e": tariff()})
    half = Tariff(prices={"NEL": 1000.0, "AE": 75.0}, market_forces_factor=1.2)
    parts = [whole.model_copy(update={"id": i, "elements": {"e": half}}) for i in "ab"]
    one, two = (Settlement(PLACE, LINES, c, TOTAL) for c in ([whole], parts))
    first, second = (this_year(s, s.outturn, 0.03).income for s in (one, two))
    assert first.any()
    assert np.allclose(first, second)


def test_the_marginal_pound_is_what_settling_one_more_pays():
    declared = [
        Contract(
            id="acute",
            payer="commissioner",
            payees=("acute_trust",),
            elements={"e": tariff(marginal_rate=0.7, marginal_baseline=0.5)},
        )
    ]
    s = Settlement(PLACE, LINES, declared, TOTAL)
    one_more = TOTAL.scaled(1.0)
    one_more.delivered[LINES.line[TRUST, NEL], 3, B] += 1
    gained = s.owed(s.meter.read(one_more), 1.0).sum() - s.owed(s.outturn, 1.0).sum()
    assert this_year(s, s.outturn, 0.0).income[TRUST, NEL, B] == pytest.approx(gained, rel=1e-6)


def test_rows_say_who_pays_what_the_tables_add_up():
    s = settled("acute_trust", tariff())
    found = this_year(s, s.outturn, 0.0)
    a_unit = found.rows.delivered + found.rows.recorded
    spent = np.einsum("rp,rb->pb", a_unit, found.rows.territory.astype(float))
    assert np.allclose(spent, found.income.sum(axis=0))
    assert set(found.rows.payer.tolist()) == {INDEX["CCG-A"], INDEX["CCG-B"]}
    assert not found.income[..., OUT].any()
