"""A folder of results: what may be written to it, and how its tables change all together or not at all.

A folder is ours by its manifest, which names the files that were written with it. Results replace earlier
results of the same scenarios; results of another kind and files of other people are never removed.

New tables are written to `.new` inside the folder. Once all are on the disk it is called `.ready`, and they
take their names. Whoever is killed in between leaves a `.ready`, which the next to open the folder finishes.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from filecmp import cmp
from pathlib import Path
from typing import Any, Final

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from scenarios.errors import InputError
from scenarios.files.whole_file import put_in_place, sync
from scenarios.runs.destination import refuse_unfit
from scenarios.runs.file import PAGE, begins_as
from scenarios.runs.held import held
from scenarios.runs.spreadsheets import writers
from scenarios.words.visible import in_one_line

MANIFEST: Final = "manifest.json"
REPORT: Final = "report.html"
"""The page that `payscape report` leaves beside the tables it is of; it goes when they are replaced."""
_NEW, _READY, _OLD, _PART, _DONE = ".new", ".ready", ".old", ".old-part", ".done"
_LISTED: Final = 3
"""Files of other people that a message names."""


def write_results(
    folder: str | Path,
    frames: Mapping[str, pd.DataFrame],
    manifest: Mapping[str, Any],
    beside: Mapping[str, Callable[[Path], object]] | None = None,
    replace: bool = False,
    tables: str | None = None,
) -> Path:
    """Write tables as Parquet, the manifest, and other files; all of it or nothing.

    Args:
        folder: where to; earlier results of the same scenarios are replaced.
        frames: tables by name.
        manifest: what was run, as data.
        beside: other files by name, each with what writes it.
        replace: whether results of the same kind are replaced whatever they are of; see `refuse_others`.
        tables: `csv` or `xlsx` to write them for a spreadsheet as well.

    Returns:
        The folder.

    Raises:
        InputError: if the folder holds something else, another process writes it, or a file in it is open.
        OSError: if it cannot be written; what was there is left as it was.
    """
    target = Path(folder)
    write_file = {f"{name}.parquet": _parquet(frame) for name, frame in frames.items()}
    write_file |= {**writers(frames, tables), **(beside or {})}
    about = {**manifest, "files": sorted([*write_file, MANIFEST])}
    refuse_unfit(target)
    with held(target):
        settle(target)
        refuse_others(target, str(about.get("kind")), scenarios_of(about), replace, write_file)
        try:
            _write_new(target / _NEW, write_file, about)
            put_in_place(target / _NEW, target / _READY)
        finally:
            shutil.rmtree(target / _NEW, ignore_errors=True)
        settle(target)
    return target


def refuse_others(
    folder: Path,
    kind: str,
    scenarios: Iterable[str] | None = None,
    replace: bool = False,
    writes: Iterable[str] = (),
) -> None:
    """Results replace only results of their own kind and scenarios.

    Args:
        folder: where they are to be.
        kind: what they are, as their manifest says: `run`, `comparison`, …
        scenarios: what they are of, by id; any when None.
        replace: whether those of other scenarios are replaced, and those beside which other files stand.
        writes: names that will be written.

    Raises:
        InputError: if something else is there, naming what would be right.
    """
    refuse_unfit(folder)
    present = set(_visible(folder))
    if not present:
        return
    name, elsewhere = folder.name, "name a new or empty folder"
    if not is_ours(folder):
        raise InputError("holds files that are not results", name, elsewhere)
    manifest = _manifest_in(folder)
    if (other := str(manifest.get("kind"))) != kind:
        raise InputError(f"holds a {other}, and a {kind} does not replace it", name, elsewhere)
    strangers = sorted(present - _files_of(folder, manifest))
    if overwritten := sorted(set(writes) & set(strangers)):
        raise InputError(f"{overwritten[0]} in it is not of its results", name, f"move it, or {elsewhere}")
    either = "name another folder, or say --replace, which keeps other people's files"
    if strangers and not replace:
        shown = ", ".join(strangers[:_LISTED]) + (", …" if len(strangers) > _LISTED else "")
        raise InputError(f"holds files beside its results ({shown})", name, either)
    were, are = scenarios_of(manifest), None if scenarios is None else list(scenarios)
    if are is not None and were != are and not replace:
        raise InputError(f"holds a {kind} of {', '.join(were) or 'something else'}", name, either)


def scenarios_of(manifest: Mapping[str, Any]) -> list[str]:
    """Ids of the scenarios that a manifest names, in order."""
    rows = manifest.get("scenarios")
    ids = [str(row.get("id")) for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return list(dict.fromkeys(ids))


def is_ours(folder: Path) -> bool:
    """Whether a folder holds results that payscape wrote."""
    return "payscape" in _manifest_in(folder)


def kind_of(folder: Path) -> str:
    """What results a folder holds: `run`, `comparison`, …; nothing where it holds none."""
    return str(_manifest_in(folder).get("kind", "run")) if is_ours(folder) else ""


def described(folder: Path) -> str:
    """The results that a folder holds, in words; nothing where it holds none.

    Example:
        >>> described(Path("nowhere"))
        ''
    """
    manifest = _manifest_in(folder)
    if not is_ours(folder):
        return ""
    written = str(manifest.get("written", "")).partition("+")[0].replace("T", " ")
    return f"a {kind_of(folder)} of {', '.join(scenarios_of(manifest))} written {written}"


def read_manifest(folder: Path, remedy: str) -> dict[str, Any]:
    """What a folder's results are of, as data; a folder in which somebody was killed is finished first.

    Args:
        folder: of results.
        remedy: what would be right where it is none.

    Raises:
        InputError: if it holds no manifest of payscape that can be read.
    """
    if not folder.is_dir():
        raise InputError("no such folder", str(folder), remedy)
    finish(folder)
    try:
        manifest = in_one_line(json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
    except (OSError, ValueError, RecursionError):
        raise InputError(f"holds no {MANIFEST} that can be read", str(folder), remedy) from None
    if not isinstance(manifest, dict) or "payscape" not in manifest:
        raise InputError("is not a manifest of payscape", str(folder / MANIFEST), remedy)
    return manifest


def settle(folder: Path) -> None:
    """Give finished tables their names, all or none; nothing to do where nobody was killed at it.

    Raises:
        InputError: if an earlier one is open in another program; all are as they were then.
        OSError: if one cannot be renamed.
    """
    ready, old, new = folder / _READY, folder / _OLD, folder / _NEW
    shutil.rmtree(folder / _DONE, ignore_errors=True)
    if ready.is_dir():
        if not old.is_dir():
            _keep(folder, ready, old)
        try:
            _take_names(folder, ready, old)
        except (InputError, OSError):
            os.replace(ready, new)  # from here on the old ones are right, whoever is killed
            settle(folder)
            raise
        os.replace(old, folder / _DONE)
        ready.rmdir()
        sync(folder)
    elif old.is_dir():
        _put_back(folder, new, old)
        os.replace(old, folder / _DONE)
    for left in (_NEW, _DONE, _PART):
        shutil.rmtree(folder / left, ignore_errors=True)


def finish(folder: Path) -> None:
    """Settle a folder in which somebody was killed, before it is read.

    Raises:
        InputError: as `settle`, or if another process is writing it.
        OSError: if it may not be written.
    """
    if (folder / _READY).is_dir() or (folder / _OLD).is_dir():
        with held(folder):
            settle(folder)


def _parquet(frame: pd.DataFrame) -> Callable[[Path], object]:
    """What writes a table."""
    table = pa.Table.from_pandas(frame, preserve_index=False)
    return lambda file: pq.write_table(table, file, compression="zstd", compression_level=1)


def _write_new(new: Path, write_file: Mapping[str, Callable[[Path], object]], about: Any) -> None:
    """Write everything to a new folder, to the disk itself."""
    new.mkdir()
    for name, write in write_file.items():
        write(new / name)
    (new / MANIFEST).write_text(json.dumps(about, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    for file in new.iterdir():
        sync(file)
    sync(new)


def _keep(folder: Path, ready: Path, old: Path) -> None:
    """Keep what will be replaced by a second name, whole before the first of it is."""
    aside = folder / _PART
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir()
    mine = _files_of(folder, _manifest_in(folder)) | {file.name for file in ready.iterdir()}
    for name in mine:
        if (folder / name).is_file():
            _second_name(folder / name, aside / name)
    os.replace(aside, old)


def _second_name(file: Path, other: Path) -> None:
    try:
        os.link(file, other)
    except OSError:  # a disk without links
        shutil.copy2(file, other)


def _take_names(folder: Path, ready: Path, old: Path) -> None:
    """Move files to their names, the manifest last; then take away what only the old results had."""
    for file in sorted(ready.iterdir(), key=lambda file: (file.name == MANIFEST, file.name)):
        put_in_place(file, folder / file.name)
    now = _files_of(folder, _manifest_in(folder)) - {REPORT}
    for file in old.iterdir():
        if file.name not in now:
            (folder / file.name).unlink(missing_ok=True)


def _put_back(folder: Path, new: Path, old: Path) -> None:
    """Undo what was moved: earlier results are as they were, and nothing of the new ones has a name."""
    waiting = {file.name for file in new.iterdir()}
    moved = set((_manifest_in(new) or _manifest_in(folder)).get("files", ())) - waiting
    kept = {file.name for file in old.iterdir()}
    for name in moved - kept:
        (folder / name).unlink(missing_ok=True)
    for name in kept:
        if not (folder / name).exists() or not cmp(old / name, folder / name, shallow=False):
            os.replace(old / name, folder / name)


def _visible(folder: Path) -> list[str]:
    """What a folder holds, but for what is ours in passing."""
    return [path.name for path in folder.iterdir() if path.name[0] != "."] if folder.is_dir() else []


def _files_of(folder: Path, manifest: Mapping[str, Any]) -> set[str]:
    """Names of the files that were written with a manifest, and the report made of them."""
    named = manifest.get("files")
    files = {n for n in map(str, named) if Path(n).name == n} if isinstance(named, list) else {MANIFEST}
    return files | ({REPORT} if begins_as(folder / REPORT, PAGE) else set())


def _manifest_in(folder: Path) -> dict[str, Any]:
    """A folder's manifest as data; empty where there is none that can be read."""
    try:
        manifest = in_one_line(json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
    except (OSError, ValueError, RecursionError):
        return {}
    return manifest if isinstance(manifest, dict) else {}
