"""Reads a regime from TOML: contracts by id, governance, transition, and `extends` another regime.

A regime is looked up by name among those that come with payscape, or given as a path; how it is laid
over what it extends is in `scenarios.toml_files`.

Example:
    >>> regime = load_regime("east-london-today")
    >>> regime.governance.form, "tariff" in regime.bases()
    ('G1', True)
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from abm.contracts.contract import Contract
from abm.payment.catalogue import ELEMENTS
from abm.payment.element import Element
from abm.regimes import Regime
from scenarios.errors import InputError, nearest
from scenarios.regime_faults import validated
from scenarios.toml_files import Table, find, names_in, read_extended

REGIMES: Final = Path(__file__).parent / "regimes"
PARTS: Final = ("title", "note", "governance", "transition", "savings")
KEYS: Final = (*PARTS, "drop", "contracts")


def regime_names() -> list[str]:
    """Names of the regimes that come with payscape, in alphabetical order."""
    return names_in(REGIMES)


def load_regime(name_or_path: str | Path) -> Regime:
    """Read and check a regime.

    Args:
        name_or_path: a name from `regime_names()`, or a path to a TOML file.

    Raises:
        InputError: at the first fault, naming file, key and remedy.
    """
    file = find(name_or_path, REGIMES, "regime")
    table = read_extended(file, REGIMES, KEYS, "regime")
    parts: Table = {key: table[key] for key in PARTS if key in table}
    contracts = read_contracts(table.get("contracts", {}), file.name)
    return validated(Regime, {"id": file.stem, "contracts": contracts, **parts}, file.name, "")


def read_contracts(table: Any, file: str, key: str = "contracts") -> tuple[Contract, ...]:
    """Contracts from a TOML table keyed by contract id; a programme in a scenario has such a table.

    Args:
        table: the parsed table.
        file: name of the file, for messages.
        key: where the table is in the file, for messages.

    Raises:
        InputError: at the first fault.
    """
    return tuple(_contract(i, terms, file, f"{key}.{i}") for i, terms in _table(table, file, key).items())


def _contract(contract_id: str, terms: Any, file: str, key: str) -> Contract:
    rest = dict(_table(terms, file, key))
    elements = _table(rest.pop("elements", {}), file, f"{key}.elements")
    built = {name: _element(t, file, f"{key}.elements.{name}") for name, t in elements.items()}
    return validated(Contract, {"id": contract_id, **rest, "elements": built}, file, key)


def _element(terms: Any, file: str, key: str) -> Element:
    rest = dict(_table(terms, file, key))
    form = rest.pop("form", None)
    if form is None:
        raise InputError("no form of payment", f"{file}: {key}", "add form = one of " + ", ".join(ELEMENTS))
    if not isinstance(form, str) or form not in ELEMENTS:
        raise InputError(f"unknown form '{form}'", f"{file}: {key}.form", nearest(str(form), ELEMENTS))
    return validated(ELEMENTS[form], rest, file, key)


def _table(value: Any, file: str, key: str) -> Mapping[str, Any]:
    """A TOML table, or a complaint."""
    if not isinstance(value, dict):
        raise InputError("not a table", f"{file}: {key}", f"write a section [{key}]")
    return value
