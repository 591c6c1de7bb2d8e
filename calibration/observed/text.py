"""Rows of a text file: in UTF-8, UTF-16 or Windows' letters; parted by commas, semicolons or tabs."""

import csv
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO, TextIOWrapper
from itertools import chain, islice
from operator import itemgetter
from typing import Any, Final, NamedTuple

from scenarios.errors import InputError

SEPARATORS: Final = (",", ";", "\t", "|")
MOST_LINE: Final = 1_000_000
"""Characters of the longest line; a national return's has some 5,000."""
MOST_CELL: Final = 100_000
AS_CSV: Final = "save the sheet as CSV (UTF-8)"
MARKS: Final = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
"""How a text begins that says how it is written."""


class Row(NamedTuple):
    """A row of a table as text.

    Attributes:
        line: of the file, or row of the sheet, on which it begins.
        cells: all of them without blanks around them, or those that were picked as they stand.
        same: equal for rows that are the same in every cell.
        picked: whether only some of its cells are there.
    """

    line: int
    cells: Sequence[str]
    same: int
    picked: bool = False


class Text(NamedTuple):
    """A text file whose rows can be read, more than once.

    Attributes:
        name: of the file, for messages.
        raw: its bytes.
        encoding: how they are to be read.
    """

    name: str
    raw: bytes
    encoding: str

    def rows(self, separator: str, picked: "Picked | None" = None, most: int | None = None) -> Iterator[Row]:
        """Rows that are not empty, parted by a separator.

        Args:
            separator: between cells.
            picked: which cells of a row that has as many as there are headings; all where None.
            most: lines that are looked at.

        Raises:
            InputError: at a cell that cannot be read.
        """
        with TextIOWrapper(BytesIO(self.raw), encoding=self.encoding, newline="") as opened:
            yield from _rows(islice(opened, most), separator, picked or Picked(), self.name)


class Picked:
    """Cells that are picked from rows of a width; of the others none is made, which saves four fifths.

    Args:
        at: positions, ascending.
        width: cells that a row has.

    Example:
        >>> Picked((0, 3), 4).of("a,b,c, d", ",")
        ('a', ' d')
    """

    def __init__(self, at: Sequence[int] = (), width: int = 0) -> None:
        self.at, self.width = tuple(at), width
        ends = (*self.at, width)
        gap = max(range(len(self.at)), key=lambda i: ends[i + 1] - ends[i], default=-1)
        first, last = self.at[: gap + 1], self.at[gap + 1 :]
        self._cuts = (first[-1] + 1 if first else 0), (width - last[0] if last else 0)
        self._first, self._last = _getter(first), _getter([at - width for at in last])
        self._all = _getter(self.at)

    def of(self, line: str, separator: str) -> tuple[str, ...]:
        """Those of a line without quotation marks, taken from its two ends."""
        first, last = self._cuts
        cells = self._first(line.split(separator, first))
        return cells + self._last(line.rsplit(separator, last)) if last else cells

    def among(self, cells: Sequence[str]) -> tuple[str, ...]:
        """Those of a row's cells."""
        return self._all(cells)


def _getter(at: Sequence[int]) -> Callable[[Sequence[str]], tuple[str, ...]]:
    """What takes some cells of a row; one made by the library where there are several, for speed."""
    if len(at) > 1:
        return itemgetter(*at)
    return lambda cells: tuple(cells[i] for i in at)


def text_of(raw: bytes, name: str) -> Text:
    """A text file from its bytes.

    Raises:
        InputError: if it is not text in any of the ways in which it may be written.
    """
    for encoding in _encodings(raw):
        try:
            whole = raw.decode(encoding)
        except UnicodeError:
            continue
        if "\x00" not in whole:
            return Text(name, raw, encoding)
    raise InputError("is not text", name, AS_CSV)


def _encodings(raw: bytes) -> list[str]:
    """Ways in which it may be written, the likeliest first."""
    for mark, encoding in MARKS.items():
        if raw.startswith(mark):
            return [encoding]
    if raw[1:2] == b"\x00":
        return ["utf-16-le"]
    return ["utf-16-be"] if raw[:1] == b"\x00" else ["utf-8", "cp1252"]


def _rows(lines: Iterator[str], separator: str, picked: Picked, name: str) -> Iterator[Row]:
    """A line without quotation marks is parted as it stands."""
    csv.field_size_limit(MOST_CELL)
    blank, number = separator + " \t\r\n", 0
    for line in lines:
        number += 1
        if len(line) > MOST_LINE:
            raise InputError("a line is too long", f"{name}: row {number}", "check what ends its lines")
        if not (bare := line.strip(blank)):
            continue
        if '"' not in line:
            line = line.rstrip("\r\n")
            some = separator in bare and line.count(separator) + 1 == picked.width
            cells = picked.of(line, separator) if some else [c.strip() for c in line.split(separator)]
            yield Row(number, cells, hash(line), some)
            continue
        reader = csv.reader(chain([line], lines), delimiter=separator, strict=True)
        cells = _quoted(reader, number, name)
        if some := len(cells) == picked.width:
            yield Row(number, picked.among(cells), hash(tuple(cells)), some)
        else:
            yield Row(number, [cell.strip() for cell in cells], hash(tuple(cells)))
        number += reader.line_num - 1


def _quoted(reader: Any, number: int, name: str) -> list[str]:
    """Cells of a row that begins with a line that has quotation marks; it may go on over others."""
    try:
        return next(reader)
    except csv.Error as fault:
        where = f"{name}: row {number + reader.line_num - 1}"
        raise InputError(f"a cell cannot be read ({fault})", where, "check the quotation marks") from None
