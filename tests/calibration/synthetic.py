"""Simulators whose truth is known, in place of the model: quick, with everything known."""

from collections.abc import Callable

import numpy as np

from abm.quantities import Floats
from calibration.effort import Effort
from calibration.observed.cells import months_between
from calibration.observed.table import SeriesKey
from calibration.priors import Prior, Priors
from calibration.problem import Problem, problem_of
from calibration.targets.target import Target

MONTHS = months_between("2016-04", "2018-03")
FIT = ("2016-04", "2018-03")


def target(name: str, level: float = 0.02, month: float = 0.01) -> Target:
    """A target that no run has, with a gap of its own."""
    return Target(name, name, "a month", (name,), lambda model: {}, level, month, "invented")


def uniform(d: int) -> Priors:
    """Priors from −1 to 1."""
    return Priors(tuple(Prior(f"x{i}", -1.0, 1.0, None, 0.0, "invented") for i in range(d)))


def simulator(levels: Callable[[Floats], Floats], noise: float = 0.02) -> Callable[..., Floats]:
    """Series whose log levels are functions of parameters, with a season and luck.

    Args:
        levels: log level of every series, float[N, S], of values float[N, d].
        noise: standard deviation of luck in the log of a month.
    """
    season = 0.05 * np.cos(np.arange(len(MONTHS)) * 2 * np.pi / 12)

    def simulate(values: Floats, seeds, words: str = "runs") -> Floats:
        at = levels(values)
        luck = np.array(
            [np.random.default_rng(seed).normal(size=(at.shape[1], len(MONTHS))) for seed in seeds]
        )
        return np.exp(at[:, :, None] + season + noise * luck)

    return simulate


def ishigami(values: Floats) -> Floats:
    """Ishigami and Homma's function on −1 to 1 of each input, and parts of it, so that all can be found."""
    x = values * np.pi / 2
    whole = np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])
    return np.column_stack([7 + 0.1 * whole, 7 + 0.3 * np.sin(x[:, 0]), 7 + 0.2 * x[:, 1], 7 + 0.2 * x[:, 2]])


def problem(
    levels: Callable[[Floats], Floats],
    truth: Floats,
    effort: Effort,
    distort: Callable[[Floats], Floats] = lambda series: series,
    noise: float = 0.02,
) -> Problem:
    """A problem whose observed series are a run at a truth, distorted where asked."""
    simulate = simulator(levels, noise)
    observed = distort(simulate(truth[None], [999])[0])
    names = [f"s{i}" for i in range(len(observed))]
    targets = {name: target(name) for name in names}
    keys = [SeriesKey(name, "X") for name in names]
    return problem_of(uniform(len(truth)), simulate, keys, MONTHS, observed, FIT, targets, effort)
