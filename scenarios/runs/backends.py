"""Where chunks of tasks are run: this process, processes of this machine, or the workers of a cluster."""

import logging
import platform
import time
from collections import deque
from contextlib import ExitStack
from queue import SimpleQueue
from threading import Event, Thread
from typing import Any, Final, Protocol, Self

from abm.warm_up import forget
from scenarios.errors import InputError
from scenarios.runs import workers
from scenarios.runs.code import arithmetic, code_version, unlike
from scenarios.runs.outcome import Chunk, Make, RunOutcome, run_chunk
from scenarios.runs.task import go_on
from scenarios.runs.tickets import Ticket
from scenarios.runs.workers import DiedError, Processes, while_wanted

SAME: Final = "install the same payscape and libraries there and restart it"
"""What is right where a worker is of another kind."""

GUARD: Final = 'keep the call under if __name__ == "__main__": or use one worker'
_LOG: Final = logging.getLogger("payscape")


class Backend(Protocol):
    """Somewhere to run chunks of tasks."""

    @property
    def slots(self) -> int:
        """Chunks that can be run at a time, at least one."""
        ...

    def send(self, chunk: Chunk, attempts: int) -> None:
        """Have a chunk run."""
        ...

    def ended(self) -> tuple[Chunk, list[RunOutcome[Any]] | DiedError | None]:
        """The next chunk that ends and what became of its tasks; None where it was never run."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *fault: object) -> None: ...


class Inline:
    """This process: a chunk is run when its end is waited for."""

    def __init__(self, make: Make) -> None:
        self.slots = 1
        self._make, self._sent = make, deque[tuple[Chunk, int]]()

    def send(self, chunk: Chunk, attempts: int) -> None:
        """Have a chunk run when its turn comes."""
        self._sent.append((chunk, attempts))

    def ended(self) -> tuple[Chunk, list[RunOutcome[Any]]]:
        """The next chunk, run now."""
        chunk, attempts = self._sent.popleft()
        return chunk, run_chunk(chunk, self._make, attempts, code_version(), go_on)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fault: object) -> None:
        forget()


class OnProcesses:
    """Processes of this machine.

    Args:
        size: how many.
        make: what makes one run.
    """

    def __init__(self, size: int, make: Make) -> None:
        self.slots, self._make = size, make
        self._ended = SimpleQueue[tuple[Chunk, Any]]()

    def send(self, chunk: Chunk, attempts: int) -> None:
        """Have a chunk run by whichever process is free."""
        request = (run_wanted_chunk, chunk, self._make, attempts, code_version())
        self._processes.ask(request, self._ticket, lambda answer: self._ended.put((chunk, answer)))

    def ended(self) -> tuple[Chunk, list[RunOutcome[Any]] | DiedError | None]:
        """The next chunk that ends."""
        chunk, answer = self._ended.get()
        if isinstance(answer, Exception) and not isinstance(answer, DiedError):
            raise answer
        return chunk, answer

    def __enter__(self) -> Self:
        self._processes = Processes(self.slots)
        self._ticket = self._processes.tickets.new(0)
        self._refuse_unguarded()
        return self

    def __exit__(self, *fault: object) -> None:
        self._processes.tickets.new(0)  # what is still run is given up
        self._processes.close()

    def _refuse_unguarded(self) -> None:
        """A process that ends before it has begun has run the script that started it.

        Raises:
            InputError: if none can begin.
        """
        try:
            self._processes.run((workers.is_ready,), self._ticket)
        except DiedError:
            self._processes.close()
            raise InputError("a worker stopped before it could start", "workers", GUARD) from None


def run_wanted_chunk(
    tasks: Chunk, make: Make, attempts: int, code: str, ticket: Ticket
) -> list[RunOutcome[Any]]:
    """A chunk in a process of this machine, given up where nobody waits for it any more."""
    return run_chunk(tasks, make, attempts, code, while_wanted(ticket))


def run_alike_chunk(
    same: dict[str, str], tasks: Chunk, make: Make, attempts: int, code: str
) -> list[RunOutcome[Any]]:
    """A chunk on a cluster's worker, which may have come long after the others.

    Raises:
        InputError: if its Python or its libraries are not those of whoever asks.
    """
    if (other := unlike(arithmetic(), same)) is not None:
        raise InputError(f"runs with {other}", f"worker on {platform.node()}", SAME)
    return run_chunk(tasks, make, attempts, code, go_on)


class OnCluster:
    """The workers of a Dask scheduler that somebody else has started.

    Args:
        address: of the scheduler.
        make: what makes one run.
    """

    GONE: Final = ("cancelled", "lost")
    """States of a future whose scheduler went away with it."""

    def __init__(self, address: str, make: Make) -> None:
        self._address, self._make, self._stack = address, make, ExitStack()
        self._sent: dict[Any, Chunk] = {}
        self._over = Event()

    def __enter__(self) -> Self:
        from distributed import as_completed

        self._client = self._stack.enter_context(workers.cluster(self._address))
        self._refuse_other_code()
        self._completed = as_completed([], loop=self._client.loop)
        self._stack.callback(self._over.set)
        Thread(target=self._say_when_waiting, daemon=True).start()
        return self

    def __exit__(self, *fault: object) -> None:
        self._stack.close()

    @property
    def slots(self) -> int:
        """Runs that can be made at a time, at least one."""
        threads: Any = self._client.nthreads()
        return max(sum(threads.values()), 1)

    def send(self, chunk: Chunk, attempts: int) -> None:
        """Have a chunk run by whichever worker is free."""
        given = (arithmetic(), chunk, self._make, attempts, code_version())
        future: Any = self._client.submit(run_alike_chunk, *given, pure=False, retries=0)
        self._sent[future] = chunk
        self._completed.add(future)

    def ended(self) -> tuple[Chunk, list[RunOutcome[Any]] | DiedError | None]:
        """The next chunk that ends; None where the connection broke and it has to be sent again.

        Raises:
            InputError: if the scheduler is lost.
        """
        from distributed.scheduler import KilledWorker

        future: Any = next(self._completed)
        chunk = self._sent.pop(future)
        if future.status in self.GONE:
            self._refuse_lost()
            return chunk, None
        fault = future.exception() if future.status == "error" else None
        if isinstance(fault, KilledWorker):
            return chunk, DiedError("its workers have died")
        if fault is not None:
            raise fault
        outcomes = future.result()
        future.release()
        return chunk, outcomes

    def _say_when_waiting(self) -> None:
        """Say so, once each time, when no worker is left and the scheduler waits for others to come."""
        waited = False
        while not self._over.wait(workers.PATIENCE):
            waits = self._client.status == "running" and not self._client.nthreads()
            if waits and not waited:
                _LOG.warning("payscape: waiting for workers: the scheduler at %s has none", self._address)
            waited = waits

    def _refuse_lost(self) -> None:
        """Wait for a connection that broke to come back.

        Raises:
            InputError: if it does not.
        """
        patience = time.monotonic() + workers.PATIENCE
        while self._client.status != "running":
            if time.monotonic() > patience:
                remedy = "finished runs are kept; start again to make the others"
                raise InputError("the scheduler was lost", "sweep", remedy)
            time.sleep(0.1)

    def _refuse_other_code(self) -> None:
        """Results of two versions of code, Python or libraries must not be mixed under one key."""
        try:
            self._client.wait_for_workers(1, timeout=workers.PATIENCE)
            versions: Any = self._client.run(code_version)
            libraries: Any = self._client.run(arithmetic)
        except (TimeoutError, OSError):
            remedy = "start some, or wait for them"
            raise InputError("the scheduler has no workers", "--scheduler", remedy) from None
        except ModuleNotFoundError as fault:
            raise InputError(f"workers have no {fault.name}", "--scheduler", SAME) from None
        other = sorted({version for version in versions.values() if version != code_version()})
        if other:
            what = f"workers run version {other[0]} of the code, not {code_version()}"
            raise InputError(what, "--scheduler", SAME)
        for each in libraries.values():
            if (different := unlike(each, arithmetic())) is not None:
                raise InputError(f"workers run with {different}", "--scheduler", SAME)
