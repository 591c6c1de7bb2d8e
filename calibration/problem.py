"""What an engine is given: priors, a simulator, what was observed, and how the two are compared."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np

from abm.quantities import Floats
from calibration.effort import Effort
from calibration.observed.table import SeriesKey
from calibration.priors import Priors
from calibration.summaries import Summaries, scaled, summaries_of
from calibration.targets.target import Target

SEEDS_A_WAVE: Final = 1_000_000
"""Seeds are numbered on from here wave by wave, so that no two runs of a fit share their chance events."""


class Simulate(Protocol):
    """Runs at points of parameters: values float[N, d] and a seed each to series float[N, S, M]."""

    def __call__(self, values: Floats, seeds: Sequence[int], words: str = "runs") -> Floats:
        """Live the runs."""
        ...


@dataclass(frozen=True, eq=False)
class Problem:
    """One calibration, ready for an engine. S series, M months, K summaries, d parameters.

    Attributes:
        priors: of d parameters.
        simulate: runs at points of parameters.
        keys: the series.
        months: YYYY-MM of every column.
        observed: float[S, M], NaN where a month is not known.
        fitted: bool[M], which months are fitted.
        targets: by name.
        summaries: how series are compared.
        effort: how many runs go into what.
    """

    priors: Priors
    simulate: Simulate
    keys: tuple[SeriesKey, ...]
    months: tuple[str, ...]
    observed: Floats
    fitted: Floats
    targets: Mapping[str, Target]
    summaries: Summaries
    effort: Effort

    @property
    def seen(self) -> Floats:
        """Summaries of what was observed, float[K]."""
        return self.summaries.of(self.scaled(self.observed)[None])[0]

    def scaled(self, values: Floats) -> Floats:
        """Series on the scales on which they are compared."""
        return scaled(values, self.keys, self.targets)

    def run(self, parts: Floats, wave: int, words: str) -> Floats:
        """Series, float[N, S, M], of runs at points of the unit cube, each with a seed of its own."""
        first = (self.effort.seed * 97 + wave) * SEEDS_A_WAVE % 2**31
        return self.simulate(self.priors.values(parts), range(first, first + len(parts)), words)


def problem_of(
    priors: Priors,
    simulate: Callable[..., Floats],
    keys: Sequence[SeriesKey],
    months: Sequence[str],
    observed: Floats,
    fit: tuple[str, str],
    targets: Mapping[str, Target],
    effort: Effort,
) -> Problem:
    """A problem from what was observed.

    Args:
        priors: of the parameters.
        simulate: see `Simulate`.
        keys: the series.
        months: YYYY-MM of every column.
        observed: float[S, M], NaN where a month is not known.
        fit: first and last month that are fitted.
        targets: by name.
        effort: how many runs go into what.
    """
    fitted = np.array([fit[0] <= month <= fit[1] for month in months])
    compared = np.where(fitted, scaled(observed, keys, targets), np.nan)
    summaries = summaries_of(keys, months, compared, targets)
    return Problem(priors, simulate, tuple(keys), tuple(months), observed, fitted, targets, summaries, effort)
