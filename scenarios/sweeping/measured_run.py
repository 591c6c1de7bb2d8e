"""What a sweep takes of one run, its effects and flows and its months, and how that is laid out in tables."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa

from abm.effects.catalogue import EFFECTS
from abm.effects.effect import TOTAL
from abm.record import Record
from abm.vocabulary import POD
from scenarios.runs.headlines import FLOWS, headlines
from scenarios.runs.outcome import DONE, Ran
from scenarios.runs.task import Finished

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

Measured = tuple[str, str, float, str]
"""Measure, scope, value and unit."""


@dataclass(frozen=True)
class SweepRow:
    """What a sweep takes of one run.

    Attributes:
        values: of the run as a whole.
        months: of every month: flows and those effects that are known by month, by name.
    """

    values: Sequence[Measured]
    months: Sequence[dict[str, float]]


@dataclass(frozen=True, eq=False)
class Batch:
    """What some runs gave, as tables.

    Attributes:
        runs: status, time, memory and failures, see `RUNS`.
        values: see `VALUES`.
        months: see `MONTHS`.
    """

    runs: pa.Table
    values: pa.Table
    months: pa.Table


def measured_run(finished: Finished, backfilling: bool, start: int) -> SweepRow:
    """What a sweep takes of a run.

    Args:
        finished: the run.
        backfilling: whether the two runs beside it are made that E1 needs.
        start: first month that counts for flows and pounds.
    """
    record, effects = finished.record, finished.effects(backfilling)
    values = [(*key, *value) for key, value in headlines(record, effects, start).items()]
    by_month: dict[tuple[str, int | None], float] = {
        (e.effect, e.month): e.value for e in effects if e.scope == TOTAL and e.month is not None
    }
    return SweepRow(values, _months(record, by_month))


def batch_of(ran: Sequence[Ran[SweepRow]]) -> Batch:
    """Runs and what became of them as tables, a run that gave nothing with its fault."""
    runs: list[tuple[object, ...]] = []
    values: list[tuple[object, ...]] = []
    months: list[dict[str, Any]] = []
    for task, outcome in ran:
        fields = outcome.seconds, outcome.memory_mb, outcome.worker, outcome.attempts, outcome.error
        runs.append((task.key, outcome.state, *fields))
        if outcome.state == DONE and outcome.row is not None:
            values += [(task.key, *value) for value in outcome.row.values]
            months += [{"key": task.key, "month": i, **row} for i, row in enumerate(outcome.row.months)]
    return Batch(_table(runs, RUNS), _table(values, VALUES), pa.Table.from_pylist(months, MONTHS))


def _table(rows: Sequence[tuple[object, ...]], schema: pa.Schema) -> pa.Table:
    """Rows as a table; what is not a number becomes null."""
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(schema)
    arrays = [pa.array(c, f.type, from_pandas=True) for c, f in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def _months(record: Record, by_month: dict[tuple[str, int | None], float]) -> list[dict[str, float]]:
    """Flows and effects of every month; what is not a number is left out."""
    by_line = record.by_line()
    lines = {name: np.isin(record.lines.pod, [POD[p] for p in pods]) for name, pods in FLOWS.items()}
    rows: list[dict[str, float]] = []
    for month in range(record.months):
        flows = {name: float(by_line[month][at].sum()) for name, at in lines.items()}
        effects = {name: by_month[name, month] for name in EFFECTS if (name, month) in by_month}
        rows.append(flows | {name: value for name, value in effects.items() if math.isfinite(value)})
    return rows
