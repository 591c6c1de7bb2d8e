"""Names that a file changes and what it extends does not have: most often a slip of the pen.

A contract that says neither who pays nor who is paid, or an element without a form, only changes what is
there. Where nothing of that name is there, the nearest is offered.
"""

from collections.abc import Mapping
from typing import Any

from scenarios.errors import InputError, nearest

Table = Mapping[str, Any]


def refuse_unknown_names(base: Table, top: Table, file: str) -> None:
    """See that every contract and element that a file changes is in what it extends.

    Args:
        base: what is extended.
        top: what is laid over it.
        file: its name, for messages.

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


def _tables(table: Table, key: str) -> dict[str, Table]:
    """Tables below a key, by name; what is not a table is left for others to refuse."""
    below: Any = table.get(key, {})
    return {k: v for k, v in below.items() if isinstance(v, dict)} if isinstance(below, dict) else {}
