"""Reads a CSV file that a person gives, as text with the line each row stands on; trusts nothing in it."""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from scenarios.errors import InputError

MOST_BYTES: Final = 400_000_000
"""A larger file is surely not monthly activity: the largest national return has about 60 MB a month."""
MOST_CELL: Final = 2_000
SEPARATORS: Final = {";": "semicolons", "\t": "tabs", "|": "bars"}


@dataclass(frozen=True)
class Sheet:
    """A file as text.

    Attributes:
        name: of the file, for messages.
        columns: its headings, without blanks around them.
        rows: cells of every row that is not empty, without blanks around them.
        lines: the line of the file on which each row ends.
    """

    name: str
    columns: tuple[str, ...]
    rows: list[list[str]]
    lines: list[int]

    def where(self, row: int, column: str) -> str:
        """File, line and column of a cell, for messages."""
        return f"{self.name}: row {self.lines[row]}, column '{column}'"

    def at(self, column: str) -> int:
        """Position of a column, whatever its case; -1 where there is none."""
        lowered = [c.lower() for c in self.columns]
        return lowered.index(column.lower()) if column.lower() in lowered else -1


def read_sheet(file: str | Path) -> Sheet:
    """A CSV file as text.

    Args:
        file: path to a comma-separated file in UTF-8.

    Raises:
        InputError: if it cannot be read as such, naming file, row and remedy.
    """
    path = Path(file)
    text = _text(path)
    first = text.partition("\n")[0]
    _refuse_separators(first, path.name)
    rows, lines = _rows(text, path.name)
    if not rows:
        raise InputError("is empty", path.name, "give a heading line and a row for each month and provider")
    columns = tuple(" ".join(cell.split()) for cell in rows[0])
    if len(rows) == 1:
        raise InputError("has headings and no rows", path.name, "add a row for each month and provider")
    _refuse_headings(columns, path.name)
    return Sheet(path.name, columns, _even(rows[1:], lines[1:], columns, path.name), lines[1:])


def _text(path: Path) -> str:
    if not path.exists():
        raise InputError("no such file", str(path), "give the path of a CSV file")
    if path.is_dir():
        raise InputError("is a folder", str(path), "give the path of a CSV file")
    if path.stat().st_size > MOST_BYTES:
        raise InputError(
            "is too large to be monthly activity", path.name, "give counts by month, not records"
        )
    raw = path.read_bytes()
    if raw[:4] == b"PK\x03\x04" or raw[:4] == b"\xd0\xcf\x11\xe0":
        raise InputError("is a spreadsheet or an archive", path.name, "save the sheet as CSV (UTF-8)")
    if b"\x00" in raw:
        raise InputError("is not text", path.name, "save the sheet as CSV (UTF-8)")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = raw[: fault.start].count(b"\n") + 1
        raise InputError("is not UTF-8 text", f"{path.name}: row {line}", "save it as CSV (UTF-8)") from None


def _refuse_separators(heading: str, name: str) -> None:
    if "," in heading:
        return
    for sign, words in SEPARATORS.items():
        if sign in heading:
            raise InputError(f"separates columns with {words}", name, "save it with commas")


def _rows(text: str, name: str) -> tuple[list[list[str]], list[int]]:
    """Rows that are not empty, with their lines."""
    csv.field_size_limit(MOST_CELL * 50)
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    rows: list[list[str]] = []
    lines: list[int] = []
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append([cell.strip() for cell in row])
                lines.append(reader.line_num)
    except csv.Error as fault:
        where = f"{name}: row {reader.line_num}"
        raise InputError(f"a cell cannot be read ({fault})", where, "check the quotation marks") from None
    return rows, lines


def _refuse_headings(columns: tuple[str, ...], name: str) -> None:
    if all(cell.replace(".", "").replace("-", "").isdigit() for cell in columns if cell):
        raise InputError("has no heading line", f"{name}: row 1", "name the columns in the first line")
    if any(len(cell) > MOST_CELL for cell in columns):
        raise InputError("a heading is too long", f"{name}: row 1", "check the quotation marks")


def _even(rows: list[list[str]], lines: list[int], columns: tuple[str, ...], name: str) -> list[list[str]]:
    """Every row with as many cells as there are headings; empty ones at the end are dropped or added."""
    width = len(columns)
    for row, line in zip(rows, lines, strict=True):
        while len(row) > width and not row[-1]:
            row.pop()
        if len(row) != width:
            raise InputError(
                f"has {len(row)} cells under {width} headings",
                f"{name}: row {line}",
                "check commas and quotation marks",
            )
    return rows
