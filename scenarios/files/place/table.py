"""One table of a place, read with suspicion: every cell is checked before the model sees it.

A table is described by its columns; a fault is an `InputError` that names the file, the row (the
line of the file, as a spreadsheet counts), the column and what would be right.
"""

import csv
import io
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from scenarios.errors import InputError, nearest

NUMBER: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
FLAGS: Final = {"yes": True, "no": False, "true": True, "false": False}
LONGEST_TEXT: Final = 300


@dataclass(frozen=True)
class Column:
    """What a column may hold.

    Attributes:
        kind: "text", "number", "whole" or "flag" (yes or no).
        low: least number allowed.
        high: greatest number allowed.
        blank: whether a cell may be left empty (text becomes "", a number NaN).
        words: the only words allowed, when there are only some.
    """

    kind: str = "text"
    low: float = -math.inf
    high: float = math.inf
    blank: bool = False
    words: tuple[str, ...] = ()


class PlaceTable:
    """Checked columns of one file, with enough memory of where each row stood to name it.

    Args:
        file: the path as it will be named in errors.
        columns: values by column name, all of one length.
        lines: line of the file on which each row ends.

    Example:
        >>> table = PlaceTable("practices.csv", {"practice_id": ["A1"]}, [2])
        >>> table.where(0, "practice_id")
        'practices.csv: row 2, column practice_id'
    """

    def __init__(self, file: str, columns: Mapping[str, list[Any]], lines: Sequence[int]) -> None:
        self.file, self.columns, self.lines = file, columns, lines

    def __len__(self) -> int:
        return len(self.lines)

    def __getitem__(self, column: str) -> list[Any]:
        return self.columns[column]

    def where(self, row: int, column: str) -> str:
        """Name a cell as a person would look for it."""
        return f"{self.file}: row {self.lines[row]}, column {column}"

    def positions(self, column: str, index: Mapping[str, int], of: str) -> list[int]:
        """Turn ids into positions.

        Raises:
            InputError: at the first id that `index` does not hold; `of` names where ids come from.
        """
        for row, word in enumerate(self[column]):
            if word not in index:
                remedy = nearest(word, filter(None, index))  # a cell left empty is no word to offer
                raise InputError(f"'{word}' is not in {of}", self.where(row, column), remedy)
        return [index[word] for word in self[column]]

    def refuse_repeats(self, *columns: str) -> None:
        """Raise where two rows share the same value of these columns together.

        Raises:
            InputError: naming the second row and the first.
        """
        first: dict[tuple[Any, ...], int] = {}
        for row, key in enumerate(zip(*(self[c] for c in columns), strict=True)):
            if key in first:
                said = ", ".join(str(part) for part in key)
                raise InputError(
                    f"'{said}' is here twice (first in row {self.lines[first[key]]})",
                    self.where(row, " and ".join(columns)),
                    "keep one row for each",
                )
            first[key] = row


def read_table(text: str, file: str, spec: Mapping[str, Column]) -> PlaceTable:
    """Read a table of commas and check every cell against its column.

    Args:
        text: what the file says.
        file: its name, for messages.
        spec: every column the file must have, and no other, by name.

    Raises:
        InputError: at the first fault found, reading from the top.
    """
    rows, lines = _rows(csv.reader(io.StringIO(text, newline=""), strict=True), file)
    if not rows:
        raise InputError("the file is empty", file, "its first row must be " + ",".join(spec))
    header = [cell.strip() for cell in rows[0]]
    _check_header(header, spec, file)
    _check_lengths(rows, lines, len(header), file)
    if len(rows) == 1:
        raise InputError("there are no rows under the header", file, "add at least one row")
    by_name = dict(zip(header, zip(*rows[1:], strict=True), strict=True))
    table = PlaceTable(file, {}, lines[1:])
    table.columns = {name: _column(table, name, by_name[name], spec[name]) for name in spec}
    return table


