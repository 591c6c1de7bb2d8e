"""A layout: how to recognise a file by its headings, and how to make entries of its rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from calibration.observed.read import Sheet
from scenarios.errors import InputError, nearest


class Entry(NamedTuple):
    """One observed value and where it stands.

    Attributes:
        month: YYYY-MM.
        provider: whose: an organisation, a borough, `all`, or a condition.
        target: what is measured.
        part: what is added up to the target: a point of delivery, and a segment where there is one.
        value: NaN where it is not known.
        cost: pounds, NaN where none is given.
        line: of the file.
        column: where the value stands.
    """

    month: str
    provider: str
    target: str
    part: str
    value: float
    cost: float
    line: int
    column: str


@dataclass(frozen=True)
class Layout:
    """One layout.

    Attributes:
        name: what messages call it.
        headings: by which it is recognised, in words.
        recognises: whether a file has it.
        entries: its rows as entries.
        everybody: whether it holds every provider of the country, so that those of no interest are left out.
    """

    name: str
    headings: str
    recognises: Callable[[Sheet], bool]
    entries: Callable[[Sheet], Sequence[Entry]]
    everybody: bool = False


def has(*columns: str) -> Callable[[Sheet], bool]:
    """Whether a file has all of some columns, whatever their case."""
    return lambda sheet: all(sheet.at(column) >= 0 for column in columns)


def column_of(sheet: Sheet, *names: str) -> int:
    """Position of the first of some names that is a column.

    Raises:
        InputError: if there is none.
    """
    for name in names:
        if (at := sheet.at(name)) >= 0:
            return at
    remedy = f"add it; {nearest(names[0], sheet.columns)}" if sheet.columns else "add it"
    raise InputError(f"no column '{names[0]}'", sheet.name, remedy)


def code_of(cell: str, where: str) -> str:
    """An organisation's code, without blanks.

    Raises:
        InputError: if it is none.
    """
    if not cell:
        raise InputError("no code", where, "write the organisation's code, such as R1H")
    if len(cell) > 60 or any(sign.isspace() for sign in cell):
        raise InputError(f"'{cell[:40]}' is no code", where, "write the organisation's code, such as R1H")
    return cell
