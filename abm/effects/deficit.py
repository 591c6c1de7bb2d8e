"""E15, deficit: what each organisation, and the place as a whole, is short of or has left over.

Answers the consultation on payment development 2017, paragraph 2.1: doing nothing leaves East London
£578 million a year short of breaking even by 2020/21.
"""

import numpy as np

from abm.effects.effect import TOTAL, Counterfactuals, Effect, EffectValue
from abm.effects.history import History, last_year
from abm.effects.money import PAYERS, are, paid_last_year
from abm.effects.yearly import years
from abm.quantities import PENCE_PER_POUND, Floats


def surplus(pounds: Floats, funding: Floats, costs: Floats) -> Floats:
    """What each has left: funding and income, less what it pays others and what its care costs.

    Args:
        pounds: float[O, O], pounds a year by payer and payee.
        funding: float[O], pounds a year from outside the system.
        costs: float[O], pounds a year.

    Returns:
        float[O], pounds a year; negative is a deficit.

    Example:
        >>> pounds = np.array([[0.0, 100.0], [0.0, 0.0]])
        >>> surplus(pounds, np.array([98.0, 0.0]), np.array([0.0, 97.0])).tolist()
        [-2.0, 3.0]
    """
    return funding + pounds.sum(axis=0) - pounds.sum(axis=1) - costs


def measure(record: History, counterfactuals: Counterfactuals | None) -> list[EffectValue]:
    """Surplus or deficit of the place and of every organisation that handles money, last twelve months."""
    pounds = paid_last_year(record)
    costs = np.array(record.costs[last_year(record)]).sum(axis=(0, 2)) / PENCE_PER_POUND / years(record)
    funding = np.array(record.funding[last_year(record)]).sum(axis=0) / PENCE_PER_POUND / years(record)
    left = surplus(pounds, funding, costs)
    local = ~are(record, "outside_payer")
    shown = local & ((pounds.sum(axis=0) != 0) | (pounds.sum(axis=1) != 0) | (costs != 0))
    return [
        EFFECT.of(TOTAL, left[local].sum()),
        EFFECT.of("providers", left[local & ~are(record, *PAYERS)].sum()),
        EFFECT.of("payers", left[local & are(record, *PAYERS)].sum()),
        *EFFECT.by_organisation(record, np.flatnonzero(shown), left[shown]),
    ]


EFFECT = Effect(
    identifier="E15",
    title="Surplus or deficit",
    unit="pounds a year, negative for a deficit",
    formula="funding + income - payments - costs, last twelve months",
    counterfactual="",
    source="C2.1: a gap of £578 million by 2020/21 if nothing is done",
    plain="Surplus or deficit of the system",
    counts="a year",
    worse="less",
    reading=(
        "In pounds a year, for the place, for `payers`, `providers` and every organisation. Funding is what "
        "a payer spent in the reference year, grown each April (1% a year, assumed). Whoever pays for "
        "patients from outside is no part of the place, but its money is income."
    ),
    cannot_tell=(
        "of inflation, pay awards or a real settlement of allocations, which the model does not have; so it "
        "is no forecast of the £578 million."
    ),
    measure=measure,
)
"""The effect."""
