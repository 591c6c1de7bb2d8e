"""A contract-monitoring extract (SLAM and its kin): provider, month, point of delivery, activity, price.

Headings differ from trust to trust; the usual names of each column are read. Points of delivery that the
model does not have (maternity, critical care, drugs) are left out, and said so.
"""

import math
from typing import Final

from calibration.observed.cells import month_of, number_of
from calibration.observed.layouts.layout import Entry, Layout, code_of, column_of
from calibration.observed.read import Sheet
from scenarios.errors import InputError

PROVIDER: Final = ("Provider Code", "ProviderCode", "Provider_Code", "Organisation Code (Provider)")
MONTH: Final = ("Activity Month", "Month", "Reporting Month", "Financial Month", "Activity_Month")
POD: Final = ("POD", "POD Code", "PODCode", "Point of Delivery", "Point_of_Delivery")
ACTIVITY: Final = ("Activity", "Actual Activity", "Activity Actual", "ActivityActual", "Total Activity")
COST: Final = ("Actual Cost", "Price", "Total Cost", "Cost", "Price Actual", "PriceActual")

PODS: Final = {
    **{"AE": "ae_attendances/", "A&E": "ae_attendances/", "AANDE": "ae_attendances/"},
    **{"NEL": "emergency_spells/NEL", "NELSD": "emergency_spells/NELST", "NELST": "emergency_spells/NELST"},
    **{"DC": "planned_treatments/DC", "EL": "planned_treatments/EL"},
    **{"OPFASPCL": "first_attendances/", "OPFA": "first_attendances/", "OPFAMPCL": "first_attendances/"},
    **{"OPFUPSPCL": "follow_ups/OPFUP", "OPFUP": "follow_ups/OPFUP", "OPFUPMPCL": "follow_ups/OPFUP"},
    **{
        "NF2F": "follow_ups/NF2F",
        "OPFUPNFTF": "follow_ups/NF2F",
        "NELXBD": "delayed_days/",
        "XBD": "delayed_days/",
    },
}
"""Points of delivery by their usual codes, with the target and the part of it that they are."""


def recognises(sheet: Sheet) -> bool:
    """Whether it has a provider's code, a point of delivery and activity, by any of their usual names."""
    return all(any(sheet.at(name) >= 0 for name in names) for names in (PROVIDER, POD, ACTIVITY))


def entries(sheet: Sheet) -> list[Entry]:
    """Activity by provider, month and point of delivery, rows of one kind added up.

    Raises:
        InputError: at the first cell that is not what its column says, or if no point of delivery is known.
    """
    who, month, pod = (column_of(sheet, *names) for names in (PROVIDER, MONTH, POD))
    activity = column_of(sheet, *ACTIVITY)
    cost = next((sheet.at(name) for name in COST if sheet.at(name) >= 0), -1)
    sums: dict[tuple[str, str, str], Entry] = {}
    for row, cells in enumerate(sheet.rows):
        known = PODS.get(cells[pod].upper().replace(" ", ""))
        if known is None:
            continue
        target, _, part = known.partition("/")
        value = number_of(cells[activity], sheet.where(row, sheet.columns[activity]))
        pounds = number_of(cells[cost], sheet.where(row, sheet.columns[cost])) if cost >= 0 else math.nan
        entry = Entry(
            month_of(cells[month], sheet.where(row, sheet.columns[month])),
            code_of(cells[who], sheet.where(row, sheet.columns[who])),
            target,
            f"{part or target}/",
            value,
            pounds,
            sheet.lines[row],
            sheet.columns[activity],
        )
        _add(sums, entry)
    if not sums:
        words = ", ".join(sorted(PODS)[:8])
        raise InputError(
            "no point of delivery that the model has", sheet.name, f"known codes are {words} and others"
        )
    return list(sums.values())


def _add(sums: dict[tuple[str, str, str], Entry], entry: Entry) -> None:
    """Rows by specialty or price are parts of one month's activity."""
    key = entry.month, entry.provider, f"{entry.target}/{entry.part}"
    had = sums.get(key)
    sums[key] = (
        entry if had is None else had._replace(value=had.value + entry.value, cost=had.cost + entry.cost)
    )


LAYOUT: Final = Layout(
    "contract monitoring", "Provider Code, Activity Month, POD, Activity", recognises, entries, everybody=True
)
