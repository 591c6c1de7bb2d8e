"""A scheduler and workers that somebody else started: used, checked, and missed in one line."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from scenarios.errors import InputError
from scenarios.runs import backends, code, workers
from scenarios.sweeping.sweep import sweep
from tests.sweeping.conftest import SMALL
from tests.sweeping.stand_ins import quick

PROJECT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def dask(*words: str) -> subprocess.Popen[bytes]:
    """`dask scheduler` and `dask worker` as they are typed on a cluster."""
    command = [sys.executable, "-m", "dask", *words]
    surroundings = {**os.environ, "PYTHONPATH": str(PROJECT)}
    return subprocess.Popen(command, env=surroundings, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


class At:
    """What one process says of its libraries; any other says what is so."""

    def __init__(self, process: int, said: dict[str, str]) -> None:
        self._process, self._said = process, said

    def __call__(self) -> dict[str, str]:
        return self._said if os.getpid() == self._process else code.arithmetic()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    port = free_port()
    address = f"tcp://127.0.0.1:{port}"
    here = ("--host", "127.0.0.1", "--no-dashboard")
    started = [dask("scheduler", "--port", str(port), *here)]
    started += [
        dask("worker", address, "--nthreads", "1", "--name", name, *here) for name in ("first", "second")
    ]
    try:
        yield address
    finally:
        for process in reversed(started):
            process.terminate()
        for process in started:
            process.wait(20)


def test_a_sweep_runs_on_workers_that_were_started_elsewhere(
    address: str, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr(workers, "PATIENCE", 90.0)  # they may take a while to start on a busy machine
    found = sweep({**SMALL, "seeds": 10}, tmp_path / "out", scheduler=address, make=quick)
    assert found.manifest["runs"] == {"done": 60}
    assert str(os.getpid()) not in {worker.rpartition(":")[2] for worker in found.runs()["worker"]}


def test_workers_with_other_code_are_refused(address: str, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(workers, "PATIENCE", 90.0)
    here = os.getpid()
    monkeypatch.setattr(
        backends, "code_version", lambda: "0123456789abcdef" if os.getpid() == here else "fedcba9876543210"
    )
    with pytest.raises(InputError, match="of the code, not 0123456789abcdef"):
        sweep(SMALL, tmp_path / "out", scheduler=address, make=quick)


@pytest.mark.parametrize("what", ["Python", "numpy", "numba"])
def test_workers_with_another_python_or_library_are_refused(
    what: str, address: str, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr(workers, "PATIENCE", 90.0)
    ours = code.arithmetic() | {what: "0.1"}
    monkeypatch.setattr(backends, "arithmetic", At(os.getpid(), ours))
    with pytest.raises(InputError, match=rf"workers run with {what} \S+, not 0\.1; install the same"):
        sweep(SMALL, tmp_path / "out", scheduler=address, make=quick)


def test_a_worker_that_comes_late_is_held_to_the_same() -> None:
    theirs = code.arithmetic()
    assert backends.run_alike_chunk(theirs, [], quick, 1, code.code_version()) == []
    for what in theirs:
        with pytest.raises(InputError, match=rf"runs with {what} .*, not 0\.1"):
            backends.run_alike_chunk(theirs | {what: "0.1"}, [], quick, 1, code.code_version())


class NoWorkers:
    """A client whose workers have all gone, and come back after a while."""

    status = "running"

    def __init__(self) -> None:
        self._asked = iter([{}, {}, {"tcp://one": 1}, {}, {}])

    def nthreads(self) -> dict[str, int]:
        """Threads by worker; the end of the sweep after the last."""
        return next(self._asked)


def test_that_no_worker_is_left_is_said_once_each_time(monkeypatch, caplog) -> None:
    monkeypatch.setattr(workers, "PATIENCE", 0.001)
    cluster = backends.OnCluster("tcp://head:8786", quick)
    monkeypatch.setattr(cluster, "_client", NoWorkers(), raising=False)
    with pytest.raises(StopIteration):
        cluster._say_when_waiting()
    said = "payscape: waiting for workers: the scheduler at tcp://head:8786 has none"
    assert [record.getMessage() for record in caplog.records] == [said, said]


def test_a_scheduler_that_is_not_there_is_missed_in_one_line(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(workers, "PATIENCE", 1.0)
    began = time.monotonic()
    with pytest.raises(InputError, match="no scheduler answers at tcp"):
        sweep(SMALL, tmp_path / "out", scheduler=f"tcp://127.0.0.1:{free_port()}", make=quick)
    assert time.monotonic() - began < 20
