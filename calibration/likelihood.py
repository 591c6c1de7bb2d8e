"""The synthetic likelihood, and chains through it.

    s_observed ~ N( mean(u),  C_runs + m₁² C_level + m₂² C_month )

with `mean` and C_runs from the emulator, C_level and C_month the gap between model and records, m₁ and m₂
half-normal with scale 1, and u uniform over the box that runs fill. Luck at the sampling fraction of the runs
is in C_runs: what was observed is taken to be as lucky as one run, which is too much at a fraction below 1
and so errs towards wide intervals. Sampled with the affine-invariant ensemble of emcee.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from abm.quantities import Floats
from calibration.emulator import Mean
from calibration.summaries import Summaries

MULTIPLES: Final = 2
WALKERS_EACH: Final = 4
FEWEST_WALKERS: Final = 32
STARTS: Final = 4000
TINY: Final = 1e-10


@dataclass(frozen=True, eq=False)
class Likelihood:
    """The probability of observed summaries, and of the multiples of the gap. a parameters, K summaries.

    Attributes:
        mean: summaries expected at points float[N, a].
        covariance: float[K, K], of runs about it.
        summaries: for the covariances of the gap.
        seen: float[K].
        low: float[a], lower corner of the box.
        high: float[a], upper corner.
    """

    mean: Mean
    covariance: Floats
    summaries: Summaries
    seen: Floats
    low: Floats
    high: Floats

    def __call__(self, at: Floats) -> Floats:
        """Log probability at parameters and multiples, float[N, a + 2]; −∞ outside the box."""
        points, multiples = at[:, :-MULTIPLES], at[:, -MULTIPLES:]
        inside = ((points >= self.low) & (points <= self.high)).all(axis=1) & (multiples > 0).all(axis=1)
        values = np.full(len(at), -np.inf)
        if inside.any():
            values[inside] = self._inside(points[inside], multiples[inside])
        return values

    def _inside(self, points: Floats, multiples: Floats) -> Floats:
        off = self.seen - self.mean(points)
        squares = multiples[:, :, None, None] ** 2
        ridge = TINY * np.eye(len(self.seen))
        whole = (
            self.covariance
            + squares[:, 0] * self.summaries.level
            + squares[:, 1] * self.summaries.month
            + ridge
        )
        root = np.linalg.cholesky(whole)
        white = np.linalg.solve(root, off[:, :, None])[:, :, 0]
        size = np.log(np.diagonal(root, axis1=1, axis2=2)).sum(axis=1)
        return -0.5 * (white**2).sum(axis=1) - size - 0.5 * (multiples**2).sum(axis=1)


@dataclass(frozen=True, eq=False)
class Chains:
    """Where the walkers went.

    Attributes:
        steps: float[T, W, a + 2], the later half of their way.
        effective: draws that are worth as much as independent ones.
        shrink: largest split R̂ of any parameter (Gelman and Rubin); 1 once chains have settled.
    """

    steps: Floats
    effective: float
    shrink: float

    def draws(self, n: int, seed: int) -> Floats:
        """Some draws without order, float[n, a + 2]."""
        flat = self.steps.reshape(-1, self.steps.shape[2])
        return flat[np.random.default_rng(seed).choice(len(flat), n, replace=len(flat) < n)]


def chains(likelihood: Likelihood, steps: int, seed: int) -> Chains:
    """Walk through the posterior.

    Args:
        likelihood: what to walk through.
        steps: of every walker; the first half is dropped.
        seed: of starts and moves.
    """
    import emcee

    rng = np.random.default_rng(seed)
    size = len(likelihood.low) + MULTIPLES
    walkers = max(FEWEST_WALKERS, WALKERS_EACH * size)
    moves = [
        (emcee.moves.DEMove(), 0.6),
        (emcee.moves.StretchMove(), 0.3),
        (emcee.moves.DESnookerMove(), 0.1),
    ]
    sampler = emcee.EnsembleSampler(walkers, size, likelihood, moves=moves, vectorize=True)
    state = np.random.RandomState(seed % 2**32).get_state()
    sampler.random_state = state  # emcee takes no other generator
    sampler.run_mcmc(_starts(likelihood, walkers, rng), steps, skip_initial_state_check=True)
    kept = np.asarray(sampler.get_chain())[steps // 2 :]
    return Chains(kept, _effective(kept), _shrink(kept))


def _starts(likelihood: Likelihood, walkers: int, rng: np.random.Generator) -> Floats:
    """Points of the prior, taken as often as the data make them likely, a little apart from one another."""
    low, high = likelihood.low, likelihood.high
    points = rng.uniform(low, high, (STARTS, len(low)))
    at = np.column_stack([points, np.abs(rng.normal(size=(STARTS, MULTIPLES)))])
    values = likelihood(at)
    order = np.argsort(values)[::-1]
    best = at[rng.choice(order[: max(4 * walkers, 100)], walkers, replace=False)]
    best[:, :-MULTIPLES] += rng.normal(size=points[:walkers].shape) * 1e-3 * (high - low)
    best[:, :-MULTIPLES] = np.clip(
        best[:, :-MULTIPLES], low + 1e-6 * (high - low), high - 1e-6 * (high - low)
    )
    return best


def _effective(steps: Floats) -> float:
    """Independent draws that the slowest parameter's are worth, by its autocorrelation time (Sokal 1996)."""
    from emcee.autocorr import integrated_time

    time = integrated_time(steps, tol=0, quiet=True)
    return float(steps.shape[0] * steps.shape[1] / np.nanmax(time))


def _shrink(steps: Floats) -> float:
    """Largest ratio of spread between halves of time and groups of walkers to spread within them."""
    half = len(steps) // 2
    groups = [
        steps[h * half : (h + 1) * half, g::4].reshape(-1, steps.shape[2]) for h in range(2) for g in range(4)
    ]
    means, within = (
        np.array([g.mean(axis=0) for g in groups]),
        np.mean([g.var(axis=0) for g in groups], axis=0),
    )
    return float(np.sqrt(1 + (means.var(axis=0, ddof=1) / np.maximum(within, 1e-12)).max()))
