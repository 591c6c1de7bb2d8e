"""NHS England's monthly A&E return as it is published: a row for every provider and month.

Headings of 2015 to 2019 (`Number of A&E attendances Type 1`) and of later years (`A&E attendances Type 1`,
with booked appointments apart) are both read. All types are added up, as a trust's front doors are moved
between types by streaming; admissions other than by way of A&E are left out.
"""

import math
from collections.abc import Sequence
from typing import Final

from calibration.observed.cells import month_of, number_of
from calibration.observed.layouts.layout import Entry, Layout, code_of, column_of
from calibration.observed.read import Sheet
from scenarios.errors import InputError

ATTENDANCES: Final = ("a&e attendances ", "number of a&e attendances ")
BREACHES: Final = ("attendances over 4hrs ", "number of attendances over 4hrs ")
ADMISSIONS: Final = ("emergency admissions via a&e",)
TOTALS: Final = frozenset({"TOTAL", "-", "ENG"})
"""What stands in place of a code in the row of England's totals."""


def recognises(sheet: Sheet) -> bool:
    """Whether it has a period, codes and attendances by type."""
    return sheet.at("Period") >= 0 and bool(_columns(sheet, ATTENDANCES))


def entries(sheet: Sheet) -> list[Entry]:
    """Attendances, share over four hours and admissions of every provider.

    Raises:
        InputError: at the first cell that is not what its column says.
    """
    code, period = column_of(sheet, "Org Code", "Code"), column_of(sheet, "Period")
    groups = [_columns(sheet, names) for names in (ATTENDANCES, BREACHES, ADMISSIONS)]
    for found, what in zip(
        groups, ("attendances", "attendances over 4hrs", "emergency admissions"), strict=True
    ):
        if not found:
            raise InputError(
                f"no columns of {what}", f"{sheet.name}: row 1", "give the return as it is published"
            )
    made: list[Entry] = []
    for row, cells in enumerate(sheet.rows):
        if cells[code].upper() in TOTALS or cells[period].upper() in TOTALS:
            continue
        month = month_of(cells[period], sheet.where(row, "Period"))
        who = code_of(cells[code], sheet.where(row, "Org Code"))
        seen, late, admitted = (_sum(sheet, row, columns) for columns in groups)
        if late > seen:
            where = sheet.where(row, "Attendances over 4hrs")
            raise InputError(f"{late:g} over four hours of {seen:g} attendances", where, "check both columns")
        made += _entries(sheet, row, month, who, (seen, late / seen if seen > 0 else math.nan, admitted))
    return made


def _entries(sheet: Sheet, row: int, month: str, who: str, values: Sequence[float]) -> list[Entry]:
    targets = ("ae_attendances", "four_hour_breaches", "emergency_admissions")
    return [
        Entry(month, who, target, f"{target}/", value, math.nan, sheet.lines[row], target)
        for target, value in zip(targets, values, strict=True)
    ]


def _columns(sheet: Sheet, starts: Sequence[str]) -> list[int]:
    return [i for i, column in enumerate(sheet.columns) if column.lower().startswith(tuple(starts))]


def _sum(sheet: Sheet, row: int, columns: Sequence[int]) -> float:
    """Sum over types; a type that a provider does not have is empty."""
    total = 0.0
    for at in columns:
        cell = sheet.rows[row][at]
        where = sheet.where(row, sheet.columns[at])
        value = 0.0 if cell in ("", "-") else number_of(cell, where)
        if value < 0:
            raise InputError(f"a count of {value:g}", where, "give 0 or more")
        total += value
    return total


LAYOUT: Final = Layout(
    "national A&E return", "Period, Org Code, A&E attendances Type 1, …", recognises, entries, everybody=True
)
