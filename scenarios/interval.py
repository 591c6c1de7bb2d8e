"""A mean with its 95% interval, from runs that differ only in luck."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

SMALL_SAMPLES: Final = (math.inf, 12.706, 4.303, 3.182, 2.776, 2.571)
"""Student's t at 97.5% by degrees of freedom, 0 to 5, from the usual tables."""
_Z: Final = 1.959964


@dataclass(frozen=True)
class Interval:
    """A mean and how far it may be off.

    Attributes:
        mean: of the values that are numbers; NaN where there are none.
        half: half-width of the 95% interval; infinite for one value, NaN for none.
        n: values that are numbers.
    """

    mean: float
    half: float
    n: int

    @property
    def low(self) -> float:
        """Lower end."""
        return self.mean - self.half

    @property
    def high(self) -> float:
        """Upper end."""
        return self.mean + self.half

    @property
    def includes_zero(self) -> bool:
        """Whether no difference is within the interval; so it is where nothing is known."""
        return not (self.low > 0 or self.high < 0)


def interval(values: Sequence[float]) -> Interval:
    """Mean and 95% interval of values of which NaN means not applicable: mean ± t · s / √n.

    Example:
        >>> found = interval([1.0, 2.0, 3.0, float("nan")])
        >>> found.mean, round(found.half, 2), found.n
        (2.0, 2.48, 3)
    """
    known = np.array([v for v in values if not math.isnan(v)], np.float64)
    if known.size == 0:
        return Interval(math.nan, math.nan, 0)
    if known.size == 1:
        return Interval(float(known[0]), math.inf, 1)
    spread = float(known.std(ddof=1)) / math.sqrt(known.size)
    return Interval(float(known.mean()), student(known.size - 1) * spread, known.size)


def student(freedom: int) -> float:
    """Student's t at 97.5%: from the tables, or by its expansion in the normal quantile.

    Source: Abramowitz and Stegun 1964, 26.7.5.

    Example:
        >>> round(student(2), 3), round(student(19), 3), round(student(1000), 3)
        (4.303, 2.093, 1.962)
    """
    if freedom < len(SMALL_SAMPLES):
        return SMALL_SAMPLES[freedom]
    z, n = _Z, freedom
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    fourth = (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160
    return z + first / n + second / n**2 + third / n**3 + fourth / n**4
