"""A sweep's folder: what was planned, what came out in batches, and who is writing it.

    manifest.json            what was run, by which code, with which data, and what failed
    plan.parquet             arm, future, seed and key of every run
    arms.parquet             arms and their levers
    futures.parquet          futures and their uncertainties
    batches/NAME/            runs, values and months of a few hundred runs

A batch is a folder written aside and renamed, so it is there whole or not at all, and nothing that is
there is ever written again. DuckDB reads the folder in memory; it is never the store.
"""

import json
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from scenarios.errors import InputError
from scenarios.files.whole_file import write_whole
from scenarios.runs.folder import MANIFEST, is_ours
from scenarios.runs.outcome import Ran
from scenarios.sweeping.measured_run import MONTHS, RUNS, VALUES, Batch, SweepRow, batch_of
from scenarios.words.visible import in_one_line

KIND: Final = "sweep"
BATCHES: Final = "batches"
LOCK: Final = ".being-written"
RUNS_IN_BATCH: Final = 200
SECONDS_IN_BATCH: Final = 30.0
"""A batch is written when it holds so many runs, or its first run is so old: what a power cut can cost."""
TABLES: Final = {"runs": RUNS, "values": VALUES, "months": MONTHS}


class Batches:
    """Finished runs on their way to the folder.

    Args:
        folder: of the sweep.
        runs: runs in a batch.
        seconds: age at which a smaller one is written.
    """

    def __init__(self, folder: Path, runs: int, seconds: float) -> None:
        self._folder, self._most, self._seconds = folder / BATCHES, runs, seconds
        self._waiting: list[Ran[SweepRow]] = []
        self._since = time.monotonic()

    def add(self, ran: Ran[SweepRow]) -> None:
        """Take what a run gave, and write a batch where it is time.

        Raises:
            OSError: if it cannot be written; earlier batches are untouched.
        """
        if not self._waiting:
            self._since = time.monotonic()
        self._waiting.append(ran)
        if len(self._waiting) >= self._most or time.monotonic() - self._since >= self._seconds:
            self.write()

    def write(self) -> None:
        """Write what is waiting as one batch.

        Raises:
            OSError: if it cannot be written; nothing of the batch is left then.
        """
        if not self._waiting:
            return
        write_batch(self._folder, batch_of(self._waiting))
        self._waiting = []


def write_batch(folder: Path, batch: Batch) -> None:
    """Write one batch to the folder of batches, whole or not at all.

    Raises:
        OSError: if it cannot be written; nothing of the batch is left then.
    """
    folder.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".", dir=folder))
    try:
        for name in TABLES:
            file = aside / f"{name}.parquet"
            pq.write_table(getattr(batch, name), file, compression="zstd", compression_level=3)
        aside.chmod(0o755)
        aside.rename(folder / f"{time.time_ns():020d}-{uuid4().hex[:8]}")
    finally:
        shutil.rmtree(aside, ignore_errors=True)


@contextmanager
def being_written(folder: Path) -> Iterator[None]:
    """Hold a sweep's folder, so that no other process writes it; a process that dies lets go of it.

    Raises:
        InputError: if it holds something else, or another process is writing it.
        OSError: if it cannot be made.
    """
    import locket

    refuse_others(folder)
    folder.mkdir(parents=True, exist_ok=True)
    lock = locket.lock_file(str(folder / LOCK), timeout=0.1)
    try:
        lock.acquire()
    except locket.LockError:
        raise InputError("is being written by another process", folder.name, "wait for it to end") from None
    try:
        for left in (folder / BATCHES).glob(".*"):  # by a process that was killed while it wrote
            shutil.rmtree(left, ignore_errors=True)
        yield
    finally:
        lock.release()


def refuse_others(folder: Path) -> None:
    """A sweep is written to its own folder or a new one.

    Raises:
        InputError: if something else is there.
    """
    if folder.exists() and not folder.is_dir():
        raise InputError("is a file", folder.name, "name a folder for the sweep")
    held = list(folder.glob("[!.]*")) if folder.is_dir() else []
    if held and not (is_ours(folder) and read_manifest(folder).get("kind") == KIND):
        raise InputError("holds files that are not of a sweep", folder.name, "name a new or empty folder")


def write_manifest(folder: Path, manifest: dict[str, Any]) -> None:
    """Write the manifest, all of it or nothing; in the order given, which a design hangs on.

    Raises:
        OSError: if it cannot be written.
    """
    write_whole(folder / MANIFEST, json.dumps(manifest, indent=2) + "\n")


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a sweep's folder.

    Raises:
        InputError: if it is none.
    """
    remedy = "name a folder that `payscape sweep --out` wrote"
    if not folder.is_dir():
        raise InputError("no such folder", str(folder), remedy)
    try:
        manifest = in_one_line(json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
    except (OSError, ValueError, RecursionError):
        raise InputError(f"holds no {MANIFEST} that can be read", str(folder), remedy) from None
    if not isinstance(manifest, dict) or manifest.get("kind") != KIND:
        raise InputError("is not the folder of a sweep", str(folder), remedy)
    return manifest


def write_table(folder: Path, name: str, table: pd.DataFrame) -> None:
    """Write one table of the plan, all of it or nothing.

    Raises:
        OSError: if it cannot be written; what was there is left as it was.
    """
    aside = folder / f".{name}.{uuid4().hex[:8]}"
    try:
        pq.write_table(pa.Table.from_pandas(table, preserve_index=False), aside, compression="zstd")
        aside.replace(folder / f"{name}.parquet")
    finally:
        aside.unlink(missing_ok=True)


def files_of(folder: Path, name: str) -> list[str]:
    """The files of one table in all batches, in the order in which they were written."""
    return sorted(str(batch / f"{name}.parquet") for batch in (folder / BATCHES).glob("[!.]*"))


def states(folder: Path) -> dict[str, str]:
    """The state of every run that was lived, by key; a later try stands for an earlier one.

    Raises:
        InputError: if a batch cannot be read.
    """
    found: dict[str, str] = {}
    for file in files_of(folder, "runs"):
        try:
            table = pq.read_table(file, columns=["key", "status"])
        except (OSError, ValueError) as fault:
            said = str(fault).splitlines()[0]
            remedy = "remove that folder; a second start lives its runs again"
            raise InputError(f"cannot be read ({said})", Path(file).parent.name, remedy) from None
        found |= dict(zip(*(table.column(i).to_pylist() for i in range(2)), strict=True))
    return found


def plan_table(rows: Sequence[tuple[int, int, int, str]]) -> pd.DataFrame:
    """Runs of the plan as a table."""
    columns = ["arm", "future", "seed", "key"]
    return pd.DataFrame(rows, columns=columns).astype(
        {"arm": "int32", "future": "int32", "seed": "int64", "key": "str"}
    )
