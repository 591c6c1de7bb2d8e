"""Many runs of a simulator: lived by the sweep engine's workers, kept batch by batch, never lived twice.

With one process runs are lived here; with more, or on a cluster, by the workers that sweeps use. What was
finished is kept in the folder as sweeps keep theirs, so that a second start goes on from there.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow.parquet as pq

from abm.quantities import Floats
from calibration.effort_spent import Spent
from calibration.simulator import Simulator
from scenarios.errors import InputError
from scenarios.files.place.cache import place_of
from scenarios.sweeping.changing import Asked
from scenarios.sweeping.keys import canonical, code_version, contents, key_of, said_in_files
from scenarios.sweeping.living import Chunk, Told, live_chunk
from scenarios.sweeping.plan import Task
from scenarios.sweeping.store import RUNS_IN_BATCH, SECONDS_IN_BATCH, Batches, files_of

RUNS_A_CHUNK: Final = 10
MOST_FAILED: Final = 0.05
"""Share of runs that may fail before a calibration is stopped."""


Progress = Callable[[str, int, int], None]
"""Called with what is done, in words, and how many of how many."""


def silent(words: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


@dataclass
class Runs:
    """Runs of one simulator.

    Attributes:
        simulator: what is lived.
        names: of the parameters, in the order of a point's values.
        folder: where finished runs are kept; nowhere when None.
        workers: processes; 1 for this one.
        scheduler: address of a Dask scheduler whose workers live the runs instead.
        progress: told of every chunk of runs.
        spent: runs and seconds by what they were for.
    """

    simulator: Simulator
    names: tuple[str, ...]
    folder: Path | None = None
    workers: int = 1
    scheduler: str | None = None
    progress: Progress = silent
    spent: list[Spent] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Read what the files of the scenario say once, for the keys of all runs."""
        scenario = self.simulator.scenario
        asked = Asked(scenario)
        self._files, _ = said_in_files(asked)
        self._place = place_of(scenario.place).hash
        self._what = canonical([self.simulator.starts, self.simulator.keys])
        self._known = _kept(self.folder) if self.folder else {}

    def __call__(self, values: Floats, seeds: Sequence[int], words: str = "runs") -> Floats:
        """The series of runs, float[N, S, M]; a run that failed is NaN throughout.

        Args:
            values: float[N, d], a point of parameters for each run.
            seeds: one a run.
            words: what the runs are for, for whoever watches.

        Raises:
            InputError: if more than a twentieth of the runs fail.
        """
        began = time.perf_counter()
        tasks = [
            self._task(dict(zip(self.names, map(float, row), strict=True)), s)
            for row, s in zip(values, seeds, strict=True)
        ]
        missing = {task.key: task for task in tasks if task.key not in self._known}
        self._live(list(missing.values()), words)
        self.spent.append(Spent(words, len(tasks), len(missing), time.perf_counter() - began))
        shape = len(self.simulator.keys), self.simulator.scenario.months
        found = np.array([self._known.get(task.key, np.full(shape, np.nan)) for task in tasks])
        self._refuse_failures(found)
        return found.reshape(len(tasks), *shape)

    def _task(self, values: dict[str, float], seed: int) -> Task:
        asked = Asked(self.simulator.with_parameters(values))
        told = canonical([contents(asked, self._files, self._place), self._what])
        return Task(key_of(told, seed, False, 0), asked, seed, False, 0, code_version())

    def _live(self, tasks: list[Task], words: str) -> None:
        batches = Batches(self.folder, RUNS_IN_BATCH, SECONDS_IN_BATCH) if self.folder else None
        done = 0
        try:
            for chunk in self._chunks(tasks):
                self._known |= _read(chunk.values)
                if batches:
                    batches.add(chunk)
                done += chunk.runs.num_rows
                self.progress(words, done, len(tasks))
        finally:
            if batches:
                batches.write()

    def _chunks(self, tasks: list[Task]) -> Iterator[Chunk]:
        live = partial(live_series, self.simulator)
        if not tasks:
            return
        if self.workers == 1 and not self.scheduler:
            waiting = iter(tasks)
            while some := list(islice(waiting, RUNS_A_CHUNK)):
                yield live_chunk(some, live)
            return
        from scenarios.sweeping.executor import Lives, workers
        from scenarios.sweeping.extra import require_extra

        require_extra()
        with workers(self.workers, self.scheduler) as client:
            yield from Lives(client, live).of(tasks)

    def _refuse_failures(self, found: Floats) -> None:
        failed = int(np.isnan(found).all(axis=(1, 2)).sum()) if found.size else 0
        if failed > MOST_FAILED * len(found):
            where = self.simulator.scenario.id
            raise InputError(
                f"{failed} of {len(found)} runs failed", where, "run the scenario by itself to see why"
            )


def live_series(simulator: Simulator, task: Task) -> Told:
    """One run as rows of target, provider and month: what a worker hands back.

    Raises:
        InputError: if it cannot be run.
    """
    series = simulator.series(task.asked.setup(), task.seed)
    rows = [
        (key.target, f"{key.provider}|{month}", float(value), "")
        for key, row in zip(simulator.keys, series, strict=True)
        for month, value in enumerate(row)
    ]
    return Told(rows, [])


def _read(table: Any) -> dict[str, Floats]:
    """Series by run from a table of values, in the order in which a run gave them."""
    runs: dict[str, dict[tuple[str, str], list[float]]] = {}
    columns = (table.column(name).to_pylist() for name in ("key", "measure", "scope", "value"))
    for run, target, scope, value in zip(*columns, strict=True):
        runs.setdefault(run, {}).setdefault((target, scope.rpartition("|")[0]), []).append(value)
    return {run: np.array(list(series.values()), np.float64) for run, series in runs.items()}


def _kept(folder: Path) -> dict[str, Floats]:
    """Series of runs kept by an earlier start, by key; a key says which series they are of."""
    found: dict[str, Floats] = {}
    for file in files_of(folder, "values"):
        found |= _read(pq.read_table(file))
    return found
