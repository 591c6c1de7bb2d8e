"""E12, crowding out: what care outside hospital loses when hospital activity takes the money.

Answers the consultation on payment development 2017, paragraph 3.13: funding has to follow acute
activity, and where money is short it is found in primary and community care.
"""

import math
from typing import Final

from abm.effects.effect import TOTAL, Counterfactuals, Effect, EffectValue
from abm.effects.history import History, last_year
from abm.effects.money import by_sector, kept, paid, paid_last_year
from abm.quantities import MONTHS_PER_YEAR

CROWDED: Final = ("primary", "community", "mental health", "voluntary")
"""Sectors from which the money would be found."""

SMALLEST_OVERSPEND: Final = 0.005
"""Share by which acute spend must have grown before pounds are counted against it."""


def year_before(record: History) -> slice:
    """The twelve months before anything changed; the first twelve of the run where it changed earlier.

    Budgets of the first year are set from the reference year, so they are not yet crowded out.
    """
    stop = max(record.start, MONTHS_PER_YEAR)
    return slice(stop - MONTHS_PER_YEAR, stop)


def per_pound(lost: float, acute_before: float, acute_now: float) -> float:
    """Pounds that others lost for each pound by which acute spend grew.

    Returns:
        NaN, not applicable, where acute spend grew by less than `SMALLEST_OVERSPEND` of itself.

    Example:
        >>> per_pound(lost=5.0, acute_before=100.0, acute_now=110.0)
        0.5
        >>> per_pound(lost=5.0, acute_before=100.0, acute_now=100.1)
        nan
    """
    grown = acute_now - acute_before
    return lost / grown if grown > SMALLEST_OVERSPEND * acute_before else math.nan


def measure(record: History, counterfactuals: Counterfactuals | None) -> list[EffectValue]:
    """Change in percent and pounds a year, by sector, and for each pound of acute overspend."""
    base, now = year_before(record), last_year(record)
    if now.stop < base.stop + MONTHS_PER_YEAR:
        return [EFFECT.of(TOTAL, math.nan)]
    before = by_sector(record, kept(record, paid(record, base)))
    after = by_sector(record, kept(record, paid_last_year(record)))
    had = sum(before[sector] for sector in CROWDED)
    change = sum(after[sector] - before[sector] for sector in CROWDED)
    return [
        EFFECT.of(TOTAL, 100 * change / had if had > 0 else math.nan),
        EFFECT.of("pounds", change, "pounds a year"),
        *(EFFECT.of(s, after[s] - before[s], "pounds a year") for s in (*CROWDED, "acute")),
        EFFECT.of(
            "per pound of acute overspend",
            per_pound(-change, before["acute"], after["acute"]),
            "pounds lost outside hospital",
        ),
    ]


EFFECT = Effect(
    identifier="E12",
    title="Crowding out",
    unit="% change of what primary, community, mental health and voluntary care are paid",
    formula="pounds kept in the last twelve months / in the year before anything changed - 1",
    counterfactual="",
    source="C3.13: money follows acute activity and is found in primary and community care",
    plain="Money for care outside hospital",
    counts="change",
    worse="less",
    reading=(
        "In %, and in `pounds` a year and by sector. The year before is that before anything differs from "
        "the reference mix, or the first year of the run, whose budgets were still set from the reference "
        "year. `per pound of acute overspend` is what they lost for every pound by which acute trusts kept "
        "more; negative where they gained as well, not applicable where acute pounds grew by under 0.5%."
    ),
    cannot_tell=(
        "a cut made for want of money from one made on purpose, such as by a new regime itself: compare "
        "regimes."
    ),
    measure=measure,
    absent="a run has no year before the change and another after it; a pound of overspend, where acute pay "
    f"grew by under {SMALLEST_OVERSPEND:.1%}",
)
"""The effect."""
