"""What becomes of tasks where they are run: one after another, a fault in one harming no other."""

import math
import os
import pickle
import platform
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from scenarios.errors import InputError
from scenarios.runs.code import code_version
from scenarios.runs.task import Between, Task
from scenarios.runs.workers import DiedError

Row = TypeVar("Row")

DONE: Final = "done"
FAILED: Final = "failed"
QUARANTINED: Final = "quarantined"
"""States of a run: it gave a row, it raised a fault, or it killed its worker again and again."""

Make = Callable[[Task[Any], Between], Any]
"""What makes one run: `run_task`, or a stand-in for it."""


@dataclass(frozen=True, eq=False)
class RunOutcome(Generic[Row]):
    """What became of a task where it was run.

    Attributes:
        row: what was taken from the run; None where it gave nothing.
        fault: what it raised, or None.
        error: the same with where it was raised, as text.
        seconds: wall time; NaN where not known.
        memory_mb: memory that its process held; NaN where not known.
        worker: machine and process.
        attempts: how often it was tried.
    """

    row: Row | None
    fault: BaseException | None = None
    error: str | None = None
    seconds: float = math.nan
    memory_mb: float = math.nan
    worker: str = ""
    attempts: int = 1

    @property
    def state(self) -> str:
        """`done`, `failed` or `quarantined`."""
        if isinstance(self.fault, DiedError):
            return QUARANTINED
        return DONE if self.error is None else FAILED


Ran = tuple[Task[Row], RunOutcome[Row]]
Chunk = Sequence[Task[Any]]
"""Tasks that go to one worker together."""


def run_chunk(tasks: Chunk, make: Make, attempts: int, code: str, between: Between) -> list[RunOutcome[Any]]:
    """Make some runs one after another; a fault in one is written down and harms no other.

    Raises:
        InputError: if this worker has other code than whoever asks.
    """
    if code != code_version():
        remedy = "install the same payscape there and restart it"
        raise InputError(f"has version {code_version()} of the code, not {code}", _worker(), remedy)
    return [_tried(task, make, attempts, between) for task in tasks]


def _tried(task: Task[Row], make: Make, attempts: int, between: Between) -> RunOutcome[Row]:
    """What a run gave, or how it failed."""
    began = time.perf_counter()
    row, fault, error = None, None, None
    try:
        row = make(task, between)
    except Exception as raised:
        error = traceback.format_exc(limit=-12)  # before the fault is parted from where it was raised
        fault = _portable(raised)
    seconds = time.perf_counter() - began
    return RunOutcome(row, fault, error, seconds, _memory_mb(), _worker(), attempts)


def _portable(fault: Exception) -> Exception:
    """A fault that can be sent to whoever asked."""
    try:
        pickle.loads(pickle.dumps(fault))
    except Exception:
        return RuntimeError(f"{type(fault).__name__}: {fault}")
    return fault.with_traceback(None)


def _memory_mb() -> float:
    """Memory that this process holds, megabytes; NaN where nothing is installed that tells."""
    try:
        import psutil
    except ModuleNotFoundError:
        return math.nan
    return psutil.Process().memory_info().rss / 1e6


def _worker() -> str:
    """Which process of which machine makes the run."""
    return f"{platform.node()}:{os.getpid()}"
