"""Results as people read them: effects with their names, intervals or why there is none, reasons."""

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from cli.words import number

if TYPE_CHECKING:
    from scenarios import Comparison
    from scenarios.runs.headlines import Key
    from scenarios.sweeping.rows import Rows

NOTHING: Final = "–"


def named(measure: str) -> str:
    """What an effect is called; nothing for other measures, whose identifiers are words already.

    Example:
        >>> named("E1"), named("referrals")
        ('Acute backfilling', '')
    """
    from abm.effects.catalogue import EFFECTS

    return EFFECTS[measure].title if measure in EFFECTS else ""


def ends(low: float, high: float, seeds: float) -> str:
    """Both ends of an interval, or why there is none.

    Args:
        low: lower end, not a number where there is none.
        high: upper end.
        seeds: pairs of runs in which both arms have a number.

    Example:
        >>> ends(1.0, 2.0, 20), ends(float("nan"), float("nan"), 1), ends(float("nan"), float("nan"), 0)
        ('1.00 to 2.00', '1 seed: too few', '–')
        >>> ends(-math.inf, math.inf, 4)
        'the same in all 4 seeds'
    """
    from scenarios.questions.interval import why_none

    if math.isfinite(low) and math.isfinite(high):
        return f"{number(low)} to {number(high)}"
    return why_none(int(seeds)) if seeds else NOTHING


def levels(*values: float) -> list[str]:
    """What each arm has; where it applies to none of them, that is said of their difference alone.

    Example:
        >>> levels(1.0, float("nan")), levels(float("nan"), float("nan"))
        (['1.00', 'not applicable'], ['–', '–'])
    """
    none = all(map(math.isnan, values))
    return [NOTHING if none else number(value) for value in values]


def compared(row: Any) -> tuple[str, str, str, str]:
    """A, B, their difference and its interval, or what there is of them."""
    span = ends(row.difference_low, row.difference_high, row.seeds)
    a, b = levels(row.a, row.b)
    return a, b, number(row.difference), span


def arms_of(table: "Rows") -> list[tuple[str, float]]:
    """Every measure with its level in either arm."""
    return [(r.measure, value) for r in table.itertuples() for value in (r.a, r.b)]


def of_pairs(pairs: "Sequence[Comparison]", keys: "Iterable[Key]") -> list[tuple[str, float]]:
    """The same of some measures of several comparisons."""
    told = [pair.difference(*key) for key in keys for pair in pairs]
    return [(found.measure, value) for found in told for value in (found.a, found.b)]


def why_not(values: Iterable[tuple[str, float]]) -> dict[str, str]:
    """When effects do not apply, by identifier, of those that have a value which does not.

    Args:
        values: pairs of an effect, or another measure, and a value of it.

    Example:
        >>> list(why_not([("E1", float("nan")), ("E2", 1.0), ("income", float("nan"))]))
        ['E1']
    """
    from abm.effects.catalogue import EFFECTS

    return {effect: EFFECTS[effect].absent for effect, x in values if effect in EFFECTS and math.isnan(x)}


def say_why_not(values: Iterable[tuple[str, float]]) -> None:
    """A line for every effect that somewhere does not apply, with the reason."""
    if found := why_not(values):
        print()
    for effect, reason in found.items():
        print(f"{effect} {named(effect).lower()} is not applicable where {reason}.")
