"""Tables for a spreadsheet, beside those in Parquet: a CSV for each, or a workbook with a sheet for each."""

from collections.abc import Callable, Mapping
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import pandas as pd

from scenarios.errors import InputError, installing
from scenarios.words.spreadsheet import csv_text, harmless

WORKBOOK: Final = "tables.xlsx"
MOST_ROWS: Final = 1_048_575
"""Rows below its heading that a sheet of Excel has room for; a longer table is written as CSV."""
LONGEST_NAME: Final = 31


CSV, EXCEL = "csv", "xlsx"


def writers(tables: Mapping[str, pd.DataFrame], kind: str | None) -> dict[str, Callable[[Path], object]]:
    """What writes tables for a spreadsheet, by file: a CSV for each, or a workbook with a sheet for each.

    Args:
        tables: by name.
        kind: csv or xlsx; nothing is written when None.

    Raises:
        InputError: if there is no such kind, or the extra that writes it is not installed.

    Example:
        >>> list(writers({"money": pd.DataFrame({"pence": [1]})}, "csv"))
        ['money.csv']
    """
    if kind is None:
        return {}
    if kind not in (CSV, EXCEL):
        raise InputError(f"no tables as '{kind}'", "tables", f"{CSV} or {EXCEL}")
    if kind == CSV:
        return {f"{name}.csv": partial(_write_csv, table) for name, table in tables.items()}
    require_excel()
    fitting = {name: table for name, table in tables.items() if len(table) <= MOST_ROWS}
    longer = {name: table for name, table in tables.items() if name not in fitting}
    return {WORKBOOK: partial(_write_workbook, fitting), **writers(longer, CSV)}


def require_excel() -> None:
    """See that workbooks can be written.

    Raises:
        InputError: if the extra is not installed.
    """
    if find_spec("openpyxl") is None:
        raise InputError("workbooks need openpyxl, not installed here", "tables", installing("excel"))


def _write_csv(table: pd.DataFrame, file: Path) -> None:
    # Excel takes a CSV without this mark for one in the code page of the machine.
    file.write_text(csv_text(table), encoding="utf-8-sig", newline="")


def _write_workbook(tables: Mapping[str, pd.DataFrame], file: Path) -> None:
    with pd.ExcelWriter(file, engine="openpyxl") as workbook:
        for name, table in tables.items():
            safe = table.astype(object).map(_shown_as_it_is).where(table.notna(), None)
            safe.to_excel(workbook, sheet_name=name[:LONGEST_NAME], index=False)


def _shown_as_it_is(cell: object) -> object:
    return harmless(cell) if isinstance(cell, str) else cell
