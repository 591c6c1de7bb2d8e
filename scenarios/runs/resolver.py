"""From names to contents, once: what a scenario names is read, laid out in full, and not read again.

A scenario is what somebody wrote: names of a place, of regimes, of a programme. An arm is that scenario with
what those names stood for when it was resolved. Everything after works from arms, so that an edit to a file
while runs are made changes nothing, and what was run can be written down as it was.

A scenario may be resolved with changes at dotted paths, each of which is one of
    a key of a scenario: `theory`, `sample`, `months`, `regime`, `programme`, …
    a parameter: `conduct.altruism.acute_trust`
    `draws`: one draw of a calibration, all its parameters together
    a term of a file that the scenario names: `regime.contracts.acute.elements.tariff.marginal_rate`,
        `programme.averted_share`, `shock.emergencies`, `reference.contracts.…`.
Where a scenario names no reference, norms stay those of its regime as the file has it.
"""

import json
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from abm.parameters import BY_NAME
from abm.place import Place
from abm.regimes import Regime
from abm.setup import Programme, Setup, Shock, refuse_hardly_anybody
from scenarios.errors import InputError, nearest
from scenarios.files.changes import Value, all_changed
from scenarios.files.named_files import NAMED
from scenarios.files.place.cache import place_of
from scenarios.files.policy_numbers import PolicyNumber
from scenarios.files.policy_terms import named
from scenarios.files.regime_words import strangers
from scenarios.files.toml_files import Table
from scenarios.runs import draw_names
from scenarios.runs.fitting import refuse_unfit

if TYPE_CHECKING:  # a scenario's set-up is read by what stands here, not the other way round
    from scenarios.scenario import Scenario

FILES: Final = ("regime", "reference", "programme", "shock")
"""Files that a scenario names, whose terms may be changed by path."""

FIXED: Final = ("id", "title", "question", "note", "identifiers", "parameters", "shadows")
"""Keys of a scenario that no path leads to as such."""

BUILT: Final = 256
"""Regimes, programmes and shocks that are kept built; more differ in a sweep's terms."""

Terms = Mapping[str, Mapping[str, Value]]
"""Changed terms by file (`regime`, `programme`, …) and path within it."""


@dataclass(frozen=True, eq=False)
class Arm:
    """A scenario with the contents of everything it names.

    Attributes:
        scenario: as written, with its keys and parameters changed.
        setup: what is run.
        terms: terms that were changed in the files it names.
        policy_numbers: numbers of national policy that its regime names.
    """

    scenario: "Scenario"
    setup: Setup
    terms: Terms = field(default_factory=dict[str, Mapping[str, Value]])
    policy_numbers: tuple[PolicyNumber, ...] = ()

    def with_parameters(self, parameters: Mapping[str, float]) -> "Arm":
        """The same with some parameters laid over its own.

        Raises:
            InputError: if one is unknown, or outside its plausible range.
        """
        scenario = self.scenario.with_parameters(parameters)
        return replace(self, scenario=scenario, setup=replace(self.setup, parameters=scenario.parameters))

    def with_sample(self, sample: float) -> "Arm":
        """The same with another share of residents simulated.

        Raises:
            InputError: if it is no share.
        """
        scenario = self.scenario.changed(sample=sample)
        return replace(self, scenario=scenario, setup=replace(self.setup, sample=sample))


