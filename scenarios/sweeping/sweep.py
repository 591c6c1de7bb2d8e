"""Runs a sweep: what is missing, on workers, written as it comes; stopped and started again at will.

Example:
    >>> from pathlib import Path
    >>> declared = {"title": "T", "scenarios": ["small-town-today"], "with": {"months": 2, "sample": 0.02},
    ...             "uncertainties": {"conduct.horizon_years": [1.0, 3.0]}, "backfilling": False}
    >>> Plan(declared_in(declared, "my.toml")).futures
    [{'conduct.horizon_years': 1.0}, {'conduct.horizon_years': 3.0}]
"""

import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd

from scenarios.files.changes import Value
from scenarios.files.toml_files import Table
from scenarios.runs.outcome import DONE, Make
from scenarios.runs.runner import Progress, Runs
from scenarios.runs.task import run_task
from scenarios.sweeping.adaptive import next_round
from scenarios.sweeping.extra import require_extra
from scenarios.sweeping.plan import Cell, Plan
from scenarios.sweeping.provenance import manifest_of
from scenarios.sweeping.results import Swept
from scenarios.sweeping.store import (
    RUNS_IN_BATCH,
    SECONDS_IN_BATCH,
    Batches,
    being_written,
    plan_table,
    read_manifest,
    states,
    write_manifest,
    write_table,
)
from scenarios.sweeping.sweep_file import Declared, absolute, declared_in, load_sweep


def sweep(
    what: str | Path | Table,
    out: str | Path,
    number: int | None = None,
    scheduler: str | None = None,
    progress: Progress | None = None,
    again: bool = False,
    make: Make = run_task,
    replace: bool = False,
) -> Swept:
    """Run a sweep, or what is missing of it, and keep what comes out in a folder.

    Args:
        what: a name from the library, a path to a TOML file, or what such a file says.
        out: the folder; where it holds the same sweep, only missing runs are made.
        number: processes; one a processor when None. Results do not depend on it. A script must keep
            the call under `if __name__ == "__main__":`.
        scheduler: address of a Dask scheduler whose workers make the runs instead.
        progress: called with runs done and runs asked for.
        again: whether runs that failed before are tried once more.
        make: what makes one run.
        replace: whether a sweep of other scenarios in the folder is replaced; see `being_written`.

    Raises:
        InputError: at the first fault in what was asked for.
        OSError: if the folder cannot be written; batches that were finished stay.
    """
    require_extra()
    declared = declared_in(what, "sweep") if isinstance(what, dict) else load_sweep(what)
    plan, folder, runs = Plan(declared), Path(out), Runs(number, scheduler, make, apart=True)
    with being_written(folder, plan.scenarios, replace) as damaged:
        _Sweeping(plan, folder, progress, again, damaged).go(runs)
    return Swept(folder)


class _Sweeping:
    """One start of a sweep, from what is in the folder to what is asked for."""

    def __init__(
        self, plan: Plan, folder: Path, progress: Progress | None, again: bool, damaged: list[str]
    ) -> None:
        self._plan, self._folder, self._progress = plan, folder, progress
        self._began, self._damaged = time.monotonic(), damaged
        self._seeds: dict[tuple[int, int], int] = dict.fromkeys(plan.cells(), plan.declared.seeds)
        self._states = {k: s for k, s in states(folder).items() if s == DONE or not again}

    def go(self, runs: Runs) -> None:
        """Round after round until there are enough seeds; workers are started only where runs are missing."""
        state = "stopped"
        # First of all, so that a folder is known for a sweep's however soon somebody pulls the plug.
        self._write("running")
        for name, table in _tables(self._plan).items():
            write_table(self._folder, name, table)
        try:
            while missing := self._missing():
                self._make(missing, runs)
            state = "finished"
        finally:
            self._write(state)

    def _make(self, missing: list[Cell], runs: Runs) -> None:
        """Make the runs that are missing; what was finished is written whatever happens."""
        batches, known = Batches(self._folder, RUNS_IN_BATCH, SECONDS_IN_BATCH), len(self._states)
        try:
            for done, ran in enumerate(runs.each(map(self._plan.task, missing)), 1):
                batches.add(ran)
                if self._progress:
                    self._progress(known + done, known + len(missing))
        finally:
            batches.write()
            self._states |= states(self._folder)

    def _cells(self) -> Iterator[Cell]:
        for (option, future), seeds in self._seeds.items():
            yield from (Cell(option, future, seed) for seed in range(1, seeds + 1))

    def _missing(self) -> list[Cell]:
        """A cell for every run that was not made; where none is, seeds are added until there is one."""
        while True:
            self._write_runs()
            missing: dict[str, Cell] = {}
            for cell in self._cells():
                key = self._plan.key(cell)
                if key not in self._states:
                    missing.setdefault(key, cell)
            if missing or not self._grow():
                return self._plan.in_order(missing.values())

    def _grow(self) -> bool:
        """Add the seeds of the next round; whether there are any."""
        until = self._plan.declared.until
        if until is None:
            return False
        grown = next_round(self._seeds, Swept(self._folder).by_cell(until.measure, until.scope), until)
        more = grown != self._seeds
        self._seeds = grown
        return more

    def _write_runs(self) -> None:
        rows = [(c.option, c.future, c.seed, self._plan.key(c)) for c in self._cells()]
        write_table(self._folder, "plan", plan_table(rows))

    def _write(self, state: str) -> None:
        keys = {self._plan.key(cell) for cell in self._cells()}
        states = {key: self._states.get(key, "missing") for key in keys}
        seconds, seeds = time.monotonic() - self._began, max(self._seeds.values())
        about = manifest_of(self._plan, self._folder, state, seeds, states, seconds)
        write_manifest(self._folder, about | {"damaged": self._damaged})


def planned(folder: str | Path) -> Plan:
    """The plan of a sweep's folder, made again from what it says was asked.

    Raises:
        InputError: if it is not the folder of a sweep, or a file it names is not there any more.
    """
    return Plan(declared_by(folder))


def declared_by(folder: str | Path) -> Declared:
    """What a sweep's folder says was asked; the scenarios it names are not read.

    Raises:
        InputError: if it is not the folder of a sweep.
    """
    about = read_manifest(Path(folder))
    return declared_in(absolute(about["sweep"], Path(folder).resolve()), str(about["file"]))


def _tables(plan: Plan) -> dict[str, pd.DataFrame]:
    """Arms and futures with a column for every lever and uncertainty."""
    arms = [
        {"arm": i, "name": o.name, "scenario": o.start, **_plain(o.levers)}
        for i, o in enumerate(plan.options)
    ]
    futures = [{"future": i, **_plain(met)} for i, met in enumerate(plan.futures)]
    return {"arms": pd.DataFrame(arms), "futures": pd.DataFrame(futures)}


def _plain(values: Mapping[str, Value]) -> dict[str, str | float | bool | None]:
    """Values as a table can hold them; a list is told in words."""
    return {name: str(list(v)) if isinstance(v, tuple) else v for name, v in values.items()}
