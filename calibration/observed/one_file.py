"""Entries of one file: what its layout makes of it, less what is replaced, there twice, or of others."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from calibration.observed import rows as of_rows
from calibration.observed.amounts import Reader, number_of, or_blank
from calibration.observed.codes import Codes, no_keys, renamed
from calibration.observed.layouts import tidy
from calibration.observed.layouts.catalogue import LAYOUTS
from calibration.observed.layouts.layout import Layout
from calibration.observed.periods import months_of, notes_on
from calibration.observed.read import read_sheet
from calibration.observed.schema import checked
from calibration.observed.sheet import CellError, Sheet
from calibration.observed.table import Rows
from calibration.observed.versions import again, refuse_twice, superseded
from calibration.observed.words import are, listed, rows_of
from scenarios.errors import InputError, nearest


def entries_of(
    path: Path, providers: Collection[str] | None, codes: Codes, pods: Mapping[str, str]
) -> tuple[Rows, list[str]]:
    """Entries of one file, each part of a code's month once, with notes on what is left out or stands in.

    Args:
        path: of the file.
        providers: whose entries are kept; None for everybody's.
        codes: codes that changed or merged, old to new.
        pods: points of delivery of the file's own, as the model's words.

    Raises:
        InputError: at the first fault, naming file, row, column and remedy.
    """
    layout, sheet = read_sheet(path, LAYOUTS)
    if layout is tidy.LAYOUT:
        tidy.refuse_columns(sheet)
    sheet, left = of_rows.without_totals(layout, sheet)
    notes = [*sheet.notes, *(f"{rows_of(n)} {what} {are(n)} left out" for what, n in left if n)]
    if not len(sheet):
        raise InputError(layout.none_left[0], sheet.name, layout.none_left[1])
    keys = _keys(layout, sheet, codes)
    notes += notes_on(sheet, keys["month"], layout.every, layout.months)
    sheet, keys, said = _once(layout, sheet, keys)
    notes += said
    sheet, keys, said = _of_place(layout, sheet, keys, providers)
    notes += said
    if not len(sheet):
        return pd.DataFrame(columns=[*of_rows.ENTRY, "source", "plain"]), _named(sheet, notes, layout)
    made, said = layout.reads(sheet, keys, pods) if layout.reads else of_rows.entries(layout, sheet, keys)
    if not layout.everybody:
        _refuse_twice(made, sheet.name)
    frame = checked(of_rows.summed(of_rows.spread(made, layout)), sheet.name)
    return frame.assign(source=sheet.name, plain=not layout.everybody), _named(sheet, [*notes, *said], layout)


def _named(sheet: Sheet, notes: Sequence[str], layout: Layout) -> list[str]:
    """Notes with the file that they are of."""
    return [f"{sheet.name}: {note}" for note in (*notes, *filter(None, (layout.caution,)))]


def _keys(layout: Layout, sheet: Sheet, codes: Codes) -> Rows:
    """Month, code and provider of every row."""
    month = months_of(sheet, layout.every, layout.months)
    at = sheet.headings.at(layout.code)
    if at < 0 and not layout.whole:
        sheet.at(*layout.code)
    code = of_rows.codes_of(sheet, at) if at >= 0 else no_keys(len(sheet), layout.whole)
    keys = pd.DataFrame({"month": month, "code": code}, dtype=object)
    return keys.assign(provider=renamed(keys, codes))


def _only(sheet: Sheet, keys: Rows, kept: Rows) -> tuple[Sheet, Rows]:
    return sheet.only(kept), keys[np.asarray(kept, bool)].reset_index(drop=True)


def _once(layout: Layout, sheet: Sheet, keys: Rows) -> tuple[Sheet, Rows, list[str]]:
    """Without versions that were replaced and rows that were pasted twice, which are never added up."""
    notes = []
    old = superseded(layout, sheet, keys)
    if old.any():
        units = _units(layout, sheet.only(old))
        notes.append(f"{rows_of(int(old.sum()))}{units} of versions that a later one replaces are left out")
        sheet, keys = _only(sheet, keys, ~old)
    if layout.everybody:
        pasted = again(sheet)
        if pasted.any():
            n, first = int(pasted.sum()), sheet.lines[int(np.flatnonzero(pasted)[0])]
            units = _units(layout, sheet.only(pasted))
            said = f"{rows_of(n)}{units}, from row {first} on, {are(n)} the same as others in every cell"
            notes.append(f"{said}; each is counted once")
            sheet, keys = _only(sheet, keys, ~pasted)
    if not layout.reads:
        notes += refuse_twice(layout, sheet, keys)
    return sheet, keys, notes


def _units(layout: Layout, sheet: Sheet) -> str:
    """How much rows that are left out hold, as far as it can be read."""
    columns = (
        [sheet.headings.at(layout.counted)] if layout.counted else sheet.headings.all(layout.measures[0].of)
    )
    noun = layout.measures[0].noun if layout.measures else "units"
    total = float(np.nansum([np.nansum(sheet.amounts(at, _lenient(sheet))) for at in columns if at >= 0]))
    return f" ({total:,.0f} {noun})" if columns else ""


def _lenient(sheet: Sheet) -> Reader:
    """A reader that takes what it cannot read for unknown."""

    def read(cell: str) -> float:
        try:
            return or_blank(lambda said: number_of(said, sheet.decimal_comma), np.nan)(cell)
        except CellError:
            return np.nan

    return read


def _of_place(
    layout: Layout, sheet: Sheet, keys: Rows, providers: Collection[str] | None
) -> tuple[Sheet, Rows, list[str]]:
    """Rows of providers of the place; of a return that has everybody's, the others are left out."""
    if providers is None:
        return sheet, keys, []
    strange = ~keys["provider"].isin(set(providers))
    if not strange.any():
        return sheet, keys, []
    strangers = sorted(set(keys.loc[strange, "provider"]))
    if not layout.everybody:
        row = int(np.flatnonzero(strange)[0])
        where = sheet.where(row, sheet.headings.at(layout.code))
        raise InputError(
            f"unknown provider '{keys['provider'][row]}'", where, nearest(keys["provider"][row], providers)
        )
    units = _units(layout, sheet.only(strange))
    several = "1 provider that is" if len(strangers) == 1 else f"{len(strangers):,} providers that are"
    note = f"{several} not of the place {are(len(strangers))} left out: {listed(strangers)}"
    sheet, keys = _only(sheet, keys, ~strange)
    return sheet, keys, [f"{note}; {rows_of(int(strange.sum()))}{units}"]


def _refuse_twice(made: Rows, name: str) -> None:
    """Complain where a plain file has a part of a month twice."""
    twice = made.duplicated(["month", "code", "target", "part"])
    if twice.any():
        row = made[twice].iloc[0]
        message = f"{row['month']} of {row['target']} of {row['code']} is given twice"
        remedy = "keep one row for each month, provider, pod and segment"
        raise InputError(message, f"{name}: row {row['line']}", remedy)
