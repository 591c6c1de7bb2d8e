"""NHS England's quarterly beds return (KH03): share of general and acute beds occupied overnight.

The published sheet, saved as CSV from its heading line on, repeats its groups: available, occupied, and per
cent occupied, each with `General & Acute`. The quarter's average stands for each of its three months.
"""

import math
import re
from typing import Final

from calibration.observed.cells import months_between, number_of
from calibration.observed.layouts.layout import Entry, Layout, code_of, column_of
from calibration.observed.read import Sheet
from scenarios.errors import InputError

QUARTERS: Final = {
    **{"june": (4, 6), "september": (7, 9), "december": (10, 12), "march": (1, 3)},
    **{"q1": (4, 6), "q2": (7, 9), "q3": (10, 12), "q4": (1, 3)},
}
_YEAR: Final = re.compile(r"(\d{4})[-/]\d{2}")
GROUP: Final = "general & acute"


def recognises(sheet: Sheet) -> bool:
    """Whether it has a year, a quarter and beds by sector."""
    quarter = sheet.at("Period End") >= 0 or sheet.at("Quarter") >= 0
    return quarter and any(GROUP in column.lower() for column in sheet.columns)


def entries(sheet: Sheet) -> list[Entry]:
    """Occupancy by provider and month.

    Raises:
        InputError: at the first cell that is not what its column says.
    """
    year, quarter = column_of(sheet, "Year"), column_of(sheet, "Period End", "Quarter")
    who = column_of(sheet, "Org Code", "Organisation Code")
    beds = [i for i, column in enumerate(sheet.columns) if GROUP in column.lower()]
    if len(beds) < 2:
        raise InputError(
            "one column of general and acute beds", f"{sheet.name}: row 1", "keep available and occupied"
        )
    made: list[Entry] = []
    for row, cells in enumerate(sheet.rows):
        if not cells[who] or cells[who].upper() in ("ENG", "-"):
            continue
        code = code_of(cells[who], sheet.where(row, "Org Code"))
        there, full = (number_of(cells[at], sheet.where(row, sheet.columns[at])) for at in beds[:2])
        if there < 0 or full < 0 or full > 1.2 * there:
            raise InputError(
                f"{full:g} of {there:g} beds occupied", sheet.where(row, sheet.columns[beds[1]]), "check both"
            )
        share = min(full / there, 0.995) if there > 0 else math.nan
        for month in _months(cells[year], cells[quarter], sheet, row):
            made.append(
                Entry(
                    month, code, "bed_occupancy", "bed_occupancy/", share, math.nan, sheet.lines[row], GROUP
                )
            )
    return made


def _months(year: str, quarter: str, sheet: Sheet, row: int) -> list[str]:
    """The three months of a quarter of a financial year."""
    found, span = _YEAR.fullmatch(year), QUARTERS.get(quarter.lower())
    if found is None or span is None:
        said = f"'{year}' and '{quarter}' are no quarter"
        raise InputError(
            said, sheet.where(row, "Year"), "write 2017-18 and June, September, December or March"
        )
    begun = int(found[1]) + (span[0] == 1)
    return months_between(f"{begun}-{span[0]:02d}", f"{begun}-{span[1]:02d}")


LAYOUT: Final = Layout(
    "national beds return (KH03)",
    "Year, Period End, Org Code, General & Acute",
    recognises,
    entries,
    everybody=True,
)