class Resolver:
    """Reads what scenarios name, each file once, and keeps it for as long as the resolver is kept."""

    def __init__(self) -> None:
        self._tables: dict[tuple[str, str], tuple[Path, Table]] = {}
        self._places: dict[str, Place] = {}
        self._built: OrderedDict[str, Any] = OrderedDict()

    def arm(self, scenario: "Scenario", changes: Mapping[str, Value] | None = None) -> Arm:
        """A scenario resolved.

        Args:
            scenario: as written.
            changes: values by dotted path.

        Raises:
            InputError: at the first fault in a file it names, a path that leads nowhere, or a value that is
                not allowed.
        """
        scenario, terms = split_changes(scenario, changes or {})
        for which in terms:
            if not getattr(scenario, which):
                raise InputError(f"it names no {which}, so no term can be changed", scenario.id)
        setup = self._setup(scenario, terms)
        self._refuse_hardly_anybody(setup, scenario.id)
        refuse_unfit(setup, scenario)
        file, table = self._read("regime", scenario.regime)
        table = all_changed(table, terms.get("regime", {}), file.name)
        numbers = tuple(dict.fromkeys(named(table.get("contracts", {}), scenario.year)))
        return Arm(scenario, setup, terms, numbers)

    def _setup(self, scenario: "Scenario", terms: Terms) -> Setup:
        def part(which: str, name: str | None, changed: Mapping[str, Value] | None = None) -> Any:
            given = terms.get(which, {}) if changed is None else changed
            return self._part(scenario, which, name, given) if name else None

        regime = part("regime", scenario.regime)
        formed = part("regime", scenario.regime, {}) if "regime" in terms else regime
        return Setup(
            place=self.place(scenario.place),
            regime=regime,
            reference=part("reference", scenario.reference) or formed,
            programme=part("programme", scenario.programme),
            shock=part("shock", scenario.shock),
            parameters=scenario.parameters,
            sample=scenario.sample,
            months=scenario.months,
            behaviour=scenario.behaviour,
            theory=scenario.theory,
            shadows=tuple(part("shadows", name) for name in scenario.shadows),
        )

    def place(self, name: str) -> Place:
        """A place by name or folder.

        Raises:
            InputError: at the first fault in its files.
        """
        if name not in self._places:
            self._places[name] = place_of(name).place
        return self._places[name]

    def _part(self, scenario: "Scenario", which: str, name: str, terms: Mapping[str, Value]) -> Any:
        """What one file says with terms changed, built once; the scenario's place knows all its words."""
        # Conduct was what it was in the year in which the place starts, whatever year is paid for.
        home = self.place(scenario.place).reference_year
        year = home if which == "reference" else scenario.year
        key = json.dumps([which, name, scenario.place, year, dict(terms)], sort_keys=True, default=str)
        if key not in self._built:
            file, table = self._read(which, name)
            part: Any = NAMED[which].build(all_changed(table, terms, file.name), file, year)
            if which == "regime" and year != home:
                # A regime of another year says so, so that a comparison can tell it from itself.
                part = part.model_copy(update={"id": f"{part.id}-of-{year}"})
            self._refuse_strangers(part, scenario.place)
            self._built[key] = part
            while len(self._built) > BUILT:
                self._built.popitem(last=False)
        self._built.move_to_end(key)
        return self._built[key]

    @staticmethod
    def _refuse_hardly_anybody(setup: Setup, name: str) -> None:
        """See that somebody is simulated."""
        try:
            refuse_hardly_anybody(setup.place, setup.sample)
        except ValueError as fault:
            raise InputError(str(fault), f"{name}: sample") from None

    def _read(self, which: str, name: str) -> tuple[Path, Table]:
        """A file and what it says, from memory where it was read before."""
        if (which, name) not in self._tables:
            file = NAMED[which].find(name)
            self._tables[which, name] = file, NAMED[which].table(file)
        return self._tables[which, name]

    def _refuse_strangers(self, part: Regime | Programme | Shock, place: str) -> None:
        """See that the place knows every word of every contract."""
        contracts = () if isinstance(part, Shock) else part.contracts
        for fault in strangers(contracts, self.place(place), part.id):
            raise fault


def split_changes(scenario: "Scenario", changes: Mapping[str, Value]) -> tuple["Scenario", Terms]:
    """A scenario with its own keys and parameters changed, and the terms changed in files it names.

    Raises:
        InputError: at a path that leads nowhere, or a value that is not allowed.
    """
    own = [key for key in type(scenario).model_fields if key not in FIXED]
    keys: dict[str, Any] = {}
    parameters: dict[str, float] = dict(scenario.parameters)
    terms: dict[str, dict[str, Value]] = {}
    for path, value in changes.items():
        first, _, rest = path.partition(".")
        if path == draw_names.PATH:
            parameters |= draw_names.parameters_of(str(value))
        elif path in own:
            keys[path] = value
        elif rest and first in FILES:
            terms.setdefault(first, {})[rest] = value
        elif path.removeprefix("parameters.") in BY_NAME:
            parameters[path.removeprefix("parameters.")] = value  # type: ignore[assignment]
        else:
            raise InputError(
                "leads nowhere", path, nearest(path, [*own, *BY_NAME, *(f"{name}.…" for name in FILES)])
            )
    return scenario.changed(**keys, parameters=parameters), terms
