"""Waves of runs: points of the unit cube, what runs there gave, and which parameters matter at all."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from abm.quantities import Floats
from calibration.problem import Problem

SCREEN: Final = 0
FIRST: Final = 1
"""Numbers of the screen's and the first wave's runs, by which their seeds are told apart."""
REPLICATES: Final = 10
"""Runs at the centre of the priors that differ in luck only."""
CLEAR: Final = 0.3
"""A parameter matters if its mean effect on a summary, over its whole range, is above this many standard
deviations of luck and half the gap, and above twice its own standard error: below, less than 1% of its prior
variance would go."""
LARGE: Final = 2.0
"""It matters also if effects of this size occur whatever their sign, which luck alone does not give."""
MARGIN: Final = 0.15
"""A wave looks beyond the last posterior by this share of its width on either side."""
SPREAD_OUT: Final = 1 / 3
"""Share of a later wave's runs that are spread over the whole box, rather than where the data are likely."""


@dataclass(frozen=True, eq=False)
class Wave:
    """Runs and where they were.

    Attributes:
        points: float[N, d], in the unit cube.
        summaries: float[N, K]; runs that failed are left out of both.
    """

    points: Floats
    summaries: Floats

    def joined(self, other: "Wave", low: Floats, high: Floats) -> "Wave":
        """These and others', as far as they lie in a box."""
        points = np.vstack([self.points, other.points])
        inside = ((points >= low) & (points <= high)).all(axis=1)
        return Wave(points[inside], np.vstack([self.summaries, other.summaries])[inside])


def wave_at(problem: Problem, points: Floats, wave: int, words: str) -> Wave:
    """A wave at some points."""
    summaries = problem.summaries.of(problem.scaled(problem.run(points, wave, words)))
    fine = np.isfinite(summaries).all(axis=1)
    return Wave(points[fine], summaries[fine])


def first_wave(problem: Problem) -> Wave:
    """Runs spread evenly over the priors (Latin hypercube)."""
    from scipy.stats import qmc

    cube = qmc.LatinHypercube(len(problem.priors.each), rng=problem.effort.seed)
    return wave_at(problem, cube.random(problem.effort.wave), FIRST, "wave 1")


def later_wave(problem: Problem, likely: Floats, number: int) -> tuple[Wave, Floats, Floats]:
    """Runs where an earlier fit found the data likely, and some in the box about it.

    Args:
        problem: the problem.
        likely: float[n, d], posterior draws of the fit before.
        number: of the wave.

    Returns:
        The runs, and the box: lower and upper corner.
    """
    from scipy.stats import qmc

    rng = np.random.default_rng([problem.effort.seed, number])
    width = likely.max(axis=0) - likely.min(axis=0)
    low = np.clip(likely.min(axis=0) - MARGIN * width, 0, 1)
    high = np.clip(likely.max(axis=0) + MARGIN * width, 0, 1)
    n = problem.effort.wave
    spread = max(int(SPREAD_OUT * n), 1)
    cube = qmc.LatinHypercube(likely.shape[1], rng=rng).random(spread)
    near = likely[rng.choice(len(likely), n - spread)]
    points = np.vstack([low + cube * (high - low), near])
    return wave_at(problem, points, number, f"wave {number}"), low, high


@dataclass(frozen=True, eq=False)
class Screen:
    """What the Morris screen found.

    Attributes:
        effects: float[K, d], mean size of a parameter's effect (μ*) over its whole range, in standard
            deviations of luck and half the gap together.
        active: positions of parameters that matter to some summary.
    """

    effects: Floats
    active: tuple[int, ...]


def screened(problem: Problem) -> Screen:
    """Which parameters matter to any summary (Morris 1991, Campolongo et al. 2007).

    All matter where no screen was asked for, or there are three or fewer.
    """
    d = len(problem.priors.each)
    everyone = Screen(np.full((len(problem.summaries.each), d), np.nan), tuple(range(d)))
    if not problem.effort.screen or d <= 3:
        return everyone
    from SALib.analyze import morris as analysis
    from SALib.sample import morris as design

    space: dict[str, Any] = {"num_vars": d, "names": list(problem.priors.names), "bounds": [[0.0, 1.0]] * d}
    points = design.sample(space, problem.effort.screen, num_levels=4, seed=problem.effort.seed)
    found = problem.summaries.of(problem.scaled(_same_luck(problem, points)))
    if not np.isfinite(found).all():
        return everyone
    unit = _luck_and_half_gap(problem)
    measures = [
        analysis.analyze(space, points, y / u, num_levels=4) for y, u in zip(found.T, unit, strict=True)
    ]
    size, mean, spread = (
        np.array([m[name] for m in measures], np.float64) for name in ("mu_star", "mu", "sigma")
    )
    error = spread / problem.effort.screen**0.5
    matters = (np.abs(mean) > np.maximum(CLEAR, 2 * error)) | (size > LARGE)
    active = np.flatnonzero(matters.any(axis=0))
    return Screen(size, tuple(map(int, active)) or tuple(range(d)))


def _luck_and_half_gap(problem: Problem) -> Floats:
    """Standard deviation of every summary that no parameter explains, float[K]."""
    centre = np.full((REPLICATES, len(problem.priors.each)), 0.5)
    luck = wave_at(problem, centre, SCREEN, "luck").summaries.var(axis=0, ddof=1)
    gap = np.diag(problem.summaries.level + problem.summaries.month)
    return np.sqrt(luck + gap / 4 + 1e-24)


def _same_luck(problem: Problem, points: Floats) -> Floats:
    """Runs that share one seed, so that what differs between them is what the parameters do."""
    seed = problem.effort.seed
    return problem.simulate(problem.priors.values(points), [seed] * len(points), "screen")
