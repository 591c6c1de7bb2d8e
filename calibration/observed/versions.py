"""Rows that are there twice: pasted again, or the same month in an early version and a final one."""

import numpy as np
import pandas as pd

from calibration.observed.cells import shown
from calibration.observed.headings import Names
from calibration.observed.layouts.layout import Layout
from calibration.observed.sheet import Sheet
from calibration.observed.table import Rows
from calibration.observed.words import are, rows_of
from scenarios.errors import InputError

STAGES = ("flex", "freeze", "frozen", "final", "post")
"""Words for a version, each beginning of which a later one supersedes; flex is the first."""


def superseded(layout: Layout, sheet: Sheet, keys: Rows) -> Rows:
    """Which rows belong to a version of a provider's month that a later one replaces, bool[rows].

    Args:
        layout: with the columns that say when a version was made, or which it is.
        sheet: the table.
        keys: columns month and code.

    Raises:
        InputError: at a date that is none.
    """
    stamp = _stamps(sheet, layout.made)
    if stamp is None:
        stamp = _stages(sheet, layout.stage)
    if stamp is None:
        return pd.Series(False, index=keys.index)
    latest = stamp.groupby([keys["month"], keys["code"]]).transform("max")
    return stamp < latest


def _stamps(sheet: Sheet, names: Names) -> Rows | None:
    """When each row's version was made; the first of days for one that does not say it."""
    at = sheet.headings.at(names)
    if at < 0:
        return None
    cells = sheet.text(at)
    stamps = pd.to_datetime(
        cells, errors="coerce", format="mixed", dayfirst=not cells.str.match(r"\d{4}").all()
    )
    bad = np.flatnonzero(stamps.isna() & (cells != ""))
    if len(bad):
        row = int(bad[0])
        raise InputError(
            f"'{shown(cells[row])}' is no date",
            sheet.where(row, at),
            "write 2026-05-20 or 2026-05-20 09:30:00",
        )
    return stamps.fillna(pd.Timestamp.min)


def _stages(sheet: Sheet, names: Names) -> Rows | None:
    """0 for flex, 1 for what is frozen or final; rows that say neither count as flex."""
    if not sheet.headings.has(names):
        return None
    words = sheet.words(names)
    return words.str.startswith(STAGES[1:]).astype(int) + words.isin(["f2", "version 2"]).astype(int)


def again(sheet: Sheet) -> Rows:
    """Which rows are in every cell what an earlier row is, bool[rows]."""
    return pd.Series(sheet.same).duplicated()


def refuse_twice(layout: Layout, sheet: Sheet, keys: Rows) -> list[str]:
    """Complain where two rows of a return are of the same month, provider and part, and do not say the same.

    Returns:
        A sentence where rows are added up though nothing tells them apart.

    Raises:
        InputError: at the second of them.
    """
    split = [sheet.text(at) for names in layout.split if (at := sheet.headings.at(names)) >= 0]
    table = pd.concat([keys["month"], keys["code"], *split], axis=1)
    twice = table.duplicated()
    if layout.adds_up and not split:
        n = int(twice.sum())
        return [f"{rows_of(n)} more of a month and provider {are(n)} added up"] if n else []
    for cells in split[:1]:  # a commissioner without a code may be any of several
        twice &= cells != ""
    if twice.any():
        row = int(np.flatnonzero(twice)[0])
        what = f"{keys['month'][row]} of {keys['code'][row]} is given twice"
        remedy = "keep one row for each month and provider, the later one of a revised return"
        raise InputError(what, f"{sheet.name}: row {sheet.lines[row]}", remedy)
    return []
