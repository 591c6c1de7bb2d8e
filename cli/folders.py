"""Folders and files of results: whether one can be written, what one holds, and where it was kept."""

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from scenarios.words.visible import in_one_line, one_line

if TYPE_CHECKING:
    import pandas as pd

MANIFEST: Final = "manifest.json"
SHOWN: Final = 8
"""Folders that a message names."""


def read_manifest(folder: Path) -> dict[str, Any]:
    """What was run, as data.

    Raises:
        InputError: if the folder is not one that payscape wrote.
    """
    from scenarios.errors import InputError

    remedy = _below(folder) or "name a folder that `payscape run --out` or `payscape compare --out` wrote"
    if not folder.is_dir():
        raise InputError("no such folder", str(folder), remedy)
    try:
        manifest = in_one_line(json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
    except (OSError, ValueError, RecursionError):
        raise InputError(f"holds no {MANIFEST} that can be read", str(folder), remedy) from None
    if not isinstance(manifest, dict) or "payscape" not in manifest:
        raise InputError("is not a manifest of payscape", f"{folder}/{MANIFEST}", remedy)
    return manifest


def _below(folder: Path) -> str:
    """Which of the folders below hold results, as those of `payscape demo` do; nothing where none does."""
    manifests = sorted(folder.glob(f"*/{MANIFEST}"))[:SHOWN] if folder.is_dir() else []
    named = [f"{file.parent} (a {kind})" for file in manifests if (kind := _kind(file))]
    return f"name one of its folders: {', '.join(named)}" if named else ""


def _kind(file: Path) -> str:
    """What a folder of results holds; nothing where it is no such folder."""
    try:
        manifest = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return ""
    return (
        one_line(str(manifest.get("kind", "run")))
        if isinstance(manifest, dict) and "payscape" in manifest
        else ""
    )


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


def refuse_destination(out: Path | None) -> None:
    """Complain about a folder that could not be written, before time is spent on a run.

    Raises:
        InputError: if it is a file, or lies in one, or may not be written.
    """
    if out is None:
        return
    from scenarios.errors import InputError

    if out.exists() and not out.is_dir():
        raise InputError("is a file", f"--out {out}", "name a folder, new or made by payscape")
    nearest_folder = next((folder for folder in out.absolute().parents if folder.exists()), Path("/"))
    if not nearest_folder.is_dir():
        raise InputError(
            f"cannot be made: {nearest_folder.name} is a file", f"--out {out}", "name a new folder"
        )
    if not os.access(nearest_folder, os.W_OK):
        raise InputError("may not be written", f"--out {out}", "name a folder that you may write to")


def refuse_file(out: Path | None) -> None:
    """Complain about a file that could not be written, before time is spent on a run.

    Raises:
        InputError: if it is a folder, or lies in a file, or may not be written.
    """
    if out is None:
        return
    from scenarios.errors import InputError

    if out.is_dir():
        raise InputError("is a folder", f"--out {out}", "name a file")
    refuse_destination(out.absolute().parent)


def save_csv(table: "pd.DataFrame", out: Path | None) -> None:
    """Write a table to a file, where one was named."""
    if out is not None:
        from scenarios.files.whole_file import write_whole
        from scenarios.words.spreadsheet import csv_text

        write_whole(out, csv_text(table))


def say_tables(out: Path | None) -> None:
    """Where the tables are, or how to keep them."""
    print(f"\nTables are in {out}" if out else "\nNothing was saved: --out DIR keeps the tables.")


def say_table(out: Path | None) -> None:
    """Where the one table is, or how to keep it."""
    print(f"\nThe table is in {out}" if out else "\nNothing was saved: --out FILE.csv keeps the table.")
