"""The plain layout: month, provider, pod, activity, and where known segment and cost; a row each.

Example:
    month,provider,pod,segment,activity,cost
    2017-04,TGH,AE,,1512,223776
"""

from collections.abc import Mapping
from typing import Final

import numpy as np

from abm.quantities import Floats
from abm.vocabulary import SEGMENTS
from calibration.observed.amounts import Reader, count_of, number_of, or_blank
from calibration.observed.layouts.layout import Layout
from calibration.observed.pods import plain
from calibration.observed.sheet import CellError, Sheet
from calibration.observed.table import Rows
from calibration.targets.catalogue import POD_WORDS, TARGETS, target_of_pod
from scenarios.errors import InputError, nearest

KNOWN: Final = ("month", "provider", "pod", "segment", "activity", "cost", "note")
NEEDED: Final = ("month", "provider", "pod", "activity")


def read(sheet: Sheet, keys: Rows, own: Mapping[str, str]) -> tuple[Rows, list[str]]:
    """Rows of a tidy file.

    Args:
        sheet: the table.
        keys: columns month, code and provider of every row.
        own: points of delivery of the calibration file's own.

    Raises:
        InputError: at the first cell that is not what its column says.
    """
    words = {plain(code): word for code, word in own.items()}
    pods = np.array(sheet.read(sheet.at("pod"), lambda cell: _pod(cell, words)), object)
    targets = np.array([target_of_pod(pod) for pod in pods], object)
    parts = [_part(pod, target) for pod, target in zip(pods, targets, strict=True)]
    segments = [""] * len(sheet)
    if (at := sheet.headings.at(("segment",))) >= 0:
        segments = [str(segment) for segment in sheet.read(at, _segment)]
    made = keys.assign(
        target=targets,
        part=[f"{part}/{segment}" for part, segment in zip(parts, segments, strict=True)],
        value=_values(sheet, targets),
        weight=np.nan,
        highest=1.0,
        cost=_costs(sheet),
        line=sheet.lines,
        column="activity",
    )
    return made, []


def refuse_columns(sheet: Sheet) -> None:
    """Complain about a column that is missing, unknown, or there twice.

    Raises:
        InputError: at the first.
    """
    for name in NEEDED:
        sheet.at(name)
    for column in sheet.headings.plain:
        name, _, again = column.partition("#")
        if name and name not in KNOWN:
            raise InputError(f"unknown column '{name}'", sheet.where_headings, nearest(name, KNOWN))
        if name and again:
            raise InputError(f"two columns are called '{name}'", sheet.where_headings, "keep one")


def _values(sheet: Sheet, targets: Floats) -> Floats:
    """Amounts; where a target is of things that are counted, whole ones."""
    at = sheet.at("activity")
    values = sheet.amounts(at, lambda cell: number_of(cell, sheet.decimal_comma))
    counted = np.array([TARGETS[target].counted for target in targets])
    broken = np.flatnonzero(counted & np.isfinite(values) & (values != np.round(values)))
    if len(broken):
        row = int(broken[0])
        try:
            count_of(str(sheet.text(at)[row]), sheet.decimal_comma)
        except CellError as fault:
            raise InputError(fault.what, sheet.where(row, at), fault.remedy) from None
    return values


def _costs(sheet: Sheet) -> Floats:
    at = sheet.headings.at(("cost",))
    if at < 0:
        return np.full(len(sheet), np.nan)
    return sheet.amounts(at, or_blank(_cost(sheet.decimal_comma), np.nan))


def _cost(decimal_comma: bool) -> Reader:
    def pounds(cell: str) -> float:
        value = number_of(cell, decimal_comma)
        if value < 0:
            raise CellError(f"a cost of {value:g}", "give what was paid, 0 or more")
        return value

    return pounds


def _pod(cell: str, own: Mapping[str, str]) -> str:
    if not cell:
        raise CellError("no point of delivery", "write one such as AE, AEADM, OPFA or DC")
    word = own.get(plain(cell)) or cell.upper()
    if target_of_pod(word) is None:
        raise CellError(f"unknown pod '{cell[:40]}'", nearest(cell.upper(), POD_WORDS))
    return word


def _segment(cell: str) -> str:
    if cell and cell not in (*SEGMENTS, "all"):
        raise CellError(f"unknown segment '{cell}'", nearest(cell, SEGMENTS))
    return "" if cell == "all" else cell


def _part(pod: str, target: str) -> str:
    """A point of delivery that is added up with others, or the target whole."""
    return pod if len(TARGETS[target].pods) > 1 and pod in TARGETS[target].pods else target


LAYOUT: Final = Layout(
    name="tidy",
    headings="month, provider, pod, activity",
    says="any of the words above; `segment` splits a count, `cost` holds pounds, `note` whatever you like",
    known_by=((("month", "provider"), ("month", "pod"), ("pod", "activity")),),
    code=("provider",),
    months=("month",),
    counted=("activity",),
    everybody=False,
    also=(("pod",), ("segment",), ("cost",)),
    reads=read,
)
