"""How the gap between model and records moves with time, and how fast, learned from the fitted months.

Recording and services change: a gap in level that held on average over the fitted months is not the gap of
the next year. It is taken to walk at random,

    b(t) = b(t − 1) + N(0, (A_YEAR · level · m₃)² / 12)

with `level` the target's own scale and m₃, half-normal with scale 1, one multiple for all series. What the
fitted months say of m₃ is how well each of them would have been forecast from those before it (Dawid 1984):
the walk with scatter about it is a local-level model, and its likelihood is the product of these forecasts
(Kalman 1960). Months after the fitted ones are not looked at.
"""

from typing import Final, NamedTuple

import numpy as np

from abm.quantities import Floats, Ints

MONTHS: Final = 12
A_YEAR: Final = 0.5
"""How far the gap moves in a year, against the gap in level between providers. Range 0.2 to 1. The yearly
means of A&E attendances at Barts and at Barking, Havering and Redbridge moved by 2.4% (root mean square)
beyond 1.5% growth of people from 2012-13 to 2016-17 (NHS England, A&E statistics; derived), where the gap in
level is taken as 5%. Assumed to hold for the other targets."""
PACES: Final = np.linspace(0.05, 4.0, 60)
"""Multiples m₃ that are tried; half-normal multiples are below 4 in all but 1 of 10,000 cases."""


class Tracked(NamedTuple):
    """The gap at the last fitted month, and how well fitted months were forecast. n draws, P paces.

    Attributes:
        mean: float[n, P].
        variance: float[n, P].
        log_probability: float[n, P], log probability of all months, each given those before it.
    """

    mean: Floats
    variance: Floats
    log_probability: Floats


def steps(level: float) -> Floats:
    """Variance of one month's step for every pace, float[P]."""
    return (A_YEAR * level * PACES) ** 2 / MONTHS


def tracked(residuals: Floats, start: Floats, step: Floats, scatter: Floats) -> Tracked:
    """Follow the gap of one series through its fitted months.

    Args:
        residuals: float[n, M], recorded less simulated, on the target's scale; NaN where not known.
        start: float[n], variance of the gap in the first month.
        step: float[P], variance of a month's step.
        scatter: float[n], variance of a single month about the gap.
    """
    shape = len(residuals), len(step)
    mean, variance, log_probability = np.zeros(shape), np.tile(start[:, None], (1, shape[1])), np.zeros(shape)
    for m, seen in enumerate(residuals.T):
        variance = variance + (step if m else 0.0)
        if np.isfinite(seen).all():
            whole, off = variance + scatter[:, None], seen[:, None] - mean
            log_probability -= 0.5 * (np.log(whole) + off**2 / whole)
            mean, variance = mean + variance / whole * off, variance * scatter[:, None] / whole
    return Tracked(mean, variance, log_probability)


def drawn(log_probability: Floats, rng: np.random.Generator) -> tuple[Ints, Floats]:
    """A pace for every draw, from what fitted months of all series say of it.

    Args:
        log_probability: float[n, P], log probability of fitted months, added up over series.
        rng: for the draws.

    Returns:
        Positions in `PACES`, int[n], and the paces there.
    """
    weight = log_probability - 0.5 * PACES**2
    chance = np.exp(weight - weight.max(axis=1, keepdims=True))
    reached = np.cumsum(chance, axis=1) / chance.sum(axis=1, keepdims=True)
    at = np.asarray((reached < rng.random((len(log_probability), 1))).sum(axis=1), np.int64)
    return at, PACES[at]


def walked(months: int, step: Floats, rng: np.random.Generator) -> Floats:
    """How far the gap has moved in each month from a first on, float[n, months].

    Args:
        months: how many.
        step: float[n], variance of a month's step.
        rng: for the steps.
    """
    return np.cumsum(np.sqrt(step)[:, None] * rng.normal(size=(len(step), months)), axis=1)
