"""Does the method find truths that were planted? Simulation-based calibration on runs of the first wave.

A run of the first wave is a truth drawn from the priors with what the model gives for it. A gap between
model and records is drawn for it, and it is fitted as if it had been observed, by an emulator that has not
seen it. Over many truths a 90% interval must hold nine in ten, and the rank of the truth among draws must be
as likely anywhere.
Source: Talts, Betancourt, Simpson, Vehtari, Gelman 2018.
"""

from typing import Final

import numpy as np
import pandas as pd

from abm.quantities import Floats
from calibration.diagnostics.verdict import Verdict
from calibration.emulator import Emulator, learn
from calibration.likelihood import MULTIPLES, Likelihood, chains
from calibration.observed.table import Rows
from calibration.problem import Problem
from calibration.waves import Screen, Wave

NAME: Final = "planted truths"
INTERVAL: Final = 0.9
NEAR: Final = 0.05
"""How far from 90% coverage may be beyond what so few truths would give by chance."""
DRAWS: Final = 200
STEPS: Final = 500
BINS: Final = 10
LEAST_P: Final = 0.001
COLUMNS: Final = ("truth", "parameter", "part", "low", "high", "rank")


def planted(problem: Problem, first: Wave, screen: Screen) -> tuple[Verdict, Rows]:
    """Fit planted truths, and see how often they are found.

    Returns:
        The verdict; and by truth and parameter: where the truth stands in its prior, ends of the 90%
        interval there, and the truth's rank among draws, 0 to 1.
    """
    n = min(problem.effort.truths, len(first.points))
    if not n:
        return Verdict(NAME, None, "no truths were planted"), pd.DataFrame(columns=list(COLUMNS))
    active = list(screen.active)
    emulator = learn(first.points[:, active], first.summaries, problem.effort.seed)
    rng = np.random.default_rng([problem.effort.seed, n])
    picked = rng.choice(len(first.points), n, replace=False)
    rows = [
        row for i, at in enumerate(picked) for row in _one(problem, first, screen, emulator, int(at), i, rng)
    ]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return verdict(table, n), table


def _one(
    problem: Problem,
    first: Wave,
    screen: Screen,
    emulator: Emulator,
    at: int,
    number: int,
    rng: np.random.Generator,
) -> list[tuple[object, ...]]:
    """One truth, fitted: a row for each parameter."""
    active = list(screen.active)
    box = np.zeros(len(active)), np.ones(len(active))
    mean = emulator.folds[int(emulator.fold_of[at])]
    seen = first.summaries[at] + gap(problem, rng)
    likelihood = Likelihood(mean, emulator.covariance, problem.summaries, seen, *box)
    draws = chains(likelihood, STEPS, problem.effort.seed + number).draws(DRAWS, number)[:, :-MULTIPLES]
    truth = first.points[at, active]
    low, high = np.quantile(draws, [(1 - INTERVAL) / 2, (1 + INTERVAL) / 2], axis=0)
    rank = (draws < truth).mean(axis=0)
    names = [problem.priors.names[i] for i in active]
    return [(number, *row) for row in zip(names, truth, low, high, rank, strict=True)]


def gap(problem: Problem, rng: np.random.Generator) -> Floats:
    """A gap between model and records in summaries, drawn from its prior."""
    found = np.zeros(len(problem.summaries.each))
    for covariance in (problem.summaries.level, problem.summaries.month):
        found += abs(rng.normal()) * rng.multivariate_normal(np.zeros(len(found)), covariance, method="svd")
    return found


def covered(table: Rows) -> Rows:
    """Whether each truth lies in its interval."""
    return (table["low"] <= table["part"]) & (table["part"] <= table["high"])


def verdict(table: Rows, truths: int) -> Verdict:
    """Whether nine in ten truths are found, and their ranks are even."""
    from scipy.stats import chi2

    share = float(covered(table).mean())
    # Parameters of one truth are not independent: by chance, coverage varies as if half of them were.
    each = max(len(table) / max(truths, 1) / 2, 1.0)
    chance = 2 * (INTERVAL * (1 - INTERVAL) / (truths * each)) ** 0.5
    counts = np.histogram(table["rank"], BINS, (0, 1))[0]
    expected = len(table) / BINS
    p = float(chi2.sf(((counts - expected) ** 2 / expected).sum(), BINS - 1))
    fine = abs(share - INTERVAL) <= NEAR + chance and p >= LEAST_P
    words = (
        f"90% intervals hold {100 * share:.1f}% of {len(table)} values ({truths} truths); ranks p = {p:.3f}"
    )
    return Verdict(NAME, fine, words)
