"""How much a result hangs on an assumption, in a word, from what was found by moving each alone.

Runs of one seed share their chance events, so a move is far less noisy than two seeds are apart. How
noisy is read off the moves themselves, since most assumptions do little to one result: Lenth's pseudo
standard error, the usual one for screening without replicates (Lenth 1989, Technometrics 31:469-473).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np

from abm.quantities import Floats
from scenarios.assurance.hanging import known

BEYOND: Final = 3.0
"""Pseudo standard errors beyond which a move is told from noise; with so many asked, 2 would be too few."""
FAILS: Final = "a run fails at one end"
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
        word: `turns the sign`, `large`, `some`, `little`, `a run fails at one end` or `not asked`.
        share: largest move that is told from noise, as a share of the result it moves; 0 where none is.
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
    known_rows = known()
    noise = {str(measure): noise_of(_moves(rows)) for measure, rows in known_rows.groupby("measure")}
    for row in known_rows.to_dict("records"):
        one = _impact(row, noise[row["measure"]])
        if row["name"] not in found or _rank(one) > _rank(found[row["name"]]):
            found[row["name"]] = one
    return found


def impact_of(name: str) -> Impact:
    """What was found of one assumption."""
    return impacts().get(name, Impact(name, "not asked", 0.0, ""))


def _moves(rows: Any) -> Floats:
    """How far each end of each assumption moves one measure."""
    return (rows[["low", "high"]].to_numpy() - rows[["plain"]].to_numpy()).ravel()


def noise_of(moves: Floats) -> float:
    """Lenth's pseudo standard error of moves, of which most are noise; those of nought touched nothing.

    Example:
        >>> noise_of(np.array([0.0, 1.0, -1.0, 1.0, -1.0, 50.0]))
        1.5
    """
    sizes = np.abs(moves[np.isfinite(moves) & (moves != 0)])
    if not sizes.size:
        return 0.0
    first = 1.5 * float(np.median(sizes))
    return 1.5 * float(np.median(sizes[sizes < 2.5 * first]))


def _impact(row: Mapping[str, Any], noise: float) -> Impact:
    """One measure's row.

    Example:
        >>> row = {"name": "x", "measure": "E15", "plain": 10.0, "low": 4.0, "high": 11.0}
        >>> _impact(row, noise=1.0).words
        "large: providers' surplus by 60%"
        >>> _impact({**row, "low": 9.0}, noise=1.0).words
        'little'
    """
    if any(math.isnan(row[end]) for end in ("low", "high")):
        return Impact(row["name"], FAILS, 0.0, "")
    ends = [row[end] for end in ("low", "high") if abs(row[end] - row["plain"]) > BEYOND * noise]
    if not ends:
        return Impact(row["name"], "little", 0.0, "")
    share = max(abs(end - row["plain"]) for end in ends) / abs(row["plain"])
    turned = any(end * row["plain"] < 0 and abs(end) > BEYOND * noise for end in ends)
    word = "turns the sign" if turned else "large" if share >= LARGE else "some"
    return Impact(row["name"], word, share, WORDS[row["measure"]])


def _rank(impact: Impact) -> tuple[bool, float]:
    """What matters more: a sign that turns, then the larger move."""
    return impact.word == "turns the sign", impact.share
