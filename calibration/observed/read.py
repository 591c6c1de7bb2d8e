"""Reads a table that a person gives, CSV or workbook, as its layout looks at it; trusts nothing in it.

Its headings are the first row that a layout knows; rows above are titles. Of every row only the cells that
the layout looks at are kept, so that a return of 121 columns takes no more than one of ten.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from calibration.observed import headings as of_headings
from calibration.observed.files import content
from calibration.observed.headings import Headings
from calibration.observed.layouts.layout import Layout
from calibration.observed.sheet import Sheet
from calibration.observed.table import Rows
from calibration.observed.text import SEPARATORS, Picked, Row, Text, text_of
from calibration.observed.words import are, rows_of
from calibration.observed.workbook import Page, is_workbook, pages
from scenarios.errors import InputError

FIRST_ROWS: Final = 80
"""Rows among which the headings stand; the longest preamble of a return has 58."""


class Found(NamedTuple):
    """Where a table's headings are.

    Attributes:
        layout: that knows them.
        cells: of the heading row.
        line: on which they stand.
        above: title rows.
    """

    layout: Layout
    cells: list[str]
    line: int
    above: tuple[str, ...]


def read_sheet(file: str | Path, layouts: Sequence[Layout]) -> tuple[Layout, Sheet]:
    """A table and its layout.

    Args:
        file: path to a CSV file or workbook, or to either packed with gzip.
        layouts: those that are known, in the order in which they are tried.

    Raises:
        InputError: if it cannot be read, or is of no known layout, naming file, row and remedy.
    """
    path = Path(file)
    raw = content(path)
    try:
        packed = is_workbook(raw)
    except InputError as fault:
        raise InputError(fault.what, path.name, fault.remedy) from None
    if packed:
        return _of_workbook(pages(raw, path.name), path.name, layouts)
    return _of_text(text_of(raw, path.name), layouts)


def _of_text(text: Text, layouts: Sequence[Layout]) -> tuple[Layout, Sheet]:
    """Whatever parts its cells, it is what makes headings of a row that a layout knows."""
    tops = {sign: list(_tops(text, sign)) for sign in SEPARATORS}
    for sign, top in tops.items():
        if found := _headings(top, layouts, text.name):
            at = found.layout.looked_at(Headings(found.cells))
            rows = text.rows(sign, Picked(at, len(found.cells)))
            return found.layout, replace(_sheet(found, rows, text.name), decimal_comma=sign == ";")
    list(text.rows(",", most=FIRST_ROWS))  # a cell that cannot be read comes before what it means
    raise _unknown(
        max(tops.values(), key=lambda top: max((len(row.cells) for row in top), default=0)), text.name
    )


def _tops(text: Text, sign: str) -> Iterator[Row]:
    """The first rows; a fault in one of them is met again, and said, when all are read."""
    rows = text.rows(sign, most=FIRST_ROWS)
    while True:
        try:
            yield next(rows)
        except (StopIteration, InputError):
            return


def _of_workbook(sheets: Sequence[Page], name: str, layouts: Sequence[Layout]) -> tuple[Layout, Sheet]:
    """The first sheet that has a known layout; others that have one are named."""
    known = [(page, found) for page in sheets if (found := _headings(page.rows[:FIRST_ROWS], layouts, name))]
    if not known:
        raise _unknown(max((page.rows for page in sheets), key=len, default=[]), name)
    page, found = known[0]
    at = found.layout.looked_at(Headings(found.cells))
    width = len(found.cells)
    rows = (_of_width(row, width, at) for row in page.rows)
    sheet = _sheet(found, rows, f"{name}: sheet '{page.name}'" if len(sheets) > 1 else name)
    others = ", ".join(f"'{other.name}'" for other, _ in known[1:])
    return found.layout, sheet.noting(f"sheets {others} are left out" if others else "")


def _of_width(row: Row, width: int, at: tuple[int, ...]) -> Row:
    """A sheet's row ends where its last cell is, and may have words beside the table."""
    cells = [*row.cells, *[""] * width][:width]
    alone = sum(map(bool, cells)) == 1 and width > 1
    return (
        Row(row.line, row.cells, row.same) if alone else Row(row.line, [cells[i] for i in at], row.same, True)
    )


