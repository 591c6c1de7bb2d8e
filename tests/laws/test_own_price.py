"""Law 6: with pay in proportion to activity, and pressure and others held, a higher price never buys less.

What is compared is the first decision of two runs that differ in one price: until then both have
lived the same months, so nothing but the price can tell.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from abm.contracts.contract import Contract
from abm.payment.fee_for_service import FeeForService
from abm.payment.tariff import Tariff
from abm.regimes.governance import MEMBER_KINDS, Governance
from abm.regimes.regime import Regime
from tests.generators.places import places
from tests.generators.regimes import ACUTE_PRICES, seeds
from tests.generators.runs import examples, run

QUICK = examples(10)
NO_PRESSURE = {"conduct.target_income": 0.0}
OWN_PRICE = (
    ("acute_trust", "admission_threshold", "NEL"),
    ("acute_trust", "admission_threshold", "NELST"),
    ("acute_trust", "follow_up_ratio", "OPFUP"),
    ("gp_practice", "proactive_care", "PREV"),
)


def paid_by_activity(pod: str, pounds: float, weight: float) -> Regime:
    """Trusts by tariff and practices by fee, with one price to be told."""
    prices = ACUTE_PRICES | {"PREV": 9.0, pod: pounds}
    fee = FeeForService(prices={"PREV": prices.pop("PREV")})
    shared = Governance(boundary="sub_system", members=MEMBER_KINDS, partner_weight=weight)
    return Regime(
        id="by-activity",
        title="By activity",
        contracts=(
            Contract(id="acute", payer="commissioner", payees=("acute_trust",),
                     elements={"tariff": Tariff(prices=prices)}),
            Contract(id="practices", payer="commissioner", payees=("gp_practice",), elements={"fee": fee}),
        ),
        governance=shared if weight else Governance(),
    )  # fmt: skip


def believed_activity(place, regime, seed, kind, lever):
    """The lever after its first decision; belief makes activity rise with it."""
    record = run(place, regime, seed, months=3, parameters=NO_PRESSURE)
    return record.path(kind, lever).decisions[0][1].value


@pytest.mark.parametrize(("kind", "lever", "pod"), OWN_PRICE)
@given(places(), st.floats(0, 3000), st.floats(1, 3000), st.sampled_from([0.0, 0.5, 1.0]), seeds)
@QUICK
def test_a_higher_price_never_lowers_what_is_believed_best(
    kind, lever, pod, place, price, rise, weight, seed
):
    low = believed_activity(place, paid_by_activity(pod, round(price, 2), weight), seed, kind, lever)
    high = believed_activity(place, paid_by_activity(pod, round(price + rise, 2), weight), seed, kind, lever)
    assert (high >= low - 1e-9).all()


@pytest.mark.parametrize(("kind", "lever", "pod"), OWN_PRICE)
@given(places(), seeds)
@QUICK
def test_and_who_looks_to_their_own_account_does_more_of_what_pays_more(kind, lever, pod, place, seed):
    price = (ACUTE_PRICES | {"PREV": 9.0})[pod]
    low = believed_activity(place, paid_by_activity(pod, price, 0.0), seed, kind, lever)
    high = believed_activity(place, paid_by_activity(pod, price * 1.2, 0.0), seed, kind, lever)
    assert (high > low).any()
