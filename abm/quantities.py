"""Pence, months and rates: the only conversions in the model.

Money is settled and booked in whole pence (int64); pounds (float64) appear only inside payment
elements and decisions.

Example:
    >>> from abm.quantities import to_pence, to_pounds
    >>> int(to_pence(12.345)), float(to_pounds(1234))
    (1234, 12.34)
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

PENCE_PER_POUND: Final = 100
MONTHS_PER_YEAR: Final = 12
DAYS_PER_YEAR: Final = 365.25
DAYS_PER_MONTH: Final = DAYS_PER_YEAR / MONTHS_PER_YEAR
WEEKS_PER_MONTH: Final = DAYS_PER_MONTH / 7


def to_pence(pounds: Any) -> Ints:
    """Pounds to whole pence, rounding half to even. Shape is kept."""
    return np.rint(np.asarray(pounds, dtype=np.float64) * PENCE_PER_POUND).astype(np.int64)


def to_pounds(pence: Any) -> Floats:
    """Whole pence to pounds. Shape is kept."""
    return np.asarray(pence, dtype=np.float64) / PENCE_PER_POUND


def share_out(total_pence: int, weights: Sequence[float]) -> Ints:
    """Split a sum in whole pence by weights, losing none (largest remainder, ties to the first).

    Args:
        total_pence: the sum to split, in pence; may be negative.
        weights: one non-negative weight per receiver, not all zero.

    Returns:
        int64 array of pence, one per receiver, summing to `total_pence` exactly.

    Raises:
        ValueError: if a weight is negative or not finite, or all are zero.

    Example:
        >>> share_out(100, [1, 1, 1]).tolist()
        [34, 33, 33]
    """
    w = np.asarray(weights, dtype=np.float64)
    if w.size == 0 or not np.isfinite(w).all() or (w < 0).any() or w.sum() == 0:
        raise ValueError("weights must be finite, not negative, and not all zero")
    exact = abs(total_pence) * (w / w.sum())
    whole = np.floor(exact).astype(np.int64)
    short = abs(total_pence) - int(whole.sum())
    order = np.argsort(-(exact - whole), kind="stable")
    whole[order[:short]] += 1
    return whole if total_pence >= 0 else -whole
