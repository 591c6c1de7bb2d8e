"""A measure under Option A and Option B, the difference, and its interval or why there is none."""

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from scenarios.questions.interval import why_none
from scenarios.words.numbers import from_to, number

if TYPE_CHECKING:
    from scenarios import Comparison
    from scenarios.runs.headlines import HeadlineKey
    from scenarios.sweeping.rows import Rows

NOTHING: Final = "–"


def cells(row: Any) -> tuple[str, str, str, str]:
    """A row of a table of differences as cells: A, B, their difference and its interval."""
    interval = ends(row.difference_low, row.difference_high, row.seeds)
    return *levels(row.a, row.b), number(row.difference), interval


def cell(pair: "Comparison", key: "HeadlineKey") -> str:
    """A difference with its interval in one cell."""
    change = pair.difference(*key).difference
    if not change.n:
        return number(change.mean)
    return f"{number(change.mean)} ({ends(change.low, change.high, change.n)})"


def ends(low: float, high: float, seeds: float) -> str:
    """Both ends of an interval, or why there is none.

    Args:
        low: lower end, not a number where there is none.
        high: upper end.
        seeds: pairs of runs in which both options have a number.

    Example:
        >>> ends(1.0, 2.0, 20), ends(float("nan"), float("nan"), 1), ends(float("nan"), float("nan"), 0)
        ('1.00 to 2.00', '1 seed: too few', '–')
        >>> ends(-math.inf, math.inf, 4)
        'the same in all 4 seeds'
    """
    if math.isfinite(low) and math.isfinite(high):
        return from_to(low, high)
    return why_none(int(seeds)) if seeds else NOTHING


def levels(a: float, b: float) -> tuple[str, str]:
    """What each option has; where it applies to neither, that is said of their difference alone.

    Example:
        >>> levels(1.0, float("nan")), levels(float("nan"), float("nan"))
        (('1.00', 'not applicable'), ('–', '–'))
    """
    return (NOTHING, NOTHING) if math.isnan(a) and math.isnan(b) else (number(a), number(b))


def headline_keys(keys: "Iterable[HeadlineKey]", *more: str) -> "list[HeadlineKey]":
    """Effects and key flows as a whole, and every scope of what is named beside them."""
    from abm.effects.catalogue import EFFECTS
    from scenarios.runs.headlines import FLOWS, TOTAL

    whole = {*EFFECTS, *FLOWS}
    return [key for key in keys if key[0] in more or (key[0] in whole and key[1] == TOTAL)]


def only(table: "Rows", keys: "Iterable[HeadlineKey]") -> "Rows":
    """The rows of some measures and scopes."""
    wanted = set(keys)
    return table[[key in wanted for key in zip(table["measure"], table["scope"], strict=True)]]


def setting(pair: "Comparison", out: str | None) -> dict[str, Any]:
    """How a comparison was made, for a script to read."""
    return {"seeds": pair.seeds, "months": pair.a.months, "sample": pair.a.sample, "out": out}


def say_options(pair: "Comparison") -> None:
    """Which scenario is which option, and how often both ran."""
    print(f"Option A (compared with): {pair.a.title}\nOption B: {pair.b.title}")
    print(f"{pair.seeds} pairs of runs of {pair.a.months} months: same people, same chance events\n")
