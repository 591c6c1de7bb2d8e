"""The simulator: parameters and a seed in, the monthly series that are compared out.

A run starts in the April of a year of the caller's choosing with the people of its place; months are told
apart by the calendar from there on.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from abm.place import Place
from abm.quantities import Floats
from abm.setup import Setup
from abm.warm_up import forget
from calibration.observed.cells import index_of, months_between
from calibration.observed.table import SeriesKey
from calibration.targets.catalogue import TARGETS
from scenarios.errors import InputError
from scenarios.files.place.cache import place_of
from scenarios.runs.run import lived
from scenarios.scenario import Scenario


@dataclass(frozen=True)
class Simulator:
    """What is lived, and which series of it are looked at.

    Attributes:
        scenario: with its sample; its months are those of the run.
        starts: calendar year of the run's first April.
        keys: the series, in order.
    """

    scenario: Scenario
    starts: int
    keys: tuple[SeriesKey, ...]

    @property
    def months(self) -> list[str]:
        """The months of a run, YYYY-MM."""
        first = f"{self.starts}-04"
        last = index_of(first) + self.scenario.months - 1
        return months_between(first, f"{last // 12}-{last % 12 + 1:02d}")

    def with_parameters(self, values: dict[str, float]) -> Scenario:
        """The scenario with some of its parameters changed.

        Raises:
            InputError: if a value is outside its plausible range.
        """
        return self.scenario.changed(parameters={**self.scenario.parameters, **values})

    def run(self, values: dict[str, float], seed: int) -> Floats:
        """One run's series, float[S, M].

        Raises:
            InputError: if a series that is looked at is not of this place.
        """
        found = self.series(self.with_parameters(values).setup(), seed)
        forget()  # no other run shares this one's warm-up
        return found

    def series(self, setup: Setup, seed: int) -> Floats:
        """Series of a run of a set-up, float[S, M]; a month with none counts as half a person."""
        place = _started(self.scenario.place, self.starts)
        model = lived(replace(setup, place=place, shadows=()), seed, self.scenario.id)
        told = {target: TARGETS[target].simulated(model) for target in {key.target for key in self.keys}}
        least = 0.5 / self.scenario.sample
        rows = [self._row(told[key.target], key, least) for key in self.keys]
        return np.array(rows).reshape(len(self.keys), self.scenario.months)

    def _row(self, told: dict[str, Floats], key: SeriesKey, least: float) -> Floats:
        if key.provider not in told:
            raise InputError(
                f"no {key.target} of '{key.provider}' in a run", self.scenario.id, "leave it out"
            )
        return told[key.provider] if TARGETS[key.target].share else np.maximum(told[key.provider], least)


@lru_cache(maxsize=4)
def _started(place: str, year: int) -> Place:
    """A place whose first month is the April of a year."""
    return replace(place_of(place).place, reference_year=year)


def known_providers(scenario: Scenario, targets: Sequence[str] = tuple(TARGETS)) -> dict[str, set[str]]:
    """Whose series each target has in a scenario's place, found by living one month of it at a small sample.

    Raises:
        InputError: if the scenario cannot be run.
    """
    least = max(1e-3, min(scenario.sample, 2e4 / place_of(scenario.place).place.residents))
    model = lived(scenario.changed(months=1, sample=min(least, 1.0)).setup(), 1, scenario.id)
    found = {target: set(TARGETS[target].simulated(model)) for target in targets}
    forget()
    return found
