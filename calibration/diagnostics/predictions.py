"""What the fit says a series would have been: runs at posterior draws, with the gap that its own months show.

For draw i and series s, with residuals r over fitted months, the gap in level given the data is normal,

    b | r ~ N( τ² Σr / (σ² + n τ²),  τ² σ² / (σ² + n τ²) )
    with τ = level · m₁ and σ² = (month · m₂)² + luck of a month

A series that was not fitted, such as that of a provider left out, has no residuals: its gap is drawn from
what all providers share, N(0, τ²).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from abm.quantities import Floats, Ints
from calibration.observed.table import SeriesKey
from calibration.posterior import Posterior
from calibration.problem import Problem
from calibration.summaries import scaled, unscaled
from calibration.targets.catalogue import TARGETS
from calibration.targets.target import Target, Targets

CHECK: Final = 50
"""Number of the wave of runs at posterior draws, by which their seeds are told apart."""


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
    """

    keys: tuple[SeriesKey, ...]
    months: tuple[str, ...]
    simulated: Floats
    draws: Floats
    observed: Floats
    fitted: Floats


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
    told = np.empty_like(at)
    luck = monthly_luck(at)
    for s, key in enumerate(problem.keys):
        told[:, s] = _recorded(
            at[:, s], seen[s], targets[key.target], posterior.multiples[picked], luck[s], rng
        )
    draws = unscaled(told, problem.keys, targets)
    return Predictions(problem.keys, problem.months, simulated, draws, problem.observed, problem.fitted)


def monthly_luck(at: Floats) -> Floats:
    """Variance of single months from run to run, float[S], beside what levels and seasons share."""
    flat = at - at.mean(axis=2, keepdims=True)
    return (flat - flat.mean(axis=0)).var(axis=(0, 2))


def _recorded(
    at: Floats, seen: Floats, target: Target, multiples: Floats, luck: float, rng: np.random.Generator
) -> Floats:
    """One series as it would be recorded, float[n, M], on the target's scale."""
    tau2, month2 = (target.level * multiples[:, 0]) ** 2, (target.month * multiples[:, 1]) ** 2
    known = np.isfinite(seen)
    residual = np.where(known, seen - at, 0.0).sum(axis=1) if known.any() else np.zeros(len(at))
    scatter = month2 + luck
    share = tau2 / (scatter + known.sum() * tau2 + 1e-300)
    level = share * residual + np.sqrt(share * scatter) * rng.normal(size=len(at))
    if "level" not in target.contrasts and known.any():
        level = residual / known.sum()  # its level is not compared, so it is taken from its own months
    return at + level[:, None] + np.sqrt(month2)[:, None] * rng.normal(size=at.shape)
