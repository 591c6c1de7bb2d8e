"""Counting: what is delivered to whom, and a month's sampled counts as real people."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from abm.compiled import entry, maker, part
from abm.patients.columns import Columns
from abm.processes.month_state import Counts
from abm.quantities import Floats, Ints
from abm.streams import uniform


@part
def _by_cohort(counts: Counts, columns: Columns, row: Any, line: Any, n: Any) -> None:
    """Count n units by the conditions a resident has, where contracts tell people apart by them."""
    if counts.apart.any:
        counts.by_cohort[line, counts.apart.of_health[columns.health[row]], columns.borough[row]] += n


@part
def deliver(counts: Counts, columns: Columns, row: Any, line: Any, pod: Any, n: Any) -> None:
    """Count n units delivered to a resident on a line, and used by their practice's list."""
    counts.delivered[line, columns.segment[row], columns.borough[row]] += n
    counts.list_use[columns.practice[row], pod] += n
    _by_cohort(counts, columns, row, line, n)
    for w in range(counts.watched.size):
        if counts.watched[w] == columns.identity[row]:
            counts.seen[w, line] += n


@part
def note(counts: Counts, columns: Columns, row: Any, line: Any) -> None:
    """Count one on a line that is a memo of something used elsewhere."""
    counts.delivered[line, columns.segment[row], columns.borough[row]] += 1
    _by_cohort(counts, columns, row, line, 1)


@entry
def count_on_lists(
    delivered: NDArray[np.int32], list_use: NDArray[np.int32], lines: Ints, pod: int, given: NDArray[np.int32]
) -> None:
    """Count what practices gave people on their own lists.

    Args:
        delivered: int32[L, S, B], added to.
        list_use: int32[P, pods], added to.
        lines: int[P], every practice's line for it.
        pod: its point of delivery.
        given: int32[P, S, B], how much of it.
    """
    for p in range(lines.size):
        for s in range(given.shape[1]):
            for b in range(given.shape[2]):
                delivered[lines[p], s, b] += given[p, s, b]
                list_use[p, pod] += given[p, s, b]


@maker
def real_people(counted: NDArray[np.int32], gross_up: Floats, key: Any, each: float) -> tuple[Any, Floats]:
    """Sampled counts as real people, with patients who live outside in proportion to those inside.

    Args:
        counted: int32[L, S, B], sampled people by line, segment and borough.
        gross_up: float64[L], patients from outside for one from inside; 0 on most lines.
        key: of the stream that rounds sampled people from outside to whole ones.
        each: people that a sampled one stands for.

    Returns:
        int32[L, S, B + 1], whole people; float64[L, B + 1], summed over segments.
    """
    lines, segments, boroughs = counted.shape
    people = np.empty((lines, segments, boroughs + 1), np.int32)
    total = np.zeros((lines, boroughs + 1))
    drawn = 0
    for i in range(lines):
        for s in range(segments):
            inside, outside = 0, 0.0
            for b in range(boroughs):
                n = np.rint(counted[i, s, b] * each)
                people[i, s, b] = np.int32(n)
                total[i, b] += n
                inside += counted[i, s, b]
            if gross_up[i] != 0:
                outside = np.rint(np.floor(inside * gross_up[i] + uniform(key, drawn)) * each)
                drawn += 1
            people[i, s, boroughs] = np.int32(outside)
            total[i, boroughs] += outside
    return people, total
