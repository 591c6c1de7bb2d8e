"""Terms that move no pound are named before a run, and a fixed payment is a sum or is refused in words."""

import pytest
from pydantic import ValidationError

from abm.contracts.contract import Contract
from abm.contracts.possible import possible
from abm.contracts.scope import Scope
from abm.contracts.settlement import Settlement
from abm.contracts.split import Split
from abm.contracts.without_effect import providers_without_effect, without_effect
from abm.payment.bundle import Bundle
from abm.payment.capitation import Capitation
from abm.payment.cost_and_volume import CostAndVolume
from abm.payment.fee_for_service import FeeForService
from abm.payment.fixed_payment import FixedPayment
from abm.payment.gain_share import GainShare
from abm.payment.risk_pool import RiskPool
from abm.payment.tariff import Tariff
from tests.payment.tiny_place import tiny

PLACE, LINES = tiny()
NEL = {"NEL": 2000.0}


def contract(element, **terms):
    given = {"payer": "commissioner", "payees": ("acute_trust",), **terms}
    return Contract(id="c", elements={"e": element}, **given)


def said(element):
    return without_effect(Settlement(PLACE, LINES, [contract(element)], possible(PLACE, LINES)))


IDLE = [
    (FixedPayment(unit_prices=NEL, absorbed=0.5), "absorbed"),
    (Tariff(prices=NEL, marginal_rate=1.0, rebase=0.5), "rebase"),
    (Tariff(prices=NEL, marginal_rate=1.0, marginal_baseline=0.9), "marginal_baseline"),
    (FeeForService(prices=NEL, cap_pounds_per_year=1e11), "cap_pounds_per_year"),
    (GainShare(unit_prices=NEL, gain_share=0.0, loss_share=0.0, corridor=0.05), "corridor"),
]


@pytest.mark.parametrize(("element", "term"), IDLE, ids=[term for _, term in IDLE])
def test_a_term_beside_which_nothing_makes_a_difference_is_named(element, term):
    assert f"{term} of c.e moves no pound beside its other terms" in said(element)


AT_WORK = [
    FixedPayment(unit_prices=NEL, activity_growth=0.02, absorbed=0.5, need=0.01, cost_uplift=0.02),
    Tariff(prices=NEL, marginal_rate=0.3, marginal_baseline=0.9),
    GainShare(unit_prices=NEL, gain_share=0.5, loss_share=0.2, corridor=0.05),
    CostAndVolume(prices=NEL, above=0.5, below=0.5),
    FeeForService(prices=NEL, cap_pounds_per_year=5e8),
]


@pytest.mark.parametrize("element", AT_WORK, ids=lambda e: e.form)
def test_terms_that_move_pounds_are_not_named(element):
    assert said(element) == []


COUNTED_ANYWHERE = [
    GainShare(unit_prices=NEL, gain_share=1.0, loss_share=1.0),
    Capitation(unit_prices=NEL),
    RiskPool(unit_prices=NEL, pool=0.05),
    Bundle(starts=("NEL",), covers={"COMM": 45.0}, share=1.0),
]


@pytest.mark.parametrize("element", COUNTED_ANYWHERE, ids=lambda e: e.form)
@pytest.mark.parametrize("providers", ["local", "away"])
def test_providers_that_make_no_difference_to_what_people_used_are_named(element, providers):
    (line,) = providers_without_effect([contract(element, scope=Scope(providers=providers))])
    assert line.startswith("scope.providers of c says who is paid; e counts")
    assert providers_without_effect([contract(element)]) == []


def test_providers_of_a_split_are_named_and_those_of_deliveries_are_not():
    tariff = Tariff(prices=NEL)
    assert providers_without_effect([contract(tariff, scope=Scope(providers="local"))]) == []
    assert providers_without_effect(
        [contract(tariff, scope=Scope(providers="local"), split=Split(by="people"))]
    )


VOL = {"unit_prices": {"VOL": 1.0}, "patient_level_costs": {"VOL": 3000.0}}
NO_SUM = [
    {"unit_prices": {"VOL": 0.0}, "patient_level_costs": {"VOL": 3000.0}, "activity_growth": 0.05},
    {"unit_prices": {"COMM": 45.0}, "patient_level_costs": {"VOL": 3000.0}},
    {**VOL, "shifted": 0.05},
    {**VOL, "activity_growth": -0.01},
    {**VOL, "activity_growth": 0.02, "absorbed": 0.5, "shifted": 0.02},
]


@pytest.mark.parametrize("terms", NO_SUM, ids=range(len(NO_SUM)))
def test_a_fixed_payment_that_is_no_sum_is_refused_with_the_care_it_lies_in(terms):
    with pytest.raises(ValidationError, match=r"VOL costs 3000 and has no unit price|what is shifted of VOL"):
        FixedPayment.model_validate(terms)


def test_a_fixed_payment_that_shifts_less_than_itself_is_a_sum():
    part = FixedPayment.model_validate({**VOL, "patient_level_costs": {"VOL": 2.0}, "shifted": 0.4})
    whole = FixedPayment.model_validate({"unit_prices": {"VOL": 1.0, "COMM": 0.0}, "shifted": 1.0})
    assert (part.shifted, whole.shifted) == (0.4, 1.0)
