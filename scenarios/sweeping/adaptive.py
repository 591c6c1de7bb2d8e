"""How many more seeds an arm needs in a future, until half its interval is as narrow as was asked for.

Seeds are added in rounds, all decided from finished rounds only, so that the same sweep takes the same
seeds whatever the number of workers and however often it was stopped.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Final

from scenarios.questions.interval import interval
from scenarios.sweeping.sweep_file import Until

GROWTH: Final = 2.0
"""A round at most doubles the seeds: half-widths of few seeds say little about how many are needed."""

Cells = Mapping[tuple[int, int], int]
"""Seeds by arm and future."""


def needed(values: Sequence[float], seeds: int, until: Until) -> int:
    """Seeds to have lived after the next round: as many as now where that is enough.

    The half-width falls as one over the square root of the seeds. Where nothing can be measured (NaN
    throughout) more would not help; where all seeds agree, more do until they are enough for an interval.

    Args:
        values: paired differences so far, one a seed; NaN where it does not apply.
        seeds: lived so far.
        until: what is enough.

    Example:
        >>> enough = Until(measure="E1", half_width=1.0, most=50)
        >>> needed([0.0, 1.0, 0.2, 0.9], 4, enough), needed([0.0, 4.0, 8.0, 2.0], 4, enough)
        (4, 8)
    """
    found = interval(values)
    if found.n == 0 or found.half <= until.half_width or seeds >= until.most:
        return seeds
    if not math.isfinite(found.half):
        return min(seeds + 1, until.most)
    wanted = math.ceil(seeds * (found.half / until.half_width) ** 2)
    return int(min(max(wanted, seeds + 1), GROWTH * seeds, until.most))


def next_round(
    cells: Cells, values: Mapping[tuple[int, int], Sequence[float]], until: Until
) -> dict[tuple[int, int], int]:
    """Seeds by arm and future after the next round.

    The yardstick (arm 0) is lived with as many seeds as any arm that is held against it.

    Args:
        cells: seeds lived so far.
        values: what is to be known, by arm and future: differences, or levels where arm 0 is alone.
        until: what is enough.
    """
    grown = {cell: needed(values.get(cell, ()), seeds, until) for cell, seeds in cells.items()}
    arms = {arm for arm, _ in cells}
    if arms == {0}:
        return grown
    for future in {future for _, future in cells}:
        grown[0, future] = max(grown[arm, future] for arm in arms - {0})
    return grown
