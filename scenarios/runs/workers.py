"""The one place where processes and clients are started: processes of this machine, or a Dask cluster's.

Processes take requests from one line. A request is a function of some module with what it is given; it may
answer in parts, and between two parts a process may turn to another request. So what somebody has just asked
for waits for the end of a part at most, however much is on its way. Equal requests share one answer, and
what nobody waits for any more is neither begun nor gone on with. A process that dies is replaced.
"""

import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import current_process, get_context, parent_process
from queue import SimpleQueue
from threading import Condition, Thread
from typing import TYPE_CHECKING, Any, Final

from abm.model import Model
from scenarios.errors import InputError
from scenarios.runs.tickets import StaleError, Ticket, Tickets

if TYPE_CHECKING:
    from distributed import Client

PATIENCE: Final = 15.0
"""Seconds to wait for a scheduler, and for workers to come back."""

SETTINGS: Final = {
    "distributed.comm.timeouts.connect": f"{PATIENCE:g}s",
    "distributed.comm.timeouts.tcp": "300s",
    "distributed.scheduler.worker-ttl": None,
    "distributed.admin.tick.limit": "60s",
    "distributed.admin.low-level-log-length": 8,
    "logging.distributed": "critical",
}
"""A compiled run holds the interpreter, so a worker may not answer for seconds; that is not its death. A log
of the last thousand messages to workers would hold every run that was asked of them."""

_GENTLE: Final = 10
_GLANCE: Final = 0.005

_tickets = Tickets.of(1)  # outside of any workers: one asker, who asks for nothing newer
_gives_way = False

Arguments = tuple[Any, ...]
"""A function of some module, and what it is given before the ticket."""


class DiedError(Exception):
    """The process that had a request has died."""


@dataclass(frozen=True, eq=False)
class PartialAnswer:
    """What a request has come to while it is not answered whole.

    Attributes:
        so_far: whatever can be told.
    """

    so_far: Any


def leave_if_started_again() -> None:
    """End a process that runs its script once more before it has begun: the script lacks its guard.

    Such a process must touch nothing; whoever started it sees it end, and says so.
    """
    if getattr(current_process(), "_inheriting", False):
        os._exit(1)


# Inside a process -----------------------------------------------------------------------------------------


def _begin(tickets: Tickets, gentle: bool) -> None:
    """Make a process ready."""
    global _tickets, _gives_way
    _tickets, _gives_way = tickets, gentle
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is heard by whoever started it, who gives up
    if gentle and hasattr(os, "nice"):
        os.nice(_GENTLE)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A process whose parent was killed has nobody to run for."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)


def is_ready(_: Ticket) -> bool:
    """Answers once a process has begun."""
    return True


def while_wanted(ticket: Ticket) -> Callable[[Model | None], None]:
    """What to call between two months of a run: it stands back for others, and stops where nobody waits.

    Args:
        ticket: who waits.

    Returns:
        A function that waits as long as others run what somebody waits for, where this process is gentle, and
        raises `StaleError` where the ticket is stale.
    """

    def between(_: Model | None = None) -> None:
        while _gives_way and _tickets.busy.value and not _tickets.is_stale(ticket):
            time.sleep(_GLANCE)
        _tickets.refuse_stale(ticket)

    return between


# A line of requests ---------------------------------------------------------------------------------------


@dataclass(eq=False)
class _Job:
    """Something to be run, and who waits for it.

    Attributes:
        request: what.
        waiting: the ticket of each who waits, and what is called with each of its answers.
        after: things with a smaller number go first.
        process: that has begun with it, and goes on.
    """

    request: Arguments
    waiting: list[tuple[Ticket, Callable[[Any], None]]]
    after: int = 0
    process: "_Process | None" = None


@dataclass(eq=False)
class _Process:
    """One process, replaced when it dies."""

    tickets: Tickets
    gentle: bool
    pool: ProcessPoolExecutor = field(init=False)

    def __post_init__(self) -> None:
        self.pool = self._started()

    def _started(self) -> ProcessPoolExecutor:
        given = (self.tickets, self.gentle)
        return ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_begin, initargs=given)

    def run(self, request: Arguments, ticket: Ticket) -> Any:
        """What comes of a request: an answer, or the fault that it met."""
        work, *given = request
        try:
            return self.pool.submit(work, *given, ticket).result()
        except BrokenProcessPool:
            self.pool = self._started()
            return DiedError("the process that ran this has died")
        except Exception as fault:
            return fault


