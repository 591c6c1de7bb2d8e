"""The runs behind the page of effects: every arm with every seed, several at a time.

An arm is a scenario with a few things changed. Runs of one seed meet the same people with the same luck,
so differences between arms are taken seed by seed.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from os import cpu_count
from typing import Any

import numpy as np

from scenarios.files.scenario_files import load_scenario
from scenarios.questions.interval import Interval, interval
from scenarios.runs.run import run

Values = dict[tuple[str, str], float]
"""Values of a run's effects by effect and scope."""

TODAY = "east-london-today"


@dataclass(frozen=True)
class Arm:
    """A scenario with a few things changed.

    Attributes:
        changes: what is changed, by key of a scenario.
        twins: whether its two twin runs are lived, which backfilling needs.
        scenario: what is changed.
    """

    changes: Mapping[str, Any] = field(default_factory=dict[str, Any])
    twins: bool = False
    scenario: str = TODAY

    @property
    def key(self) -> str:
        """What tells arms apart."""
        return f"{self.scenario} {sorted(self.changes.items())} {self.twins}"


def values_of(arm: Arm, seed: int) -> Values:
    """Every yearly value of a run's effects."""
    changed = load_scenario(arm.scenario).changed(**arm.changes)
    effects = run(changed, seed=seed, twins=arm.twins).effects()
    return {(v.effect, v.scope): v.value for v in effects if v.month is None}


def _one_seed(arms: Sequence[Arm], seed: int) -> list[Values]:
    return [values_of(arm, seed) for arm in arms]


class Lived:
    """All arms with all seeds.

    Args:
        arms: what is run; the same arm is run once.
        seeds: how many seeds, from 1.
        workers: runs at a time; by default as many as there are processors.
    """

    def __init__(self, arms: Sequence[Arm], seeds: int, workers: int | None = None) -> None:
        once = {arm.key: arm for arm in arms}
        # Arms with the same parameters follow one another, so that they share their warm-up.
        ordered = sorted(once.values(), key=lambda arm: str(arm.changes.get("parameters", "")))
        with ProcessPoolExecutor(workers or cpu_count()) as pool:
            by_seed = list(pool.map(partial(_one_seed, ordered), range(1, seeds + 1)))
        self._values = {arm.key: [row[i] for row in by_seed] for i, arm in enumerate(ordered)}

    def series(self, arm: Arm, effect: str, scope: str) -> list[float]:
        """One value a seed.

        Raises:
            KeyError: if the arm was not run.
        """
        return [found.get((effect, scope), float("nan")) for found in self._values[arm.key]]

    def mean(self, arm: Arm, effect: str, scope: str = "total") -> Interval:
        """The mean over seeds with its interval."""
        return interval(self.series(arm, effect, scope))

    def difference(self, arm: Arm, other: Arm, effect: str, scope: str = "total") -> Interval:
        """The mean of `arm` less `other`, seed by seed, with its interval."""
        pair = (self.series(a, effect, scope) for a in (arm, other))
        return interval(np.subtract(*(np.array(s) for s in pair)).tolist())
