"""The simulator: parameters and a seed in, the monthly series that are compared out.

A run starts in the April of a year of the caller's choosing with the people of its place; months are told
apart by the calendar from there on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Final

import numpy as np

from abm.model import Model
from abm.quantities import Floats
from abm.setup import Setup
from calibration.observed.cells import index_of, months_between
from calibration.observed.table import SeriesKey
from calibration.targets.catalogue import TARGETS
from scenarios.errors import InputError
from scenarios.runs.resolve import resolve
from scenarios.runs.resolver import Arm
from scenarios.runs.runner import Runs
from scenarios.runs.task import Finished, Task
from scenarios.scenario import Scenario

Providers = dict[str, set[str]]
"""Whose series there are, by target."""


@dataclass(frozen=True)
class Simulator:
    """What is run, and which series of it are looked at.

    Attributes:
        arm: the scenario with its sample, resolved; its months are those of the run.
        starts: calendar year of the run's first April.
        keys: the series, in order.
    """

    arm: Arm
    starts: int
    keys: tuple[SeriesKey, ...]

    @property
    def scenario(self) -> Scenario:
        """What is run, as written."""
        return self.arm.scenario

    @property
    def months(self) -> list[str]:
        """The months of a run, YYYY-MM."""
        first = f"{self.starts}-04"
        last = index_of(first) + self.scenario.months - 1
        return months_between(first, f"{last // 12}-{last % 12 + 1:02d}")

    @cached_property
    def _started(self) -> Setup:
        """What is run, from the April of the year; what shadows would pay is not looked at."""
        setup = self.arm.setup
        return replace(setup, place=replace(setup.place, reference_year=self.starts), shadows=())

    def task(self, values: Mapping[str, float], seed: int) -> Task[Floats]:
        """One run at a point of parameters, which gives its series, float[S, M].

        Args:
            values: parameters laid over the scenario's own.
            seed: of the run.

        Raises:
            InputError: if a value is outside its plausible range.
        """
        parameters = self.arm.with_parameters(values).setup.parameters
        setup = replace(self._started, parameters=parameters)
        measure = partial(series_of, keys=self.keys, sample=setup.sample, name=self.scenario.id)
        return Task(setup, seed, measure, self.scenario.id)

    def run(self, values: Mapping[str, float], seed: int) -> Floats:
        """One run's series, float[S, M].

        Raises:
            InputError: if a series that is looked at is not of this place.
        """
        return next(Runs().of([self.task(values, seed)]))


def series_of(finished: Finished, keys: Sequence[SeriesKey], sample: float, name: str) -> Floats:
    """Series of a run, float[S, M]; a month with none counts as half a person.

    Args:
        finished: the run.
        keys: which series.
        sample: residents simulated for each one there is.
        name: of the scenario, for messages.

    Raises:
        InputError: if one is not of this place.
    """
    model = finished.model
    by_target = {target: TARGETS[target].simulated(model) for target in {key.target for key in keys}}
    rows = [_row(by_target[key.target], key, 0.5 / sample, name) for key in keys]
    return np.array(rows).reshape(len(keys), finished.setup.months)


def _row(series: dict[str, Floats], key: SeriesKey, least: float, name: str) -> Floats:
    if key.provider not in series:
        raise InputError(f"no {key.target} of '{key.provider}' in a run", name, "leave it out")
    return series[key.provider] if TARGETS[key.target].share else np.maximum(series[key.provider], least)


def known_providers(scenario: Scenario, targets: Sequence[str] = tuple(TARGETS)) -> Providers:
    """Whose series each target has in a scenario's place, found by running one month of a small sample.

    Raises:
        InputError: if the scenario cannot be run.
    """
    return providers_of(resolve(scenario), targets)


def providers_of(arm: Arm, targets: Sequence[str] = tuple(TARGETS)) -> Providers:
    """The same of a scenario that is resolved.

    Raises:
        InputError: if it cannot be run.
    """
    return {target: set(levels) for target, levels in levels_of(arm, targets).items()}


Levels = dict[str, dict[str, float]]
"""The model's own level of every series, by target and whose it is; NaN where too few are simulated."""
FEWEST: Final = 30.0
"""People or events in a small sample from which a level is told: chance moves it by less than a fifth."""


def levels_of(arm: Arm, targets: Sequence[str] = tuple(TARGETS)) -> Levels:
    """The first month of every series, from a run of one month of a small sample.

    Raises:
        InputError: if it cannot be run.
    """
    setup = arm.setup
    least = max(1e-3, min(setup.sample, 2e4 / setup.place.residents))
    small = replace(setup, months=1, sample=min(least, 1.0))
    measure = partial(_levels, targets=targets, sample=small.sample)
    return next(Runs().of([Task(small, 1, measure, arm.scenario.id)]))


def _levels(finished: Finished, targets: Sequence[str], sample: float) -> Levels:
    model: Model = finished.model
    simulated = {target: TARGETS[target].simulated(model) for target in targets}
    return {
        target: {
            whose: _level(float(months[0]), sample, TARGETS[target].share) for whose, months in series.items()
        }
        for target, series in simulated.items()
    }


def _level(value: float, sample: float, share: bool) -> float:
    return value if share or value * sample >= FEWEST else float("nan")
