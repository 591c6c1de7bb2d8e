"""What is written down is paid for: coded case mix and recorded outcomes, apart from what was done."""

from dataclasses import replace

import numpy as np
import pytest

from abm.contracts.contract import Contract
from abm.contracts.gaps import unpaid
from abm.contracts.marginal import this_year
from abm.contracts.settlement import Settlement
from abm.flows import Flows, coded_units
from abm.organisations.worth import Pricing, lay_out
from abm.payment.fee_for_service import FeeForService
from abm.payment.outcomes import Outcomes, OutcomeTarget
from abm.payment.tariff import Tariff
from abm.quantities import to_pence
from abm.vocabulary import CODED_PODS, OUTCOME, OUTCOMES, POD, PODS
from tests.payment.tiny_place import INDEX, flows, tiny, year

PLACE, LINES = tiny()
MONTHS, TOTAL = year(PLACE, LINES, 5, coding=True)
TRUST, CCG_A = INDEX["TRUST-A"], INDEX["CCG-A"]
NEL, AE = POD["NEL"], POD["AE"]
TARIFF = Tariff(prices={"NEL": 2000.0, "AE": 150.0})
FREE = np.zeros((len(PLACE.organisations), len(PODS)))
TIMELY = {"timely_discharge": OutcomeTarget(lower=0.0, upper=1.0)}


def contract(payee, **elements):
    return Contract(id="c", payer="commissioner", payees=(payee,), elements=elements)


def settled(payee, **elements):
    return Settlement(PLACE, LINES, [contract(payee, **elements)], TOTAL)


def worth(settlement, in_view=None):
    seen = np.zeros((len(PLACE.organisations),) * 2, bool) if in_view is None else in_view
    pricing = Pricing(PLACE, seen, FREE)
    return pricing.price(lay_out(PLACE, LINES, TOTAL), this_year(settlement, settlement.outturn, 0.0))


def all_in_view():
    return np.ones((len(PLACE.organisations),) * 2, bool)


def usual_index(pod):
    line = LINES.line[TRUST, pod]
    return TOTAL.recorded[line].sum() / TOTAL.by_borough[line].sum()


def test_spells_weigh_their_provider_s_case_mix_and_all_else_is_as_it_was():
    case_mix = np.linspace(0.9, 1.1, len(PLACE.organisations))
    done = MONTHS[0].by_borough
    coded = coded_units(LINES, done, case_mix)
    for line, (organisation, pod) in enumerate(zip(LINES.organisation, LINES.pod, strict=True)):
        index = case_mix[organisation] if PODS[pod] in CODED_PODS else 1.0
        assert coded[line] == pytest.approx(done[line] * index)


def test_a_year_keeps_what_each_month_recorded():
    assert np.allclose(TOTAL.recorded, sum(month.recorded for month in MONTHS))
    assert np.allclose(TOTAL.scaled(0.5).recorded, TOTAL.recorded / 2)
    mixed = Flows.none(PLACE, LINES)
    for month in (replace(MONTHS[0], coded=None), MONTHS[1]):
        mixed.add_positions(month)
    assert np.allclose(mixed.recorded, MONTHS[0].by_borough + MONTHS[1].recorded)
    assert np.array_equal(mixed.outcomes, MONTHS[0].outcomes + MONTHS[1].outcomes)


def test_a_tariff_pays_what_is_recorded_and_a_fee_what_is_done():
    plain = replace(TOTAL, coded=None)
    for element, pays_coding in ((TARIFF, True), (FeeForService(prices=TARIFF.prices), False)):
        s = settled("acute_trust", e=element)
        same = np.array_equal(s.meter.read(plain), s.meter.read(TOTAL))
        assert same is not pays_coding
    s = settled("acute_trust", e=TARIFF)
    a_line = LINES.line[TRUST, NEL], 0
    dearer = TOTAL.recorded[a_line] * 2000 + TOTAL.by_borough[LINES.line[TRUST, AE], 0] * 150
    assert s.outturn[:2].sum() == pytest.approx(dearer)


def test_twelve_months_of_wandering_case_mix_add_up_to_the_year():
    s = settled("acute_trust", e=TARIFF)
    paid = sum(s.settle(month).pence for month in MONTHS)
    assert np.abs(paid - to_pence(s.owed(s.meter.read(TOTAL), 1.0))).max() <= 1


