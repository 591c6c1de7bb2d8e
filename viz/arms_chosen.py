"""From what a room has chosen to what the model runs: two arms that differ in payment alone."""

from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Final

from abm.regimes import Regime
from abm.setup import Setup
from scenarios.place_shelf import place_of
from scenarios.programme_files import load_programme
from scenarios.regime_files import load_regime
from scenarios.scenario import Scenario
from scenarios.scenario_files import load_scenario, scenario_names
from scenarios.shock_files import load_shock
from viz.choice import Choice
from viz.terms import changed

REFERENCE: Final = "east-london-today"
"""The mix under which norms were formed: that of 2017-18, for every place that payscape brings."""

MOST_SIMULATED: Final = 25_000
"""Residents simulated at once: one in a hundred of East London, everybody in a small town."""

_SAMPLES: Final = (1.0, 0.1, 0.01, 0.001)


@dataclass(frozen=True)
class Arm:
    """One way of paying, and everything that a run of it hangs on; equal arms live equal years.

    Attributes:
        place: by name.
        regime: by name.
        programme: by name, or empty.
        shock: by name, or empty.
        months: to run.
        terms: terms of the regime that are changed.
    """

    place: str
    regime: str
    programme: str
    shock: str
    months: int
    terms: tuple[tuple[str, float], ...] = ()

    def setup(self) -> Setup:
        """The run, told in full, one resident in so many.

        Raises:
            InputError: at the first fault in a file that it names.
            ValueError: if a changed term is not one that it may be.
        """
        return Setup(
            place=place_of(self.place).place,
            regime=_regime(self.regime, self.terms),
            reference=_regime(REFERENCE),
            programme=load_programme(self.programme) if self.programme else None,
            shock=load_shock(self.shock) if self.shock else None,
            sample=sample_of(self.place),
            months=self.months,
        )

    def scenario(self) -> Scenario:
        """The same as a scenario: for names, and for what compares two; it leaves changed terms aside."""
        return Scenario(
            id=self.regime,
            title=load_regime(self.regime).title,
            place=self.place,
            regime=self.regime,
            reference=REFERENCE,
            programme=self.programme or None,
            shock=self.shock or None,
            months=self.months,
            sample=sample_of(self.place),
        )


def arms(choice: Choice) -> tuple[Arm, Arm]:
    """Both arms of a choice: A as its file says, B with the terms that the room has changed."""
    a = Arm(choice.place, choice.a, choice.programme, choice.shock, choice.months)
    return a, replace(a, regime=choice.b, terms=choice.terms)


def sample_of(place: str) -> float:
    """Residents simulated for each one who lives in a place: the most that a lever can wait for.

    Example:
        >>> sample_of("small_town"), sample_of("east_london")
        (1.0, 0.01)
    """
    residents = place_of(place).place.residents
    return next(s for s in _SAMPLES if residents * s <= MOST_SIMULATED or s == _SAMPLES[-1])


def place_title(place: str) -> str:
    """What a place is called."""
    return place_of(place).place.title


def chosen(question: str, before: Choice) -> Choice:
    """A choice that begins from a scenario of the library: today's mix against what it asks about.

    Luck, role and expectations stay as they were; changed terms are the room's own and go.
    """
    asked = load_scenario(question)
    return replace(
        before,
        question=question,
        place=asked.place,
        a=REFERENCE,
        b=asked.regime,
        programme=asked.programme or "",
        shock=asked.shock or "",
        months=min(max(asked.months, 24), 120),
        terms=(),
    )


@cache
def questions() -> tuple[Scenario, ...]:
    """Scenarios of the library that ask something."""
    found = (load_scenario(name) for name in scenario_names())
    return tuple(scenario for scenario in found if scenario.question)


@lru_cache(maxsize=64)
def _regime(name: str, terms: tuple[tuple[str, float], ...] = ()) -> Regime:
    """A regime with changed terms; the same object for the same words, so that runs can share."""
    return changed(load_regime(name), terms)
