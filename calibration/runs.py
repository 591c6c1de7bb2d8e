"""Many runs of a simulator, kept batch by batch, so that none is made twice.

What was finished is kept in a folder as sweeps keep theirs, and a second start goes on from there.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow.parquet as pq

from abm.quantities import Floats
from calibration.effort_spent import Spent
from calibration.simulator import Simulator
from scenarios.errors import InputError
from scenarios.runs.outcome import Ran
from scenarios.runs.runner import Runs
from scenarios.runs.task import Task
from scenarios.sweeping.keys import canonical, key_of
from scenarios.sweeping.measured_run import SweepRow
from scenarios.sweeping.store import RUNS_IN_BATCH, SECONDS_IN_BATCH, Batches, files_of

MOST_FAILED: Final = 0.05
"""Share of runs that may fail before a calibration is stopped."""


Stage = Callable[[str, int, int], None]
"""Called with what is done, in words, and how many of how many."""


def silent(words: str, done: int, total: int) -> None:
    """A stage that nobody watches."""


@dataclass
class Simulations:
    """Runs of one simulator.

    Attributes:
        simulator: what is run.
        names: of the parameters, in the order of a point's values.
        folder: where finished runs are kept; nowhere when None.
        workers: processes; 1 for this one.
        scheduler: address of a Dask scheduler whose workers make the runs instead.
        progress: called with every run.
        spent: runs and seconds by what they were for.
    """

    simulator: Simulator
    names: tuple[str, ...]
    folder: Path | None = None
    workers: int = 1
    scheduler: str | None = None
    progress: Stage = silent
    spent: list[Spent] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Take up what an earlier start has kept."""
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
        self._make(list(missing.values()), words)
        self.spent.append(Spent(words, len(tasks), len(missing), time.perf_counter() - began))
        shape = len(self.simulator.keys), self.simulator.scenario.months
        series = np.array([self._known.get(task.key, np.full(shape, np.nan)) for task in tasks])
        self._refuse_failures(series)
        return series.reshape(len(tasks), *shape)

    def _task(self, values: dict[str, float], seed: int) -> Task[Floats]:
        task = self.simulator.task(values, seed)
        return replace(task, key=key_of(canonical([task.setup.hash, self._what]), seed, False, 0))

    def _make(self, tasks: list[Task[Floats]], words: str) -> None:
        if not tasks:
            return
        batches = Batches(self.folder, RUNS_IN_BATCH, SECONDS_IN_BATCH) if self.folder else None
        try:
            for done, ran in enumerate(Runs(self.workers, self.scheduler).each(tasks), 1):
                if ran[1].row is not None:
                    self._known[ran[0].key] = ran[1].row
                if batches:
                    batches.add(self._as_rows(ran))
                self.progress(words, done, len(tasks))
        finally:
            if batches:
                batches.write()

    def _as_rows(self, ran: Ran[Floats]) -> Ran[SweepRow]:
        """A run's series as rows of target, provider and month, as a sweep keeps values."""
        task, outcome = ran
        series = () if outcome.row is None else zip(self.simulator.keys, outcome.row, strict=True)
        rows = [
            (key.target, f"{key.provider}|{month}", float(value), "")
            for key, values in series
            for month, value in enumerate(values)
        ]
        laid_out: Any = task, replace(outcome, row=SweepRow(rows, []))
        return laid_out

    def _refuse_failures(self, series: Floats) -> None:
        failed = int(np.isnan(series).all(axis=(1, 2)).sum()) if series.size else 0
        if failed > MOST_FAILED * len(series):
            where = self.simulator.scenario.id
            raise InputError(
                f"{failed} of {len(series)} runs failed", where, "run the scenario by itself to see why"
            )


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
