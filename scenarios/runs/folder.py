"""Writes results to a folder: aside first, then renamed, so that nothing partial has a final name."""

import json
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from scenarios.errors import InputError

MANIFEST: Final = "manifest.json"


def write_results(
    folder: str | Path,
    frames: Mapping[str, pd.DataFrame],
    manifest: Mapping[str, Any],
    beside: Mapping[str, Callable[[Path], None]] | None = None,
) -> Path:
    """Write tables as Parquet, the manifest, and other files; all of it or nothing.

    Args:
        folder: where to; a folder of earlier results is replaced, anything else is refused.
        frames: tables by name.
        manifest: what was run, as data.
        beside: other files by name, each with what writes it.

    Returns:
        The folder.

    Raises:
        InputError: if the folder holds something else.
        OSError: if it cannot be written; nothing is left then.
    """
    target = Path(folder)
    refuse_others(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        for name, frame in frames.items():
            table = pa.Table.from_pandas(frame, preserve_index=False)
            pq.write_table(table, aside / f"{name}.parquet", compression="zstd", compression_level=1)
        for name, write in (beside or {}).items():
            write(aside / name)
        (aside / MANIFEST).write_text(json.dumps(manifest, indent=2, sort_keys=True) + "\n", encoding="utf-8")
        aside.chmod(0o755)
        _take_the_place_of(aside, target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return target


def refuse_others(target: Path) -> None:
    """Results replace only earlier results.

    Raises:
        InputError: if something else is there.
    """
    if target.is_file():
        raise InputError("is a file", target.name, "name a folder for the results")
    if target.is_dir() and any(target.iterdir()) and not is_ours(target):
        raise InputError("holds files that are not results", target.name, "name a new or empty folder")


def is_ours(folder: Path) -> bool:
    """Whether a folder holds results that payscape wrote."""
    try:
        return "payscape" in json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError, TypeError):
        return False


def _take_the_place_of(aside: Path, target: Path) -> None:
    """Rename, keeping what was there until the new results have its name."""
    if not target.exists():
        aside.rename(target)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{target.name}.old.", dir=target.parent)) / target.name
    target.rename(old)
    try:
        aside.rename(target)
    except OSError:
        old.rename(target)
        raise
    finally:
        shutil.rmtree(old.parent, ignore_errors=True)
