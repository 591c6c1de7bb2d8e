"""The last twelve months of activity, summed once for all effects that read them."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from abm.effects.history import History, last_year
from abm.quantities import MONTHS_PER_YEAR, Floats

Total = TypeVar("Total", bound=NDArray[np.generic])


def kept_while_it_stands(summed: Callable[[History], Total]) -> Callable[[History], Total]:
    """Keep what a record sums to until it has grown by another month; the sum cannot be written to."""
    known: WeakKeyDictionary[History, tuple[int, Total]] = WeakKeyDictionary()

    @wraps(summed)
    def keep(record: History) -> Total:
        found = known.get(record)
        if found is None or found[0] != record.months:
            found = record.months, summed(record)
            found[1].setflags(write=False)
            known[record] = found
        return found[1]

    return keep


@kept_while_it_stands
def delivered_last_year(record: History) -> Floats:
    """Activity of the last twelve months, or of all of a shorter run, float[L, S, B + 1]."""
    months = record.delivered[last_year(record)]
    total = np.zeros(months[0].shape, np.int32)
    for month in months:
        total += month
    return total.astype(np.float64)


def years(record: History) -> float:
    """Length of the last year in years: 1, or less in a run of under twelve months."""
    window = last_year(record)
    return (window.stop - window.start) / MONTHS_PER_YEAR


def by_line(record: History) -> Floats:
    """Units by activity line in the last twelve months, patients from outside included, float[L]."""
    return delivered_last_year(record).sum(axis=(1, 2))


def by_line_of_residents(record: History) -> Floats:
    """Units by activity line that the place's residents had in the last twelve months, float[L]."""
    return delivered_last_year(record)[:, :, :-1].sum(axis=(1, 2))


def monthly(record: History, lines: NDArray[np.bool_]) -> Floats:
    """Units of some lines, month by month, patients from outside included, float[M, n]."""
    at = np.flatnonzero(lines)
    by_month = (month.reshape(len(month), -1).take(at, axis=0) for month in record.delivered)
    return np.array([counts.sum(axis=1) for counts in by_month], np.float64)
