"""Effects on money (E11, E12, E14, E15, E17, E18), worked by hand."""

import math

import numpy as np
import pytest

from abm.effects import complexity_cost, crowding_out, deficit, parity_of_esteem, sector_shift, stranded_cost
from abm.vocabulary import POD, SEGMENT
from tests.effects.told import (
    COMMISSIONER,
    COMMUNITY,
    COUNCIL,
    COUNCIL_CARE,
    LINES,
    MENTAL,
    ORGANISATIONS,
    OUTSIDE,
    PRACTICE,
    TRUST,
    Told,
    headline,
    month,
    of_organisations,
    paid,
    people,
    quiet,
)


def costs(**pounds: tuple[float, float, float]) -> np.ndarray:
    """int64[O, 3] pence, from pounds by id."""
    table = np.zeros((ORGANISATIONS, 3))
    for name, row in pounds.items():
        table[:, :] += np.outer(of_organisations(**{name: 1.0}), row)
    return np.rint(table * 100).astype(np.int64)


REFERENCE = {
    "fixed": of_organisations(TGH=40.0, P1=10.0, P2=10.0),
    "stepped": of_organisations(TGH=40.0, P1=10.0, P2=10.0),
    "worth": of_organisations(TGH=1000.0, P1=100.0, P2=100.0),
}


def busy(spells: float, first_practice: float, second_practice: float, months: int = 12) -> Told:
    """Activity at 10 pounds a unit, with a trust that has let go of a quarter of its stepped cost."""
    told = Told([month(NEL=(TRUST, spells - 1, 1), GP=(0, first_practice, 0), PREV=(1, second_practice, 0))])
    told.delivered = told.delivered * months
    told.costs = [costs(TGH=(40, 30, 50), P1=(10, 10, 5), P2=(10, 10, 5))] * months
    told.reference = REFERENCE
    return told


def test_stranded_cost_is_what_the_activity_left_behind() -> None:
    # The trust does 70%: 70 pounds a month stand where 0.7 x 80 would do.
    values = stranded_cost.measure(busy(70, 10, 10), None)
    assert headline(values) == pytest.approx(12 * (70 - 56))
    assert headline(values, "TGH") == pytest.approx(168.0)
    assert headline(values, "share") == pytest.approx(100 * 14 / 110)


def test_a_trust_busier_than_its_wards_strands_nothing() -> None:
    values = stranded_cost.measure(busy(100, 10, 10), None)
    assert headline(values) == pytest.approx(0.0)
    # 70 pounds a month stand where 80 would do.
    assert headline(values, "acute trusts, net") == pytest.approx(-120.0)


def test_practices_are_taken_together_so_that_luck_between_them_is_not_stranded() -> None:
    values = stranded_cost.measure(busy(100, 9, 11, months=6), None)
    assert headline(values, "P1") == pytest.approx(12 * (20 - 18))
    assert headline(values, "P2") == pytest.approx(0.0)
    assert headline(values, "practices together") == pytest.approx(0.0)
    assert headline(values) == pytest.approx(0.0)
    lost = stranded_cost.measure(busy(100, 8, 10), None)
    assert headline(lost) == pytest.approx(12 * (40 - 36))


def year(acute: float, community: float, practice: float, outside: float = 0.0) -> list:
    """Twelve months of what a commissioner and people from outside paid."""
    return [
        paid(
            (COMMISSIONER, TRUST, acute),
            (COMMISSIONER, COMMUNITY, community),
            (COMMISSIONER, PRACTICE, practice),
            (OUTSIDE, TRUST, outside),
        )
    ] * 12


def test_crowding_out_is_what_others_lost_to_hospital() -> None:
    # From 100 + 60 to 100 + 50 for others, hospital from 200 to 220, after a year in which it began.
    told = quiet(36, payments=year(200, 60, 40) + year(210, 60, 40) + year(220, 50, 40, 99), start=12)
    values = crowding_out.measure(told, None)
    assert headline(values) == pytest.approx(-10.0)
    assert headline(values, "pounds") == pytest.approx(-120.0)
    assert headline(values, "community") == pytest.approx(-120.0)
    assert headline(values, "primary") == pytest.approx(0.0)
    assert headline(values, "acute") == pytest.approx(240.0)
    assert headline(values, "per pound of acute overspend") == pytest.approx(0.5)


def test_the_year_before_is_the_one_before_anything_changed() -> None:
    payments = year(200, 100, 0) + year(200, 80, 0) + year(200, 60, 0)
    assert headline(crowding_out.measure(quiet(36, payments=payments, start=24), None)) == pytest.approx(-25)
    assert headline(crowding_out.measure(quiet(36, payments=payments, start=0), None)) == pytest.approx(-40)


def test_without_acute_overspend_or_a_year_to_compare_nothing_is_crowded_out() -> None:
    steady = quiet(24, payments=year(200, 60, 40) + year(200.5, 50, 40))
    assert math.isnan(headline(crowding_out.measure(steady, None), "per pound of acute overspend"))
    short = quiet(23, payments=(year(200, 60, 40) + year(220, 50, 40))[:23])
    assert math.isnan(headline(crowding_out.measure(short, None)))


