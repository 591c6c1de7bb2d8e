"""A scenario with things changed at dotted paths, down to a term of the regime it names.

A path is one of
    a key of a scenario: `theory`, `sample`, `months`, `regime`, `programme`, …
    a parameter: `conduct.altruism.acute_trust`
    `draws`: one draw of a calibration, all its parameters together
    a term of a file that the scenario names: `regime.contracts.acute.elements.tariff.marginal_rate`,
        `programme.averted_share`, `shock.emergencies`, `reference.contracts.…`.
Where a scenario names no reference, norms stay those of its regime as the file has it.

Example:
    >>> from scenarios.files.scenario_files import load_scenario
    >>> path = "regime.contracts.acute.elements.tariff.marginal_rate"
    >>> asked = asked_of(load_scenario("small-town-today"), {path: 0.5, "conduct.horizon_years": 3.0})
    >>> asked.scenario.parameters, asked.terms
    ({'conduct.horizon_years': 3.0}, {'regime': {'contracts.acute.elements.tariff.marginal_rate': 0.5}})
    >>> asked.setup().regime.contracts[0].elements["tariff"].marginal_rate
    0.5
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from abm.parameters import BY_NAME
from abm.setup import Setup
from scenarios.errors import InputError, nearest
from scenarios.files.changes import all_changed
from scenarios.files.place.load import first_year
from scenarios.files.scenario_files import NAMED
from scenarios.files.toml_files import Table
from scenarios.scenario import Scenario
from scenarios.sweeping import draws
from scenarios.sweeping.dimension import Value

FILES: Final = {key: NAMED[key] for key in ("regime", "reference", "programme", "shock")}
"""Files that a scenario names, whose terms a sweep may change."""

UNVARIED: Final = ("id", "title", "question", "note", "identifiers", "parameters", "shadows")
"""Keys of a scenario that a sweep does not vary as such."""


@dataclass(frozen=True)
class Asked:
    """What one run is asked, but for its seed.

    Attributes:
        scenario: the scenario with its keys and parameters changed.
        terms: changed terms by file (`regime`, `programme`, …) and path within it.
    """

    scenario: Scenario
    terms: Mapping[str, Mapping[str, Value]] = field(default_factory=dict[str, Mapping[str, Value]])

    def tables(self) -> dict[str, Table]:
        """What the files it names say, with its terms laid over: contents, not names, are what is run.

        Raises:
            InputError: at the first fault in a file, or a term that has no place in it.
        """
        names = {which: getattr(self.scenario, which) for which in FILES}
        for which in self.terms:
            if not names[which]:
                raise InputError(f"it names no {which}, so no term can be changed", self.scenario.id)
        return {w: _changed_table(w, name, self.terms.get(w, {})) for w, name in names.items() if name}

    def setup(self) -> Setup:
        """Everything the model needs.

        Raises:
            InputError: at the first fault.
        """
        plain = self.scenario.setup()
        tables = self.tables() if self.terms else {}
        made: dict[str, Any] = {which: self._made(which, tables[which]) for which in self.terms}
        return replace(plain, **made)

    def _made(self, which: str, table: Table) -> Any:
        """What a file with changed terms says; a reference is of the year its place starts in."""
        year = first_year(self.scenario.place) if which == "reference" else self.scenario.year
        return FILES[which].build(table, Path(getattr(self.scenario, which)), year)


def asked_of(scenario: Scenario, changes: Mapping[str, Value]) -> Asked:
    """A scenario with changes at dotted paths.

    Raises:
        InputError: at a path that leads nowhere, or a value that is not allowed.
    """
    keys: dict[str, Any] = {}
    parameters: dict[str, float] = dict(scenario.parameters)
    terms: dict[str, dict[str, Value]] = {}
    for path, value in changes.items():
        first, _, rest = path.partition(".")
        if path == draws.PATH:
            parameters |= draws.parameters_of(str(value))
        elif path in Scenario.model_fields and path not in UNVARIED:
            keys[path] = value
        elif rest and first in FILES:
            terms.setdefault(first, {})[rest] = value
        elif path.removeprefix("parameters.") in BY_NAME:
            parameters[path.removeprefix("parameters.")] = value  # type: ignore[assignment]
        else:
            raise InputError("leads nowhere", path, _nearest_path(path))
    return Asked(scenario.changed(**keys, parameters=parameters), terms)


def _nearest_path(path: str) -> str:
    keys = [key for key in Scenario.model_fields if key not in UNVARIED]
    return nearest(path, [*keys, *BY_NAME, *(f"{name}.…" for name in FILES)])


def _changed_table(which: str, name: str, terms: Mapping[str, Value]) -> Table:
    """A file's table with terms changed."""
    kind = FILES[which]
    file = kind.find(name)
    return all_changed(kind.table(file), terms, file.name)