def test_one_more_delivered_is_paid_as_usually_coded_and_one_merely_recorded_at_the_price():
    s = settled("acute_trust", tariff=TARIFF, fee=FeeForService(prices={"NEL": 100.0}))
    found = worth(s)
    resident = TOTAL.by_borough[LINES.line[TRUST, NEL]]
    share = resident[:-1].sum() / resident.sum()  # outsiders are not these commissioners' to pay for
    assert found.recorded_income[TRUST, NEL] == pytest.approx(2000 * share)
    assert found.income[TRUST, NEL] == pytest.approx((100 + 2000 * usual_index(NEL)) * share)
    assert usual_index(AE) == 1


def test_what_coding_brings_the_commissioner_in_view_loses():
    found = worth(settled("acute_trust", tariff=TARIFF), all_in_view())
    assert found.recorded_income[TRUST, NEL] > 0
    assert np.allclose(found.partners_recorded, -found.recorded_income)


def test_a_reward_and_a_penalty_of_the_same_stake_are_worth_the_same_at_the_margin():
    stake, m = 500_000.0, OUTCOME["timely_discharge"]
    reward, penalty = (
        settled("acute_trust", e=Outcomes(pounds_per_year=stake, targets=TIMELY, framing=framing))
        for framing in ("reward", "penalty")
    )
    found = [worth(s).outcome_income[TRUST] for s in (reward, penalty)]
    # Two commissioners each stake as much on this trust's share.
    assert found[0][m] == pytest.approx(2 * stake / TOTAL.outcomes[TRUST, m, 1], rel=1e-6)
    assert np.allclose(*found)
    levels = [s.owed(s.outturn, 1.0) for s in (reward, penalty)]
    assert np.allclose(levels[0] - levels[1], stake)


def test_whoever_pays_for_an_outcome_and_is_in_view_loses_it():
    element = Outcomes(
        pounds_per_year=1e5, targets={n: OutcomeTarget(lower=0.0, upper=1.0) for n in OUTCOMES}
    )
    for payee in ("acute_trust", "gp_practice", "community"):
        s = settled(payee, e=element)
        alone, together = worth(s), worth(s, all_in_view())
        assert not alone.partners_outcome.any()
        own = np.flatnonzero(alone.outcome_income.any(axis=1))
        assert own.tolist() == np.unique(s.groups[0].pairs.payee).tolist()
        m = OUTCOME["died_where_wished"]
        assert np.allclose(together.partners_outcome[own, m], -alone.outcome_income[own, m])


def test_an_outcome_pays_for_no_activity():
    s = settled("acute_trust", e=Outcomes(pounds_per_year=1e5, targets=TIMELY))
    gaps = unpaid(s, flows(PLACE, LINES, 1))
    assert {gap.pod for gap in gaps if gap.organisation == "TRUST-A"} >= {"NEL", "AE", "OPFA"}


def test_outcomes_are_not_counted_by_segment():
    with pytest.raises(ValueError, match="an outcome is not counted by segment"):
        Contract(
            id="c",
            payer="commissioner",
            payees=("acute_trust",),
            scope={"segments": ("end_of_life",)},
            elements={"e": Outcomes(pounds_per_year=1.0, targets=TIMELY)},
        )


@pytest.mark.parametrize(
    ("terms", "says"),
    [
        ({"targets": TIMELY}, "one of pounds_per_year, pounds_from"),
        ({"targets": TIMELY, "pounds_per_year": 1.0, "share": 0.5}, "share needs pounds_from"),
        ({"targets": {"timely": TIMELY["timely_discharge"]}, "pounds_per_year": 1.0}, "unknown outcome"),
        ({"targets": {}, "pounds_per_year": 1.0}, "at least 1 item"),
    ],
)
def test_faulty_terms_are_refused(terms, says):
    with pytest.raises(ValueError, match=says):
        Outcomes(**terms)


def test_a_target_needs_thresholds_apart():
    with pytest.raises(ValueError, match="lower must be below upper"):
        OutcomeTarget(lower=0.5, upper=0.5)
