"""Rows of an Excel workbook (.xlsx), sheet by sheet, as text; what would swell as it is read is refused."""

from collections.abc import Iterator
from datetime import date, datetime
from importlib.util import find_spec
from io import BytesIO
from typing import Any, Final, NamedTuple
from zipfile import BadZipFile, ZipFile

from calibration.observed.files import LARGE, SMALLER
from calibration.observed.text import AS_CSV, Row
from scenarios.errors import InputError

ZIP: Final = b"PK\x03\x04"
OLD: Final = b"\xd0\xcf\x11\xe0"
MOST_INSIDE: Final = 200_000_000
"""Bytes of all parts, unpacked; a return of every provider for a year has a tenth of that."""
MOST_PARTS: Final = 2_000
MOST_COLUMNS: Final = 1_000
MOST_ROWS: Final = 1_000_000
BROKEN: Final = "is a spreadsheet or an archive that cannot be read"


class Page(NamedTuple):
    """A sheet of a workbook.

    Attributes:
        name: of the sheet.
        rows: that are not empty.
    """

    name: str
    rows: list[Row]


def is_workbook(raw: bytes) -> bool:
    """Whether a file is a workbook, or something else that is packed.

    Raises:
        InputError: if it is a workbook of Excel's old kind.
    """
    if raw[:4] == OLD:
        remedy = "save it as .xlsx, or save the sheet as CSV (UTF-8)"
        raise InputError("is a spreadsheet of the old kind (.xls)", "", remedy)
    return raw[:4] == ZIP


def pages(raw: bytes, name: str) -> list[Page]:
    """Sheets of a workbook, those of providers first, as a return is looked at by provider.

    Raises:
        InputError: if it cannot be read, would be too large, or the package that reads it is missing.
    """
    _refuse_contents(raw, name)
    if find_spec("openpyxl") is None:
        raise InputError(
            "workbooks need openpyxl, not installed here",
            name,
            "pip install openpyxl defusedxml, or " + AS_CSV,
        )
    from openpyxl import load_workbook

    try:
        book: Any = load_workbook(BytesIO(raw), read_only=True, data_only=True, keep_links=False)
        read = [Page(sheet.title, list(_rows(sheet, name))) for sheet in book.worksheets]
    except InputError:
        raise
    except Exception as fault:  # whatever a library of somebody else's makes of a broken file
        raise InputError(BROKEN, name, AS_CSV) from fault
    return sorted(read, key=lambda page: "provider" not in page.name.lower())


def _refuse_contents(raw: bytes, name: str) -> None:
    try:
        with ZipFile(BytesIO(raw)) as packed:
            parts = packed.infolist()
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        raise InputError(BROKEN, name, AS_CSV) from None
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_INSIDE:
        raise InputError(LARGE, name, SMALLER)
    if not any(part.filename.startswith("xl/") for part in parts):
        raise InputError("is an archive, not a workbook", name, "unpack it, and give the file inside")


def _rows(sheet: Any, name: str) -> Iterator[Row]:
    sheet.reset_dimensions()  # what a file says of its own size is not to be trusted
    for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
        if number > MOST_ROWS or len(values) > MOST_COLUMNS:
            raise InputError(LARGE, f"{name}: sheet '{sheet.title}', row {number}", SMALLER)
        cells = [_as_text(value) for value in values]
        if any(cells):
            yield Row(number, cells, hash(tuple(cells)))


def _as_text(value: Any) -> str:
    """A cell as it would stand in a CSV file.

    Example:
        >>> _as_text(12.0), _as_text(None), _as_text(datetime(2026, 4, 1)), _as_text(" R1H ")
        ('12', '', '2026-04-01', 'R1H')
    """
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return repr(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()
