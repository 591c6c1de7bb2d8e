"""Cliffs are found where an element's own arithmetic turns, and nowhere else."""

import numpy as np
import pytest

from abm.contracts.contract import Contract
from abm.contracts.settlement import Settlement
from abm.payment.block import Block
from abm.payment.capitation import Capitation
from abm.payment.fee_for_service import FeeForService
from abm.payment.gain_share import GainShare
from abm.payment.outcomes import Outcomes, OutcomeTarget
from abm.payment.points import Points
from abm.payment.tariff import Tariff
from abm.vocabulary import PODS
from scenarios.questions.cliffs import scan
from scenarios.questions.cliffs_named import cliffs_near
from tests.payment.tiny_place import INDEX, tiny, year

NO_PLAN = np.zeros(0)


def tariff(**terms) -> Tariff:
    return Tariff(prices={"NEL": 2000.0, "AE": 150.0}, marginal_rate=0.7, **terms)


def values(*numbers: float) -> np.ndarray:
    return np.array(numbers)


@pytest.mark.parametrize("baseline", [151_000.0, 180_123.0, 200_000.0, 210_777.7, 249_000.0])
def test_the_baseline_of_a_tariff_is_where_it_was_set(baseline: float) -> None:
    (cliff,) = scan(tariff(), values(baseline), values(50_000.0, 200_000.0))
    assert cliff.measure.name == "value of emergency spells"
    assert cliff.at == pytest.approx(baseline, rel=1e-9)
    assert cliff.distance == pytest.approx(baseline - 200_000, abs=1e-3)
    assert (cliff.before, cliff.beyond, cliff.jump) == (pytest.approx(1.0), pytest.approx(0.7), 0.0)


def test_what_is_out_of_reach_is_not_shown() -> None:
    assert scan(tariff(), values(300_000.0), values(50_000.0, 200_000.0)) == []
    assert scan(tariff(), values(200_000.0), values(50_000.0, 0.0)) == []


@pytest.mark.parametrize(("reached", "threshold"), [(0.22, 0.2), (0.18, 0.2), (0.6, 0.7), (0.75, 0.7)])
def test_points_begin_and_end_at_their_thresholds(reached: float, threshold: float) -> None:
    points = Points(points=100, pounds_per_point=171.2, average_list=7732, lower=0.2, upper=0.7)
    (cliff,) = scan(points, NO_PLAN, values(reached * 12_000, 12_000.0, 7_732.0))
    assert cliff.at == pytest.approx(threshold * 12_000)
    pound = 100 * 171.2 / (12_000 * 0.5)
    earns = {0.2: (0.0, pound), 0.7: (pound, 0.0)}[threshold]
    assert (cliff.before, cliff.beyond) == (pytest.approx(earns[0]), pytest.approx(earns[1]))


@pytest.mark.parametrize("framing", ["reward", "penalty"])
def test_a_stake_is_earned_between_the_thresholds_of_an_outcome_however_it_is_framed(framing: str) -> None:
    timely = {"timely_discharge": OutcomeTarget(lower=0.9, upper=0.98)}
    stake = Outcomes(pounds_per_year=1e6, targets=timely, framing=framing)
    upper, lower = scan(stake, NO_PLAN, values(9_500.0, 10_000.0))
    assert (upper.at, lower.at) == (pytest.approx(9_800), pytest.approx(9_000))
    pound = 1e6 / (0.08 * 10_000)
    assert (lower.before, lower.beyond) == (pytest.approx(0, abs=1e-6), pytest.approx(pound))
    assert (upper.before, upper.beyond) == (pytest.approx(pound), pytest.approx(0, abs=1e-6))


def test_a_shared_saving_turns_at_the_expected_cost_and_at_both_ends_of_its_corridor() -> None:
    share = GainShare(unit_prices={"NEL": 2000.0}, gain_share=0.5, loss_share=0.2, corridor=0.1)
    found = scan(share, values(20.0), values(200_000.0, 10_100.0))
    assert [c.at for c in found] == pytest.approx([202_000.0, 181_800.0, 222_200.0])
    assert [(c.before, c.beyond) for c in found] == [
        (pytest.approx(-0.5), pytest.approx(-0.2)),
        (0.0, pytest.approx(-0.5)),
        (pytest.approx(-0.2), pytest.approx(0.0, abs=1e-9)),
    ]


@pytest.mark.parametrize(
    ("element", "plan", "measured"),
    [
        (Block(unit_prices={"COMM": 40.0}), values(1e6), values(1e6)),
        (Block(pounds_per_year=1e6), values(1e6), NO_PLAN),
        (Capitation(unit_prices={"NEL": 2000.0}), values(600.0), values(1e4, 1e6)),
        (FeeForService(prices={"HC": 18.0}), NO_PLAN, values(1e5)),
        (Tariff(prices={"OPFA": 165.0}), values(0.0), values(1e5, 0.0)),
    ],
    ids=["block", "stated block", "capitation", "fee", "flat tariff"],
)
def test_what_pays_the_same_for_each_has_no_cliff(element, plan, measured) -> None:
    assert scan(element, plan, measured) == []


class Bonus(Tariff):
    """A tariff that also pays a bonus at once on reaching a target, and less for each after it."""

    def pay(self, measured, plan, elapsed):
        value = measured[..., 1]
        return value + np.where(value >= 190_210.7, 5e4 - 0.3 * (value - 190_210.7), 0.0)


class Curve(Tariff):
    """A tariff whose price falls smoothly."""

    def pay(self, measured, plan, elapsed):
        return measured[..., 1] ** 0.9


def test_pounds_gained_at_once_are_told_apart_from_a_turn_of_the_slope() -> None:
    (cliff,) = scan(Bonus(prices={"NEL": 2000.0}), values(0.0), values(0.0, 200_000.0))
    assert cliff.at == pytest.approx(190_210.7, rel=1e-6)
    assert cliff.jump == pytest.approx(5e4, rel=1e-4)
    assert (cliff.before, cliff.beyond) == (pytest.approx(1.0), pytest.approx(0.7))


def test_a_curve_is_no_cliff() -> None:
    assert scan(Curve(prices={"NEL": 2000.0}), values(0.0), values(0.0, 200_000.0)) == []


def test_a_cliff_is_told_in_units_people_count() -> None:
    place, lines = tiny()
    _, total = year(place, lines, 3)
    contract = Contract(
        id="acute", payer="commissioner", payees=("acute_trust",), elements={"tariff": tariff()}
    )
    settlement = Settlement(place, lines, [contract], total)
    less = settlement.outturn * 0.9
    units = np.zeros((len(place.organisations), len(PODS)))
    found = [c for c in cliffs_near(settlement, less, units) if c.payee == "TRUST-A"]
    found.sort(key=lambda cliff: cliff.payer)
    assert [c.payer for c in found] == ["CCG-A", "CCG-B"]
    group = settlement.groups[0]
    mine = group.measured(settlement.outturn)[group.pairs.payee == INDEX["TRUST-A"], 1]
    for cliff, emergency in zip(found, mine, strict=True):
        assert cliff.units == pytest.approx(0.1 * emergency / 2000)
        assert f"{0.1 * emergency / 2000:,.0f} emergency spells" in cliff.words
        assert "short of its baseline; 100% of price up to it, 70% of price beyond" in cliff.words
