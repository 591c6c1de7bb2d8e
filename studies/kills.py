"""Kills commands outright at random moments, and sees that whatever was complete before is whole after.

    python -m studies.kills --only run --kills 20

Each command writes over earlier results of its own, is killed (-9) somewhere between its start and its end,
and is then looked at: its tables have to be those that a command left undisturbed writes, all of one and the
same. Batches of a sweep or calibration that were there have to be there, and readable. Needs a system that
forks.
"""

import argparse
import json
import os
import random
import signal
import tempfile
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Final

import pyarrow.parquet as pq

import scenarios
from calibration import runs as calibrating
from calibration.planted import planted
from cli.main import main as typed
from scenarios.files.scenario_files import load_scenario
from scenarios.files.whole_file import write_whole
from scenarios.runs.folder import read_manifest
from scenarios.runs.held import is_held
from scenarios.sweeping import sweep as sweeping
from scenarios.sweeping.store import BATCHES, files_of

PAIR: Final = ("small-town-today", "small-town-capitation")
SWEEP: Final = """
title = "Tiny"
scenarios = ["small-town-today", "small-town-capitation"]
seeds = 2
backfilling = false
[with]
months = 13
sample = 0.02
[uncertainties]
"conduct.horizon_years" = [1.0, 3.0]
"""
TOWN: Final = """
title = "Our town"
scenario = "small-town-today"
sample = 0.1
fit = ["2017-04", "2018-03"]
[priors]
"urgent.attendance_rate" = "plausible"
[effort]
screen = 0
wave = 40
waves = 1
truths = 3
"""
Words = Callable[[Path, int], list[str]]
"""What is typed, given a folder to write to and a number that tells one time from the next."""


def _run(out: Path, turn: int) -> list[str]:
    return ["run", PAIR[0], "--months", str(2 + turn % 2), "--sample", "0.02", "--out", str(out)]


def _compare(out: Path, turn: int) -> list[str]:
    months = str(13 + turn % 2)
    return ["compare", *PAIR, "--seeds", "2", "--months", months, "--sample", "0.02", "--workers", "1",
            "--out", str(out)]  # fmt: skip


def _sweep(out: Path, turn: int) -> list[str]:
    return ["sweep", str(write_whole(out.parent / "tiny.toml", SWEEP)), "--workers", "1", "--out", str(out)]


def _calibrate(out: Path, turn: int) -> list[str]:
    data = out.parent / "town.csv"
    if not data.exists():
        scenario = load_scenario(PAIR[0]).changed(months=12, sample=0.1)
        write_whole(data, planted(scenario, {}, 1, ["ae_attendances"]))
    town = write_whole(out.parent / "town.toml", TOWN)
    return ["calibrate", str(town), "--data", str(data), "--out", str(out)]


COMMANDS: Final[dict[str, Words]] = {
    "run": _run,
    "compare": _compare,
    "sweep": _sweep,
    "calibrate": _calibrate,
}


def begun(words: list[str]) -> int:
    """A fork of this process that does what was typed, with a batch for every second run; its number."""
    child = os.fork()
    if child:
        return child
    os.setsid()
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    calibrating.RUNS_IN_BATCH = sweeping.RUNS_IN_BATCH = 2  # type: ignore[misc]
    try:
        typed(words)
    finally:
        os._exit(0)


def tables_in(folder: Path) -> str:
    """What the tables of a folder say, in a few digits; nothing where it holds no results."""
    if not (folder / "manifest.json").is_file():
        return ""
    files = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["files"]
    texts = [pq.read_table(folder / name).to_pydict() for name in files if name.endswith(".parquet")]
    return sha256(repr(texts).encode()).hexdigest()[:8]


def batches_in(folder: Path) -> dict[str, int]:
    """Runs in every batch that can be read."""
    files = [Path(file) for file in files_of(folder, "runs")]
    return {file.parent.name: len(pq.read_table(file)) for file in files}


def killed(name: str, folder: Path, kills: int, rng: random.Random) -> str:
    """Kill a command so many times; what came of it, in words.

    Raises:
        AssertionError: if something that was complete is not whole.
    """
    out, words = folder / "out", COMMANDS[name]
    store = out.with_name("out.runs") if name == "calibrate" else out
    complete, longest = set[str](), 0.0
    scenarios.run(PAIR[0], sample=0.02, months=2)  # so that a fork begins with everything imported
    for turn in (0, 1):
        began = time.monotonic()
        os.waitpid(begun(words(out, turn)), 0)
        longest = time.monotonic() - began
        complete.add(tables_in(out))
        if name in ("sweep", "calibrate"):
            break
    ended = changed = 0
    for turn in range(kills):
        if name in ("sweep", "calibrate") and turn % 4 == 0:
            _forget(store)
        before, kept = tables_in(out), batches_in(store)
        child = begun(words(out, turn))
        time.sleep(longest * (rng.uniform(0.0, 1.1) if turn % 2 else rng.uniform(0.8, 1.1)))
        os.killpg(child, signal.SIGKILL)
        ended += os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        if name != "sweep":
            read_manifest(out, "")
            after = tables_in(out)
            assert after in complete, (name, turn, after, complete)
            changed += after != before
        now = batches_in(store)
        assert kept.items() <= now.items(), (name, turn, kept, now)
        assert not is_held(out)
    return (
        f"{name}: {kills} kills within {longest:.1f} s, {ended} too late, {changed} after the tables changed"
    )


def _forget(store: Path) -> None:
    """Take batches away, so that there is something to do again."""
    for batch in (store / BATCHES).glob("*"):
        for file in batch.iterdir():
            file.unlink()
        batch.rmdir()


def main() -> None:
    """Kill what was asked for, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--only", choices=COMMANDS, action="append")
    parser.add_argument("--kills", type=int, default=13)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    for name in chosen.only or COMMANDS:
        with tempfile.TemporaryDirectory() as folder:
            print(killed(name, Path(folder), chosen.kills, random.Random(chosen.seed)), flush=True)


if __name__ == "__main__":
    main()
