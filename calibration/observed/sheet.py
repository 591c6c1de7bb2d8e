"""A table that was read: its headings, the cells that its layout looks at, and the row each stands on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from abm.quantities import Floats, Ints
from calibration.observed.headings import Headings, Names
from calibration.observed.table import Rows
from scenarios.errors import InputError, nearest


class CellError(ValueError):
    """A cell that cannot be what it should, wherever it stands.

    Args:
        what: what is wrong.
        remedy: what would be right.
    """

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what, self.remedy = what, remedy


@dataclass(frozen=True, eq=False)
class Sheet:
    """A table as text.

    Attributes:
        name: of the file and, in a workbook, of the sheet, for messages.
        headings: of all columns.
        cells: a column for each position that is looked at; no cell is missing.
        lines: row of the file on which each row stands.
        same: equal for rows that are the same in every cell, read or not.
        above: cells of title rows, and the file's name.
        decimal_comma: whether numbers may be written 1.234,5.
        heading_line: row of the file on which the headings stand.
        notes: what was left out while it was read.
    """

    name: str
    headings: Headings
    cells: Rows
    lines: Ints
    same: Ints
    above: tuple[str, ...] = ()
    decimal_comma: bool = False
    heading_line: int = 1
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.lines)

    def only(self, kept: Rows) -> "Sheet":
        """Some of its rows."""
        mask = np.asarray(kept, bool)
        cells = self.cells[mask].reset_index(drop=True)
        return replace(self, cells=cells, lines=self.lines[mask], same=self.same[mask])

    def where(self, row: int, at: int) -> str:
        """File, row and column of a cell, for messages."""
        return f"{self.name}: row {self.lines[row]}, column '{self.headings.written[at]}'"

    def noting(self, *notes: str) -> "Sheet":
        """The same with more to note; empty notes are none."""
        return replace(self, notes=(*self.notes, *filter(None, notes)))

    @property
    def where_headings(self) -> str:
        """File and row of the headings, for messages."""
        return f"{self.name}: row {self.heading_line}"

    def at(self, *names: str) -> int:
        """Position of a column by the first of its names that is there.

        Raises:
            InputError: if none is.
        """
        if (at := self.headings.at(names)) >= 0:
            return at
        written = [heading for heading in self.headings.written if heading]
        remedy = f"add it; {nearest(names[0], written)}" if written else "add it"
        raise InputError(f"no column '{names[0]}'", self.name, remedy)

    def text(self, at: int) -> Rows:
        """Cells of a column; empty ones where there is no such column."""
        return self.cells[at] if at >= 0 else pd.Series([""] * len(self), dtype=object)

    def words(self, names: Names) -> Rows:
        """Cells of the column of the first name that is there, in small letters."""
        return self.text(self.headings.at(names)).str.lower()

    def read(self, at: int, reader: Callable[[str], object]) -> Sequence[object]:
        """Every cell of a column read; each word once, however often it stands there.

        Args:
            at: position of the column.
            reader: of a cell's text.

        Raises:
            InputError: at the first cell that cannot be read.
        """
        codes, words = pd.factorize(self.text(at))
        read: list[object] = []
        for code, word in enumerate(words):
            try:
                read.append(reader(word))
            except CellError as fault:
                row = int(np.flatnonzero(codes == code)[0])
                raise InputError(fault.what, self.where(row, at), fault.remedy) from None
        return [read[code] for code in codes]

    def amounts(self, at: int, reader: Callable[[str], float]) -> Floats:
        """Every cell of a column as a number, NaN where it is not known, float[rows].

        Raises:
            InputError: at the first cell that is none.
        """
        return np.array(self.read(at, reader), np.float64)