class Processes:
    """So many processes of this machine, and the line of what waits for them.

    Args:
        size: how many.
        tickets: who waits for what; by default one asker who never moves on.
        gentle: whether they give way to others that share the tickets.
    """

    def __init__(self, size: int, tickets: Tickets | None = None, gentle: bool = False) -> None:
        self.tickets, self._gentle, self._closed = tickets or Tickets.of(1), gentle, False
        self._line: list[_Job] = []
        self._ready = Condition()
        self.processes = [_Process(self.tickets, gentle) for _ in range(size)]
        for process in self.processes:
            Thread(target=self._serve, args=(process,), daemon=True).start()

    def ask(
        self, request: Arguments, ticket: Ticket, answer_to: Callable[[Any], None], after: int = 0
    ) -> None:
        """Have something run; it is not waited for.

        Args:
            request: a function of some module, and what it is given before the ticket. Whoever asks for what
                somebody waits for already waits with them.
            ticket: who waits.
            answer_to: is called with every `PartialAnswer`, then with the answer, or an exception to raise.
            after: what has a smaller number goes ahead; what is on its way stands at 1.
        """
        with self._ready:
            job = next((job for job in self._line if job.request == request), None)
            if job is not None:
                job.waiting.append((ticket, answer_to))
                return
        self._put(_Job(request, [(ticket, answer_to)], after))

    def run(
        self, request: Arguments, ticket: Ticket, on_part: Callable[[Any], None] | None = None, after: int = 0
    ) -> Any:
        """Have something run, and wait for it.

        Args:
            request: see `ask`.
            ticket: who waits.
            on_part: is given what each part has come to.
            after: see `ask`.

        Raises:
            StaleError: if whoever asked has moved on.
            DiedError: if the process died.
            InputError: at a fault in what was asked for.
        """
        answers = SimpleQueue[Any]()
        self.ask(request, ticket, answers.put, after)
        while isinstance(answer := answers.get(), PartialAnswer):
            if on_part:
                on_part(answer.so_far)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def run_in_each(self, request: Arguments, ticket: Ticket) -> None:
        """Have every process run the same, so that each has compiled and kept what it needs later."""
        answers = [SimpleQueue[Any]() for _ in self.processes]
        pairs = zip(answers, self.processes, strict=True)
        self._put(*(_Job(request, [(ticket, queue.put)], 0, process) for queue, process in pairs))
        for queue in answers:
            while isinstance(queue.get(), PartialAnswer):
                pass

    def close(self) -> None:
        """End all processes; what they run is given up at its next month."""
        with self._ready:
            self._closed = True
            self._ready.notify_all()
        for process in self.processes:
            process.pool.shutdown(wait=False, cancel_futures=True)

    def _put(self, *jobs: _Job) -> None:
        with self._ready:
            self._line.extend(jobs)
            self._ready.notify_all()

    def _serve(self, process: _Process) -> None:
        """A process's days: one part after another."""
        while (turn := self._next(process)) is not None:
            job, ticket = turn
            with self.tickets.at_work(self._gentle):
                answer = process.run(job.request, ticket)
            self._answer(job, answer)

    def _next(self, process: _Process) -> tuple[_Job, Ticket] | None:
        """What a process runs next, and for whom; None at the end."""
        with self._ready:
            while not self._closed:
                self._drop_stale()
                mine = [job for job in self._line if job.process in (None, process)]
                if mine:
                    job = min(mine, key=lambda job: job.after)
                    job.process = process
                    return job, job.waiting[0][0]
                self._ready.wait()
        return None

    def _drop_stale(self) -> None:
        """Tell those who have moved on, and leave out what nobody waits for."""
        for job in self._line:
            stale = [one for one in job.waiting if self.tickets.is_stale(one[0])]
            for one in stale:
                job.waiting.remove(one)
                one[1](StaleError())
        self._line = [job for job in self._line if job.waiting]

    def _answer(self, job: _Job, answer: Any) -> None:
        """Tell all who wait; what one of them gave up is begun again for the others."""
        with self._ready:
            self._drop_stale()
            if isinstance(answer, StaleError):
                return
            if isinstance(answer, PartialAnswer):
                job.after = max(job.after, 1)
            elif job in self._line:
                self._line.remove(job)
            for _, answer_to in job.waiting:
                answer_to(answer)


# A cluster ------------------------------------------------------------------------------------------------


@contextmanager
def cluster(address: str) -> Iterator["Client"]:
    """A client of a Dask scheduler that somebody else has started.

    Raises:
        InputError: if no scheduler answers there.
    """
    from dask import config
    from distributed import Client

    with config.set(SETTINGS):
        try:
            client = Client(address, timeout=PATIENCE)
        except (OSError, ValueError, ImportError) as fault:
            said = str(fault).splitlines()[0] if str(fault) else type(fault).__name__
            remedy = "give an address such as tcp://host:8786"
            raise InputError(f"no scheduler answers at {address} ({said})", "--scheduler", remedy) from None
        except TypeError:  # of the library, where an encrypted address finds no certificate
            remedy = "set distributed.comm.tls as docs/how_to/run_a_sweep.md says"
            raise InputError(f"no certificate to call {address} with", "--scheduler", remedy) from None
        try:
            yield client
        finally:
            with suppress(Exception):
                client.close(timeout=1)
