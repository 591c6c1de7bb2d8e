"""What the fit says a series would have been: runs at posterior draws, with the gap that its own months show.

For draw i and series s, with residuals r over fitted months, the gap in level given the data is normal,

    b | r ~ N( τ² Σr / (σ² + n τ²),  τ² σ² / (σ² + n τ²) )
    with τ = level · m₁ and σ² = (month · m₂)² + luck of a month

Fitted months are predicted with this one gap, so that no drift can excuse a wrong shape. After them the gap
walks on from where they left it, as `calibration.drift` says. A series that was not fitted, such as that
of a provider left out, has no residuals: its gap is drawn from what all providers share, N(0, τ²), and walks
too.
"""

from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from abm.quantities import Floats, Ints
from calibration.drift import Tracked, drawn, steps, tracked, walked
from calibration.observed.table import SeriesKey
from calibration.posterior import Posterior
from calibration.problem import Problem
from calibration.summaries import scaled, unscaled
from calibration.targets.catalogue import TARGETS
from calibration.targets.target import Target, Targets

CHECK: Final = 50
"""Number of the wave of runs at posterior draws, by which their seeds are told apart."""
VAGUE: Final = 100.0
"""Variance of a gap in level of which nothing is known, as for a target of which levels are not compared."""


@dataclass(frozen=True, eq=False)
class Predictions:
    """Series at posterior draws. n draws, S series, M months.

    Attributes:
        keys: the series.
        months: YYYY-MM.
        simulated: float[n, S, M], as runs give them.
        draws: float[n, S, M], with the gap between model and records: what would be recorded.
        observed: float[S, M], NaN where not known.
        fitted: bool[M].
        paces: float[n], multiples m₃ of how far the gap moves in a year.
    """

    keys: tuple[SeriesKey, ...]
    months: tuple[str, ...]
    simulated: Floats
    draws: Floats
    observed: Floats
    fitted: Floats
    paces: Floats


class _Series(NamedTuple):
    """One series at n draws, on its target's scale.

    Attributes:
        at: float[n, M], simulated.
        residuals: float[n, M], recorded less simulated, NaN where a month is not known or not fitted.
        start: float[n], variance τ² of the gap in level.
        month: float[n], variance of the gap of a single month.
        scatter: float[n], the same with luck.
    """

    at: Floats
    residuals: Floats
    start: Floats
    month: Floats
    scatter: Floats


def predicted(
    problem: Problem, posterior: Posterior, simulated: Floats, picked: Ints, targets: Targets = TARGETS
) -> Predictions:
    """Predictions from runs at some of the draws.

    Args:
        problem: the problem, for what was observed.
        posterior: for the multiples of the gap.
        simulated: float[n, S, M], runs at those draws.
        picked: int[n], which draws.
        targets: by name.
    """
    rng = np.random.default_rng([problem.effort.seed, CHECK])
    at = scaled(simulated, problem.keys, targets)
    seen = np.where(problem.fitted, scaled(problem.observed, problem.keys, targets), np.nan)
    luck, multiples = monthly_luck(at), posterior.multiples[picked]
    each = [
        _series(at[:, s], seen[s], targets[key.target], multiples, luck[s])
        for s, key in enumerate(problem.keys)
    ]
    recorded = np.stack([_recorded(series, rng) for series in each], axis=1)
    paces = _drift(recorded, each, problem, targets)
    draws = unscaled(recorded, problem.keys, targets)
    return Predictions(
        problem.keys, problem.months, simulated, draws, problem.observed, problem.fitted, paces
    )


def monthly_luck(at: Floats) -> Floats:
    """Variance of single months from run to run, float[S], beside what levels and seasons share."""
    flat = at - at.mean(axis=2, keepdims=True)
    return (flat - flat.mean(axis=0)).var(axis=(0, 2))


def _series(at: Floats, seen: Floats, target: Target, multiples: Floats, luck: float) -> _Series:
    """One series with the variances of its gap; a level that is known but not compared may be anywhere."""
    level_compared = "level" in target.contrasts or not np.isfinite(seen).any()
    start = (target.level * multiples[:, 0]) ** 2 if level_compared else np.full(len(at), VAGUE)
    month = (target.month * multiples[:, 1]) ** 2
    return _Series(at, seen - at, start, month, month + luck)


def _recorded(series: _Series, rng: np.random.Generator) -> Floats:
    """One series as it would be recorded with a gap that stays, float[n, M]."""
    known = np.isfinite(series.residuals)
    n, total = known.sum(axis=1), np.where(known, series.residuals, 0.0).sum(axis=1)
    share = series.start / (series.scatter + n * series.start + 1e-300)
    level = share * total + np.sqrt(share * series.scatter) * rng.normal(size=len(n))
    return series.at + level[:, None] + np.sqrt(series.month)[:, None] * rng.normal(size=series.at.shape)


def _drift(recorded: Floats, each: list[_Series], problem: Problem, targets: Targets) -> Floats:
    """Write months after the fitted ones with a gap that walks; the paces, float[n], of the draws."""
    rng = np.random.default_rng([problem.effort.seed, CHECK, 1])
    inside = np.flatnonzero(problem.fitted)
    window, after = slice(inside[0], inside[-1] + 1), slice(inside[-1] + 1, None)
    pace = [steps(targets[key.target].level) for key in problem.keys]
    followed = [
        tracked(series.residuals[:, window], series.start, step, series.scatter)
        for series, step in zip(each, pace, strict=True)
    ]
    chosen, paces = drawn(np.sum([one.log_probability for one in followed], axis=0), rng)
    for s, (series, one, step) in enumerate(zip(each, followed, pace, strict=True)):
        recorded[:, s, after] = _onwards(series, one, step, chosen, after, rng)
    return paces


def _onwards(
    series: _Series, followed: Tracked, step: Floats, chosen: Ints, after: slice, rng: np.random.Generator
) -> Floats:
    """Months of one series after the fitted ones, float[n, M − fitted]."""
    n = np.arange(len(chosen))
    known = bool(np.isfinite(series.residuals).any())
    variance = followed.variance[n, chosen] if known else series.start
    end = followed.mean[n, chosen] + np.sqrt(variance) * rng.normal(size=len(n))
    at = series.at[:, after]
    walk = walked(at.shape[1], step[chosen], rng)
    return at + end[:, None] + walk + np.sqrt(series.month)[:, None] * rng.normal(size=at.shape)
