"""Lives runs on processes of this machine or on a cluster that is already there, and survives their deaths.

Runs go out in chunks of about a second's work, a few for each worker at a time, so that neither the
overhead of a task nor its queue counts. A run whose chunk killed its worker is lived again by itself, with
nothing beside it; one that then kills its worker each time is put in quarantine, and no other is blamed.
"""

import os
import signal
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import chain, islice
from typing import Any, Final

from dask import config
from distributed import Client, LocalCluster, as_completed
from distributed.scheduler import KilledWorker

from scenarios.errors import InputError
from scenarios.sweeping.keys import code_version
from scenarios.sweeping.living import Chunk, Live, live_chunk, live_run, quarantined
from scenarios.sweeping.plan import Task

SECONDS_A_CHUNK: Final = 1.0
MOST_IN_CHUNK: Final = 500
CHUNKS_A_WORKER: Final = 2
"""Chunks in flight for every worker: one that is lived, one that waits."""
DEATHS: Final = 2
"""Workers that a chunk may kill before it is taken apart, and a run by itself before it is quarantined."""
PATIENCE: Final = 15.0
"""Seconds to wait for a scheduler, and for workers to come back."""

GONE: Final = ("cancelled", "lost")
"""States of a task whose scheduler went away with it."""

SETTINGS: Final = {
    "distributed.scheduler.allowed-failures": DEATHS - 1,
    "distributed.comm.timeouts.connect": f"{PATIENCE:g}s",
    "distributed.comm.timeouts.tcp": "300s",
    "distributed.scheduler.worker-ttl": None,
    "distributed.admin.tick.limit": "60s",
    "distributed.admin.low-level-log-length": 8,
    "logging.distributed": "critical",
}
"""A compiled run holds the interpreter, so a worker may not answer for seconds; that is not its death. A log
of the last thousand messages to workers would hold every run that was asked of them."""


@contextmanager
def workers(number: int | None, scheduler: str | None) -> Iterator[Client]:
    """A client of workers: processes of this machine, or those of a scheduler.

    Args:
        number: processes; one a processor when None. Not used with a scheduler, which has its own.
        scheduler: address of a scheduler, or None.

    Raises:
        InputError: if there is no scheduler at that address, or its workers run other code.
    """
    with config.set(SETTINGS):
        if scheduler:
            with _of_a_scheduler(scheduler) as client:
                yield client
            return
        cluster = LocalCluster(
            n_workers=number or os.cpu_count() or 1,
            threads_per_worker=1,
            processes=True,
            dashboard_address="127.0.0.1:0",
            silence_logs=50,
        )
        client = Client(cluster)
        try:
            yield client
        finally:
            _end(client, cluster)


@contextmanager
def _of_a_scheduler(address: str) -> Iterator[Client]:
    try:
        client = Client(address, timeout=PATIENCE)
    except (OSError, ValueError, ImportError) as fault:
        said = str(fault).splitlines()[0] if str(fault) else type(fault).__name__
        raise InputError(
            f"no scheduler answers at {address} ({said})",
            "--scheduler",
            "give an address such as tcp://host:8786",
        ) from None
    try:
        _refuse_other_code(client)
        yield client
    finally:
        with suppress(Exception):
            client.close(timeout=1)


