"""Entries of a table: what each of its rows says of each target, for those providers that are asked for."""

from calendar import monthrange
from typing import Final

import numpy as np
import pandas as pd

from abm.quantities import Floats
from calibration.observed.amounts import Reader, count_of, number_of, or_blank
from calibration.observed.cells import index_of, label_of
from calibration.observed.layouts.layout import Layout, Measure
from calibration.observed.periods import SPAN
from calibration.observed.sheet import CellError, Sheet
from calibration.observed.table import Rows
from scenarios.errors import InputError

TOTALS: Final = frozenset({"total", "totals", "grand total", "eng", "england", "england total", "all"})
"""What stands in place of a code or a month in a row of totals."""
NO_CODE: Final = frozenset({"", "-", "–"})
ENTRY: Final = (
    *("month", "code", "provider", "target", "part", "value", "weight", "highest", "cost", "line", "column"),
)
"""Columns of a table of entries: `value` is a share's count, `weight` what it is of, `highest` its most."""
PART: Final = ["month", "code", "provider", "target", "part"]
"""What there is one entry of."""


def entries(layout: Layout, sheet: Sheet, keys: Rows) -> tuple[Rows, list[str]]:
    """Entries of a table whose columns say what they count.

    Args:
        layout: where things stand.
        sheet: rows of providers.
        keys: columns month, code and provider of every row.

    Returns:
        A table with the columns `ENTRY`, and notes.

    Raises:
        InputError: at the first cell that is not what its column says, or if a column is missing.
    """
    made, notes = [], []
    for measure in layout.measures:
        if not sheet.headings.all(measure.of) or (measure.over and not sheet.headings.all(measure.over)):
            notes += _missing(layout, sheet, measure)
            continue
        made.append(_measured(layout, sheet, keys, measure))
    if not made:
        raise InputError("no column of counts", sheet.where_headings, f"it needs {layout.headings}")
    return pd.concat(made, ignore_index=True), notes


def _missing(layout: Layout, sheet: Sheet, measure: Measure) -> list[str]:
    what = f"no columns of {measure.noun or measure.target}"
    if measure.needed:
        raise InputError(what, sheet.where_headings, "give the return as it is published")
    others = [m for m in layout.measures if m.target == measure.target and sheet.headings.all(m.of)]
    return [] if others else [f"{what}: {measure.target} is not read"]


def _measured(layout: Layout, sheet: Sheet, keys: Rows, measure: Measure) -> Rows:
    value = _sum(layout, sheet, measure, measure.of)
    weight = _sum(layout, sheet, measure, measure.over) if measure.over else np.full(len(sheet), np.nan)
    at = sheet.headings.all(measure.of)[0]
    if measure.over:
        _refuse_shares(sheet, measure, value, weight, at)
        value = np.where(np.isnan(weight), np.nan, value)  # a share of what is not known
    if measure.a_day:
        value = value * np.array([monthrange(int(m[:4]), int(m[5:]))[1] for m in keys["month"]])
    part = f"{measure.part or measure.target}/"
    found = {"value": value / measure.per, "weight": weight, "highest": measure.highest, "cost": np.nan}
    return keys.assign(
        target=measure.target, part=part, **found, line=sheet.lines, column=sheet.headings.written[at]
    )


def _sum(layout: Layout, sheet: Sheet, measure: Measure, alternatives: tuple[tuple[str, ...], ...]) -> Floats:
    """Columns added up, not below zero; not known where one of them is not."""
    columns = sheet.headings.all(alternatives)
    blank = 0.0 if layout.blank == "zero" else np.nan
    total = np.zeros(len(sheet))
    for at in columns:
        values = sheet.amounts(at, or_blank(reader(measure.counts and not measure.a_day, sheet), blank))
        if (below := values < 0).any():
            row = int(np.flatnonzero(below)[0])
            raise InputError(f"a count of {values[row]:g}", sheet.where(row, at), "give 0 or more")
        total = total + values
    return total


def reader(counts: bool, sheet: Sheet) -> Reader:
    """How a cell is read: as a count or as any number, with the file's own mark for decimals."""
    read = count_of if counts else number_of
    return lambda cell: read(cell, sheet.decimal_comma)


def _refuse_shares(sheet: Sheet, measure: Measure, value: Floats, weight: Floats, at: int) -> None:
    beyond = np.flatnonzero(value > measure.most * weight)
    if len(beyond):
        row = int(beyond[0])
        words = measure.beyond.format(of=value[row], over=weight[row])
        raise InputError(words, sheet.where(row, at), "check both columns")


def spread(rows: Rows, layout: Layout) -> Rows:
    """A quarter's or a year's row for each of its months."""
    span = SPAN[layout.every]
    if span == 1:
        return rows
    first = rows["month"].map(index_of)
    each = [rows.assign(month=(first + i).map(label_of)) for i in range(span)]
    return pd.concat(each, ignore_index=True)


def summed(made: Rows) -> Rows:
    """Rows of one part of a code's month added up; a sum with something unknown in it is not known."""
    whole = made.assign(unknown=made["value"].isna()).groupby(PART, sort=False)
    sums = whole[["value", "cost"]].sum()
    sums["value"] = sums["value"].where(~whole["unknown"].any())
    sums["weight"] = whole["weight"].sum(min_count=1)
    return sums.join(whole.agg({"highest": "min", "line": "min", "column": "first"})).reset_index()


def codes_of(sheet: Sheet, at: int) -> Rows:
    """Codes of organisations, without blanks.

    Raises:
        InputError: at the first cell that is none.
    """
    return pd.Series(sheet.read(at, _code), dtype=object)


def _code(cell: str) -> str:
    remedy = "write the organisation's code, such as R1H"
    if not cell:
        raise CellError("no code", remedy)
    if len(cell) > 60 or any(sign.isspace() for sign in cell):
        raise CellError(f"'{cell[:40]}' is no code", remedy)
    return cell


def without_totals(layout: Layout, sheet: Sheet) -> tuple[Sheet, list[tuple[str, int]]]:
    """A return without rows of totals, of no provider, and of parts that its layout does not read.

    Returns:
        The rest, and for each kind of row what it is and how many there are.
    """
    left: list[tuple[str, int]] = []
    for names, words in layout.only.items():
        if sheet.headings.has(names):
            column = sheet.headings.written[sheet.headings.at(names)]
            kept = sheet.words(names).isin(words)
            left.append(
                (f"with another {column} than {' or '.join(sorted(filter(None, words)))}", int((~kept).sum()))
            )
            sheet = sheet.only(kept)
    code = sheet.words(layout.code)
    totals = code.isin(TOTALS) | sheet.words(layout.months).isin(TOTALS)
    if not layout.everybody:
        return sheet, left
    nobody = code.isin(NO_CODE) & ~totals if sheet.headings.has(layout.code) else totals & False
    left += [("of totals", int(totals.sum())), ("without a code", int(nobody.sum()))]
    return sheet.only(~totals & ~nobody), left
