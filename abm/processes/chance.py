"""Small pieces of arithmetic on chances that several processes share."""

import math
from typing import Any, Final

import numpy as np

from abm.compiled import part

_LONGEST: Final = 250
"""Months that a byte can hold, with room to spare."""


@part
def logistic(log_odds: Any) -> Any:
    """The chance with these log-odds."""
    return 1.0 / (1.0 + np.exp(-log_odds))


@part
def whole(mean: Any, u: Any) -> Any:
    """A whole number with this mean: its floor, or one more, by a draw u."""
    return np.int64(np.floor(mean + u))


@part
def months_long(mean: Any, u: Any) -> Any:
    """Whole months, at least one, falling off geometrically about a mean."""
    return min(1 + np.int64(-np.log(1.0 - u) * (mean - 0.5)), _LONGEST)


@part
def pick(running: Any, u: Any) -> Any:
    """First position whose running share exceeds u."""
    last = running.size - 1
    i = 0
    while i < last and running[i] <= u:
        i += 1
    return i


def log_odds(chance: float) -> float:
    """The log-odds of a chance strictly between 0 and 1."""
    return math.log(chance / (1.0 - chance))
