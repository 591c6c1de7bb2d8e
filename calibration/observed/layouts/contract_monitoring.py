"""A contract-monitoring extract (SLAM, ACM, PLCM and their kin): provider, month, POD, activity.

Headings differ from trust to trust; the usual names of each column are read, and the national ones in
capitals. Points of delivery come from a table (`pods.csv`) and the calibration file; those that the model
does not have are left out and named. Credits are negative and net off.
"""

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from calibration.observed.amounts import number_of, or_blank
from calibration.observed.headings import Names
from calibration.observed.layouts.layout import Layout, any_of
from calibration.observed.pods import SURE, Pod, known, plain
from calibration.observed.rows import reader
from calibration.observed.sheet import CellError, Sheet
from calibration.observed.table import Rows
from calibration.observed.words import listed, rows_of, units_of
from calibration.targets.catalogue import TARGETS, target_of_pod
from scenarios.errors import InputError

PROVIDER: Final[Names] = (
    *("provider code", "providercode", "organisation code (provider)"),
    *("organisation identifier (code of provider)", "organisation code (code of provider)"),
    *("current organisation identifier (code of provider)", "provider organisation code"),
)
MONTH: Final[Names] = ("activity month", "month", "reporting month", "activitymonth", "period")
POD: Final[Names] = (
    *("national point of delivery code", "national pod code", "nationalpodcode", "point of delivery code"),
    *("pod code", "podcode", "pod", "point of delivery", "slampod", "local point of delivery code"),
)
ACTIVITY: Final[Names] = (
    *("activity", "actual activity", "activity actual", "activityactual", "total activity"),
    *("contract monitoring actual activity", "actual activity count"),
)
COST: Final[Names] = (
    *("actual cost", "price", "total cost", "cost", "price actual", "priceactual", "totalcost"),
    *("contract monitoring actual price", "total price"),
)
MADE: Final[Names] = (
    *(
        "date & time data set created",
        "date & time dataset created",
        "data set created",
        "dataset created date",
    ),
    *("date data set created", "snapshot date", "file date"),
)
STAGE: Final[Names] = (
    "flex/freeze",
    "flex freeze",
    "flex or freeze",
    "freeze/flex",
    "submission type",
    "submission",
)


def read(sheet: Sheet, keys: Rows, own: Mapping[str, str]) -> tuple[Rows, list[str]]:
    """Activity by provider, month and point of delivery, rows of one kind added up later.

    Args:
        sheet: the table.
        keys: columns month, code and provider of every row.
        own: points of delivery of the calibration file's own.

    Raises:
        InputError: at the first cell that is not what its column says, or if no point of delivery is known.
    """
    pod, activity = sheet.at(*POD), sheet.at(*ACTIVITY)
    table = known(own)
    codes = sheet.text(pod).map(plain)
    pods = codes.map(lambda code: table.get(code, Pod("", "", "", "")))
    words = pods.map(lambda found: found.word)
    value = pd.Series(sheet.amounts(activity, reader(True, sheet)))
    if not (words != "").any():
        remedy = f"known codes are {', '.join(list(table)[:8])} and others; map your own with pods"
        raise InputError("no point of delivery that the model has", sheet.name, remedy)
    notes = [
        *_left_out(codes, words, value),
        *_stand_ins(codes, pods, value),
        *_alike(sheet, keys, codes, value),
    ]
    kept = np.asarray(words != "")
    targets = words.map(lambda word: target_of_pod(word) or "")
    made = keys.assign(
        target=targets,
        part=[
            f"{w if len(TARGETS[t].pods) > 1 else t}/" if t else ""
            for w, t in zip(words, targets, strict=True)
        ],
        value=value,
        weight=np.nan,
        highest=1.0,
        cost=_costs(sheet),
        line=sheet.lines,
        column=sheet.headings.written[activity],
    )
    return made[kept].reset_index(drop=True), notes


def _costs(sheet: Sheet) -> Rows:
    """Pounds, which nothing rests on: what cannot be read is not known."""
    at = sheet.headings.at(COST)

    def pounds(cell: str) -> float:
        try:
            return or_blank(lambda said: number_of(said, sheet.decimal_comma), np.nan)(cell)
        except CellError:
            return np.nan

    return sheet.amounts(at, pounds) if at >= 0 else np.full(len(sheet), np.nan)


def _amounts(codes: Rows, value: Rows, chosen: Rows) -> list[str]:
    """Codes with their rows and units, the most units first."""
    by = (
        value[chosen].groupby(codes[chosen]).agg(["count", "size", "sum"]).sort_values("sum", ascending=False)
    )
    return [
        f"{code or 'blank'} ({rows_of(int(row['size']))}, {row['sum']:,.0f})" for code, row in by.iterrows()
    ]


def _left_out(codes: Rows, words: Rows, value: Rows) -> list[str]:
    left = words == ""
    if not left.any():
        return []
    share = f"{units_of(value[left])} of {units_of(value)} units"
    named = listed(_amounts(codes, value, left), 12)
    return [
        f"points of delivery that the model does not have are left out, {share}: {named}; map them with pods"
    ]


def _stand_ins(codes: Rows, pods: Rows, value: Rows) -> list[str]:
    """Codes that are counted as something that they are not quite."""
    unsure = pods.map(lambda pod: bool(pod.word) and pod.confidence != SURE)
    if not unsure.any():
        return []
    named = [
        f"{code} as {pods[rows[0]].word} ({rows_of(len(rows))}, {units_of(value[rows])})"
        for code, rows in codes[unsure].groupby(codes[unsure]).groups.items()
    ]
    return [f"taken for what comes nearest: {listed(named, 12)}"]


def _alike(sheet: Sheet, keys: Rows, codes: Rows, value: Rows) -> list[str]:
    """Rows that nothing that is read tells apart are added up, as rows by specialty are; it is said."""
    table = pd.concat([keys["month"], keys["code"], codes], axis=1)
    several = table.duplicated() & (value > 0)
    if not several.any():
        return []
    return [f"{rows_of(int(several.sum()))} more of a month, provider and point of delivery are added up"]


LAYOUT: Final = Layout(
    name="contract monitoring",
    headings="Provider Code, Activity Month (or Financial Year and Month), POD, Activity",
    says="activity by point of delivery, national headings too; the latest version of a month, by the date "
    "the data set was created or by freeze over flex; cost may be blank",
    known_by=(any_of(*PROVIDER), any_of(*POD), any_of(*ACTIVITY)),
    code=PROVIDER,
    months=MONTH,
    counted=ACTIVITY,
    made=MADE,
    stage=STAGE,
    also=(POD, COST),
    reads=read,
)
