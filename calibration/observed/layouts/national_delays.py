"""NHS England's monthly delayed transfers of care: acute delayed days of every trust, or of England.

The published sheets, saved as CSV, have a period, a code, and delayed days by who is responsible
(`NHS`, `Social Care`, `Both`), which are added up; a column of totals is taken where there is one. Recorded
delays are fewer than true ones (NAO 2016: 2 to 2.7 times), which the target's gap allows for.
"""

import math
from typing import Final

from calibration.observed.cells import month_of, number_of
from calibration.observed.layouts.layout import Entry, Layout, code_of, column_of
from calibration.observed.read import Sheet
from scenarios.errors import InputError

TOTALS: Final = ("delayed_days_acute", "acute total", "delayed days acute", "total delayed days", "total")
PARTS: Final = ("nhs", "social care", "both")


def recognises(sheet: Sheet) -> bool:
    """Whether its headings speak of delayed days, or of who is responsible for them."""
    lowered = [column.lower() for column in sheet.columns]
    return any("delayed" in column for column in lowered) or all(part in lowered for part in PARTS)


def entries(sheet: Sheet) -> list[Entry]:
    """Delayed days by trust and month.

    Raises:
        InputError: at the first cell that is not what its column says.
    """
    period = column_of(sheet, "Period", "Month")
    who = next(
        (sheet.at(name) for name in ("Org Code", "Code", "Provider Org Code") if sheet.at(name) >= 0), -1
    )
    total = next((sheet.at(name) for name in TOTALS if sheet.at(name) >= 0), -1)
    columns = [total] if total >= 0 else [sheet.at(part) for part in PARTS if sheet.at(part) >= 0]
    if not columns:
        raise InputError(
            "no column of delayed days", f"{sheet.name}: row 1", "name it 'Acute total', or NHS and so on"
        )
    made: list[Entry] = []
    for row, cells in enumerate(sheet.rows):
        month = month_of(cells[period], sheet.where(row, sheet.columns[period]))
        code = code_of(cells[who], sheet.where(row, sheet.columns[who])) if who >= 0 else "ENG"
        value = sum(number_of(cells[at], sheet.where(row, sheet.columns[at])) for at in columns)
        name = sheet.columns[columns[0]]
        made.append(
            Entry(month, code, "delayed_days", "delayed_days/", value, math.nan, sheet.lines[row], name)
        )
    return made


LAYOUT: Final = Layout(
    "national delayed transfers", "Period, Org Code, and delayed days", recognises, entries, everybody=True
)
