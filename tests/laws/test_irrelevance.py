"""Law 8: where all answer for one account and nobody is pressed, who is paid how does not matter."""

import numpy as np
import pytest
from hypothesis import given

from abm.payment.block import Block
from abm.payment.tariff import Tariff
from abm.regimes.governance import MEMBER_KINDS, Governance
from abm.regimes.regime import Regime
from tests.generators.places import places, small_place
from tests.generators.regimes import ACUTE_PRICES, contract, regimes, seeds
from tests.generators.runs import examples, run

QUICK = examples(12)
CALM = {"conduct.target_income": 0.0, "conduct.complexity": 0.0}


def as_one(regime, name):
    """The contracts of a regime, with every member's margin weighing like one's own."""
    whole = Governance(
        form=regime.governance.form, lead_kind=regime.governance.lead_kind, boundary="sub_system",
        members=MEMBER_KINDS, partner_weight=1.0,
    )  # fmt: skip
    return regime.model_copy(update={"id": name, "governance": whole})


LEVERS = (
    ("acute_trust", "admission_threshold"),
    ("acute_trust", "follow_up_ratio"),
    ("gp_practice", "referral_threshold"),
    ("gp_practice", "proactive_care"),
    ("community", "proactive_care"),
)


@pytest.mark.parametrize(("kind", "lever"), LEVERS)
@given(place=places(outside=0.0), one=regimes("one"), other=regimes("other"), seed=seeds)
@QUICK
def test_with_one_account_and_no_pressure_nobody_asks_who_is_paid_how(kind, lever, place, one, other, seed):
    first, second = (run(place, as_one(r, r.id), seed, months=3, parameters=CALM) for r in (one, other))
    here, there = (r.path(kind, lever).decisions[0][1].value for r in (first, second))
    assert np.allclose(here, there, rtol=0, atol=1e-6)


def test_each_for_itself_they_do_ask():
    def paid_by(element):
        alone = contract("acute", "commissioner", "acute_trust", {"pay": element})
        return Regime(id="alone", title="Alone", contracts=(alone,))

    ways = (Tariff(prices=ACUTE_PRICES), Block(unit_prices=ACUTE_PRICES))
    first, second = (run(small_place(outside=0.0), paid_by(w), months=12, parameters=CALM) for w in ways)
    for kind, lever in LEVERS[:2]:
        here, there = (r.path(kind, lever).value[-1] for r in (first, second))
        assert (here > there + 0.01).all()
