"""Lives a sweep: what is missing, on workers, written as it comes; stopped and started again at will.

Example:
    >>> from pathlib import Path
    >>> declared = {"title": "T", "scenarios": ["small-town-today"], "with": {"months": 2, "sample": 0.02},
    ...             "uncertainties": {"conduct.horizon_years": [1.0, 3.0]}, "backfilling": False}
    >>> Plan(declared_in(declared, "my.toml")).futures
    [{'conduct.horizon_years': 1.0}, {'conduct.horizon_years': 3.0}]
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from scenarios.files.toml_files import Table
from scenarios.sweeping.adaptive import next_round
from scenarios.sweeping.dimension import Value
from scenarios.sweeping.extra import require_extra
from scenarios.sweeping.keys import code_version
from scenarios.sweeping.living import DONE, Live, live_run
from scenarios.sweeping.plan import Place, Plan, Task
from scenarios.sweeping.provenance import told
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

if TYPE_CHECKING:
    from scenarios.sweeping.executor import Lives

Progress = Callable[[int, int], None]
"""Called with runs done and runs asked for."""


def sweep(
    what: str | Path | Table,
    out: str | Path,
    number: int | None = None,
    scheduler: str | None = None,
    progress: Progress | None = None,
    again: bool = False,
    live: Live = live_run,
) -> Swept:
    """Live a sweep, or what is missing of it, and keep what comes out in a folder.

    Args:
        what: a name from the library, a path to a TOML file, or what such a file says.
        out: the folder; where it holds the same sweep, only missing runs are lived.
        number: processes; one a processor when None. Results do not depend on it. A script must keep
            the call under `if __name__ == "__main__":`.
        scheduler: address of a Dask scheduler whose workers live the runs instead.
        progress: called with runs done and runs asked for.
        again: whether runs that failed before are tried once more.
        live: what lives one run.

    Raises:
        InputError: at the first fault in what was asked for.
        OSError: if the folder cannot be written; batches that were finished stay.
    """
    require_extra()
    declared = declared_in(what, "sweep") if isinstance(what, dict) else load_sweep(what)
    plan, folder = Plan(declared), Path(out)
    with being_written(folder):
        _Sweeping(plan, folder, progress, again).go(number, scheduler, live)
    return Swept(folder)


class _Sweeping:
    """One start of a sweep, from what is in the folder to what is asked for."""

    def __init__(self, plan: Plan, folder: Path, progress: Progress | None, again: bool) -> None:
        self._plan, self._folder, self._progress = plan, folder, progress
        self._began = time.monotonic()
        self._seeds: dict[tuple[int, int], int] = dict.fromkeys(plan.cells(), plan.declared.seeds)
        self._states = {k: s for k, s in states(folder).items() if s == DONE or not again}

    def go(self, number: int | None, scheduler: str | None, live: Live) -> None:
        """Round after round until there are enough seeds; workers are started only where runs are missing."""
        from scenarios.sweeping.executor import Lives, workers

        state = "stopped"
        # First of all, so that a folder is known for a sweep's however soon somebody pulls the plug.
        self._write("running")
        for name, table in _tables(self._plan).items():
            write_table(self._folder, name, table)
        try:
            missing = self._missing()
            if missing:
                with workers(number, scheduler) as client:
                    while missing:
                        self._live(missing, Lives(client, live))
                        missing = self._missing()
            state = "finished"
        finally:
            self._write(state)

    def _live(self, missing: list[Place], lives: "Lives") -> None:
        """Live what is missing; what was finished is written whatever happens."""
        batches, done, known = Batches(self._folder, RUNS_IN_BATCH, SECONDS_IN_BATCH), 0, len(self._states)
        try:
            for chunk in lives.of(self._tasks(missing)):
                batches.add(chunk)
                done += chunk.runs.num_rows
                if self._progress:
                    self._progress(known + done, known + len(missing))
        finally:
            batches.write()
            self._states |= states(self._folder)

    def _tasks(self, places: Iterable[Place]) -> Iterator[Task]:
        code = code_version()
        return (self._plan.task(place, code) for place in places)

    def _places(self) -> Iterator[Place]:
        for (arm, future), seeds in self._seeds.items():
            yield from (Place(arm, future, seed) for seed in range(1, seeds + 1))

    def _missing(self) -> list[Place]:
        """A place for every run that was not lived; where none is, seeds are added until there is one."""
        while True:
            self._write_runs()
            found: dict[str, Place] = {}
            for place in self._places():
                key = self._plan.key(place)
                if key not in self._states:
                    found.setdefault(key, place)
            if found or not self._grow():
                return self._plan.in_order(found.values())

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
        rows = [(p.arm, p.future, p.seed, self._plan.key(p)) for p in self._places()]
        write_table(self._folder, "plan", plan_table(rows))

    def _write(self, state: str) -> None:
        keys = {self._plan.key(place) for place in self._places()}
        asked = {key: self._states.get(key, "missing") for key in keys}
        seconds, seeds = time.monotonic() - self._began, max(self._seeds.values())
        write_manifest(self._folder, told(self._plan, self._folder, state, seeds, asked, seconds))


def planned(folder: str | Path) -> Plan:
    """The plan of a sweep's folder, made again from what it says was asked.

    Raises:
        InputError: if it is not the folder of a sweep, or a file it names is not there any more.
    """
    return Plan(asked_in(folder))


def asked_in(folder: str | Path) -> Declared:
    """What a sweep's folder says was asked; the scenarios it names are not read.

    Raises:
        InputError: if it is not the folder of a sweep.
    """
    told = read_manifest(Path(folder))
    return declared_in(absolute(told["sweep"], Path(folder).resolve()), str(told["file"]))


def _tables(plan: Plan) -> dict[str, pd.DataFrame]:
    """Arms and futures with a column for every lever and uncertainty."""
    arms = [
        {"arm": i, "name": a.name, "scenario": a.start, **_plain(a.levers)} for i, a in enumerate(plan.arms)
    ]
    futures = [{"future": i, **_plain(met)} for i, met in enumerate(plan.futures)]
    return {"arms": pd.DataFrame(arms), "futures": pd.DataFrame(futures)}


def _plain(values: Mapping[str, Value]) -> dict[str, str | float | bool | None]:
    """Values as a table can hold them; a list is told in words."""
    return {name: str(list(v)) if isinstance(v, tuple) else v for name, v in values.items()}
