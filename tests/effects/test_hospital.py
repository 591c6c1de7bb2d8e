"""Effects in hospital (E4 to E8), worked by hand."""

import math

import numpy as np
import pytest

from abm.effects import (
    admission_threshold_drift,
    coding_drift,
    delayed_or_hurried_discharge,
    follow_up_inflation,
    waiting_list_extension,
)
from tests.effects.told import TRUST, Told, headline, in_month, month, of_organisations, people, quiet


def waiting(waits: list[list[float]], first: float = 0, treatment: float = 0, requests=(0, 0, 0, 0)) -> dict:
    """What a month of queues at the two sites, and four services, leaves behind."""
    stock = {
        "waiting_first": np.array([first, 0.0]),
        "waiting_treatment": np.array([treatment, 0.0]),
        "requests": np.array(requests, float),
    }
    return {"stocks": stock, "outcomes": {"waits": np.array(waits), "people": people(2000.0)}}


def queues(*months: dict) -> Told:
    told = quiet(len(months))
    told.stocks, told.outcomes = [m["stocks"] for m in months], [m["outcomes"] for m in months]
    return told


def test_waits_are_weighted_by_the_people_served() -> None:
    # 30 first attendances after 90 months in all, 10 treatments after 70; the other site is quicker.
    told = queues(waiting([[90.0, 30.0, 70.0, 10.0], [10.0, 10.0, 0.0, 0.0]]))
    values = waiting_list_extension.measure(told, None)
    assert headline(values) == pytest.approx(170 / 50)
    assert headline(values, "first attendance") == pytest.approx(2.5)
    assert headline(values, "treatment") == pytest.approx(7.0)
    assert headline(values, "TGH") == pytest.approx(4.0)
    assert headline(values, "OUT") == pytest.approx(1.0)


def test_the_line_is_counted_per_thousand_residents_service_by_service() -> None:
    nobody = [[0.0] * 4] * 2
    # Services stand in the order community (1), social care (2), mental health (1).
    busy, empty = waiting(nobody, 100, 60, (8, 4, 2, 6)), waiting(nobody)
    values = waiting_list_extension.measure(queues(busy, empty), None)
    assert headline(values, "hospital waiting") == pytest.approx(160 / 2 / 2)
    assert headline(values, "community waiting") == pytest.approx(2.0)
    assert headline(values, "social care waiting") == pytest.approx(1.5)
    assert headline(values, "mental health waiting") == pytest.approx(1.5)
    assert headline(values, "people waiting") == pytest.approx(45.0)
    assert math.isnan(headline(values))  # nobody was served
    assert math.isnan(in_month(values, 0))


def beds(late: float, days: float, spells: float) -> dict[str, np.ndarray]:
    return {
        "delayed_days": np.array([late, 0.0]),
        "emergency_bed_days": np.array([days, 100.0]),
        "emergency_spells": np.array([spells, 0.0]),
    }


def test_delayed_days_are_a_share_of_emergency_bed_days() -> None:
    told = quiet(13, stocks=[beds(400, 400, 1)] + [beds(30, 400, 60)] * 12)
    values = delayed_or_hurried_discharge.measure(told, None)
    assert headline(values) == pytest.approx(100 * 30 / 500)  # the first month is too long ago
    assert headline(values, "TGH") == pytest.approx(7.5)
    assert headline(values, "OUT") == pytest.approx(0.0)
    assert in_month(values, 0) == pytest.approx(80.0)


def test_a_stay_ends_when_the_patient_is_ready_to_leave() -> None:
    told = quiet(1, stocks=[beds(30, 200, 60)])
    values = delayed_or_hurried_discharge.measure(told, None)
    assert headline(values, "stay") == pytest.approx((300 - 30) / 60)
    idle = quiet(1, stocks=[{name: np.zeros(2) for name in beds(0, 0, 0)}])
    values = delayed_or_hurried_discharge.measure(idle, None)
    assert math.isnan(headline(values))
    assert math.isnan(headline(values, "stay"))


def test_admissions_are_set_against_the_same_people_at_the_norm() -> None:
    stock = {"admitted": np.array([104.0, 0.0]), "admitted_at_norm": np.array([100.0, 0.0])}
    told = quiet(12, stocks=[stock] * 11 + [{**stock, "admitted": np.array([116.0, 0.0])}])
    values = admission_threshold_drift.measure(told, None)
    assert headline(values) == pytest.approx(5.0)
    assert headline(values, "TGH") == pytest.approx(5.0)
    assert math.isnan(headline(values, "OUT"))
    assert in_month(values, 11) == pytest.approx(16.0)


def test_follow_ups_count_calls_and_visits_of_everybody_the_trust_sees() -> None:
    told = Told([month(OPFA=(TRUST, 80, 20), OPFUP=(TRUST, 120, 0), NF2F=(TRUST, 50, 30))] * 2)
    values = follow_up_inflation.measure(told, None)
    assert headline(values) == pytest.approx(2.0)
    assert headline(values, "face to face") == pytest.approx(60.0)
    assert headline(values, "TGH") == pytest.approx(2.0)
    assert math.isnan(headline(values, "OUT"))
    assert in_month(values, 1) == pytest.approx(2.0)


def coded(index: float, acuity: float, admitted: float = 100.0, out: float = 0.0) -> dict[str, np.ndarray]:
    severity = np.array([[acuity * admitted, admitted], [acuity * out, out]])
    return {"case_mix": of_organisations(TGH=index, OUT=1.0), "severity": severity}


def test_coding_that_rises_without_severity_is_drift() -> None:
    told = quiet(24, stocks=[coded(1.0, 0.3)] * 12 + [coded(1.05, 0.3)] * 12)
    values = coding_drift.measure(told, None)
    assert headline(values) == pytest.approx(5.0)
    assert headline(values, "recorded index") == pytest.approx(1.05)
    assert headline(values, "TGH") == pytest.approx(5.0)
    assert math.isnan(headline(values, "OUT"))  # it admitted nobody
    assert in_month(values, 0) == pytest.approx(0.0)


def test_coding_that_follows_severity_is_none() -> None:
    told = quiet(24, stocks=[coded(1.0, 0.3)] * 12 + [coded(1.017, 0.4)] * 12)
    values = coding_drift.measure(told, None)
    assert headline(values, "true index") == pytest.approx(1.017)
    assert headline(values) == pytest.approx(0.0, abs=1e-9)


def test_a_case_mix_counts_as_its_trust_admits() -> None:
    values = coding_drift.measure(quiet(12, stocks=[coded(1.04, 0.3, 300, 100)] * 12), None)
    assert headline(values) == pytest.approx(3.0)
    assert headline(values, "OUT") == pytest.approx(0.0)
