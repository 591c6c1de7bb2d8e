"""Law 9: an element in two parts on the same base pays the same and is answered the same."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from abm.behaviour.catalogue import LEVERS
from abm.payment.block import Block
from abm.payment.fee_for_service import FeeForService
from abm.payment.tariff import Tariff
from abm.regimes.governance import Governance
from abm.regimes.regime import Regime
from tests.generators.places import places
from tests.generators.regimes import ACUTE_PRICES, contract, priced, seeds, share
from tests.generators.runs import examples, levers, pence, run

QUICK = examples(12)


def tariff(part, marginal):
    return Tariff(prices={p: x * part for p, x in ACUTE_PRICES.items()}, marginal_rate=marginal)


def regime(acute, core):
    """Trusts and practices paid by the given elements; nobody looks beyond their own account."""
    return Regime(
        id="parts", title="Parts", governance=Governance(),
        contracts=(
            contract("acute", "commissioner", "acute_trust", acute),
            contract("practices", "commissioner", "gp_practice", core),
        ),
    )  # fmt: skip


@given(places(), st.floats(0.05, 0.95), share, seeds)
@QUICK
def test_an_element_split_in_two_pays_the_same_and_moves_nobody_differently(place, part, marginal, seed):
    fee = FeeForService(prices={"PREV": 9.0})
    halves = {f"fee{i}": FeeForService(prices={"PREV": 9.0 * s}) for i, s in enumerate((part, 1 - part))}
    sums = {
        f"sum{i}": Block(pounds_from="global_sum_pounds", share=s) for i, s in enumerate((part, 1 - part))
    }
    whole = regime({"t": tariff(1.0, marginal)}, {"sum": Block(pounds_from="global_sum_pounds"), "fee": fee})
    split = regime({"t": tariff(part, marginal), "u": tariff(1 - part, marginal)}, sums | halves)
    one, two = run(place, whole, seed), run(place, split, seed)
    # Pennies rounded twice move margins, and so pressure, by less than a millionth of what a lever can do.
    for a, b in zip(one.levers, two.levers, strict=True):
        millionth = 1e-6 * (LEVERS[a.lever].highest - LEVERS[a.lever].lowest)
        assert np.abs(a.value - b.value).max() <= millionth, (a.kind, a.lever)
    apart = pence(one).sum(axis=1).cumsum() - pence(two).sum(axis=1).cumsum()
    assert np.abs(apart).max() <= len(two.payments[0].pence) * 2  # a rounding for each part and year


@given(places(), seeds)
@QUICK
def test_a_price_paid_twice_is_not_a_price_paid_once(place, seed):
    once = regime({"t": tariff(1.0, 1.0)}, {"sum": Block(pounds_from="global_sum_pounds")})
    top_up = {"t": tariff(1.0, 1.0), "u": FeeForService(prices=priced(ACUTE_PRICES, 0.5))}
    twice = regime(top_up, {"sum": Block(pounds_from="global_sum_pounds")})
    one, two = run(place, once, seed, months=4), run(place, twice, seed, months=4)
    assert pence(two).sum() > 1.2 * pence(one).sum()
    assert not np.allclose(levers(one)[-1], levers(two)[-1], rtol=0, atol=1e-6)
