"""Runs: the only thing that runs models, here, on processes of this machine, or on a cluster.

Whatever is asked of the model is a list of tasks: a comparison, a set, a sweep, reforms, a calibration, a
study. Each gives a row, and questions are asked of rows.

Example:
    >>> from scenarios.runs.resolve import resolve
    >>> from scenarios.runs.task import Task
    >>> arm = resolve("small-town-today", sample=0.02, months=2)
    >>> tasks = [Task(arm.setup, seed, lambda run: run.seed) for seed in (1, 2, 3)]
    >>> list(Runs(workers=1).of(tasks))
    [1, 2, 3]
"""

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from scenarios.runs.backends import Backend, Inline, OnCluster, OnProcesses
from scenarios.runs.chunks import alone, flow
from scenarios.runs.outcome import Make, Ran
from scenarios.runs.task import Task, run_task
from scenarios.runs.workers import leave_if_started_again

Row = TypeVar("Row")

Progress = Callable[[int, int], None]
"""Called with how many of something are done, and how many there are."""


class Runs:
    """Makes runs.

    Args:
        workers: processes; 1 for this one alone, None for one a processor. Results do not depend on it. A
            script that uses more than one must keep the call under `if __name__ == "__main__":`.
        scheduler: address of a Dask scheduler whose workers make the runs instead.
        make: what makes one run.
        apart: whether a single worker, too, is a process of its own, for a run may kill it.
    """

    def __init__(
        self,
        workers: int | None = 1,
        scheduler: str | None = None,
        make: Make = run_task,
        apart: bool = False,
    ) -> None:
        self._workers, self._scheduler, self._make = workers or os.cpu_count() or 1, scheduler, make
        self._apart = apart
        if apart or self._workers > 1:
            leave_if_started_again()

    def of(self, tasks: Sequence[Task[Row]], progress: Progress | None = None) -> Generator[Row]:
        """Rows in the order of their tasks. Whoever stops reading stops the runs.

        Args:
            tasks: those that share people and warm-up one after another.
            progress: called with runs done and runs there are.

        Raises:
            InputError: at the first run that cannot be made, or if a worker stops.
        """
        at, rows, due = {id(task): i for i, task in enumerate(tasks)}, dict[int, Any](), 0
        with self._started(len({task.people for task in tasks})) as backend:
            for task, outcome in flow(backend, iter(tasks), together=True):
                if outcome.fault is not None:
                    raise outcome.fault
                rows[at[id(task)]] = outcome.row
                if progress:
                    progress(due + len(rows), len(tasks))
                while due in rows:
                    yield rows.pop(due)
                    due += 1

    def each(self, tasks: Iterable[Task[Row]]) -> Iterator[Ran[Row]]:
        """What became of every task as it ends; a fault in one harms no other.

        Args:
            tasks: in the order in which they are sent out.

        Raises:
            InputError: if the scheduler is lost, or its workers run other code.
        """
        with self._started(self._workers) as backend:
            suspects = deque[Task[Row]]()
            yield from flow(backend, iter(tasks), together=False, suspects=suspects)
            for task in suspects:
                yield task, alone(backend, task)

    def _started(self, most: int) -> Backend:
        if self._scheduler:
            return OnCluster(self._scheduler, self._make)
        size = min(self._workers, most)
        return OnProcesses(size, self._make) if size > 1 or self._apart else Inline(self._make)
