"""NHS England's full referral-to-treatment extract: incomplete pathways of every provider.

A row for every provider, commissioner, part and treatment function. Part 2 is incomplete pathways; its
function C_999 is the sum of all others, so only that is read, and added up over commissioners.
"""

import math
from typing import Final

from calibration.observed.cells import month_of, number_of
from calibration.observed.layouts.layout import Entry, Layout, code_of, column_of, has
from calibration.observed.read import Sheet
from scenarios.errors import InputError

PART: Final = ("part_2", "incomplete pathways")
ALL_FUNCTIONS: Final = ("c_999", "999", "total")


def entries(sheet: Sheet) -> list[Entry]:
    """People waiting by provider and month.

    Raises:
        InputError: at the first cell that is not what its column says, or if no row is a sum of functions.
    """
    period, who = column_of(sheet, "Period"), column_of(sheet, "Provider Org Code")
    part = column_of(sheet, "RTT Part Type", "RTT Part Description")
    function, total = column_of(sheet, "Treatment Function Code"), column_of(sheet, "Total All", "Total")
    waiting: dict[tuple[str, str], float] = {}
    lines: dict[tuple[str, str], int] = {}
    for row, cells in enumerate(sheet.rows):
        if cells[part].lower() not in PART or cells[function].lower() not in ALL_FUNCTIONS:
            continue
        month = month_of(cells[period], sheet.where(row, "Period"))
        key = month, code_of(cells[who], sheet.where(row, "Provider Org Code"))
        value = number_of(cells[total], sheet.where(row, sheet.columns[total]))
        if value < 0:
            raise InputError(
                f"a count of {value:g}", sheet.where(row, sheet.columns[total]), "give 0 or more"
            )
        waiting[key] = waiting.get(key, 0.0) + value
        lines.setdefault(key, sheet.lines[row])
    if not waiting:
        raise InputError(
            "no row of incomplete pathways of all functions", sheet.name, "keep Part_2 and C_999"
        )
    return [
        Entry(month, code, "waiting_list", "waiting_list/", value, math.nan, lines[month, code], "Total All")
        for (month, code), value in waiting.items()
    ]


LAYOUT: Final = Layout(
    "national RTT extract",
    "Period, Provider Org Code, RTT Part Type, Treatment Function Code, Total All",
    has("Provider Org Code", "Treatment Function Code"),
    entries,
    everybody=True,
)
