"""The runs behind the page of effects: every arm with every seed, several at a time.

An arm is a scenario with a few things changed. Runs of one seed meet the same people with the same chance
events, so differences between arms are taken seed by seed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np

from scenarios.questions.interval import Interval, interval
from scenarios.runs.resolve import resolve
from scenarios.runs.resolver import Resolver
from scenarios.runs.runner import Runs
from scenarios.runs.task import Finished, Task

EffectValues = dict[tuple[str, str], float]
"""Values of a run's effects by effect and scope."""

TODAY = "east-london-today"


@dataclass(frozen=True)
class Variant:
    """A scenario with a few things changed.

    Attributes:
        changes: what is changed, by key of a scenario.
        counterfactuals: whether its two counterfactual runs are lived, which backfilling needs.
        scenario: what is changed.
    """

    changes: Mapping[str, Any] = field(default_factory=dict[str, Any])
    counterfactuals: bool = False
    scenario: str = TODAY

    @property
    def key(self) -> str:
        """What tells arms apart."""
        return f"{self.scenario} {sorted(self.changes.items())} {self.counterfactuals}"


def values_of(finished: Finished, counterfactuals: bool) -> EffectValues:
    """Every yearly value of a run's effects."""
    return {(v.effect, v.scope): v.value for v in finished.effects(counterfactuals) if v.month is None}


class ByVariant:
    """All arms with all seeds.

    Args:
        arms: what is run; the same arm is run once.
        seeds: how many seeds, from 1.
        workers: runs at a time; by default as many as there are processors.
    """

    def __init__(self, arms: Sequence[Variant], seeds: int, workers: int | None = None) -> None:
        resolver, once = Resolver(), {arm.key: arm for arm in arms}
        tasks = [
            Task(
                resolve(arm.scenario, resolver=resolver, **arm.changes).setup,
                seed,
                partial(values_of, counterfactuals=arm.counterfactuals),
                key=arm.key,
            )
            for arm in once.values()
            for seed in range(1, seeds + 1)
        ]
        # Those that share people and warm-up follow one another.
        tasks.sort(key=lambda task: (task.seed, repr(task.people)))
        rows: dict[tuple[str, int], EffectValues] = {}
        for task, values in zip(tasks, Runs(workers).of(tasks), strict=True):
            rows[task.key, task.seed] = values
        self._values = {key: [rows[key, seed] for seed in range(1, seeds + 1)] for key in once}

    def series(self, arm: Variant, effect: str, scope: str) -> list[float]:
        """One value a seed.

        Raises:
            KeyError: if the arm was not run.
        """
        return [found.get((effect, scope), float("nan")) for found in self._values[arm.key]]

    def mean(self, arm: Variant, effect: str, scope: str = "total") -> Interval:
        """The mean over seeds with its interval."""
        return interval(self.series(arm, effect, scope))

    def difference(self, arm: Variant, other: Variant, effect: str, scope: str = "total") -> Interval:
        """The mean of `arm` less `other`, seed by seed, with its interval."""
        pair = (self.series(a, effect, scope) for a in (arm, other))
        return interval(np.subtract(*(np.array(s) for s in pair)).tolist())
