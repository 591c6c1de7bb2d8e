"""E11, stranded cost: wards and teams that go on costing money when their activity has gone.

Answers the consultation on payment development 2017, paragraphs 2.1 and 2.9: some providers have
substantial fixed costs that cannot be shifted soon, and nothing in income reflects those left stranded.
"""

import numpy as np

from abm.effects.effect import TOTAL, Counterfactuals, Effect, EffectValue, share
from abm.effects.history import History, last_year
from abm.effects.money import are
from abm.effects.yearly import by_line, years
from abm.quantities import MONTHS_PER_YEAR, PENCE_PER_POUND, Floats


def stranded(cost: Floats, usual_cost: Floats, activity: Floats) -> Floats:
    """Fixed and stepped cost above what the activity would need at the reference year's rate.

    Args:
        cost: pounds a year of fixed and stepped cost.
        usual_cost: the same in the reference year.
        activity: activity over the reference year's, at reference cost.

    Returns:
        Pounds a year, 0 where activity fills what there is or more.

    Example:
        >>> stranded(np.array([98.0, 98.0]), np.array([100.0, 100.0]), np.array([0.875, 1.0])).tolist()
        [10.5, 0.0]
    """
    return np.maximum(cost - usual_cost * activity, 0.0)


def _by_organisation(record: History) -> tuple[Floats, Floats, Floats, Floats]:
    """Fixed and stepped cost, usual cost, activity's worth and usual worth, pounds a year, float[O] each."""
    n = len(record.place.organisations)
    months = np.array(record.costs[last_year(record)])[:, :, :2]
    cost = months.sum(axis=(0, 2)) / PENCE_PER_POUND / years(record)
    worth = np.bincount(record.lines.organisation, by_line(record) * record.value, n) / years(record)
    usual = (record.reference["fixed"] + record.reference["stepped"]) * MONTHS_PER_YEAR
    return cost, usual, worth, record.reference["worth"] * MONTHS_PER_YEAR


def measure(record: History, counterfactuals: Counterfactuals | None) -> list[EffectValue]:
    """Pounds a year by provider and in total, practices taken together, and as a share of such cost."""
    cost, usual, worth, usual_worth = _by_organisation(record)
    runs = (usual > 0) & (usual_worth > 0)
    each = stranded(cost[runs], usual[runs], worth[runs] / usual_worth[runs])
    practices = runs & are(record, "gp_practice")
    activity = share(worth[practices].sum(), usual_worth[practices].sum())
    together = np.nan_to_num(stranded(cost[practices].sum(), usual[practices].sum(), activity))
    total = float(each[~practices[runs]].sum() + together)
    trusts = runs & are(record, "acute_trust")
    net = (cost[trusts] - usual[trusts] * worth[trusts] / usual_worth[trusts]).sum()
    return [
        EFFECT.of(TOTAL, total),
        # Growth hides what is stranded: a trust stretched before a programme is less so after it.
        EFFECT.of("acute trusts, net", net, "pounds a year, negative where capacity is stretched"),
        EFFECT.of("share", 100 * share(total, cost[runs].sum()), "% of fixed and stepped cost"),
        EFFECT.of("practices together", together),
        *EFFECT.by_organisation(record, np.flatnonzero(runs), each),
    ]


EFFECT = Effect(
    identifier="E11",
    title="Stranded cost",
    unit="pounds a year",
    formula="fixed and stepped cost - the reference year's x activity / its activity, where positive",
    counterfactual="",
    source="C2.1, C2.9: fixed costs cannot be shifted soon, and income does not reflect stranded ones",
    plain="Stranded cost",
    counts="a year",
    worse="more",
    reading=(
        "In pounds a year, by provider and in total, activity at reference cost; `share` is in % of such "
        "cost. In the total practices are taken together, as patients who move between lists strand "
        "nothing."
    ),
    cannot_tell=(
        "chance from a lasting fall, as only shortfalls count: at a small sample small providers show "
        "some by chance. Read it as a difference between two ways of paying."
    ),
    measure=measure,
)
"""The effect."""
