"""Tasks on their way through workers: in chunks of about a second's work, a few for each worker at a time.

So neither the overhead of a chunk nor its queue counts. A task whose chunk killed its worker is run again by
itself; if it then kills its worker each time it is put in quarantine, and no other is blamed.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from typing import Any, Final, TypeVar

from scenarios.errors import InputError
from scenarios.runs.backends import GUARD, Backend
from scenarios.runs.outcome import Chunk, Ran, RunOutcome
from scenarios.runs.task import Task
from scenarios.runs.workers import DiedError

Row = TypeVar("Row")

SECONDS_A_CHUNK: Final = 1.0
MOST_IN_CHUNK: Final = 500
MOST_TOGETHER: Final = 64
"""Runs of one people that are kept in one chunk."""
CHUNKS_A_WORKER: Final = 2
"""Chunks in flight for every worker: one that is run, one that waits."""
DEATHS: Final = 2
"""Times that a run by itself may kill its worker before it is put in quarantine."""


class _Line:
    """Tasks that wait to be sent out, in chunks of about a second."""

    def __init__(self, tasks: Iterator[Task[Any]], together: bool) -> None:
        self._tasks, self._together = tasks, together
        self._first = deque[Task[Any]]()
        self._seconds = SECONDS_A_CHUNK  # a run is taken to last that long until one was made

    def take(self) -> list[Task[Any]]:
        """The next chunk; empty at the end."""
        size = int(min(max(SECONDS_A_CHUNK / self._seconds, 1), MOST_IN_CHUNK))
        chunk: list[Task[Any]] = []
        while (task := self._next()) is not None:
            whole = len(chunk) >= size
            if whole and not (self._together and len(chunk) < MOST_TOGETHER and _alike(task, chunk[-1])):
                self._first.appendleft(task)
                break
            chunk.append(task)
        return chunk

    def _next(self) -> Task[Any] | None:
        return self._first.popleft() if self._first else next(self._tasks, None)

    def put_back(self, chunk: Chunk) -> None:
        """Tasks that were sent out and never run."""
        self._first.extendleft(reversed(chunk))

    def learn(self, outcomes: Sequence[RunOutcome[Any]]) -> None:
        """How long a run takes, from what was seen so far."""
        seconds = [outcome.seconds for outcome in outcomes if outcome.seconds > 0]
        if seconds:
            self._seconds = max(0.7 * self._seconds + 0.3 * sum(seconds) / len(seconds), 1e-4)


def _alike(one: Task[Any], other: Task[Any]) -> bool:
    return one.people == other.people


def flow(
    backend: Backend, tasks: Iterator[Task[Row]], together: bool, suspects: deque[Task[Row]] | None = None
) -> Iterator[Ran[Row]]:
    """Every task with what became of it, as chunks end.

    Args:
        backend: where they are run.
        tasks: in the order in which they are sent out.
        together: whether those of one people stay in one chunk.
        suspects: takes the tasks of chunks that killed their worker; without it, that is a fault.

    Raises:
        InputError: if a worker dies and there are no suspects.
    """
    line, in_flight = _Line(tasks, together), 0
    while True:
        while in_flight < CHUNKS_A_WORKER * backend.slots and (chunk := line.take()):
            backend.send(chunk, 1)
            in_flight += 1
        if not in_flight:
            return
        sent, outcomes = backend.ended()
        in_flight -= 1
        if outcomes is None:
            line.put_back(sent)
        elif not isinstance(outcomes, DiedError):
            line.learn(outcomes)
            yield from zip(sent, outcomes, strict=True)
        elif suspects is not None:
            suspects.extend(sent)
        else:
            raise InputError("a worker stopped before it could start or finish", "workers", GUARD)


def alone(backend: Backend, task: Task[Row]) -> RunOutcome[Row]:
    """What becomes of a task with nothing beside it; in quarantine if it kills its worker again."""
    for attempt in range(2, 2 + DEATHS):
        outcomes: Any = None
        while outcomes is None:
            backend.send([task], attempt)
            _, outcomes = backend.ended()
        if not isinstance(outcomes, DiedError):
            return outcomes[0]
    words = f"the run's worker died {1 + DEATHS} times while it made this run, and only this run"
    return RunOutcome(None, DiedError(words), words, attempts=1 + DEATHS)
