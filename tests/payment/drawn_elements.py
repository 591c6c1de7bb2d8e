"""Payment elements with terms drawn at random, for laws that hold whatever is declared."""

import tomllib
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from abm.payment.best_practice import BestPractice
from abm.payment.block import Block
from abm.payment.bundle import Bundle
from abm.payment.capitation import Capitation
from abm.payment.catalogue import ELEMENTS
from abm.payment.control_total import ControlTotal
from abm.payment.cost_and_volume import CostAndVolume
from abm.payment.element import PRICED_PODS
from abm.payment.episode import Episode
from abm.payment.fee_for_service import FeeForService
from abm.payment.fixed_payment import FixedPayment
from abm.payment.gain_share import GainShare
from abm.payment.global_sum import GlobalSum
from abm.payment.income_floor import IncomeFloor
from abm.payment.outcomes import Outcomes, OutcomeTarget
from abm.payment.personal_budget import PersonalBudget
from abm.payment.points import Points
from abm.payment.pooled_budget import PooledBudget
from abm.payment.risk_pool import RiskPool
from abm.payment.tariff import Tariff
from abm.vocabulary import OUTCOMES

WORKED = Path(__file__).parents[1] / "worked_examples"
pounds = st.floats(0, 5_000).map(lambda x: round(x, 2))
share = st.floats(0, 1).map(lambda x: round(x, 3))
some = st.floats(0.01, 1).map(lambda x: round(x, 3))
rate = st.floats(-0.1, 0.1)
prices = st.dictionaries(st.sampled_from(PRICED_PODS), pounds, min_size=1, max_size=5)
two_sides = st.lists(st.sampled_from(PRICED_PODS), min_size=2, max_size=6, unique=True)

blocks = st.one_of(
    st.builds(Block, pounds_per_year=st.floats(0, 1e7)),
    st.builds(Block, unit_prices=prices, cost_uplift=rate, efficiency=share, growth=rate, rebase=share),
)
cores = st.builds(Block, pounds_from=st.just("global_sum_pounds"), share=share)
fees = st.builds(FeeForService, prices=prices, cap_pounds_per_year=st.none() | st.floats(0, 1e7))
capitations = st.one_of(
    st.builds(Capitation, pounds_per_person_year=pounds),
    st.builds(Capitation, unit_prices=prices, segment_weights=st.just({"end_of_life": 5.0}), rebase=share),
)
gain_shares = st.builds(
    GainShare,
    unit_prices=prices,
    gain_share=share,
    loss_share=share,
    corridor=st.floats(0.01, 1),
    hurdle=share,
    stop_loss=share,
    basis=st.sampled_from(["population_use", "delivered"]),
    growth=rate,
)
targets = st.dictionaries(
    st.sampled_from(OUTCOMES),
    st.builds(OutcomeTarget, lower=st.floats(0, 0.5), upper=st.floats(0.55, 1)),
    min_size=1,
)
framing = st.sampled_from(["reward", "penalty"])
outcomes = st.one_of(
    st.builds(Outcomes, pounds_per_year=st.floats(0, 1e6), targets=targets, framing=framing),
    st.builds(Outcomes, unit_prices=prices, share=share, targets=targets, framing=framing),
)
cost_and_volumes = st.builds(
    CostAndVolume,
    prices=prices,
    market_forces_factor=st.floats(0.9, 1.3),
    planned=st.floats(0.8, 1.2),
    above=share,
    below=share,
    threshold=st.floats(1.0, 1.1),
    ceiling=st.none() | st.floats(1.11, 1.5),
    cap=st.none() | st.floats(1.0, 1.5),
    collar=share,
    growth=rate,
    rebase=share,
)
risk_pools = st.builds(
    RiskPool,
    unit_prices=prices,
    basis=st.sampled_from(["population_use", "delivered"]),
    pool=share,
    tolerance=share,
    draw=share,
    left=share,
    paid_in=share,
    growth=rate,
)
personal_budgets = st.builds(
    PersonalBudget,
    pounds_per_week=st.floats(0, 1_000),
    pounds_per_hour=st.floats(1, 60),
    pounds_per_contact=st.floats(1, 200),
    clawback=share,
)
pooled_budgets = st.builds(PooledBudget, prices=prices, contribution=share, share=share, growth=rate)


