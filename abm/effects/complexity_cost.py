"""E18, complexity cost: on how many distinct bases money moved, and how many payments were settled.

Answers the consultation on payment development 2017, paragraph 3.20: simpler payment is easier to
understand and react to, and spares the bureaucracy of burdensome rules.
"""

from typing import Final

import numpy as np

from abm.effects.effect import TOTAL, Counterfactuals, Effect, EffectValue
from abm.effects.history import History, Paid, last_year
from abm.effects.yearly import years
from abm.quantities import PENCE_PER_POUND

ADMINISTRATION: Final = 3
"""Column of costs that holds what administration takes."""


def bases(month: Paid, labels: tuple[tuple[str, ...], tuple[str, ...]]) -> set[tuple[str, str]]:
    """Pairs of contract and element by which money moved in a month."""
    contracts, elements = labels
    moved = np.flatnonzero(month.pence)
    pairs = np.unique(month.contract[moved] * len(elements) + month.element[moved])
    return {(contracts[pair // len(elements)], elements[pair % len(elements)]) for pair in pairs.tolist()}


def lines_a_month(months: list[Paid]) -> float:
    """Payments with money in them, between a payer and a payee for one element, in a mean month."""
    return float(np.mean([np.count_nonzero(month.pence) for month in months]))


def administration(record: History) -> float:
    """Pounds a year spent on settling more payment lines than in the reference year, negative for fewer."""
    spent = np.array(record.costs[last_year(record)])[:, :, ADMINISTRATION].sum()
    return float(spent / PENCE_PER_POUND / years(record))


def measure(record: History, counterfactuals: Counterfactuals | None) -> list[EffectValue]:
    """Distinct bases of payment in the last twelve months, and payment lines a month."""
    year = last_year(record)
    months = list(record.payments[year])
    found = set[tuple[str, str]]().union(*map(bases, months, record.contracts[year]))
    return [
        EFFECT.of(TOTAL, len(found)),
        EFFECT.of("payment lines", lines_a_month(months), "payments settled a month"),
        EFFECT.of("administration", administration(record), "pounds a year beyond the reference year's"),
    ]


EFFECT = Effect(
    identifier="E18",
    title="Complexity cost",
    unit="distinct bases of payment",
    formula="pairs of contract and element by which money moved, last twelve months",
    counterfactual="",
    source="C3.20: simpler payment is better understood and less bureaucratic",
    plain="Different bases of payment",
    counts="to administer",
    worse="more",
    reading=(
        "`payment lines` is how many payments, each between a payer and a payee for one element, were "
        "settled in a mean month. `administration` is what settling more bases of payment than in the "
        "reference year costs both sides, pounds a year, at one judged price (`cost.payment_line`)."
    ),
    cannot_tell=(
        "what the administration of any one scheme costs, or how far complexity dulled a response: that "
        "dilution is part of the model of conduct."
    ),
    measure=measure,
)
"""The effect."""
