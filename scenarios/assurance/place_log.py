"""What was assumed of a place: multipliers fitted to it, and figures that were judged."""

import csv
import tomllib
from collections import Counter
from typing import Final, NamedTuple

from scenarios.files.place.load import PLACES

LOGGED: Final = ("east_london",)
"""Places whose assumptions stand in the log; the small town is invented and says so."""


class FittedMultiplier(NamedTuple):
    """A multiplier fitted to a place: its name, value, and why it is there."""

    name: str
    value: float
    reason: str


def fits(place: str) -> list[FittedMultiplier]:
    """Multipliers of a place that payscape brings.

    Example:
        >>> [fit.name for fit in fits("east_london")]
        ['attendances', 'emergencies', 'pull_RF4']
    """
    table = tomllib.loads((PLACES / place / "place.toml").read_text(encoding="utf-8"))
    return [FittedMultiplier(name, one["value"], one["reason"]) for name, one in table.get("fit", {}).items()]


def judged(place: str) -> list[tuple[str, int, str, str]]:
    """Figures of a place that are assumed: figure, how many organisations, source, widest range.

    Figures with one source are one line: what was assumed once for all.
    """
    with (PLACES / place / "figures.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["confidence"] == "assumed"]
    found = Counter((row["figure"], row["source"]) for row in rows)
    figures: list[tuple[str, int, str, str]] = []
    for (figure, source), count in found.items():
        same = [row for row in rows if (row["figure"], row["source"]) == (figure, source)]
        share = max(_width(row) for row in same)
        figures.append((figure, count, source, f"up to {share:.0%} either side"))
    return figures


def _width(row: dict[str, str]) -> float:
    """How far the range of a figure reaches from its value, as a share of it."""
    value, low, high = (float(row[key]) for key in ("value", "low", "high"))
    return max(abs(high - value), abs(value - low)) / abs(value) if value else 0.0
