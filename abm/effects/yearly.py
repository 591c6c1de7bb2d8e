"""The last twelve months of activity, summed once for all effects that read them."""

from typing import Final
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from abm.effects.history import History, last_year
from abm.quantities import MONTHS_PER_YEAR, Floats

_summed: Final[WeakKeyDictionary[History, tuple[int, NDArray[np.int64]]]] = WeakKeyDictionary()
"""Months recorded when it was summed, and the sum, by record; a record only ever grows."""


def delivered_last_year(record: History) -> NDArray[np.int64]:
    """Activity of the last twelve months, or of all of a shorter run, int64[L, S, B + 1]."""
    kept = _summed.get(record)
    if kept is None or kept[0] != record.months:
        kept = record.months, _sum(record)
        _summed[record] = kept
    return kept[1]


def _sum(record: History) -> NDArray[np.int64]:
    months = record.delivered[last_year(record)]
    total = np.zeros(months[0].shape, np.int64)
    for month in months:
        total += month
    total.setflags(write=False)
    return total


def years(record: History) -> float:
    """Length of the last year in years: 1, or less in a run of under twelve months."""
    window = last_year(record)
    return (window.stop - window.start) / MONTHS_PER_YEAR


def by_line(record: History, *, residents_only: bool = False) -> Floats:
    """Units by activity line in the last twelve months, float[L]; of residents only where asked."""
    delivered = delivered_last_year(record)
    inside = delivered[:, :, :-1] if residents_only else delivered
    return inside.sum(axis=(1, 2)).astype(np.float64)


def monthly(record: History, lines: NDArray[np.bool_]) -> Floats:
    """Units of some lines, month by month, patients from outside included, float[M, n]."""
    at = np.flatnonzero(lines)
    ones = np.ones(np.prod(record.delivered[0].shape[1:], dtype=int))
    return np.array([month[at].reshape(at.size, -1).astype(np.float64) @ ones for month in record.delivered])
