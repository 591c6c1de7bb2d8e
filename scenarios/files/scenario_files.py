"""Reads a scenario from TOML, by name from the library or by path, laid over what it `extends`."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

from scenarios.errors import InputError
from scenarios.files.faults import validated
from scenarios.files.place.load import first_year
from scenarios.files.programme_files import PROGRAMMES, load_programme
from scenarios.files.regime_files import REGIMES, load_regime
from scenarios.files.shock_files import SHOCKS, load_shock
from scenarios.files.toml_files import find, names_in, read_extended
from scenarios.scenario import Scenario

LIBRARY: Final = Path(__file__).parents[1] / "library"
KEYS: Final = tuple(key for key in Scenario.model_fields if key != "id")


def scenario_names() -> list[str]:
    """Names of the scenarios that come with payscape, in alphabetical order.

    Example:
        >>> "east-london-today" in scenario_names()
        True
    """
    return names_in(LIBRARY)


def load_scenario(name_or_path: str | Path) -> Scenario:
    """Read and check a scenario, with the regimes, the programme and the shock it names.

    Of the place only its year is read; its tables are when the scenario is run or set up.

    Args:
        name_or_path: a name from `scenario_names()`, or a path to a TOML file.

    Raises:
        InputError: at the first fault, naming file, key and remedy.
    """
    file = find(name_or_path, LIBRARY, "scenario")
    table = read_extended(file, LIBRARY, KEYS, "scenario")
    scenario = validated(Scenario, {"id": file.stem, **_beside(table, file.parent)}, file.name, "")
    _read_for(file.name, "place", scenario.place, first_year)
    regimes = [("regime", scenario.regime), *(("shadows", name) for name in scenario.shadows)]
    for key, name in regimes:
        _read_for(file.name, key, name, partial(load_regime, year=scenario.year))
    _read_for(
        file.name, "reference", scenario.reference, partial(load_regime, year=first_year(scenario.place))
    )
    _read_for(file.name, "programme", scenario.programme, partial(load_programme, year=scenario.year))
    _read_for(file.name, "shock", scenario.shock, load_shock)
    return scenario


def _read_for(file: str, key: str, name: str | None, load: Callable[[str], object]) -> None:
    """Read what a key names, so that a fault in it also says which scenario asked for it."""
    if not name:
        return
    try:
        load(name)
    except InputError as fault:
        where = f"{file}: {key}" + (f": {fault.where}" if fault.where else "")
        raise InputError(fault.what, where, fault.remedy) from None


def _beside(table: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Paths in a scenario start at the scenario's own folder."""
    found = dict(table)
    known = {"regime": REGIMES, "reference": REGIMES, "programme": PROGRAMMES, "shock": SHOCKS}
    for key, shelf in known.items():
        if key in found:
            found[key] = _path(found[key], folder, names_in(shelf))
    if "place" in found:
        found["place"] = _path(found["place"], folder, [])
    if isinstance(found.get("shadows"), list):
        found["shadows"] = [_path(name, folder, names_in(REGIMES)) for name in found["shadows"]]
    return found


def _path(value: Any, folder: Path, names: list[str]) -> Any:
    """A name or path; a path that exists beside the scenario is taken from there."""
    if not isinstance(value, str) or not value or value in names:
        return value
    return str(folder / value) if (folder / value).exists() else value
