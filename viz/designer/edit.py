"""Changes to a regime's table, and the table as TOML: as little as can be said over what it extends.

Example:
    >>> table = extended("east-london-today")
    >>> cheaper = put(table, "contracts.acute.elements.tariff.marginal_rate", 0.5)
    >>> print(as_toml(cheaper, "east-london-today"))
    extends = "east-london-today"
    <BLANKLINE>
    [contracts.acute.elements.tariff]
    marginal_rate = 0.5
    <BLANKLINE>
"""

import tomllib
from copy import deepcopy
from typing import Any, Final

import tomli_w
from pydantic.fields import FieldInfo

from abm.payment.catalogue import ELEMENTS
from scenarios.errors import InputError
from scenarios.files.regime_files import REGIME
from scenarios.files.toml_files import Table
from viz.designer.draft import NAME, read_draft
from viz.designer.fields import controls

MOST: Final = 40
"""Contracts in a regime, and elements in a contract, that can be added to here."""


def extended(name: str) -> Table:
    """What a regime that comes with payscape says, laid over what it extends."""
    return REGIME.table(name)


def table_in(text: str) -> tuple[Table, str]:
    """What a text says, laid over what it extends, and the name of that, or empty.

    Raises:
        InputError: if it is no sound regime.
    """
    read_draft(text)
    return REGIME.table_in(text, NAME), tomllib.loads(text).get("extends", "")


def put(table: Table, path: str, value: Any) -> Table:
    """A copy with one term changed; None takes it out, and a table left empty goes with it."""
    keys, new = path.split("."), deepcopy(table)
    _put(new, keys, value)
    return new


def _put(table: Table, keys: list[str], value: Any) -> None:
    first, rest = keys[0], keys[1:]
    if rest:
        below = table.setdefault(first, {})
        _put(below, rest, value)
        if not below:
            del table[first]
    elif value is None:
        table.pop(first, None)
    else:
        table[first] = value


def with_element(table: Table, contract: str, form: str) -> Table:
    """A copy with one more element in a contract, its terms in the middle of what they may be.

    Raises:
        InputError: if there is no such contract or form, or no room.
    """
    elements = table.get("contracts", {}).get(contract, {}).get("elements")
    if elements is None or form not in ELEMENTS:
        raise InputError(f"no contract '{contract}', or no form '{form}'", NAME, "choose one of the list")
    if len(elements) >= MOST:
        raise InputError(f"there are already {MOST} elements, the most allowed here", contract, "remove one")
    name = _free(form, elements)
    return put(table, f"contracts.{contract}.elements.{name}", {"form": form, **_begun(form)})


def with_contract(table: Table, payer: str, payee: str, form: str) -> Table:
    """A copy with one more contract, of one element."""
    contracts = table["contracts"]
    if len(contracts) >= MOST:
        raise InputError(f"there are already {MOST} contracts, the most allowed here", NAME, "remove one")
    name = _free(f"{payee}_{form}", contracts)
    begun = put(table, f"contracts.{name}", {"payer": payer, "payees": [payee], "elements": {}})
    begun["contracts"][name]["elements"] = {}
    return with_element(begun, name, form)


def _free(wanted: str, taken: Table) -> str:
    """A name that nothing has yet."""
    return next(n for i in range(len(taken) + 1) if (n := f"{wanted}_{i + 1}" if i else wanted) not in taken)


def _begun(form: str) -> Table:
    """What an element cannot do without: numbers in the middle of their bounds, first words of lists."""
    fields: dict[str, FieldInfo] = ELEMENTS[form].model_fields
    needed = {name for name, field in fields.items() if field.is_required()}
    return {c.key: _middle(c) for c in controls(ELEMENTS[form], {}, "") if c.path in needed}


def _middle(control: Any) -> Any:
    first = control.options[0][0] if control.options else ""
    low, high = control.low or 0.0, control.high or 0.0
    number = (low + high) / 2 if high <= 2 else low or 1.0
    return {"amounts": {first: number}, "some": [first], "numbers": [1.0], "one": first, "yes": False}.get(
        control.kind, number
    )


def as_toml(table: Table, base: str) -> str:
    """A table as TOML over what it extends; whole, where less would not say all of it.

    Args:
        table: of a regime.
        base: name of a regime that comes with payscape, or empty.
    """
    if base:
        below = extended(base)
        gone = _gone(below, table)
        over = {"extends": base, **({"drop": gone} if gone else {}), **_changes(below, table)}
        text = tomli_w.dumps(over)
        if _says(text) == table:
            return text
    return tomli_w.dumps(table)


def _says(text: str) -> Table | None:
    """What a text says once it is laid over what it extends; None where that cannot be read."""
    try:
        return REGIME.table_in(text, NAME)
    except InputError:
        return None


def _gone(below: Table, table: Table) -> list[str]:
    """Contracts and elements that are there no more."""
    contracts: Table = table.get("contracts", {})
    gone = [name for name in below["contracts"] if name not in contracts]
    for name, terms in below["contracts"].items():
        left = contracts.get(name, {}).get("elements", {})
        gone += [f"{name}.{e}" for e in terms["elements"] if name in contracts and e not in left]
    return gone


def _changes(below: Table, table: Table) -> Table:
    """What a table says otherwise than the one below it; an element that lost a term is said whole."""
    changes: Table = {}
    for key, value in table.items():
        was = below.get(key)
        if isinstance(value, dict) and isinstance(was, dict) and "policy" not in value:
            lost = "form" in value and (was.get("form") != value["form"] or _lost(was, value))
            changed = value if lost else _changes(was, value)
            if changed:
                changes[key] = changed
        elif value != was:
            changes[key] = value
    return changes


def _lost(was: Table, value: Table) -> bool:
    """Whether anything that was said is said no more, however deep."""
    both = {k: (old, value[k]) for k, old in was.items() if k in value}
    tables = (pair for pair in both.values() if all(isinstance(part, dict) for part in pair))
    return len(both) < len(was) or any(_lost(old, new) for old, new in tables)
