"""Reads a regime from TOML: contracts by id, governance, transition, and `extends` another regime.

A regime is looked up by name among those that come with payscape, or given as a path. A term may name a
number of national policy, which is that of the contract year the regime is read for.

Example:
    >>> regime = load_regime("east-london-today")
    >>> regime.governance.form, "tariff" in regime.bases()
    ('G1', True)
"""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from abm.contracts.contract import Contract
from abm.payment.catalogue import ELEMENTS
from abm.payment.element import Element
from abm.regimes import Regime
from scenarios.errors import InputError, nearest
from scenarios.files.faults import validated
from scenarios.files.kind import Kind
from scenarios.files.policy_numbers import HOME_YEAR, PolicyNumber
from scenarios.files.policy_terms import named, resolved
from scenarios.files.subcontracts import refuse_circles
from scenarios.files.toml_files import Table


def regime_of(table: Table, file: Path, year: int = HOME_YEAR) -> Regime:
    """A regime from what its file says, whose name it takes.

    Args:
        table: what it says.
        file: where it says so.
        year: contract year of its policy numbers, by the calendar year of its April.

    Raises:
        InputError: at the first fault, naming file, key and remedy.
    """
    contracts = read_contracts(table.get("contracts", {}), file.name, year=year)
    return validated(Regime, {"id": file.stem, **table, "contracts": contracts}, file.name, "")


REGIME: Final = Kind("regime", Regime, regime_of, beside_schema=("drop",))
regime_names: Final = REGIME.names
load_regime: Final = REGIME.load


def policy_numbers_of(name_or_path: str | Path, year: int = HOME_YEAR) -> tuple[PolicyNumber, ...]:
    """The numbers of national policy that a regime names, each once, with their values in a year.

    Args:
        name_or_path: a name from `regime_names()`, or a path to a sound file.
        year: as for `load_regime`.

    Example:
        >>> [number.value for number in policy_numbers_of("east-london-today", 2012)][:1]
        [0.3]
    """
    return tuple(dict.fromkeys(named(REGIME.table(name_or_path).get("contracts", {}), year)))


def read_contracts(
    table: Any, file: str, key: str = "contracts", year: int = HOME_YEAR
) -> tuple[Contract, ...]:
    """Contracts from a TOML table keyed by contract id; a programme in a scenario has such a table.

    Args:
        table: the parsed table.
        file: name of the file, for messages.
        key: where the table is in the file, for messages.
        year: contract year of policy numbers.

    Raises:
        InputError: at the first fault.
    """
    rows = _table(table, file, key).items()
    contracts = tuple(_contract(i, terms, file, f"{key}.{i}", year) for i, terms in rows)
    refuse_circles(contracts, file)
    return contracts


def _contract(contract_id: str, terms: Any, file: str, key: str, year: int) -> Contract:
    rest = dict(_table(terms, file, key))
    if "id" in rest:
        raise InputError("unknown key", f"{file}: {key}.id", "a contract is called what its section is")
    elements = _table(rest.pop("elements", {}), file, f"{key}.elements")
    built = {name: _element(t, file, f"{key}.elements.{name}", year) for name, t in elements.items()}
    contract = validated(Contract, {"id": contract_id, **rest, "elements": built}, file, key)
    for word, times in Counter(contract.payees).items():
        if times > 1:
            raise InputError(f"'{word}' is named twice", f"{file}: {key}.payees", "name each payee once")
    return contract


def _element(terms: Any, file: str, key: str, year: int) -> Element:
    rest = dict(_table(terms, file, key))
    form = rest.pop("form", None)
    if form is None:
        raise InputError("no form of payment", f"{file}: {key}", "add form = one of " + ", ".join(ELEMENTS))
    if not isinstance(form, str) or form not in ELEMENTS:
        raise InputError(f"unknown form '{form}'", f"{file}: {key}.form", nearest(str(form), ELEMENTS))
    return validated(ELEMENTS[form], resolved(rest, year, file, key), file, key)


def _table(value: Any, file: str, key: str) -> Mapping[str, Any]:
    """A TOML table, or a complaint."""
    if not isinstance(value, dict):
        raise InputError("not a table", f"{file}: {key}", f"write a section [{key}]")
    return value
