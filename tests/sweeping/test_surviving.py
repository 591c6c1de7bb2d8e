"""Nothing that was finished is lost, and nothing is lived twice, whoever dies and whenever."""

import errno
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from scenarios.errors import InputError
from scenarios.sweeping import store
from scenarios.sweeping import sweep as sweeping
from scenarios.sweeping.replay import replay
from scenarios.sweeping.status import status
from scenarios.sweeping.store import being_written, files_of
from scenarios.sweeping.sweep import sweep
from tests.sweeping.conftest import SMALL
from tests.sweeping.stand_ins import TALLY, counted, deadly, faulty, quick

PROJECT = Path(__file__).resolve().parents[2]
DRIVER = """
import signal
import sys
from scenarios.sweeping import sweep as sweeping
from tests.sweeping.stand_ins import counted
from tests.sweeping.conftest import SMALL

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # in the background it is ignored
    sweeping.RUNS_IN_BATCH = 2
    sweeping.sweep({**SMALL, "seeds": int(sys.argv[2])}, sys.argv[1], 2, make=counted)
"""
SEEDS, ALL = 40, 240
"""Seeds and runs of the driver above, unless it is given more."""


def lived(folder: Path) -> Counter[str]:
    """How often every run stands in the batches."""
    return Counter(key for file in files_of(folder, "runs") for key in pq.read_table(file)["key"].to_pylist())


def begun(tally: Path) -> int:
    return len(list(tally.iterdir()))


def driver(tmp_path: Path, tally: Path, seeds: int = SEEDS) -> subprocess.Popen[bytes]:
    script = tmp_path / "driver.py"
    script.write_text(textwrap.dedent(DRIVER), encoding="utf-8")
    surroundings = {**os.environ, TALLY: str(tally), "PYTHONPATH": str(PROJECT)}
    command = [sys.executable, str(script), str(tmp_path / "out"), str(seeds)]
    return subprocess.Popen(command, env=surroundings, start_new_session=True, stderr=subprocess.DEVNULL)


def wait_for(tally: Path, runs: int) -> None:
    patience = time.monotonic() + 90
    while begun(tally) < runs:
        assert time.monotonic() < patience, f"only {begun(tally)} runs begun"
        time.sleep(0.02)


@pytest.fixture
def tally(tmp_path: Path) -> Path:
    folder = tmp_path / "tally"
    folder.mkdir()
    return folder


def test_workers_killed_twice_cost_nothing(tmp_path: Path, tally: Path, monkeypatch) -> None:
    monkeypatch.setenv(TALLY, str(tally))
    killed: list[int] = []

    def kill_twice() -> None:
        for runs in (20, 80):
            wait_for(tally, runs)
            newest = max(tally.iterdir(), key=lambda mark: mark.stat().st_mtime)
            killed.append(int(newest.read_text().split()[-1]))
            os.kill(killed[-1], signal.SIGKILL)

    killer = threading.Thread(target=kill_twice)
    killer.start()
    found = sweep({**SMALL, "seeds": SEEDS}, tmp_path / "out", 2, make=counted)
    killer.join()
    assert len(killed) == 2
    assert set(lived(tmp_path / "out").values()) == {1}
    assert found.manifest["runs"] == {"done": ALL}


def test_a_driver_killed_outright_leaves_whole_batches_and_the_next_does_the_rest(
    tmp_path: Path, tally: Path, monkeypatch
) -> None:
    first = driver(tmp_path, tally)
    wait_for(tally, 60)
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    kept = lived(tmp_path / "out")
    assert 20 < len(kept) < ALL
    time.sleep(1.0)  # its workers see that it is gone, and go
    for mark in tally.iterdir():
        mark.unlink()
    monkeypatch.setenv(TALLY, str(tally))
    found = sweep({**SMALL, "seeds": SEEDS}, tmp_path / "out", 2, make=counted)
    assert found.manifest["runs"] == {"done": ALL}
    assert set(lived(tmp_path / "out").values()) == {1}
    assert not {mark.name for mark in tally.iterdir()} & set(kept)


