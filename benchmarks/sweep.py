"""A sweep's machinery: runs a second on one core and two, overhead of a run, queries, the driver's memory."""

import multiprocessing
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from statistics import median

import numpy as np
import psutil
import pyarrow as pa

from benchmarks.figure import Figure
from scenarios.runs.task import Between, Task
from scenarios.sweeping.measured_run import MONTHS, RUNS, VALUES, Batch, SweepRow
from scenarios.sweeping.results import Swept
from scenarios.sweeping.store import BATCHES, plan_table, write_batch, write_table
from scenarios.sweeping.sweep import sweep

TOWN = {
    "title": "Throughput",
    "scenarios": ["small-town-today", "small-town-capitation"],
    "with": {"months": 24, "sample": 0.2},
    "uncertainties": {"conduct.horizon_years": [1.0, 2.0, 3.0, 4.0]},
    "backfilling": False,
}
SEEDS, SMALL_SEEDS, EMPTY_SEEDS = 20, 6, 1_250
STORED_RUNS, STORED_MONTHS, IN_BATCH = 2_000, 50, 200
FEWEST_CORES = 2
MILESTONES = (2_000, 6_000, 10_000)
"""Runs between which the growth of the driver is measured; by the first, all that is loaded once is."""
WARMED = 3
"""Chunks after which every worker has read its files and its compiled code."""


def empty(task: Task[SweepRow], between: Between) -> SweepRow:
    """A run that takes no time, so that what is left is overhead."""
    return SweepRow([("E1", "total", float(task.seed), "%")], [{"referrals": 1.0}])


def measure(repeats: int, small: bool = False) -> list[Figure]:
    """Throughput, overhead, query time and memory."""
    seeds = SMALL_SEEDS if small else SEEDS
    with tempfile.TemporaryDirectory() as folder:
        one, two = (_runs_a_second(Path(folder) / str(n), n, seeds) for n in (1, 2))
        overhead, grown = _overhead(Path(folder) / "empty")
        seconds = _query(Path(folder) / "stored", repeats)
    enough = multiprocessing.cpu_count() >= FEWEST_CORES
    return [
        Figure("runs of the small town on one core", one, "a second"),
        Figure("on two cores against one", two / one, "times", 1.7 if enough else None, "at least"),
        Figure("overhead of a run", 1e3 * overhead, "ms", 2.0),
        Figure(f"query of {STORED_RUNS * STORED_MONTHS:,} run-months", seconds, "s", 1.0),
        *(
            Figure(f"memory that 1,000 runs add to the driver, {first:,} to {last:,}", size, "MB", 1.0)
            for (first, last), size in zip(pairwise(MILESTONES), grown, strict=True)
        ),
    ]


def _runs_a_second(folder: Path, workers: int, seeds: int) -> float:
    """Runs a second between the first results and the last: starting and compiling are left out."""
    sweep({**TOWN, "seeds": 1}, folder, workers)
    seen: list[tuple[float, int]] = []

    def note(done: int, planned: int) -> None:
        seen.append((time.perf_counter(), done))

    sweep({**TOWN, "seeds": seeds}, folder, workers, progress=note)
    (began, first), (ended, last) = seen[WARMED], seen[-1]
    return (last - first) / (ended - began)


def _overhead(folder: Path) -> tuple[float, list[float]]:
    """Seconds a run that does nothing takes beyond starting workers; MB that 1,000 runs add to the driver."""
    began = time.perf_counter()
    sweep({**TOWN, "seeds": 1}, folder, 1, make=empty)
    start_up, seen = time.perf_counter() - began, [(0, 0.0)]

    def note(done: int, planned: int) -> None:
        seen.append((done, psutil.Process().memory_info().rss / 1e6))

    began = time.perf_counter()
    sweep({**TOWN, "seeds": EMPTY_SEEDS}, folder, 1, make=empty, progress=note)
    runs = seen[-1][0]
    return (time.perf_counter() - began - start_up) / runs, _slopes(seen)


def _slopes(seen: list[tuple[int, float]]) -> list[float]:
    """MB for 1,000 runs between milestones, by least squares over all that was seen there."""
    done, held = np.array(seen).T
    picked = [(done >= first) & (done <= last) for first, last in pairwise(MILESTONES)]
    return [float(np.polyfit(done[p] / 1_000, held[p], 1)[0]) for p in picked]


def _query(folder: Path, repeats: int) -> float:
    """Seconds for a yearly mean by arm over every month of every run stored."""
    sweep({**TOWN, "seeds": 1}, folder, 1, make=empty)
    keys = [f"{i:020x}" for i in range(STORED_RUNS)]
    for at in range(0, STORED_RUNS, IN_BATCH):
        write_batch(folder / BATCHES, _stored(keys[at : at + IN_BATCH]))
    write_table(folder, "plan", plan_table([(i % 2, 0, i // 2 + 1, key) for i, key in enumerate(keys)]))
    return median(_timed(folder) for _ in range(repeats))


def _timed(folder: Path) -> float:
    began = time.perf_counter()
    question = (
        "select a.name, m.month // 12 as year, count(*) as n, avg(m.referrals) as mean from months m "
        "join plan p using (key) join arms a using (arm) group by all order by all"
    )
    years = Swept(folder).query(question)
    if int(years["n"].sum()) != STORED_RUNS * STORED_MONTHS:
        raise RuntimeError("the query did not see every month")
    return time.perf_counter() - began


def _stored(keys: list[str]) -> Batch:
    """A batch as runs of the model would leave it."""
    luck = np.random.default_rng(1)
    n = len(keys) * STORED_MONTHS
    columns = {f.name: luck.random(n) for f in MONTHS if f.name not in ("key", "month")}
    months = {
        "key": [key for key in keys for _ in range(STORED_MONTHS)],
        "month": list(range(STORED_MONTHS)) * len(keys),
        **columns,
    }
    runs = [{"key": key, "status": "done", "seconds": 1.0, "attempts": 1} for key in keys]
    values = [{"key": k, "measure": "E1", "scope": "total", "value": 1.0, "unit": "%"} for k in keys]
    tables = (pa.Table.from_pylist(runs, RUNS), pa.Table.from_pylist(values, VALUES))
    return Batch(*tables, pa.Table.from_pydict(months, MONTHS))
