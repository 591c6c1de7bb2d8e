"""Reads what earlier runs left in a folder, and says plainly when it is not what they leave."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

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
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        raise InputError(f"holds no {MANIFEST} that can be read", str(folder), remedy) from None
    if not isinstance(found, dict) or "payscape" not in found:
        raise InputError("is not a manifest of payscape", f"{folder}/{MANIFEST}", remedy)
    return found


def _below(folder: Path) -> str:
    """Which of the folders below hold results, as those of `payscape demo` do; nothing where none does."""
    found = sorted(folder.glob(f"*/{MANIFEST}"))[:SHOWN] if folder.is_dir() else []
    named = [f"{manifest.parent} (a {kind})" for manifest in found if (kind := _kind(manifest))]
    return f"name one of its folders: {', '.join(named)}" if named else ""


def _kind(manifest: Path) -> str:
    """What a folder of results holds; nothing where it is no such folder."""
    try:
        told = json.loads(manifest.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return ""
    return str(told.get("kind", "run")) if isinstance(told, dict) and "payscape" in told else ""


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
        found = pd.read_parquet(file)
    except (OSError, ValueError) as fault:  # pyarrow's faults are ValueErrors
        raise InputError(f"is not a Parquet table ({str(fault).splitlines()[0]})", file, again) from None
    missing = [column for column in columns if column not in found.columns]
    if missing:
        raise InputError(f"has no column '{missing[0]}'", file, again)
    return found