def _refuse_other_code(client: Client) -> None:
    """Results of two versions must not be mixed under one key."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
        found: Any = client.run(code_version)
    except (TimeoutError, OSError):
        raise InputError(
            "the scheduler has no workers", "--scheduler", "start some, or wait for them"
        ) from None
    except ModuleNotFoundError as fault:
        raise InputError(
            f"workers have no {fault.name}", "--scheduler", "install payscape[sweep] there"
        ) from None
    other = sorted({version for version in found.values() if version != code_version()})
    if other:
        raise InputError(
            f"workers run version {other[0]} of the code, not {code_version()}",
            "--scheduler",
            "install the same payscape there and restart them",
        )


def _end(client: Client, cluster: Any) -> None:
    """End our own processes at once; what they were doing is not waited for."""
    nannies = list(cluster.workers.values())
    for nanny in nannies:
        nanny.auto_restart = False
    for nanny in nannies:
        pid = getattr(nanny, "pid", None)
        if pid:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    with suppress(Exception):
        client.close(timeout=0.2)
    with suppress(Exception):
        cluster.close(timeout=2)


class Lives:
    """Runs on their way through the workers.

    Args:
        client: of the workers.
        live: what lives one run.
    """

    def __init__(self, client: Client, live: Live = live_run) -> None:
        self._client, self._live = client, live
        self._seconds = SECONDS_A_CHUNK  # a run is taken to last that long until one was lived
        self._chunks: dict[Any, Sequence[Task]] = {}
        self._returned: deque[Task] = deque()
        self._suspects: deque[Task] = deque()

    def of(self, tasks: Iterable[Task]) -> Iterator[Chunk]:
        """What runs gave, chunk by chunk in the order in which they end.

        Raises:
            InputError: if the scheduler is lost.
        """
        waiting = iter(tasks)
        ended = as_completed([], loop=self._client.loop)
        self._fill(waiting, ended, CHUNKS_A_WORKER * self._threads())
        while self._chunks:
            chunk = self._ended(next(ended))
            if chunk is not None:
                yield chunk
            self._fill(waiting, ended, CHUNKS_A_WORKER * self._threads())
        while self._suspects:
            yield self._alone(self._suspects.popleft())

    def _threads(self) -> int:
        """Runs that can be lived at a time, at least one."""
        threads: Any = self._client.nthreads()
        return max(sum(threads.values()), 1)

    def _fill(self, waiting: Iterator[Task], ended: Any, most: int) -> None:
        """Send out chunks until there are enough in flight."""
        while len(self._chunks) < most:
            size = int(min(max(SECONDS_A_CHUNK / self._seconds, 1), MOST_IN_CHUNK))
            tasks = list(islice(chain(self._taken_back(), waiting), size))
            if not tasks:
                return
            future = self._sent(tasks, 1)
            self._chunks[future] = tasks
            ended.add(future)

    def _taken_back(self) -> Iterator[Task]:
        """Runs that were sent out and never lived, since the connection broke meanwhile."""
        while self._returned:
            yield self._returned.popleft()

    def _refuse_lost(self) -> None:
        """Wait for a connection that broke to come back.

        Raises:
            InputError: if it does not.
        """
        patience = time.monotonic() + PATIENCE
        while self._client.status != "running":
            if time.monotonic() > patience:
                remedy = "finished runs are kept; start again to live the others"
                raise InputError("the scheduler was lost", "sweep", remedy)
            time.sleep(0.1)

    def _sent(self, tasks: Sequence[Task], attempt: int) -> Any:
        return self._client.submit(live_chunk, tasks, self._live, attempt, pure=False, retries=0)

    def _ended(self, future: Any) -> Chunk | None:
        """What a chunk gave; where it killed its worker, its runs are set aside to be lived alone."""
        tasks = self._chunks.pop(future)
        if future.status in GONE:
            self._refuse_lost()
            self._returned.extend(tasks)
            return None
        fault = _fault(future)
        if fault is None:
            chunk = future.result()
            future.release()
            self._learn(chunk)
            return chunk
        if not isinstance(fault, KilledWorker):
            raise fault
        self._suspects.extend(tasks)
        return None

    def _alone(self, task: Task) -> Chunk:
        """One run lived with nothing beside it; in quarantine if it kills its worker again."""
        self._client.wait_for_workers(1)
        future = self._sent([task], 2)
        next(as_completed([future], loop=self._client.loop))
        if future.status in GONE:
            self._refuse_lost()
            return self._alone(task)
        fault = _fault(future)
        if fault is None:
            return future.result()
        if not isinstance(fault, KilledWorker):
            raise fault
        return quarantined(task, 2 * DEATHS)

    def _learn(self, chunk: Chunk) -> None:
        """How long a run takes, from what was seen so far."""
        seconds = [s for s in chunk.runs.column("seconds").to_pylist() if s]
        if seconds:
            self._seconds = max(0.7 * self._seconds + 0.3 * sum(seconds) / len(seconds), 1e-4)


def _fault(future: Any) -> BaseException | None:
    """Why a task did not end well, or None."""
    return future.exception() if future.status == "error" else None