def _headings(top: Sequence[Row], layouts: Sequence[Layout], name: str) -> Found | None:
    """The first row that is headings of a layout."""
    for i, row in enumerate(top):
        cells = list(row.cells)
        while cells and not cells[-1]:
            cells.pop()
        headings = Headings(cells)
        layout = next((known for known in layouts if known.recognises(headings)), None)
        if layout is None:
            continue
        if any(len(cell) > of_headings.MOST for cell in cells):
            raise InputError("a heading is too long", f"{name}: row {row.line}", "check the quotation marks")
        above = tuple(" ".join(filter(None, title.cells)) for title in top[:i])
        return Found(layout, list(row.cells), row.line, above)
    return None


def _unknown(top: Sequence[Row], name: str) -> InputError:
    """What to say of a table whose headings no layout knows."""
    if not top:
        return InputError("is empty", name, "give a heading line and a row for each month and provider")
    widest = max(len([cell for cell in row.cells if cell]) for row in top)
    row = next(row for row in top if len([cell for cell in row.cells if cell]) == widest)
    where = f"{name}: row {row.line}"
    if all(cell.replace(".", "").replace("-", "").isdigit() for cell in row.cells if cell):
        return InputError("has no heading line", where, "name the columns in the first line")
    shown = ", ".join(row.cells[:6]) + (", …" if len(row.cells) > 6 else "")
    remedy = "the plain one is month, provider, pod, activity"
    return InputError(f"columns {shown} are of no known layout", where, remedy)


def _sheet(found: Found, rows: Iterable[Row], name: str) -> Sheet:
    """Rows below the headings, each with the cells that are looked at."""
    headings = Headings(found.cells)
    at = found.layout.looked_at(headings)
    again = tuple(found.cells[i] for i in at)
    body, prose, repeated = [], 0, 0
    for row in rows:
        if row.line <= found.line:
            continue
        if (cells := _picked(row, at, len(found.cells), name)) is None:
            prose += 1
        elif tuple(cells) == again:
            repeated += 1
        else:
            body.append((row.line, cells, row.same))
    if not body:
        raise InputError("has headings and no rows", name, "add a row for each month and provider")
    cells = pd.DataFrame([cells for _, cells, _ in body], columns=list(at), dtype=object).apply(_bare)
    lines, same = (np.array([row[i] for row in body], np.int64) for i in (0, 2))
    sheet = Sheet(name, headings, cells, lines, same, (*found.above, name), heading_line=found.line)
    return sheet.noting(
        f"{rows_of(prose)} of words alone {are(prose)} left out" if prose else "",
        f"{rows_of(repeated)} of headings again {are(repeated)} left out" if repeated else "",
    )


def _picked(row: Row, at: tuple[int, ...], width: int, name: str) -> Sequence[str] | None:
    """Cells of a row that are looked at; None of a row that is a note below a table."""
    if row.picked:
        return row.cells
    cells = list(row.cells)
    while len(cells) > width and not cells[-1]:
        cells.pop()
    said = [cell for cell in cells if cell]
    if len(said) == 1 and width > 1 and " " in said[0]:
        return None
    if len(cells) != width:
        what = f"has {len(cells)} cells under {width} headings"
        raise InputError(what, f"{name}: row {row.line}", "check commas and quotation marks")
    return [cells[i] for i in at]


def _bare(column: Rows) -> Rows:
    """Cells without blanks around them; each word is looked at once."""
    codes, words = pd.factorize(column)
    return pd.Series(np.array([word.strip() for word in words], object)[codes], dtype=object)
