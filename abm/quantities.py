"""Pence, months and rates: the only conversions in the model.

Money is settled and booked in whole pence (int64); pounds (float64) appear only inside payment
elements and decisions.

Example:
    >>> from abm.quantities import to_pence, to_pounds
    >>> int(to_pence(12.345)), float(to_pounds(1234))
    (1234, 12.34)
"""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

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
