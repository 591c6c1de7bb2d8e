"""An optional engine: neural posterior estimation with sbi, on the runs of the first wave.

Runs are given the gap between model and records as noise, with multiples drawn from their priors and learned
with the parameters. It takes more runs than the default for the same coverage; it is there to be compared
with.
Source: Greenberg, Nonnenmacher, Macke 2019, Automatic posterior transformation; package sbi.
"""

from typing import Final

import numpy as np

from abm.quantities import Floats
from calibration.engines.engine import require
from calibration.likelihood import MULTIPLES
from calibration.posterior import Posterior
from calibration.problem import Problem
from calibration.waves import Screen, Wave

COPIES: Final = 4
"""Times every run is used, each with other noise."""


def engine(problem: Problem, first: Wave, screen: Screen) -> Posterior:
    """Learn the posterior as a conditional density, and draw from it at what was observed.

    Raises:
        InputError: if sbi is not installed.
    """
    require("sbi", "neural")
    import torch  # pyright: ignore[reportMissingImports]
    from sbi.inference import NPE  # pyright: ignore[reportMissingImports]
    from sbi.utils import BoxUniform  # pyright: ignore[reportMissingImports]

    seed, active = problem.effort.seed, list(screen.active)
    torch.manual_seed(seed)
    points, summaries, multiples = noisy(problem, first, np.random.default_rng(seed))
    spread = summaries.std(axis=0) + 1e-12
    centre = summaries.mean(axis=0)
    inputs = np.column_stack([points[:, active], multiples])
    top = np.concatenate([np.ones(len(active)), np.full(MULTIPLES, 5.0)])
    prior = BoxUniform(torch.zeros(len(top)), torch.as_tensor(top, dtype=torch.float32))
    inference = NPE(prior=prior, show_progress_bars=False)
    inference.append_simulations(_tensor(inputs), _tensor((summaries - centre) / spread))
    inference.train(show_train_summary=False)
    seen = _tensor((problem.seen - centre) / spread)
    n = problem.effort.draws
    draws = (
        inference.build_posterior().sample((n,), x=seen, show_progress_bars=False).numpy().astype(np.float64)
    )
    parts = np.random.default_rng([seed, 1]).random((n, len(problem.priors.each)))
    parts[:, active] = draws[:, :-MULTIPLES]
    return Posterior(problem.priors, parts, draws[:, -MULTIPLES:], screen.active, None, float(n), 1.0)


def noisy(problem: Problem, wave: Wave, rng: np.random.Generator) -> tuple[Floats, Floats, Floats]:
    """Runs several times over, each with a gap drawn anew: points, summaries, and multiples of the gap."""
    points, summaries = (np.repeat(a, COPIES, axis=0) for a in (wave.points, wave.summaries))
    multiples = np.abs(rng.normal(size=(len(points), MULTIPLES)))
    for m, covariance in zip(multiples.T, (problem.summaries.level, problem.summaries.month), strict=True):
        noise = rng.multivariate_normal(np.zeros(len(covariance)), covariance, len(points), method="svd")
        summaries = summaries + m[:, None] * noise
    return points, summaries, multiples


def _tensor(values: Floats):
    """Values as torch wants them."""
    import torch  # pyright: ignore[reportMissingImports]

    return torch.as_tensor(values, dtype=torch.float32)
