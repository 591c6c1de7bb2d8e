"""Terms of a table changed by path, before anything is made of it: for sweeps, studies and the designer.

A path has a dot between its steps, `contracts.acute.elements.tariff.marginal_rate`. What is not touched is
shared with the table as it was, which stays as it is.

Example:
    >>> table = {"contracts": {"acute": {"elements": {"tariff": {"marginal_rate": 0.7}}}}}
    >>> changed(table, "contracts.acute.elements.tariff.marginal_rate", 0.5)
    {'contracts': {'acute': {'elements': {'tariff': {'marginal_rate': 0.5}}}}}
    >>> changed(table, "contracts.acut.payer", "council", "my.toml")
    Traceback (most recent call last):
    ...
    scenarios.errors.InputError: my.toml: contracts.acut: no such part; did you mean 'acute'?
"""

from collections.abc import Mapping
from typing import Any

from scenarios.errors import InputError, nearest
from scenarios.files.toml_files import Table

Value = str | bool | int | float | tuple[Any, ...]
"""What may stand in a file: text, yes or no, a number, a list."""


def all_changed(table: Table, changes: Mapping[str, Any], file: str = "") -> Table:
    """A table with a term changed at each of several paths, one after the other.

    Args:
        table: as read.
        changes: values by path.
        file: its name, for messages.

    Raises:
        InputError: at the first path that leads nowhere.
    """
    for path, value in changes.items():
        table = changed(table, path, value, file)
    return table


def changed(table: Table, path: str, value: Any, file: str = "", begin: bool = False) -> Table:
    """A table with one term changed.

    Args:
        table: as read.
        path: where the term is.
        value: what it becomes; None takes it out, and a table left empty goes with it.
        file: the table's name, for messages.
        begin: whether a part of the path that is not there is begun.

    Raises:
        InputError: if a part of the path is not there, with the nearest that is.

    Example:
        >>> changed({"title": "T"}, "governance.form", "G5", begin=True)
        {'title': 'T', 'governance': {'form': 'G5'}}
        >>> changed({"title": "T", "governance": {"form": "G5"}}, "governance.form", None)
        {'title': 'T'}
    """
    return _changed(table, path.split("."), value, f"{file}: " if file else "", begin)


def _changed(table: Table, path: list[str], value: Any, before: str, begin: bool) -> Table:
    """The same, below what came before."""
    step, *rest = path
    if rest:
        inner = table.get(step, {} if begin else None)
        if not isinstance(inner, dict):
            parts = [key for key, part in table.items() if isinstance(part, dict)]
            raise InputError("no such part", f"{before}{step}", nearest(step, parts))
        value = _changed(inner, rest, value, f"{before}{step}.", begin) or None
    if value is None:
        return {key: kept for key, kept in table.items() if key != step}
    return {**table, step: list(value) if isinstance(value, tuple) else value}
