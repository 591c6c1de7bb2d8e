"""What a file says, laid over what it extends, key by key.

An element of payment that states its `form` replaces the one of that name whole, as a term that names a
`policy` number does; one that does not changes only the terms it names. `drop` removes contracts, or elements
written as `contract.element`. A contract that says neither who pays nor who is paid, or an element without a
form, only changes what is there: where nothing of that name is there, it is most often a slip of the pen,
and the nearest is offered.
"""

from typing import Any, Final

from scenarios.errors import InputError, nearest
from scenarios.files.toml_files import Table

WHOLE: Final = {"form", "policy"}
"""Keys of a table that is not laid over another but stands in its place."""


def over(base: Table, table: Table, drop: Any, file: str) -> Table:
    """What a file says, over what it extends without what it drops.

    Args:
        base: what is extended.
        table: what the file itself says.
        drop: names of contracts, or of elements as `contract.element`.
        file: its name, for messages.

    Raises:
        InputError: at the first name that is not there, with the nearest that is.
    """
    kept = dropped(base, drop, file)
    refuse_unknown_names(kept, table, file)
    return laid_over(kept, table)


def laid_over(base: Table, top: Table) -> Table:
    """`top` over `base`, table by table; a table that states a form or a policy replaces what was there.

    Example:
        >>> laid_over({"a": {"x": 1, "y": 2}}, {"a": {"y": 3}})
        {'a': {'x': 1, 'y': 3}}
        >>> laid_over({"a": {"x": 1, "y": 2}}, {"a": {"form": "block"}})
        {'a': {'form': 'block'}}
    """
    merged = dict(base)
    for key, value in top.items():
        below: Any = merged.get(key)
        both = isinstance(value, dict) and isinstance(below, dict)
        merged[key] = laid_over(below, value) if both and not WHOLE & value.keys() else value
    return merged


def dropped(base: Table, drop: Any, file: str) -> Table:
    """What is extended without the contracts and elements named.

    Raises:
        InputError: if `drop` is no list of names, or one is not there.

    Example:
        >>> dropped({"contracts": {"a": {"elements": {"x": {}, "y": {}}}}}, ["a.x"], "my.toml")
        {'contracts': {'a': {'elements': {'y': {}}}}}
    """
    if not isinstance(drop, list) or not all(isinstance(name, str) for name in drop):
        raise InputError("not a list of names", f"{file}: drop", 'write ["contract", "contract.element"]')
    for name in drop:
        paths = _paths(base)
        if name not in paths:
            remedy = nearest(name, paths) if paths else "drop is for what a regime extends"
            raise InputError(f"nothing called '{name}' to drop", f"{file}: drop", remedy)
        base = _without(base, *paths[name])
    return base


def refuse_unknown_names(base: Table, top: Table, file: str) -> None:
    """See that every contract and element that a file changes is in what it extends.

    Raises:
        InputError: at the first that is not there, with the nearest that is.

    Example:
        >>> base = {"contracts": {"acute": {"payer": "commissioner", "elements": {"tariff": {}}}}}
        >>> refuse_unknown_names(base, {"contracts": {"acut": {"payment_share": 0.5}}}, "my.toml")
        Traceback (most recent call last):
        ...
        scenarios.errors.InputError: my.toml: contracts.acut: no contract 'acut' in what it extends; \
did you mean 'acute'? (a new one says payer and payees)
    """
    had = _tables(base, "contracts")
    for name, terms in _tables(top, "contracts").items():
        where = f"{file}: contracts.{name}"
        if had and name not in had and not {"payer", "payees"} & terms.keys():
            raise _unknown("contract", name, had, where, "payer and payees")
        elements = _tables(had.get(name, {}), "elements")
        for element, change in _tables(terms, "elements").items():
            if elements and element not in elements and "form" not in change:
                raise _unknown("element", element, elements, f"{where}.elements.{element}", "its form")


def _unknown(noun: str, name: str, valid: Table, where: str, new: str) -> InputError:
    remedy = f"{nearest(name, valid)} (a new one says {new})"
    return InputError(f"no {noun} '{name}' in what it extends", where, remedy)


def _without(table: Table, first: str, *rest: str) -> Table:
    """A table without what is at a path."""
    if rest:
        return {**table, first: _without(table[first], *rest)}
    return {key: value for key, value in table.items() if key != first}


def _paths(base: Table) -> dict[str, tuple[str, ...]]:
    """Contracts, and elements as `contract.element`, each with the keys that lead to it."""
    paths: dict[str, tuple[str, ...]] = {}
    for name, terms in _tables(base, "contracts").items():
        paths[name] = ("contracts", name)
        inside = _tables(terms, "elements")
        paths |= {f"{name}.{element}": ("contracts", name, "elements", element) for element in inside}
    return paths


def _tables(table: Table, key: str) -> dict[str, Table]:
    """Tables below a key, by name; what is not a table is left for others to refuse."""
    below: Any = table.get(key, {})
    return {k: v for k, v in below.items() if isinstance(v, dict)} if isinstance(below, dict) else {}