@st.composite
def fixed_payments_of(draw: st.DrawFn) -> FixedPayment:
    """A fixed payment that is a sum: what has a cost has a price, and less is shifted than there is."""
    priced, part = draw(prices), draw(st.none() | share)
    return FixedPayment(
        unit_prices=priced,
        patient_level_costs=None if part is None else {pod: price * part for pod, price in priced.items()},
        cost_uplift=draw(rate),
        tariff_efficiency=draw(share),
        activity_growth=draw(rate),
        absorbed=draw(share),
        shifted=0.85 * draw(share),
        need=draw(rate),
        rebase=draw(share),
    )


fixed_payments = fixed_payments_of()
income_floors = st.builds(
    IncomeFloor,
    before=prices,
    now=st.none() | prices,
    guarantee=share,
    relief=st.lists(share, min_size=1, max_size=4).map(tuple),
)
control_totals = st.builds(ControlTotal, unit_prices=prices, share=share, taper=some, growth=rate)
global_sums = st.builds(GlobalSum, pounds_per_weighted_patient=st.floats(0, 200), growth=rate)


@st.composite
def tariffs(draw):
    table = {"NEL": draw(pounds), **draw(prices)}
    return Tariff(
        prices=table,
        market_forces_factor=draw(st.floats(0.9, 1.3)),
        marginal_rate=draw(share),
        marginal_baseline=draw(st.floats(0, 1.5)),
        trim_days=draw(st.sampled_from([0.0, 2.5])) if "XBD" in table else 0.0,
        rebase=draw(share),
    )


@st.composite
def points(draw):
    lower = draw(st.floats(0, 0.5))
    upper = lower + draw(st.floats(0.05, 0.5))
    return Points(points=500, pounds_per_point=draw(pounds), average_list=7732, lower=lower, upper=upper)


@st.composite
def best_practices(draw):
    pods = draw(two_sides)
    target = draw(st.none() | share)
    return BestPractice(best=tuple(pods[:1]), other=tuple(pods[1:]), premium=draw(pounds), target=target)


@st.composite
def episodes(draw):
    pods = draw(two_sides)
    return Episode(starts={pods[0]: draw(pounds)}, covers=tuple(pods[1:]))


@st.composite
def pathway_bundles(draw):
    pods = draw(two_sides)
    covers = {pod: draw(pounds) for pod in pods[1:]}
    return Bundle(starts=tuple(pods[:1]), covers=covers, share=draw(share), limit=draw(some))


WITH_TERMS_AT_RANDOM = {
    "best_practice": best_practices(),
    "block": blocks,
    "bundle": pathway_bundles(),
    "capitation": capitations,
    "control_total": control_totals,
    "cost_and_volume": cost_and_volumes,
    "episode": episodes(),
    "fee_for_service": fees,
    "fixed_payment": fixed_payments,
    "gain_share": gain_shares,
    "global_sum": global_sums,
    "income_floor": income_floors,
    "outcomes": outcomes,
    "personal_budget": personal_budgets,
    "points": points(),
    "pooled_budget": pooled_budgets,
    "risk_pool": risk_pools,
    "tariff": tariffs(),
}
"""Forms whose terms are drawn at random."""


@cache
def worked(form: str):
    """The worked examples of a form, and what more of each of its measures brings."""
    return tomllib.loads((WORKED / f"{form}.toml").read_text(encoding="utf-8"))


def as_worked(form: str):
    """A form with the terms of one of its worked examples."""
    terms = [example["terms"] for example in worked(form)["example"]]
    return st.sampled_from([ELEMENTS[form].model_validate(one) for one in terms])


BY_FORM = {**{form: as_worked(form) for form in sorted(ELEMENTS)}, **WITH_TERMS_AT_RANDOM}
"""Every form of payment there is; one that is not drawn above has the terms of its worked examples."""

OF_PRACTICES = {"points", "global_sum"}
"""Forms that read a practice's own figures."""

of_anybody = st.one_of(*(drawn for form, drawn in BY_FORM.items() if form not in OF_PRACTICES))
"""Elements any provider may be paid by."""

by_segment = st.one_of(*(d for form, d in BY_FORM.items() if form not in OF_PRACTICES | {"outcomes"}))
"""Elements that may be in a contract for some segments; outcomes are not counted by segment."""

of_practices = st.one_of(*BY_FORM.values(), cores)
"""Elements a practice may be paid by."""
