"""Folders and files of results: whether one can be written, what one holds, and where it was kept."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import pandas as pd

SHOWN: Final = 8
"""Folders that a message names."""


def read_manifest(folder: Path) -> dict[str, Any]:
    """What was run, as data.

    Raises:
        InputError: if the folder is not one that payscape wrote.
    """
    from scenarios.runs.folder import read_manifest as read

    return read(folder, _below(folder) or "name a folder that `payscape run --out` or `compare --out` wrote")


def _below(folder: Path) -> str:
    """Which of the folders below hold results, as those of `payscape demo` do; nothing where none does."""
    from scenarios.runs.folder import MANIFEST, kind_of

    manifests = sorted(folder.glob(f"*/{MANIFEST}"))[:SHOWN] if folder.is_dir() else []
    named = [f"{file.parent} (a {kind})" for file in manifests if (kind := kind_of(file.parent))]
    return f"name one of its folders: {', '.join(named)}" if named else ""


def read_results(folder: Path, table: str, columns: tuple[str, ...]) -> "pd.DataFrame":
    """One table of a folder of results.

    Args:
        folder: of a run or a comparison.
        table: its name.
        columns: those that must be there.

    Raises:
        InputError: if it is missing, broken or another table.
    """
    import pandas as pd

    from scenarios.errors import InputError

    file, again = f"{folder}/{table}.parquet", "run it again with --out"
    if not Path(file).is_file():
        raise InputError("no such table", file, again)
    try:
        read = pd.read_parquet(file)
    except (OSError, ValueError) as fault:  # pyarrow's faults are ValueErrors
        raise InputError(f"is not a Parquet table ({str(fault).splitlines()[0]})", file, again) from None
    missing = [column for column in columns if column not in read.columns]
    if missing:
        raise InputError(f"has no column '{missing[0]}'", file, again)
    return read


@contextmanager
def kept_in(
    out: Path | None, kind: str, scenarios: Iterable[str] | None = None, replace: bool = False
) -> Iterator[str]:
    """Hold the folder of results from before they are made, so that no other process can write it.

    Args:
        out: the folder, where one was named.
        kind: of results, as their manifest says.
        scenarios: ids of what they are of.
        replace: whether others of the kind are replaced.

    Yields:
        What is replaced, in words; nothing where nothing is.

    Raises:
        InputError: if it holds something else, or another process is writing it.
    """
    if out is None:
        yield ""
        return
    from scenarios.runs.folder import described, refuse_others
    from scenarios.runs.held import held

    refuse_others(out, kind, scenarios, replace)
    with held(out):
        yield described(out)


def refuse_tables(tables: str | None, out: Path | None) -> None:
    """Complain about tables for a spreadsheet that could not be written, before time is spent on a run.

    Raises:
        InputError: if no folder was named for them, or the extra that writes them is not installed.
    """
    if tables is None:
        return
    from scenarios.errors import InputError
    from scenarios.runs.spreadsheets import writers

    if out is None:
        raise InputError("no folder to write them to", "--tables", "name one with --out DIR")
    writers({}, tables)


def refuse_file(out: Path | None, line: str | None = None) -> None:
    """Complain about a file that could not be written, before time is spent on a run.

    Args:
        out: the file, where one was named.
        line: with which it will begin, where that is known.

    Raises:
        InputError: if something else is there, or it may not be written.
    """
    if out is not None:
        from scenarios.runs.file import refuse_unfit_file

        refuse_unfit_file(out, line)


def save_csv(table: "pd.DataFrame", out: Path | None) -> None:
    """Write a table to a file, where one was named."""
    if out is not None:
        from scenarios.runs.file import write_result
        from scenarios.words.spreadsheet import csv_text

        write_result(out, csv_text(table))


def say_tables(out: Path | None, replaced: str = "") -> None:
    """Where the tables are and what they replaced, or how to keep them."""
    instead = f", instead of {replaced}" if replaced else ""
    print(f"\nTables are in {out}{instead}" if out else "\nNothing was saved: --out DIR keeps the tables.")


def say_table(out: Path | None) -> None:
    """Where the one table is, or how to keep it."""
    print(f"\nThe table is in {out}" if out else "\nNothing was saved: --out FILE.csv keeps the table.")