def test_a_driver_killed_before_it_began_leaves_a_folder_that_can_be_gone_on_with(
    tmp_path: Path, monkeypatch
) -> None:
    def pulled(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("scenarios.sweeping.sweep.write_table", pulled)
        with pytest.raises(KeyboardInterrupt):
            sweep({**SMALL, "seeds": 1}, tmp_path / "out", 1)
    found = sweep({**SMALL, "seeds": 1}, tmp_path / "out", 1)
    assert set(found.manifest["runs"]) == {"done"}


def test_ctrl_c_ends_it_and_keeps_what_was_finished(tmp_path: Path, tally: Path) -> None:
    longer = 10  # times the runs: it cannot be through before it hears of it, however busy the machine
    stopped = driver(tmp_path, tally, longer * SEEDS)
    wait_for(tally, 60)
    os.killpg(stopped.pid, signal.SIGINT)  # as a terminal does: its workers are told as well
    stopped.wait(60)  # how soon is measured by the benchmark `stopping`
    found = status(tmp_path / "out")
    assert found.state == "stopped"
    assert 20 < found.done < longer * ALL
    assert found.missing == longer * ALL - found.done


def test_a_run_that_always_fails_is_written_down_and_can_be_replayed(tmp_path: Path, scheduler: str) -> None:
    found = sweep(SMALL, tmp_path / "out", scheduler=scheduler, make=faulty)
    assert found.manifest["runs"] == {"done": 12, "failed": 6}
    told = status(tmp_path / "out")
    assert {f.seed for f in told.failures} == {2}
    assert all(f.why == "ZeroDivisionError: nothing to divide by" for f in told.failures)
    again = replay(tmp_path / "out", told.failures[0].key[:8])
    assert (again.state, again.cell.seed, again.option) == ("failed", 2, told.failures[0].arm)
    assert "in faulty" in again.error
    untouched = sweep(SMALL, tmp_path / "out", scheduler=scheduler, make=quick)
    assert untouched.manifest["runs"] == {"done": 12, "failed": 6}
    mended = sweep(SMALL, tmp_path / "out", scheduler=scheduler, make=quick, again=True)
    assert mended.manifest["runs"] == {"done": 18}
    assert len(mended.runs()) == 18


def test_a_run_that_kills_its_workers_is_put_in_quarantine_and_harms_no_other(tmp_path: Path) -> None:
    found = sweep(SMALL, tmp_path / "out", 2, make=deadly)
    assert found.manifest["runs"] == {"done": 16, "quarantined": 2}
    bad = found.runs()[lambda runs: runs["status"] == "quarantined"]
    assert set(bad["seed"]) == {2}
    assert set(bad["future"]) == {2}
    assert "died" in bad["error"].iloc[0]


def test_a_full_disk_is_an_error_that_loses_no_finished_batch(
    tmp_path: Path, scheduler: str, monkeypatch
) -> None:
    real, written = pq.write_table, []

    def full(table, where, **options) -> None:
        written.append(where)
        if "months" in str(where) and len(written) > 8:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(where))
        real(table, where, **options)

    monkeypatch.setattr(sweeping, "RUNS_IN_BATCH", 2)
    monkeypatch.setattr(store.pq, "write_table", full)
    with pytest.raises(OSError, match="No space"):
        sweep(SMALL, tmp_path / "out", scheduler=scheduler, make=quick)
    kept = len(lived(tmp_path / "out"))
    assert 0 < kept < 18
    assert not list((tmp_path / "out" / "batches").glob(".*"))
    monkeypatch.setattr(store.pq, "write_table", real)
    assert sweep(SMALL, tmp_path / "out", scheduler=scheduler, make=quick).manifest["runs"] == {"done": 18}
    assert set(lived(tmp_path / "out").values()) == {1}


def test_two_processes_do_not_write_one_folder(tmp_path: Path) -> None:
    with being_written(tmp_path / "out"), ThreadPoolExecutor(1) as another:
        refused = another.submit(sweep, SMALL, tmp_path / "out", make=quick).exception()
    assert f"is being written by process {os.getpid()}; wait for it to end" in str(refused)


