"""The default engine: waves of runs, a cross-fitted emulator, and chains through its synthetic likelihood."""

from typing import Final

import numpy as np

from abm.quantities import Floats
from calibration.emulator import Emulator, learn
from calibration.likelihood import MULTIPLES, Chains, Likelihood, chains
from calibration.posterior import Posterior
from calibration.problem import Problem
from calibration.waves import Screen, Wave, later_wave

FEWEST_RUNS_EACH: Final = 3
"""Runs for each term of the quadratic below which an emulator is not narrowed to a box."""


def engine(problem: Problem, first: Wave, screen: Screen) -> Posterior:
    """Fit, look closer where the data are likely, fit again; see `calibration.likelihood`.

    Args:
        problem: priors, simulator, what was observed.
        first: runs spread over the priors.
        screen: which parameters matter; the others are drawn from their priors.
    """
    active, seed, d = list(screen.active), problem.effort.seed, len(problem.priors.each)
    low, high = np.zeros(d), np.ones(d)
    known = first
    emulator, walked = fitted(problem, known, active, low, high, seed)
    for number in range(2, problem.effort.waves + 1):
        likely = _all(walked.draws(problem.effort.draws, seed)[:, :-MULTIPLES], active, d, seed + number)
        wave, low, high = later_wave(problem, likely, number)
        inside = known.joined(wave, low, high)
        terms = 1 + len(active) + len(active) * (len(active) + 1) // 2
        if len(inside.points) < FEWEST_RUNS_EACH * terms:
            low, high = np.zeros(d), np.ones(d)
        known = known.joined(wave, low, high)
        emulator, walked = fitted(problem, known, active, low, high, seed + number)
    draws = walked.draws(problem.effort.draws, seed)
    parts = _all(draws[:, :-MULTIPLES], active, d, seed)
    return Posterior(
        problem.priors, parts, draws[:, -MULTIPLES:], screen.active, emulator, walked.effective, walked.shrink
    )


def fitted(
    problem: Problem, wave: Wave, active: list[int], low: Floats, high: Floats, seed: int
) -> tuple[Emulator, Chains]:
    """An emulator of a wave, and chains through what was observed.

    Args:
        problem: the problem.
        wave: runs within the box.
        active: positions of parameters that matter.
        low: lower corner of the box, float[d].
        high: upper corner.
        seed: of folds and chains.
    """
    emulator = learn(wave.points[:, active], wave.summaries, seed)
    likelihood = Likelihood(
        emulator.mean, emulator.covariance, problem.summaries, problem.seen, low[active], high[active]
    )
    return emulator, chains(likelihood, problem.effort.steps, seed)


def _all(parts: Floats, active: list[int], d: int, seed: int) -> Floats:
    """Draws of all parameters: those that do not matter are as their priors have them."""
    whole = np.random.default_rng([seed, d]).random((len(parts), d))
    whole[:, active] = parts
    return whole
