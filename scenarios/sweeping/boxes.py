"""A box: limits on a few of the things that were varied, and how well it holds what was looked for."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scenarios.sweeping.rows import Column, Rows


@dataclass(frozen=True)
class Limit:
    """What a box asks of one column: a range, or one of some words.

    Attributes:
        low: lowest value inside; minus infinity where there is no limit.
        high: highest value inside; infinity where there is none.
        words: values inside, where the column holds words; empty for a column of numbers.
        chance: how likely a limit that means nothing would do as well (quasi-p); NaN where not told.
    """

    low: float = -np.inf
    high: float = np.inf
    words: tuple[str, ...] = ()
    chance: float = np.nan

    def holds(self, column: Column) -> NDArray[np.bool_]:
        """Which rows of a column are inside."""
        if self.words:
            return column.astype(str).isin(self.words).to_numpy()
        numbers = column.to_numpy(np.float64)
        return (numbers >= self.low) & (numbers <= self.high)

    def in_words(self, name: str) -> str:
        """The limit in words.

        Example:
            >>> Limit(low=0.25).in_words("altruism"), Limit(words=("imitate",)).in_words("theory")
            ('altruism above 0.25', 'theory is imitate')
        """
        if self.words:
            return f"{name} is {' or '.join(self.words)}"
        if np.isinf(self.low):
            return f"{name} below {self.high:.3g}"
        if np.isinf(self.high):
            return f"{name} above {self.low:.3g}"
        return f"{name} from {self.low:.3g} to {self.high:.3g}"


@dataclass(frozen=True)
class Box:
    """A region of what was varied.

    Attributes:
        limits: by column.
        inside: cases in it.
        found: cases in it that are what was looked for.
        coverage: share of all that was looked for which is in it.
        density: share of what is in it that was looked for.
    """

    limits: Mapping[str, Limit]
    inside: int
    found: int
    coverage: float
    density: float

    @property
    def words(self) -> str:
        """The limits in words, joined by "and"; "everywhere" where there are none."""
        return " and ".join(limit.in_words(name) for name, limit in self.limits.items()) or "everywhere"


def boxed(limits: Mapping[str, Limit], about: Rows, wanted: NDArray[np.bool_], all_wanted: int) -> Box:
    """A box with its counts.

    Args:
        limits: by column.
        about: cases.
        wanted: what is looked for.
        all_wanted: how much of it there is among all cases.
    """
    inside = holds(limits, about)
    found = int((inside & wanted).sum())
    n = int(inside.sum())
    return Box(dict(limits), n, found, found / all_wanted if all_wanted else 0.0, found / n if n else 0.0)


def holds(limits: Mapping[str, Limit], about: Rows) -> NDArray[np.bool_]:
    """Which cases are within all limits."""
    inside = np.ones(len(about), bool)
    for name, limit in limits.items():
        inside &= limit.holds(about[name])
    return inside
