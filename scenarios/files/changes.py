"""Terms of a file changed at dotted paths, before anything is built of it."""

import copy
from collections.abc import Mapping
from typing import Any

from scenarios.errors import InputError, nearest
from scenarios.files.toml_files import Table

Value = str | bool | int | float | tuple[Any, ...]
"""What may stand in a file: text, yes or no, a number, a list."""


def changed_table(table: Table, terms: Mapping[str, Value], file: str) -> Table:
    """A file's table with terms changed.

    Args:
        table: what the file says; it stays as it is.
        terms: new values by path, `contracts.acute.elements.tariff.marginal_rate`.
        file: its name, for messages.

    Raises:
        InputError: if a path leads through something that is not there.

    Example:
        >>> changed_table({"contracts": {"acute": {"payer": "lead"}}}, {"contracts.acute.payer": "x"}, "f")
        {'contracts': {'acute': {'payer': 'x'}}}
    """
    changed = copy.deepcopy(table)
    for path, value in terms.items():
        *way, last = path.split(".")
        inner: Any = changed
        for at, step in enumerate(way):
            if not isinstance(inner.get(step), dict):
                below = [key for key, part in inner.items() if isinstance(part, dict)]
                raise InputError("no such part", f"{file}: {'.'.join(way[: at + 1])}", nearest(step, below))
            inner = inner[step]
        inner[last] = list(value) if isinstance(value, tuple) else value
    return changed
