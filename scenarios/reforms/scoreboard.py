"""The scoreboard: how many signs are right, how many sizes overlap, how many nulls stayed null.

Studies that informed a parameter are counted apart, since a model that was set towards them cannot be
confirmed by them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scenarios.reforms.lived import Answer
from scenarios.reforms.score import KEPT, NULLS, RIGHT, Score


@dataclass(frozen=True)
class Tally:
    """How many of how many.

    Attributes:
        signs: signs that are right, of results with a direction.
        overlaps: intervals that overlap, of results with a published size.
        nulls: nulls that stayed null, of nulls.
        size: median of the model's effect over the published one; NaN where no size is known.
    """

    signs: tuple[int, int]
    overlaps: tuple[int, int]
    nulls: tuple[int, int]
    size: float


def tally(scores: Sequence[Score]) -> Tally:
    """Count some scores.

    Example:
        >>> from scenarios.interval import Interval
        >>> from scenarios.reforms.score import Published, score
        >>> told = Published(direction="+", effect=2.0)
        >>> tally([score(told, Interval(mean, 0.5, 5)) for mean in (0.1, 1.0, 2.0)]).signs
        (2, 3)
    """
    nulls = [s for s in scores if s.sign in NULLS]
    signed = [s for s in scores if s.sign not in NULLS]
    sized = [s for s in signed if s.overlap is not None]
    sizes = [s.size for s in signed if s.size is not None]
    return Tally(
        (sum(s.sign == RIGHT for s in signed), len(signed)),
        (sum(bool(s.overlap) for s in sized), len(sized)),
        (sum(s.sign == KEPT for s in nulls), len(nulls)),
        float(np.median(sizes)) if sizes else float("nan"),
    )


def scoreboard(found: Sequence[Answer]) -> dict[str, Tally]:
    """Tallies by what is counted: main results, apart for studies that informed a parameter; all results."""
    informed = [a for a in found if a.study.informed]
    others = [a for a in found if not a.study.informed]
    groups = {
        "main results": [a.main for a in found],
        "of studies that informed no parameter": [a.main for a in others],
        "of studies that informed one": [a.main for a in informed],
        "all results": [s for a in found for s in a.scores],
    }
    return {name: tally(scores) for name, scores in groups.items()}
