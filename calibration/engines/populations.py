"""An optional engine: approximate Bayesian computation by sequential populations, with pyABC.

Every particle is a run. What is compared is the distance of summaries in standard deviations of luck and gap
together, so the posterior is wider than the default's for the same runs. It is there to be compared with.
Source: Klinger, Rickert, Hasenauer 2018, pyABC; Toni et al. 2009.
"""

import tempfile
from pathlib import Path
from typing import Any, Final

import numpy as np

from calibration.engines.engine import require
from calibration.likelihood import MULTIPLES
from calibration.posterior import Posterior
from calibration.problem import SEEDS_A_WAVE, Problem
from calibration.waves import Screen, Wave

POPULATIONS: Final = 4
LEAST_POPULATION: Final = 40


def engine(problem: Problem, first: Wave, screen: Screen) -> Posterior:
    """Populations of particles ever closer to what was observed.

    Raises:
        InputError: if pyABC is not installed.
    """
    require("pyabc", "populations")
    import pyabc  # pyright: ignore[reportMissingImports]

    names = [f"p{i}" for i in range(len(problem.priors.each))]
    prior = pyabc.Distribution(**{name: pyabc.RV("uniform", 0.0, 1.0) for name in names})
    spread = np.sqrt(first.summaries.var(axis=0) + np.diag(problem.summaries.level + problem.summaries.month))
    runs = _Counted(problem, names)
    size = max(problem.effort.wave // (2 * POPULATIONS), LEAST_POPULATION)

    def distance(x: dict[str, Any], y: dict[str, Any]) -> float:
        return float((((x["s"] - y["s"]) / spread) ** 2).mean() ** 0.5)

    search = pyabc.ABCSMC(runs, prior, distance, population_size=size, sampler=pyabc.SingleCoreSampler())
    with tempfile.TemporaryDirectory() as folder:
        search.new(f"sqlite:///{Path(folder) / 'runs.db'}", {"s": problem.seen})
        history = search.run(max_nr_populations=POPULATIONS, max_total_nr_simulations=problem.effort.wave * 4)
        table, weights = history.get_distribution()
        parts = table[names].to_numpy()
    rng, n = np.random.default_rng(problem.effort.seed), problem.effort.draws
    drawn = parts[rng.choice(len(parts), n, p=np.asarray(weights) / np.sum(weights))]
    multiples = np.abs(rng.normal(size=(n, MULTIPLES)))
    worth = 1 / float(np.sum((np.asarray(weights) / np.sum(weights)) ** 2))
    return Posterior(problem.priors, drawn, multiples, screen.active, None, worth, 1.0)


class _Counted:
    """Runs one at a time, each with a seed of its own and a gap drawn anew."""

    def __init__(self, problem: Problem, names: list[str]) -> None:
        self._problem, self._names, self._seed = problem, names, 3 * SEEDS_A_WAVE
        self.__name__ = "run"

    def __call__(self, point: Any) -> dict[str, Any]:
        self._seed += 1
        values = self._problem.priors.values(np.array([[point[name] for name in self._names]]))
        series = self._problem.simulate(values, [self._seed], "populations")
        gap = self._problem.summaries.level + self._problem.summaries.month
        noise = np.random.default_rng(self._seed).multivariate_normal(np.zeros(len(gap)), gap, method="svd")
        return {"s": self._problem.summaries.of(self._problem.scaled(series))[0] + noise}
