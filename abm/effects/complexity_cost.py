"""E18, complexity cost: on how many distinct bases money moved, and how many payments were settled.

Answers the consultation on payment development 2017, paragraph 3.20: simpler payment is easier to
understand and react to, and spares the bureaucracy of burdensome rules.
"""

import numpy as np

from abm.effects.effect import TOTAL, Effect, EffectValue, Twins
from abm.effects.history import History, Paid, last_year


def bases(month: Paid, labels: tuple[tuple[str, ...], tuple[str, ...]]) -> set[tuple[str, str]]:
    """Pairs of contract and element by which money moved in a month."""
    contracts, elements = labels
    moved = np.flatnonzero(month.pence)
    pairs = np.unique(month.contract[moved] * len(elements) + month.element[moved])
    return {(contracts[pair // len(elements)], elements[pair % len(elements)]) for pair in pairs.tolist()}


def lines_a_month(months: list[Paid]) -> float:
    """Payments with money in them, between a payer and a payee for one element, in a mean month."""
    return float(np.mean([np.count_nonzero(month.pence) for month in months]))


def measure(record: History, twins: Twins | None) -> list[EffectValue]:
    """Distinct bases of payment in the last twelve months, and payment lines a month."""
    year = last_year(record)
    months = list(record.payments[year])
    found = set[tuple[str, str]]().union(*map(bases, months, record.contracts[year]))
    return [
        EFFECT.of(TOTAL, len(found)),
        EFFECT.of("payment lines", lines_a_month(months), "payments settled a month"),
    ]


EFFECT = Effect(
    identifier="E18",
    title="Complexity cost",
    unit="distinct bases of payment",
    formula="pairs of contract and element by which money moved, last twelve months",
    twin="",
    source="C3.20: simpler payment is better understood and less bureaucratic",
    measure=measure,
)
"""The effect."""