def _rows(reader: Any, file: str) -> tuple[list[list[str]], list[int]]:
    """All rows that say anything, and the line on which each ends."""
    rows: list[list[str]] = []
    lines: list[int] = []
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append(row)
                lines.append(reader.line_num)
    except csv.Error as fault:
        raise InputError(
            f"not a CSV file ({fault})", f"{file}: row {reader.line_num}", "save it as 'CSV UTF-8'"
        ) from None
    return rows, lines


def _check_header(header: list[str], spec: Iterable[str], file: str) -> None:
    """The header holds each column once, and no other."""
    where = f"{file}: row 1"
    if len(header) == 1 and ";" in header[0]:
        raise InputError("columns are separated by ';'", where, "separate them by commas")
    for name in header:
        if name not in spec:
            raise InputError(f"unknown column '{name}'", where, nearest(name, spec))
        if header.count(name) > 1:
            raise InputError(f"column '{name}' is here twice", where, "keep one of them")
    for name in spec:
        if name not in header:
            raise InputError(f"column '{name}' is missing", where, "columns: " + ",".join(spec))


def _check_lengths(rows: list[list[str]], lines: list[int], n: int, file: str) -> None:
    """Every row has as many cells as the header."""
    for row, line in zip(rows, lines, strict=True):
        if len(row) != n:
            raise InputError(f"{len(row)} cells under {n} columns", f"{file}: row {line}", f"write {n} cells")


def _column(table: PlaceTable, name: str, cells: Sequence[str], column: Column) -> list[Any]:
    """Turn the cells of a column into values, naming the first that will not do."""
    parse, values = PARSERS[column.kind], list[Any]()
    for row, cell in enumerate(cells):
        text = cell.strip()
        try:
            values.append(_blank(column) if not text else parse(text, column))
        except ValueError as fault:
            what, _, remedy = str(fault).partition("|")
            raise InputError(what, table.where(row, name), remedy) from None
    return values


def _blank(column: Column) -> Any:
    """The value of an empty cell."""
    if not column.blank:
        raise ValueError(
            "the cell is empty|" + ("fill it in" if column.kind == "text" else "write " + _wanted(column))
        )
    return math.nan if column.kind in ("number", "whole") else ""


def _text(text: str, column: Column) -> str:
    """A word or a phrase on one line."""
    if column.words and text not in column.words:
        raise ValueError(f"'{text}' is not known here|{nearest(text, column.words)}")
    if len(text) > LONGEST_TEXT or not text.isprintable():
        raise ValueError(f"unusable text|write one line of at most {LONGEST_TEXT} characters")
    return text


def _number(text: str, column: Column) -> float:
    """A finite number within the column's bounds."""
    if not NUMBER.fullmatch(text):
        raise ValueError(f"'{text[:40]}' is not a number|write {_wanted(column)} in plain digits")
    value = float(text)
    if not (math.isfinite(value) and column.low <= value <= column.high):
        raise ValueError(f"{text[:40]} is out of range|write {_wanted(column)}")
    return value


def _whole(text: str, column: Column) -> int:
    """A whole number within the column's bounds."""
    value = _number(text, column)
    if value != int(value):
        raise ValueError(f"{text} is not a whole number|write {_wanted(column)}")
    return int(value)


def _flag(text: str, column: Column) -> bool:
    """Yes or no."""
    if text.lower() not in FLAGS:
        raise ValueError(f"'{text[:40]}' is neither yes nor no|write yes or no")
    return FLAGS[text.lower()]


def _wanted(column: Column) -> str:
    """What the cell should hold, in words."""
    if column.words:
        return "one of " + ", ".join(column.words)
    if column.kind == "flag":
        return "yes or no"
    name = "a whole number" if column.kind == "whole" else "a number"
    if math.isinf(column.low) and math.isinf(column.high):
        return name
    if math.isinf(column.high):
        return f"{name} of {column.low:g} or more"
    return f"{name} from {column.low:g} to {column.high:,.0f}"


PARSERS: Final[Mapping[str, Callable[[str, Column], Any]]] = {
    "text": _text,
    "number": _number,
    "whole": _whole,
    "flag": _flag,
}
