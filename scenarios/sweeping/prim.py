"""PRIM, the patient rule induction method: the box in which what is looked for is most often the case.

From everything, the twentieth of cases that leaves the largest share of what is looked for is peeled off at
one end of one column (or one word), again and again. Of the boxes on the way, the one with the largest
product of coverage and density is kept, and limits that chance would match are dropped.

Source: Friedman and Fisher 1999; quasi-p values as in Bryant and Lempert 2010.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from scenarios.sweeping.boxes import Box, Limit, boxed, holds
from scenarios.sweeping.rows import Column, Rows

PEELED: Final = 0.05
"""Share of cases peeled off at a time."""
LEAST_MASS: Final = 0.05
"""Share of all cases that a box holds at least."""
CHANCE: Final = 0.05
"""A limit that means nothing would do as well more often than this is dropped."""

Limits = dict[str, Limit]
Wanted = NDArray[np.bool_]


def prim(about: Rows, wanted: Wanted, most: int = 3) -> list[Box]:
    """Boxes that hold what is looked for, each found among what earlier ones left.

    Args:
        about: cases, a column of numbers or words for everything varied.
        wanted: bool[cases], what is looked for.
        most: boxes at most.

    Returns:
        Boxes denser than the whole; none where nothing, or everything, is what is looked for.

    Example:
        >>> x = np.arange(100.0)
        >>> [box.words for box in prim(pd.DataFrame({"x": x}), x > 69)]
        ['x above 69.5']
    """
    all_wanted = int(wanted.sum())
    left, found = np.ones(len(about), bool), []
    for _ in range(most):
        rest, hits = about[left].reset_index(drop=True), wanted[left]
        if hits.all() or not hits.any():
            break
        limits = _tested(_best(rest, hits, int(LEAST_MASS * len(about))), rest, hits)
        box = boxed(limits, rest, hits, all_wanted)
        if not limits or box.density <= wanted.mean():
            break
        found.append(box)
        left &= ~holds(limits, about)
    return found


def peeled(about: Rows, wanted: Wanted, least: int) -> Iterator[Limits]:
    """Ever smaller boxes, from everything down to the fewest cases allowed.

    Args:
        about: cases.
        wanted: what is looked for.
        least: cases that a box holds at least.
    """
    limits: Limits = {}
    inside = np.ones(len(about), bool)
    while True:
        yield dict(limits)
        best: tuple[tuple[float, int], str, Limit, Wanted] | None = None
        for name in about.columns:
            for limit in _peels(about[name], inside, limits.get(name, Limit())):
                mask = inside & limit.holds(about[name])
                rank = float(wanted[mask].mean()) if mask.any() else 0.0, int(mask.sum())
                if max(least, 1) <= rank[1] < inside.sum() and (best is None or rank > best[0]):
                    best = rank, name, limit, mask
        if best is None:
            return
        _, name, limits[name], inside = best


def _peels(column: Column, inside: Wanted, limit: Limit) -> Iterator[Limit]:
    """The ways to ask a little more of one column."""
    held = column[inside]
    if not pd.api.types.is_numeric_dtype(column) or pd.api.types.is_bool_dtype(column):
        words = sorted(held.astype(str).unique())
        if len(words) > 1:
            yield from (replace(limit, words=tuple(w for w in words if w != out)) for out in words)
        return
    numbers = np.unique(held.to_numpy(np.float64))
    if len(numbers) < 2:
        return
    low, high = np.quantile(held, [PEELED, 1 - PEELED], method="nearest")
    above, below = numbers[numbers > low], numbers[numbers < high]
    if above.size:
        yield replace(limit, low=float(_between(numbers[numbers <= low][-1], above[0])))
    if below.size:
        yield replace(limit, high=float(_between(below[-1], numbers[numbers >= high][0])))


def _between(a: float, b: float) -> float:
    """Half-way, so that a limit does not hang on the one case that it happens to touch."""
    return (a + b) / 2


def _best(about: Rows, wanted: Wanted, least: int) -> Limits:
    """Of the boxes on the way, the one with the largest product of coverage and density."""
    ways = list(peeled(about, wanted, least))
    all_wanted = int(wanted.sum())
    boxes = [boxed(limits, about, wanted, all_wanted) for limits in ways]
    at = max(range(len(ways)), key=lambda i: (boxes[i].coverage * boxes[i].density, -len(ways[i]), -i))
    return ways[at]


def _tested(limits: Limits, about: Rows, wanted: Wanted) -> Limits:
    """Limits that chance would not match, with how likely it would: the others are dropped, worst first."""
    kept = dict(limits)
    while kept:
        chances = {name: _chance(name, kept, about, wanted) for name in kept}
        worst = max(chances, key=lambda name: chances[name])
        if chances[worst] <= CHANCE:
            return {name: replace(limit, chance=chances[name]) for name, limit in kept.items()}
        del kept[worst]
    return kept


def _chance(name: str, limits: Limits, about: Rows, wanted: Wanted) -> float:
    """Quasi-p: of a binomial with the density found without the limit, at least as many hits within it."""
    from scipy.stats import binom

    with_it = holds(limits, about)
    without = holds({n: limit for n, limit in limits.items() if n != name}, about)
    n, hits = int(with_it.sum()), int((with_it & wanted).sum())
    return float(binom.sf(hits - 1, n, wanted[without].mean()))
