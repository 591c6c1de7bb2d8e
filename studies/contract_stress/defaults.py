"""Shares of futures in which a contract has run out of money by a month, with what chance leaves open."""

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from abm.quantities import Floats, Ints
from studies.contract_stress.account import first_beyond
from studies.contract_stress.futures import Stressed

LIMITS: Final = (0.03, 0.05, 0.10)
"""Shares of a year's value at which a deficit counts as default; declared, since contracts seldom say."""
TOGETHER: Final = "one holder of all"
EACH: Final = "each holder's part"
_Z: Final = 1.959964


def shares_of(stressed: Sequence[Stressed], who: str) -> Floats:
    """Deficits so far as shares of a year's value, float[M, contracts].

    Args:
        stressed: futures that were lived.
        who: `TOGETHER` for one contract in each future, `EACH` for one of each holder.
    """
    accounts = [one.account.together() if who == TOGETHER else one.account for one in stressed]
    return np.concatenate([account.share() for account in accounts], axis=1)


def by_month(stressed: Sequence[Stressed]) -> pd.DataFrame:
    """Share of contracts in default by the end of each month.

    Returns:
        Columns who, limit, month (from 1), share, low, high (95% interval), contracts.
    """
    rows: list[tuple[str, float, int, float, float, float, int]] = []
    for who in (TOGETHER, EACH):
        share = shares_of(stressed, who)
        for limit in LIMITS:
            first = first_beyond(share, limit)
            for month in range(1, len(share) + 1):
                gone = lost_by(first, month)
                rows.append((who, limit, month, gone, *wilson(gone, len(first)), len(first)))
    return pd.DataFrame(rows, columns=["who", "limit", "month", "share", "low", "high", "contracts"])


def lost_by(first: Ints, month: int) -> float:
    """Share of contracts whose month of default is not after a month; NaN of no contracts.

    Example:
        >>> lost_by(np.array([0, 3, 9, 8]), 8)
        0.5
    """
    return float(((first > 0) & (first <= month)).mean()) if first.size else math.nan


def wilson(share: float, n: int) -> tuple[float, float]:
    """95% interval of a share of n cases (Wilson 1927), which holds its own near none and all.

    Example:
        >>> [round(end, 3) for end in wilson(0.5, 64)]
        [0.381, 0.619]
    """
    middle = share + _Z**2 / (2 * n)
    half = _Z * math.sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
    scale = 1 + _Z**2 / n
    return (middle - half) / scale, (middle + half) / scale
