"""Observed series from files: read, recognised, checked, added up, and put together."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Final

import pandas as pd

from calibration.observed.layouts.catalogue import layout_of
from calibration.observed.read import read_sheet
from calibration.observed.schema import checked
from calibration.observed.shapes import added_up, whole
from calibration.observed.table import COLUMNS, Observed, Rows
from scenarios.errors import InputError, nearest

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
    codes: Mapping[str, str] | None = None,
) -> Observed:
    """Observed series from files and public series by name.

    Args:
        files: paths of CSV files, or names from `series_names()`.
        providers: whose series can be compared: organisations, boroughs, `all`, conditions; None for
            whoever the files are of.
        codes: codes that changed, old to new.

    Raises:
        InputError: at the first fault, naming file, row, column and remedy.
    """
    if not files:
        raise InputError("no data", "--data", f"give a CSV file, or one of {', '.join(series_names())}")
    parts = [_of_file(file, providers, codes or {}) for file in files]
    rows = pd.concat([rows for rows, _ in parts], ignore_index=True)
    twice = rows[rows.duplicated(["month", "provider", "target"])]
    if len(twice):
        row = twice.iloc[0]
        message = f"{row['month']} of {row['target']} of {row['provider']} is in two files"
        raise InputError(message, str(row["source"]), "leave one of them out")
    if rows.empty:
        known = ", ".join(sorted(providers or ())[:8])
        raise InputError(
            "no row is of a provider of the place", "--data", f"known codes are {known} and others"
        )
    return Observed(rows, tuple(note for _, notes in parts for note in notes))


def _of_file(
    file: str | Path, providers: Collection[str] | None, codes: Mapping[str, str]
) -> tuple[Rows, list[str]]:
    """Rows of one file, with notes."""
    path = SERIES / f"{file}.csv" if str(file) in series_names() else Path(file)
    sheet = read_sheet(path)
    layout = layout_of(sheet)
    entries = [e._replace(provider=codes.get(e.provider, e.provider)) for e in layout.entries(sheet)]
    known = {e.provider for e in entries} if providers is None else set(providers)
    strangers = sorted({e.provider for e in entries} - known)
    if strangers and not layout.everybody:
        line = next(e.line for e in entries if e.provider == strangers[0])
        where = f"{sheet.name}: row {line}, column 'provider'"
        raise InputError(f"unknown provider '{strangers[0]}'", where, nearest(strangers[0], known))
    frame = checked([e for e in entries if e.provider not in strangers], sheet.name)
    rows = added_up(frame, sheet.name) if len(frame) else frame.reindex(columns=[*COLUMNS, "line"])
    whole(rows, sheet.name)
    notes = (
        [f"{sheet.name}: {len(strangers)} providers that are not of the place are left out"]
        if strangers
        else []
    )
    return rows.assign(source=sheet.name)[list(COLUMNS)], notes
