"""Ways of paying everybody in a small place, put together from payment elements with generated terms."""

from hypothesis import strategies as st

from abm.contracts.contract import LEAD, Contract
from abm.payment.block import Block
from abm.payment.capitation import Capitation
from abm.payment.element import Element
from abm.payment.fee_for_service import FeeForService
from abm.payment.gain_share import GainShare
from abm.payment.points import Points
from abm.payment.tariff import Tariff
from abm.regimes.governance import MEMBER_KINDS, Governance
from abm.regimes.regime import Regime
from abm.vocabulary import ACUTE_PODS

ACUTE_PRICES = dict(
    zip(ACUTE_PODS, (150.0, 2100.0, 700.0, 250.0, 165.0, 75.0, 25.0, 25.0, 800.0, 3900.0), strict=True)
)
"""Pounds a unit, near the national tariff of 2017-18, so that generated trusts are of a likely size."""

factor = st.floats(0.5, 1.5).map(lambda x: round(x, 3))
share = st.floats(0, 1).map(lambda x: round(x, 3))


def priced(prices: dict[str, float], times: float) -> dict[str, float]:
    return {pod: round(price * times, 2) for pod, price in prices.items()}


@st.composite
def acute_pay(draw: st.DrawFn) -> dict[str, Element]:
    """How trusts are paid: by tariff, by block, or by block with some pay for activity on top."""
    prices = priced(ACUTE_PRICES, draw(factor))
    tariff = Tariff(
        prices=prices, marginal_rate=draw(share), marginal_baseline=draw(factor), rebase=draw(share)
    )
    block = Block(unit_prices=prices, rebase=draw(share), efficiency=0.01)
    top_up = FeeForService(prices=priced(ACUTE_PRICES, 0.2), cap_pounds_per_year=draw(st.floats(1e4, 1e6)))
    return draw(st.sampled_from([{"tariff": tariff}, {"block": block}, {"block": block, "activity": top_up}]))


@st.composite
def practice_pay(draw: st.DrawFn) -> dict[str, Element]:
    """How practices are paid: a sum for the list, and perhaps points, fees or a share of savings."""
    extras: dict[str, Element] = {
        "points": Points(points=500, pounds_per_point=171.2, average_list=7732, lower=0.1, upper=0.7),
        "fees": FeeForService(prices={"PREV": round(9 * draw(factor), 2)}),
        "savings": GainShare(
            unit_prices=ACUTE_PRICES, gain_share=draw(share), loss_share=draw(share), corridor=0.05,
            basis="population_use",
        ),
    }  # fmt: skip
    chosen = draw(st.sets(st.sampled_from(sorted(extras))))
    core: dict[str, Element] = {"core": Block(pounds_from="global_sum_pounds")}
    return core | {name: extras[name] for name in sorted(chosen)}


def contract(name: str, payer: str, payee: str, elements: dict[str, Element]) -> Contract:
    return Contract(id=name, payer=payer, payees=(payee,), elements=elements)


@st.composite
def contracts(draw: st.DrawFn, led: bool) -> tuple[Contract, ...]:
    """A full set: everybody who delivers is paid by somebody."""
    payer = LEAD if led else "commissioner"
    community = draw(
        st.sampled_from(
            [Block(unit_prices={"COMM": 45.0, "PREV": 9.0}), FeeForService(prices={"COMM": 45.0})]
        )
    )
    found = [
        contract("acute", payer, "acute_trust", draw(acute_pay())),
        contract("outside", "other_commissioners", "acute_trust", {"tariff": Tariff(prices=ACUTE_PRICES)}),
        contract("community", payer, "community", {"pay": community}),
        contract(
            "mental", payer, "mental_health", {"block": Block(unit_prices={"MH": 150.0, "MHIP": 410.0})}
        ),
        contract("voluntary", payer, "voluntary_sector", {"block": Block(unit_prices={"VOL": 30.0})}),
        contract("practices", "commissioner", "gp_practice", draw(practice_pay())),
        contract("care", "council", "social_care", {"fee": FeeForService(prices={"HC": 18.0, "RES": 654.0})}),
    ]
    if led:
        everyone = Capitation(pounds_per_person_year=draw(st.floats(300, 1500)), rebase=0.0)
        found.append(contract("everyone", "commissioner", LEAD, {"capitation": everyone}))
    return tuple(found)


@st.composite
def regimes(draw: st.DrawFn, name: str = "generated") -> Regime:
    """Any way of paying: each for itself or within a boundary, with or without a lead."""
    lead = draw(st.sampled_from([None, "acute_trust", "gp_federation"]))
    alone = draw(st.booleans())
    governance = Governance(
        form="G5" if lead else "G1",
        lead_kind=lead,
        boundary="none" if alone else "sub_system",
        members=() if alone else MEMBER_KINDS,
        partner_weight=0.0 if alone else draw(share),
    )
    return Regime(
        id=name, title="Generated", contracts=draw(contracts(lead is not None)), governance=governance
    )


seeds = st.integers(0, 2**31)
