"""How much a result hangs on an assumption, in a word, from what was found by moving each alone."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from scenarios.assurance.hanging import known

BEYOND: Final = 1.96 * math.sqrt(2)
"""Standard deviations of luck beyond which a swing, a difference of two results, is told from luck at 5%."""
LARGE: Final = 0.5
"""Share of the result by which a large swing moves it."""
WORDS: Final = {
    "referrals": "referrals",
    "emergency_spells": "emergency admissions",
    "E15": "providers' surplus",
}


@dataclass(frozen=True)
class Impact:
    """What one assumption does to the main comparison.

    Attributes:
        name: of the assumption.
        word: `turns the sign`, `large`, `some`, `within luck` or `not asked`.
        share: largest move that is told from luck, as a share of the result it moves; 0 where none is.
        measure: whose result that is, in words; empty where none is.
    """

    name: str
    word: str
    share: float
    measure: str

    @property
    def words(self) -> str:
        """The word, with how far it moves what."""
        return f"{self.word}: {self.measure} by {self.share:.0%}" if self.measure else self.word


@cache
def impacts() -> Mapping[str, Impact]:
    """What was found of every assumption that was moved, by name."""
    found: dict[str, Impact] = {}
    for row in known().to_dict("records"):
        one = _impact(row)
        if row["name"] not in found or _rank(one) > _rank(found[row["name"]]):
            found[row["name"]] = one
    return found


def impact_of(name: str) -> Impact:
    """What was found of one assumption."""
    return impacts().get(name, Impact(name, "not asked", 0.0, ""))


def _impact(row: Mapping[str, Any]) -> Impact:
    """One measure's row.

    Example:
        >>> row = {"name": "x", "measure": "E15", "plain": 10.0, "low": 4.0, "high": 11.0, "luck": 1.0}
        >>> _impact(row).words
        "large: providers' surplus by 60%"
        >>> _impact({**row, "low": 9.0}).words
        'within luck'
    """
    if any(math.isnan(row[end]) for end in ("low", "high")):
        return Impact(row["name"], "a run fails at one end", 0.0, "")
    ends = [row[end] for end in ("low", "high") if abs(row[end] - row["plain"]) > BEYOND * row["luck"]]
    if not ends:
        return Impact(row["name"], "within luck", 0.0, "")
    share = max(abs(end - row["plain"]) for end in ends) / abs(row["plain"])
    turned = any(end * row["plain"] < 0 and abs(end) > BEYOND * row["luck"] for end in ends)
    word = "turns the sign" if turned else "large" if share >= LARGE else "some"
    return Impact(row["name"], word, share, WORDS[row["measure"]])


def _rank(impact: Impact) -> tuple[bool, float]:
    """What matters more: a sign that turns, then the larger move."""
    return impact.word == "turns the sign", impact.share
