"""A sweep's folder: what was planned, what came out in batches, and who is writing it.

    manifest.json            what was run, by which code, with which data, and what failed
    plan.parquet             arm, future, seed and key of every run
    arms.parquet             arms and their levers
    futures.parquet          futures and their uncertainties
    batches/NAME/            runs, values and months of a few hundred runs

A batch is a folder written aside and renamed, so it is there whole or not at all, and nothing that is
there is ever written again. One that a disk has spoilt counts as missing: its runs are made again. DuckDB
reads the folder in memory; it is never the store.
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
from scenarios.files.whole_file import put_in_place, sync, write_whole
from scenarios.runs.folder import MANIFEST, refuse_others
from scenarios.runs.folder import read_manifest as read_any
from scenarios.runs.held import held
from scenarios.runs.outcome import Ran
from scenarios.sweeping.measured_run import MONTHS, RUNS, VALUES, Batch, SweepRow, batch_of

KIND: Final = "sweep"
BATCHES: Final = "batches"
CHARTS: Final = "charts"
SHEETS: Final = "tables"
FILES: Final = (MANIFEST, "plan.parquet", "arms.parquet", "futures.parquet", BATCHES, CHARTS, SHEETS)
"""What a sweep writes to its folder, beside tables for a spreadsheet."""
DAMAGED: Final = ".damaged-"
"""How the name of a batch begins that could not be read; it is kept for whoever wants to look."""
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
            sync(file)
        aside.chmod(0o755)
        put_in_place(aside, folder / f"{time.time_ns():020d}-{uuid4().hex[:8]}")
    finally:
        shutil.rmtree(aside, ignore_errors=True)


@contextmanager
def being_written(
    folder: Path, scenarios: Sequence[str] | None = None, replace: bool = False
) -> Iterator[list[str]]:
    """Hold a sweep's folder, so that no other process writes it; a process that dies lets go of it.

    Args:
        folder: of the sweep; made where there is none.
        scenarios: that it starts from; any when None.
        replace: whether a sweep of other scenarios is replaced; its finished batches stay.

    Yields:
        Batches that could not be read and were set aside.

    Raises:
        InputError: if it holds something else, or another process is writing it.
        OSError: if it cannot be made.
    """
    if not _is_headless(folder):
        refuse_others(folder, KIND, scenarios, replace)
    with batches_held(folder) as damaged:
        yield damaged


@contextmanager
def batches_held(folder: Path) -> Iterator[list[str]]:
    """Hold a folder of batches, cleared of what a killed process left and of what cannot be read.

    Yields:
        Batches that could not be read and were set aside.

    Raises:
        InputError: if another process is writing it.
        OSError: if it cannot be made.
    """
    with held(folder):
        for left in (folder / BATCHES).glob(".*"):
            if not left.name.startswith(DAMAGED):
                shutil.rmtree(left, ignore_errors=True)
        yield _set_aside(folder / BATCHES)


def _is_headless(folder: Path) -> bool:
    """Whether a folder holds batches and no manifest, as when somebody took away one that was spoilt.

    Raises:
        InputError: if there is a manifest that cannot be read.
    """
    if not (folder / BATCHES).is_dir():
        return False
    try:
        json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {path.name for path in folder.glob("[!.]*")} <= set(FILES)
    except (OSError, ValueError, RecursionError):
        remedy = f"remove {MANIFEST} and start the sweep again: runs that are finished stay"
        raise InputError(f"holds a {MANIFEST} that cannot be read", folder.name, remedy) from None
    return False


def _set_aside(batches: Path) -> list[str]:
    """Give batches that cannot be read another name, so that their runs are missing; their names."""
    damaged = [batch for batch in sorted(batches.glob("[!.]*")) if not _reads(batch)]
    for batch in damaged:
        put_in_place(batch, batch.with_name(f"{DAMAGED}{batch.name}"))
    return [batch.name for batch in damaged]


def _reads(batch: Path) -> bool:
    """Whether all of a batch can be read."""
    try:
        return all(pq.read_table(batch / f"{name}.parquet").schema == TABLES[name] for name in TABLES)
    except (OSError, ValueError):  # pyarrow's faults are ValueErrors
        return False


def _looks_whole(batch: Path) -> bool:
    """Whether a batch's tables end as they should: quick, for whoever only reads."""
    try:
        return all(pq.read_schema(batch / f"{name}.parquet") == TABLES[name] for name in TABLES)
    except (OSError, ValueError):
        return False


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
    manifest = read_any(folder, remedy)
    if manifest.get("kind") != KIND:
        raise InputError("is not the folder of a sweep", str(folder), remedy)
    return manifest


def write_table(folder: Path, name: str, table: pd.DataFrame) -> None:
    """Write one table of the plan, all of it or nothing.

    Raises:
        InputError: if another program has it open.
        OSError: if it cannot be written; what was there is left as it was.
    """
    aside = folder / f".{name}.{uuid4().hex[:8]}"
    try:
        pq.write_table(pa.Table.from_pandas(table, preserve_index=False), aside, compression="zstd")
        sync(aside)
        put_in_place(aside, folder / f"{name}.parquet")
    finally:
        aside.unlink(missing_ok=True)


def whole_batches(folder: Path) -> list[Path]:
    """Batches that can be read, in the order in which they were written."""
    return [batch for batch in sorted((folder / BATCHES).glob("[!.]*")) if _looks_whole(batch)]


def damaged_batches(folder: Path) -> list[str]:
    """Names of batches that cannot be read, whose runs are missing until the sweep is started again."""
    whole = set(whole_batches(folder))
    return [batch.name for batch in sorted((folder / BATCHES).glob("[!.]*")) if batch not in whole]


def files_of(folder: Path, name: str) -> list[str]:
    """The files of one table in all batches that can be read, in the order in which they were written."""
    return [str(batch / f"{name}.parquet") for batch in whole_batches(folder)]


def states(folder: Path) -> dict[str, str]:
    """The state of every run that was made, by key; a later try stands for an earlier one."""
    by_key: dict[str, str] = {}
    for file in files_of(folder, "runs"):
        table = pq.read_table(file, columns=["key", "status"])
        by_key |= dict(zip(*(table.column(i).to_pylist() for i in range(2)), strict=True))
    return by_key


def plan_table(rows: Sequence[tuple[int, int, int, str]]) -> pd.DataFrame:
    """Runs of the plan as a table."""
    columns = ["arm", "future", "seed", "key"]
    return pd.DataFrame(rows, columns=columns).astype(
        {"arm": "int32", "future": "int32", "seed": "int64", "key": "str"}
    )
