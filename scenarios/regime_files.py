"""Reads a regime from TOML: contracts by id, governance, transition, and `extends` another regime.

A regime is looked up by name among those that come with payscape, or given as a path. What it says
is laid over what it extends, key by key. An element that states its `form` replaces the one of that
name whole; one that does not changes only the terms it names. `drop` removes contracts, or elements
written as `contract.element`.

Example:
    >>> regime = load_regime("east-london-today")
    >>> regime.governance.form, "tariff" in regime.bases()
    ('G1', True)
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from abm.contracts.contract import Contract
from abm.payment.catalogue import ELEMENTS
from abm.payment.element import Element
from abm.regimes import Regime
from scenarios.errors import InputError, nearest
from scenarios.regime_faults import validated

REGIMES: Final = Path(__file__).parent / "regimes"
PARTS: Final = ("title", "note", "governance", "transition", "savings")
KEYS: Final = (*PARTS, "extends", "drop", "contracts")
LONGEST_CHAIN: Final = 10

Table = dict[str, Any]


def regime_names() -> list[str]:
    """Names of the regimes that come with payscape, in alphabetical order."""
    return sorted(file.stem for file in REGIMES.glob("*.toml"))


def load_regime(name_or_path: str | Path) -> Regime:
    """Read and check a regime.

    Args:
        name_or_path: a name from `regime_names()`, or a path to a TOML file.

    Raises:
        InputError: at the first fault, naming file, key and remedy.
    """
    file = _file(name_or_path, Path())
    table = _with_base(file, [])
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


def _with_base(file: Path, seen: list[Path]) -> Table:
    """A file's table laid over the tables it extends."""
    if file.resolve() in seen or len(seen) >= LONGEST_CHAIN:
        raise InputError("extends itself, by way of others", f"{file.name}: extends", "break the circle")
    table = _read(file)
    for key in table:
        if key not in KEYS:
            raise InputError(f"unknown key '{key}'", file.name, nearest(key, KEYS))
    extends, drop = table.pop("extends", None), table.pop("drop", [])
    base: Table = {}
    if extends is not None:
        if not isinstance(extends, str):
            raise InputError("not a name", f"{file.name}: extends", "name a regime or a TOML file")
        base = _with_base(_file(extends, file.parent), [*seen, file.resolve()])
    return _laid_over(_dropped(base, drop, file.name), table)


def _dropped(base: Table, drop: Any, file: str) -> Table:
    """The base without the contracts and elements named."""
    if not isinstance(drop, list) or not all(isinstance(name, str) for name in drop):
        raise InputError("not a list of names", f"{file}: drop", 'write ["contract", "contract.element"]')
    contracts = dict(base.get("contracts", {}))
    for name in drop:
        contract, _, element = name.partition(".")
        within = contracts.get(contract, {}).get("elements", {}) if element else contracts
        if (element or contract) not in within:
            every = [*contracts, *(f"{c}.{e}" for c, t in contracts.items() for e in t.get("elements", {}))]
            raise InputError(f"nothing called '{name}' to drop", f"{file}: drop", nearest(name, every))
        if element:
            left = {e: t for e, t in within.items() if e != element}
            contracts[contract] = {**contracts[contract], "elements": left}
        else:
            del contracts[contract]
    return {**base, "contracts": contracts} if drop else base


def _laid_over(base: Table, top: Table) -> Table:
    """`top` over `base`, table by table; a table that states a form replaces what was there."""
    merged: Table = dict(base)
    for key, value in top.items():
        below: Any = merged.get(key)
        tables = isinstance(value, dict) and isinstance(below, dict)
        merged[key] = _laid_over(below, value) if tables and "form" not in value else value
    return merged


def _read(file: Path) -> Table:
    """Parse one file."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("not UTF-8 text", file.name, "save it as UTF-8") from None
    except OSError as fault:
        raise InputError(f"cannot be read ({fault.strerror})", str(file)) from None
    if not text.strip():
        raise InputError("the file is empty", file.name, "a regime has a title and contracts")
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        raise InputError(f"not valid TOML: {fault}", file.name) from None


def _file(name_or_path: str | Path, beside: Path) -> Path:
    """A regime's file by name, by path, or by a path from the file that extends it."""
    known = REGIMES / f"{name_or_path}.toml"
    if str(name_or_path) in regime_names():
        return known
    path = beside / name_or_path
    if path.suffix != ".toml":
        names = nearest(str(name_or_path), regime_names())
        raise InputError(
            f"no regime called '{name_or_path}'", "", f"{names} (or give a path ending in .toml)"
        )
    if not path.is_file():
        raise InputError("no such file", str(path), nearest(path.stem, regime_names()))
    return path


def _table(value: Any, file: str, key: str) -> Mapping[str, Any]:
    """A TOML table, or a complaint."""
    if not isinstance(value, dict):
        raise InputError("not a table", f"{file}: {key}", f"write a section [{key}]")
    return value