@pytest.mark.parametrize("spoil", ["cut short", "empty", "gone", "of another kind", "spoilt inside"])
def test_a_batch_that_cannot_be_read_is_missing_and_is_made_again(
    spoil: str, tmp_path: Path, scheduler: str, monkeypatch
) -> None:
    monkeypatch.setattr(sweeping, "RUNS_IN_BATCH", 4)
    sweep(SMALL, tmp_path / "out", scheduler=scheduler, make=quick)
    file = Path(files_of(tmp_path / "out", "values")[1])
    whole = file.read_bytes()
    if spoil == "gone":
        file.unlink()
    elif spoil == "of another kind":
        file.write_bytes(file.with_name("runs.parquet").read_bytes())
    else:
        half = len(whole) // 3
        inside = whole[:60] + bytes(half) + whole[60 + half :]
        file.write_bytes({"cut short": whole[:half], "empty": b"", "spoilt inside": inside}[spoil])
    if spoil != "spoilt inside":
        now = status(tmp_path / "out")
        assert (now.state, now.done, now.missing, now.damaged) == ("stopped", 14, 4, (file.parent.name,))
    mended = sweep(SMALL, tmp_path / "out", scheduler=scheduler, make=quick)
    assert mended.manifest["runs"] == {"done": 18}
    assert mended.manifest["damaged"] == [file.parent.name]
    assert set(lived(tmp_path / "out").values()) == {1}
    assert len(mended.outcomes("E1")) == 18
    now = status(tmp_path / "out")
    assert (now.state, now.done, now.missing, now.damaged) == ("finished", 18, 0, ())


@pytest.mark.parametrize("name", ["plan", "arms", "futures"])
def test_a_table_of_the_plan_cut_short_is_written_anew(name: str, tmp_path: Path, scheduler: str) -> None:
    sweep(SMALL, tmp_path / "out", scheduler=scheduler, make=quick)
    file = tmp_path / "out" / f"{name}.parquet"
    file.write_bytes(file.read_bytes()[:100])
    with pytest.raises(InputError, match=r"cannot be read.*start the sweep again"):
        status(tmp_path / "out")
    assert sweep(SMALL, tmp_path / "out", scheduler=scheduler, make=quick).manifest["runs"] == {"done": 18}


def test_a_manifest_cut_short_is_one_line_and_its_remedy_leads_on(tmp_path: Path, scheduler: str) -> None:
    sweep(SMALL, tmp_path / "out", scheduler=scheduler, make=quick)
    manifest = tmp_path / "out" / "manifest.json"
    manifest.write_bytes(manifest.read_bytes()[:100])
    before = lived(tmp_path / "out")
    with pytest.raises(
        InputError, match=r"manifest.json that cannot be read; remove manifest.json and start"
    ):
        sweep(SMALL, tmp_path / "out", scheduler=scheduler, make=quick)
    manifest.unlink()
    sweep(SMALL, tmp_path / "out", scheduler=scheduler, make=quick)
    assert lived(tmp_path / "out") == before


def test_a_sweep_of_other_scenarios_is_replaced_only_when_that_is_said(
    tmp_path: Path, scheduler: str
) -> None:
    other = {**SMALL, "scenarios": ["small-town-today"]}
    sweep(SMALL, tmp_path / "out", scheduler=scheduler, make=quick)
    with pytest.raises(InputError, match="holds a sweep of small-town-today, small-town-capitation"):
        sweep(other, tmp_path / "out", scheduler=scheduler, make=quick)
    sweep(other, tmp_path / "out", scheduler=scheduler, make=quick, replace=True)
    assert len(lived(tmp_path / "out")) >= 18, "finished batches stay"


def test_a_sweep_whose_process_is_gone_has_stopped(tmp_path: Path, scheduler: str) -> None:
    sweep(SMALL, tmp_path / "out", scheduler=scheduler, make=quick)
    manifest = tmp_path / "out" / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"finished"', '"running"'))
    assert status(tmp_path / "out").state == "stopped"
    with being_written(tmp_path / "out"):
        assert status(tmp_path / "out").state == "running"


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(InputError, match="not results"):
        sweep(SMALL, tmp_path, make=quick)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
