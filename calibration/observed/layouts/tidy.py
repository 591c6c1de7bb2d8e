"""The plain layout: month, provider, pod, activity, and where known segment and cost; a row each.

Example:
    month,provider,pod,segment,activity,cost
    2017-04,TGH,AE,,1512,223776
"""

import math
from typing import Final

from abm.vocabulary import SEGMENTS
from calibration.observed.cells import month_of, number_of
from calibration.observed.layouts.layout import Entry, Layout, code_of, column_of, has
from calibration.observed.read import Sheet
from calibration.targets.catalogue import POD_WORDS, TARGETS, target_of_pod
from scenarios.errors import InputError, nearest

KNOWN: Final = ("month", "provider", "pod", "segment", "activity", "cost", "note")


def entries(sheet: Sheet) -> list[Entry]:
    """Rows of a tidy file.

    Raises:
        InputError: at the first cell that is not what its column says.
    """
    _refuse_columns(sheet)
    return [_entry(sheet, row) for row in range(len(sheet.rows))]


def _refuse_columns(sheet: Sheet) -> None:
    lowered = [column.lower() for column in sheet.columns]
    for name in ("month", "provider", "pod", "activity"):
        column_of(sheet, name)
    for column in lowered:
        if column not in KNOWN:
            raise InputError(f"unknown column '{column}'", f"{sheet.name}: row 1", nearest(column, KNOWN))
        if lowered.count(column) > 1:
            raise InputError(f"two columns are called '{column}'", f"{sheet.name}: row 1", "keep one")


def _entry(sheet: Sheet, row: int) -> Entry:
    cells = sheet.rows[row]

    def cell(column: str) -> str:
        return cells[sheet.at(column)] if sheet.at(column) >= 0 else ""

    pod, segment = cell("pod"), cell("segment")
    target = _target(pod, sheet.where(row, "pod"))
    if segment and segment not in (*SEGMENTS, "all"):
        raise InputError(
            f"unknown segment '{segment}'", sheet.where(row, "segment"), nearest(segment, SEGMENTS)
        )
    cost = number_of(cell("cost"), sheet.where(row, "cost")) if cell("cost") else math.nan
    if cost < 0:
        raise InputError(f"a cost of {cost:g}", sheet.where(row, "cost"), "give what was paid, 0 or more")
    return Entry(
        month_of(cell("month"), sheet.where(row, "month")),
        code_of(cell("provider"), sheet.where(row, "provider")),
        target,
        f"{_part(pod, target)}/{'' if segment == 'all' else segment}",
        number_of(cell("activity"), sheet.where(row, "activity")),
        cost,
        sheet.lines[row],
        "activity",
    )


def _target(pod: str, where: str) -> str:
    if not pod:
        raise InputError("no point of delivery", where, "write one such as AE, AEADM, OPFA or DC")
    target = target_of_pod(pod)
    if target is None:
        raise InputError(f"unknown pod '{pod[:40]}'", where, nearest(pod.upper(), POD_WORDS))
    return target


def _part(pod: str, target: str) -> str:
    """A point of delivery that is added up with others, or the target whole."""
    word = pod.upper()
    return word if len(TARGETS[target].pods) > 1 and word in TARGETS[target].pods else target


LAYOUT: Final = Layout(
    "tidy",
    "month, provider, pod, activity",
    lambda sheet: (
        has("month", "provider")(sheet) or has("month", "pod")(sheet) or has("pod", "activity")(sheet)
    ),
    entries,
)
