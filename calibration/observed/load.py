"""Observed series from files: read, recognised, checked, added up, and put together."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Final

import pandas as pd

from calibration.observed.codes import Codes, refuse_halves
from calibration.observed.look import remarks
from calibration.observed.one_file import entries_of
from calibration.observed.shapes import added_up, whole
from calibration.observed.table import COLUMNS, Observed, Rows
from calibration.observed.words import rows_of
from scenarios.errors import InputError

SERIES: Final = Path(__file__).parent / "series"
"""Public series that come with payscape; `SOURCES.md` beside them says where they are from."""


def series_names() -> list[str]:
    """Names of the public series that come with payscape.

    Example:
        >>> "east-london-ae" in series_names()
        True
    """
    return sorted(file.stem for file in SERIES.glob("*.csv"))


def load(
    files: Sequence[str | Path],
    providers: Collection[str] | None = None,
    codes: Codes | None = None,
    pods: Mapping[str, str] | None = None,
) -> Observed:
    """Observed series from files and public series by name.

    Args:
        files: paths of CSV files or workbooks, or names from `series_names()`.
        providers: whose series can be compared: organisations, boroughs, `all`, conditions; None for
            whoever the files are of.
        codes: codes that changed or merged, old to new.
        pods: points of delivery of the files' own, as the model's words.

    Raises:
        InputError: at the first fault, naming file, row, column and remedy.
    """
    if not files:
        raise InputError("no data", "--data", f"give a CSV file, or one of {', '.join(series_names())}")
    parts = [entries_of(_path(file), providers, codes or {}, pods or {}) for file in files]
    rows = pd.concat([rows for rows, _ in parts], ignore_index=True)
    if rows.empty:
        known = ", ".join(sorted(providers or ())[:8])
        name = Path(files[0]).name if len(files) == 1 else "--data"
        raise InputError("no row is of a provider of the place", name, f"known codes are {known} and others")
    _refuse_two_files(rows)
    _refuse_unknown_throughout(rows)
    halves = refuse_halves(rows, codes or {})
    summed = added_up(rows)
    broken = whole(summed)
    notes = [note for _, said in parts for note in said]
    return Observed(summed[list(COLUMNS)], (*notes, *halves, *broken, *remarks(summed)))


def _refuse_two_files(rows: Rows) -> None:
    files = rows.groupby(["month", "code", "target"], sort=False)["source"].nunique()
    if (files > 1).any():
        month, code, target = files[files > 1].index[0]
        mine = (rows["month"] == month) & (rows["code"] == code) & (rows["target"] == target)
        message = f"{month} of {target} of {code} is in two files"
        raise InputError(message, str(rows.loc[mine, "source"].iloc[-1]), "leave one of them out")


def _refuse_unknown_throughout(rows: Rows) -> None:
    if not rows["value"].notna().any():
        row = rows.iloc[0]
        what = f"no value is known: {rows_of(len(rows))}, and every one of them says that it is not"
        raise InputError(what, str(row["source"]), "give counts of at least some months")


def _path(file: str | Path) -> Path:
    return SERIES / f"{file}.csv" if str(file) in series_names() else Path(file)
