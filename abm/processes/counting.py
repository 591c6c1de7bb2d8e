"""Counting: what is delivered to whom, and a month's sampled counts as real people."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from abm.compiled import entry, part
from abm.patients.columns import Columns
from abm.processes.month_state import Counts
from abm.quantities import Floats


@part
def deliver(counts: Counts, columns: Columns, row: Any, line: Any, pod: Any, n: Any) -> None:
    """Count n units delivered to a resident on a line, and used by their practice's list."""
    counts.delivered[line, columns.segment[row], columns.borough[row]] += n
    counts.list_use[columns.practice[row], pod] += n
    for w in range(counts.watched.size):
        if counts.watched[w] == columns.identity[row]:
            counts.seen[w, line] += n


@part
def note(counts: Counts, columns: Columns, row: Any, line: Any) -> None:
    """Count one on a line that is a memo of something used elsewhere."""
    counts.delivered[line, columns.segment[row], columns.borough[row]] += 1


@entry
def scale_up(counted: NDArray[np.int32], outside: NDArray[np.int32], each: float) -> tuple[Any, Floats]:
    """Multiply counts, append the column of patients from outside, and sum over segments.

    Args:
        counted: int32[L, S, B], sampled people by line, segment and borough.
        outside: int32[L, S], sampled people from outside.
        each: people that a sampled one stands for.

    Returns:
        int32[L, S, B + 1], whole people; float64[L, B + 1], summed over segments.
    """
    lines, segments, boroughs = counted.shape
    people = np.empty((lines, segments, boroughs + 1), np.int32)
    total = np.zeros((lines, boroughs + 1))
    for i in range(lines):
        for s in range(segments):
            for b in range(boroughs + 1):
                n = np.rint((counted[i, s, b] if b < boroughs else outside[i, s]) * each)
                people[i, s, b] = np.int32(n)
                total[i, b] += n
    return people, total
