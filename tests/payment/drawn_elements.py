"""Payment elements with terms drawn at random, for laws that hold whatever is declared."""

from hypothesis import strategies as st

from abm.payment.best_practice import BestPractice
from abm.payment.bundle import Bundle
from abm.payment.control_total import ControlTotal
from abm.payment.cost_and_volume import CostAndVolume
from abm.payment.element import PRICED_PODS
from abm.payment.episode import Episode
from abm.payment.fixed_payment import FixedPayment
from abm.payment.global_sum import GlobalSum
from abm.payment.income_floor import IncomeFloor
from abm.payment.pooled_budget import PooledBudget
from abm.payment.risk_pool import RiskPool

pounds = st.floats(0, 5_000).map(lambda x: round(x, 2))
share = st.floats(0, 1).map(lambda x: round(x, 3))
some = st.floats(0.01, 1).map(lambda x: round(x, 3))
rate = st.floats(-0.1, 0.1)
prices = st.dictionaries(st.sampled_from(PRICED_PODS), pounds, min_size=1, max_size=5)
two_sides = st.lists(st.sampled_from(PRICED_PODS), min_size=2, max_size=6, unique=True)

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
pooled_budgets = st.builds(PooledBudget, prices=prices, contribution=share, share=share, growth=rate)
fixed_payments = st.builds(
    FixedPayment,
    unit_prices=prices,
    patient_level_costs=st.none() | prices,
    cost_uplift=rate,
    tariff_efficiency=share,
    activity_growth=rate,
    absorbed=share,
    shifted=share,
    need=rate,
    rebase=share,
)
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


of_anybody = st.one_of(
    best_practices(),
    control_totals,
    cost_and_volumes,
    episodes(),
    fixed_payments,
    income_floors,
    pathway_bundles(),
    pooled_budgets,
    risk_pools,
)
"""Elements any provider may be paid by, in a contract for some segments or for all."""