def test_a_lead_counts_with_what_it_keeps() -> None:
    money = paid(
        (COMMISSIONER, TRUST, 100.0),
        (TRUST, COMMUNITY, 30.0),
        (COUNCIL, COUNCIL_CARE, 30.0),
        (OUTSIDE, TRUST, 50.0),
    )
    told = Told([month(NEL=(TRUST, 10, 90), COMM=(COMMUNITY, 30, 0))], payments=[money])
    values = sector_shift.measure(told, None)
    assert headline(values) == pytest.approx(100 * 70 / 130)
    assert headline(values, "community") == pytest.approx(100 * 30 / 130)
    assert headline(values, "social care") == pytest.approx(100 * 30 / 130)
    assert headline(values, "mental health") == pytest.approx(0.0)
    assert headline(values, "acute contacts") == pytest.approx(25.0)  # residents only
    assert headline(values, "community contacts") == pytest.approx(75.0)


def test_days_weeks_and_memos_are_not_contacts() -> None:
    told = Told([month(XBD=(TRUST, 500, 0), REF=(0, 500, 0), AE=(TRUST, 10, 0), GP=(0, 30, 0))])
    told.payments = [paid((COMMISSIONER, TRUST, 1.0))]
    assert headline(sector_shift.measure(told, None), "acute contacts") == pytest.approx(25.0)


def test_a_place_is_short_of_what_its_care_costs_beyond_what_payers_have() -> None:
    money = paid((COMMISSIONER, TRUST, 100.0), (TRUST, COMMUNITY, 30.0), (OUTSIDE, TRUST, 20.0))
    told = quiet(6, payments=[money] * 6, costs=[costs(TGH=(50, 30, 20), COM=(10, 10, 5))] * 6)
    told.funding = [(100 * of_organisations(CCG=95.0, OTHER=20.0)).astype(np.int64)] * 6
    values = deficit.measure(told, None)
    assert headline(values, "CCG") == pytest.approx(12 * -5.0)
    assert headline(values, "TGH") == pytest.approx(12 * (120 - 30 - 100))
    assert headline(values, "COM") == pytest.approx(12 * 5.0)
    assert headline(values, "payers") == pytest.approx(-60.0)
    assert headline(values, "providers") == pytest.approx(-60.0)
    assert headline(values) == pytest.approx(-120.0)
    assert {"OTHER", "P1"}.isdisjoint(v.scope for v in values)


def mentally_ill(spells: float) -> np.ndarray:
    d = month(NEL=(TRUST, 500, 0))
    d[LINES.line[TRUST, POD["NELST"]], SEGMENT["severe_mental_illness"], :] = spells
    return d


def test_parity_is_money_access_and_physical_health() -> None:
    crowd = people(900.0)
    crowd[SEGMENT["severe_mental_illness"], :] = 50.0
    outcome = {"people": crowd, "accepted": np.zeros((4, 2, 2))}
    outcome["accepted"][2] = [[30, 25], [10, 5]]
    told = Told([mentally_ill(3)] * 6, outcomes=[outcome] * 6)
    told.stocks = [{"requests": np.array([9.0, 9.0, 9.0, 4.0])}] * 6
    told.payments = [paid((COMMISSIONER, MENTAL, 10.0), (COMMISSIONER, TRUST, 40.0))] * 6
    values = parity_of_esteem.measure(told, None)
    assert headline(values) == pytest.approx(20.0)
    assert headline(values, "waiting") == pytest.approx(4.0)
    assert headline(values, "accepted") == pytest.approx(75.0)
    assert headline(values, "emergency spells") == pytest.approx(1000 * 3 * 2 * 12 / 100)


def test_without_mentally_ill_people_or_requests_parity_of_access_is_not_applicable() -> None:
    outcome = {"people": people(900.0), "accepted": np.zeros((4, 2, 2))}
    told = quiet(1, outcomes=[outcome], stocks=[{"requests": np.zeros(4)}])
    told.payments = [paid((COMMISSIONER, TRUST, 40.0))]
    values = parity_of_esteem.measure(told, None)
    assert math.isnan(headline(values, "accepted"))
    assert math.isnan(headline(values, "emergency spells"))


def test_bases_are_told_apart_by_their_labels_and_counted_where_money_moved() -> None:
    first, second = (
        paid((COMMISSIONER, TRUST, 10.0), (COMMISSIONER, COMMUNITY, 5.0)),
        paid((COMMISSIONER, TRUST, 9.0)),
    )
    nothing = paid((COMMISSIONER, TRUST, 0.0), element=1)
    labels = [(("acute",), ("tariff", "points"))] * 2 + [(("whole",), ("sum",))]
    settling = np.zeros((ORGANISATIONS, 4), np.int64)
    settling[TRUST, 3] = 5_000
    told = quiet(3, payments=[first, nothing, second], contracts=labels, costs=[settling] * 3)
    values = complexity_cost.measure(told, None)
    assert headline(values, "administration") == pytest.approx(50.0 * 12)
    assert headline(values) == 2.0  # acute tariff, then whole sum; the points paid nothing
    assert headline(values, "payment lines") == pytest.approx(1.0)
