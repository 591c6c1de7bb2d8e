"""Reads a scenario from TOML, by name from the library or by path, laid over what it `extends`."""

from pathlib import Path
from typing import Any, Final

from scenarios.errors import named_in
from scenarios.files.faults import validated
from scenarios.files.kind import Kind
from scenarios.files.named_files import NAMED
from scenarios.files.place.load import first_year
from scenarios.files.toml_files import Table
from scenarios.scenario import Scenario


def scenario_of(table: Table, file: Path) -> Scenario:
    """A scenario from what its file says, whose name it takes, with everything it names read and checked.

    Of the place only its year is read; its tables are when the scenario is run or set up.

    Raises:
        InputError: at the first fault, naming file, key and remedy.
    """
    scenario = validated(Scenario, {"id": file.stem, **_beside(table, file.parent)}, file.name, "")
    with named_in(f"{file.name}: place"):
        home = first_year(scenario.place)
    for key, kind in NAMED.items():
        year = home if key == "reference" else scenario.year
        named: str | tuple[str, ...] = getattr(scenario, key) or ()
        for name in (named,) if isinstance(named, str) else named:
            with named_in(f"{file.name}: {key}"):
                kind.load(name, year)
    return scenario


SCENARIO: Final = Kind("scenario", Scenario, scenario_of)


def scenario_names() -> list[str]:
    """Names of the scenarios that come with payscape, in alphabetical order.

    Example:
        >>> "east-london-today" in scenario_names()
        True
    """
    return SCENARIO.names()


def load_scenario(name_or_path: str | Path) -> Scenario:
    """Read and check a scenario, with the regimes, the programme and the shock it names.

    Args:
        name_or_path: a name from `scenario_names()`, or a path to a TOML file.

    Raises:
        InputError: at the first fault, naming file, key and remedy.
    """
    return SCENARIO.load(name_or_path)


def _beside(table: Table, folder: Path) -> Table:
    """Paths in a scenario start at the scenario's own folder."""
    names = {"place": list[str](), **{key: kind.names() for key, kind in NAMED.items()}}
    paths = {key: _path(table[key], folder, known) for key, known in names.items() if key in table}
    return {**table, **paths}


def _path(value: Any, folder: Path, names: list[str]) -> Any:
    """A name or path, or a list of them; a path that exists beside the scenario is taken from there."""
    if isinstance(value, list):
        return [_path(each, folder, names) for each in value]
    if not isinstance(value, str) or not value or value in names:
        return value
    return str(folder / value) if (folder / value).exists() else value
