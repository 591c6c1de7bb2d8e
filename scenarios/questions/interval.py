"""A mean with its 95% interval, from runs that differ only in chance, and when there is none to be had.

Student's t measures chance by how far values are apart. Two values that happen to agree would leave none at
all, and what is coarse, such as a count of contracts, agrees often. So an interval takes `FEWEST` values, and
`FEWEST_ALIKE` where all are the same: so many that would all go one way by chance alone in under 5% of cases,
2 · 0.5⁶ = 3% (the sign test; Arbuthnott 1710). Values that are all nought claim nothing and have an interval.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

SMALL_SAMPLES: Final = (math.inf, 12.706, 4.303, 3.182, 2.776, 2.571)
"""Student's t at 97.5% by degrees of freedom, 0 to 5, from the usual tables."""
FEWEST: Final = 2
"""Values that an interval takes."""
FEWEST_ALIKE: Final = 6
"""Values that it takes where all are the same and not nought."""
ROUNDING: Final = 1e-12
"""Relative difference that is put down to binary fractions."""
_Z: Final = 1.959964


@dataclass(frozen=True)
class Interval:
    """A mean and how far it may be off.

    Attributes:
        mean: of the values that are numbers; NaN where there are none.
        half: half-width of the 95% interval; infinite where values are too few for one, NaN for none.
        n: values that are numbers.
    """

    mean: float
    half: float
    n: int

    @property
    def known(self) -> bool:
        """Whether there is an interval at all."""
        return math.isfinite(self.half)

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

    Where values are too few, or too few for being all the same, the mean may be off by anything.

    Example:
        >>> found = interval([1.0, 2.0, 3.0, float("nan")])
        >>> found.mean, round(found.half, 2), found.n
        (2.0, 2.48, 3)
        >>> interval([6.0, 6.0]).half, interval([6.0] * 5).half, interval([6.0] * 6).half
        (inf, inf, 0.0)
    """
    known = np.array([v for v in values if not math.isnan(v)], np.float64)
    if known.size == 0:
        return Interval(math.nan, math.nan, 0)
    mean = float(known.mean())
    error = float(known.std(ddof=min(1, known.size - 1))) / math.sqrt(known.size)
    return Interval(mean, half_of(mean, error, known.size - 1), known.size)


def half_of(mean: float, error: float, freedom: int) -> float:
    """Half-width of the 95% interval, infinite where values are too few to tell.

    Args:
        mean: of the values.
        error: its standard error; none where values are all the same.
        freedom: degrees of freedom, one less than there are values.
    """
    alike = mean != 0 and error <= ROUNDING * abs(mean)
    if freedom + 1 < (FEWEST_ALIKE if alike else FEWEST):
        return math.inf
    return student(freedom) * error


def why_none(values: int) -> str:
    """Why there is no interval, in a phrase.

    Example:
        >>> why_none(1), why_none(4)
        ('1 seed: too few', 'the same in all 4 seeds')
    """
    if values >= FEWEST:
        return f"the same in all {values} seeds"
    return f"{values} seed: too few"


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
