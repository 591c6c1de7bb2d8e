"""One run of a sweep, lived in a worker: its effects and flows, its months, what it took, or why it failed.

What a chunk of runs gave is three Arrow tables, made where it was lived, so that who drives the sweep only
has to write them down.
"""

import json
import math
import os
import platform
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import numpy as np
import pyarrow as pa

from abm.effects.catalogue import EFFECTS, measured
from abm.effects.effect import TOTAL
from abm.record import Record
from abm.setup import Setup
from abm.vocabulary import POD
from scenarios.errors import InputError
from scenarios.runs.headlines import FLOWS, headlines
from scenarios.runs.run import lived, twins_of
from scenarios.scenario import Scenario
from scenarios.sweeping.changing import Asked
from scenarios.sweeping.keys import code_version
from scenarios.sweeping.plan import Task

SETUPS_KEPT: Final = 16
"""Scenarios whose files a worker keeps read."""

DONE: Final = "done"
FAILED: Final = "failed"
QUARANTINED: Final = "quarantined"
"""States of a run: it gave numbers, it raised a fault, or it killed its worker again and again."""

RUNS: Final = pa.schema(
    {
        "key": pa.string(),
        "status": pa.string(),
        "seconds": pa.float64(),
        "memory_mb": pa.float64(),
        "worker": pa.string(),
        "attempts": pa.int32(),
        "error": pa.string(),
    }
)
VALUES: Final = pa.schema(
    {
        "key": pa.string(),
        "measure": pa.string(),
        "scope": pa.string(),
        "value": pa.float64(),
        "unit": pa.string(),
    }
)
MONTHS: Final = pa.schema(
    {"key": pa.string(), "month": pa.int32(), **dict.fromkeys((*FLOWS, *EFFECTS), pa.float64())}
)
"""The tables of a sweep; months are numbered from 0, and an effect not told by month is null."""

Value = tuple[str, str, float, str]
"""Measure, scope, value and unit."""


@dataclass(frozen=True)
class Told:
    """What one run gave.

    Attributes:
        values: of the run as a whole.
        months: of every month: flows and those effects that are told by month, by name.
    """

    values: Sequence[Value]
    months: Sequence[dict[str, float]]


Live = Callable[[Task], Told]
"""What lives one run."""


@dataclass(frozen=True, eq=False)
class Chunk:
    """What some runs gave, as tables.

    Attributes:
        runs: status, time, memory and failures, see `RUNS`.
        values: see `VALUES`.
        months: see `MONTHS`.
    """

    runs: pa.Table
    values: pa.Table
    months: pa.Table


def live_run(task: Task) -> Told:
    """Live one run of the model and measure it.

    Raises:
        InputError: if what was asked cannot be run.
    """
    setup = _setup(task.asked)
    record = lived(setup, task.seed, task.asked.scenario.id).record
    effects = measured(record, twins_of(setup, task.seed) if task.twins else None)
    found = headlines(record, effects, task.start)
    values = [(*key, *value) for key, value in found.items()]
    told: dict[tuple[str, int | None], float] = {
        (e.effect, e.month): e.value for e in effects if e.scope == TOTAL and e.month is not None
    }
    return Told(values, _months(record, told))


def live_chunk(tasks: Sequence[Task], live: Live = live_run, attempts: int = 1) -> Chunk:
    """Live some runs one after another; a fault in one is written down and harms no other.

    Raises:
        InputError: if this worker has other code than their keys are for.
    """
    other = next((task.code for task in tasks if task.code != code_version()), None)
    if other:
        remedy = "install the same payscape there and restart it"
        raise InputError(f"has version {code_version()} of the code, not {other}", _worker(), remedy)
    runs: list[tuple[object, ...]] = []
    values: list[tuple[object, ...]] = []
    months: list[dict[str, object]] = []
    for task in tasks:
        began = time.perf_counter()
        told, error = _tried(task, live)
        seconds = time.perf_counter() - began
        status = FAILED if told is None else DONE
        runs.append((task.key, status, seconds, _memory_mb(), _worker(), attempts, error))
        if told is not None:
            values += [(task.key, *value) for value in told.values]
            months += [{"key": task.key, "month": i, **row} for i, row in enumerate(told.months)]
    return Chunk(_table(runs, RUNS), _table(values, VALUES), pa.Table.from_pylist(months, MONTHS))


def quarantined(task: Task, attempts: int) -> Chunk:
    """What is written down of a run that killed its worker every time."""
    words = f"the run's worker died {attempts} times while it lived this run, and only this run"
    runs = [(task.key, QUARANTINED, math.nan, math.nan, "", attempts, words)]
    return Chunk(_table(runs, RUNS), _table([], VALUES), _table([], MONTHS))


def _tried(task: Task, live: Live) -> tuple[Told | None, str | None]:
    """What a run gave, or how it failed."""
    try:
        return live(task), None
    except Exception:
        return None, traceback.format_exc(limit=-12)


def _table(rows: Sequence[tuple[object, ...]], schema: pa.Schema) -> pa.Table:
    """Rows as a table; what is not a number becomes null."""
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(schema)
    arrays = [pa.array(c, f.type, from_pandas=True) for c, f in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def _setup(asked: Asked) -> Setup:
    """What is asked, its files read once for all runs that differ in parameters and seed only."""
    plain = asked.scenario.model_copy(update={"parameters": {}})
    terms = {which: dict(changed) for which, changed in asked.terms.items()}
    made = _made(json.dumps([plain.model_dump(mode="json"), terms], sort_keys=True))
    return replace(made, parameters=asked.scenario.parameters)


@lru_cache(maxsize=SETUPS_KEPT)
def _made(told: str) -> Setup:
    scenario, terms = json.loads(told)
    return Asked(Scenario.model_validate(scenario), terms).setup()


def _months(record: Record, told: dict[tuple[str, int | None], float]) -> list[dict[str, float]]:
    """Flows and effects of every month; what is not a number is left out."""
    by_line = record.by_line()
    lines = {name: np.isin(record.lines.pod, [POD[p] for p in pods]) for name, pods in FLOWS.items()}
    rows: list[dict[str, float]] = []
    for month in range(record.months):
        flows = {name: float(by_line[month][at].sum()) for name, at in lines.items()}
        effects = {name: told[name, month] for name in EFFECTS if (name, month) in told}
        rows.append(flows | {name: value for name, value in effects.items() if math.isfinite(value)})
    return rows


def _memory_mb() -> float:
    """Memory that this process holds, megabytes."""
    import psutil

    return psutil.Process().memory_info().rss / 1e6


def _worker() -> str:
    """Which process of which machine lives the run."""
    return f"{platform.node()}:{os.getpid()}"
