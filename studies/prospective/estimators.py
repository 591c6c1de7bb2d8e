"""The two estimators that evaluations of payment reforms use most, by least squares.

Difference in differences: y(i, t) = practice i + month t + effect · treated(i) · after(t) + error, errors of
a practice's months together (clustered). Segmented regression of an interrupted time series: y(t) = level +
trend · t + season + change of level + change of trend, errors allowed to last from month to month.

Sources: Bertrand, Duflo and Mullainathan 2004 (clustering); Newey and West 1987; Bernal, Cummins and
Gasparrini 2017 (segmented regression).
"""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from abm.quantities import MONTHS_PER_YEAR, Floats
from scenarios.questions.interval import student

LAGS: Final = 3
"""Months over which errors of a series are taken to last."""


@dataclass(frozen=True)
class Estimate:
    """An effect as estimated.

    Attributes:
        effect: in the unit of what was given.
        error: its standard error.
        freedom: degrees of freedom of its t.
    """

    effect: float
    error: float
    freedom: int

    @property
    def found(self) -> bool:
        """Whether it is told from nothing at 5%, both sides."""
        return abs(self.effect) > student(self.freedom) * self.error


def difference_in_differences(panel: Floats, treated: NDArray[np.bool_], start: int) -> Estimate:
    """Two-way fixed effects with one start, errors clustered by practice.

    Args:
        panel: float[M, n], an outcome by month and practice.
        treated: bool[n].
        start: first month after.

    Raises:
        ValueError: if fewer than two practices are treated, or fewer than two are not.

    Example:
        >>> panel = np.array([[1.0, 3.0, 2.0, 5.0], [2.0, 4.0, 1.0, 4.0]])
        >>> difference_in_differences(panel, np.array([True, True, False, False]), 1).effect
        2.0
    """
    n = len(treated)
    if not 2 <= treated.sum() <= n - 2:
        raise ValueError("at least two practices with, and two without, are needed")
    after = np.arange(len(panel)) >= start
    dose = _within(np.outer(after, treated).astype(np.float64))
    left = _within(panel)
    size = (dose**2).sum()
    effect = float((dose * left).sum() / size)
    scores = (dose * (left - effect * dose)).sum(axis=0)
    error = math.sqrt(n / (n - 1) * (scores**2).sum()) / size
    return Estimate(effect, float(error), n - 1)


def _within(table: Floats) -> Floats:
    """What is left once the mean of every practice and month is taken out."""
    return table - table.mean(axis=0) - table.mean(axis=1, keepdims=True) + table.mean()


def interrupted_series(series: Floats, start: int) -> Estimate:
    """The mean effect after a start, from changes of level and trend of one series.

    A year's season is one wave. The effect is the change of level, and of trend up to the middle of what is
    after, on average.

    Args:
        series: float[M], an outcome by month.
        start: first month after.

    Raises:
        ValueError: if there are too few months for the terms.
    """
    months = np.arange(len(series), dtype=np.float64)
    since = np.maximum(months - start, 0.0)
    after = (months >= start).astype(np.float64)
    turn = 2 * np.pi * months / MONTHS_PER_YEAR
    terms = np.column_stack([np.ones_like(months), months, np.sin(turn), np.cos(turn), after, since])
    freedom = len(series) - terms.shape[1]
    if freedom < 1 or start < 3:
        raise ValueError("too few months before or in all")
    wanted = np.array([0, 0, 0, 0, 1.0, since[start:].mean()])
    inverse = np.linalg.pinv(terms.T @ terms)
    found = inverse @ terms.T @ series
    scores = terms * (series - terms @ found)[:, None]
    spread = inverse @ _lasting(scores) @ inverse * len(series) / freedom
    return Estimate(float(wanted @ found), math.sqrt(max(0.0, float(wanted @ spread @ wanted))), freedom)


def _lasting(scores: Floats) -> Floats:
    """Newey and West's sum of products of scores, up to `LAGS` months apart."""
    total = scores.T @ scores
    for lag in range(1, LAGS + 1):
        apart = scores[lag:].T @ scores[:-lag]
        total += (1 - lag / (LAGS + 1)) * (apart + apart.T)
    return total
