"""The scoreboard: how many signs are right, how many sizes overlap, how many nulls stayed null.

Studies that informed a parameter are counted apart, since a model that was set towards them cannot be
confirmed by them; and so are studies that were kept out, which nobody who built it had seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from scenarios.reforms.answers import Answer
from scenarios.reforms.score import KEPT, NULLS, RIGHT, Score

KEPT_OUT: Final = "of studies written after the model stood, unseen by anybody who built it"


@dataclass(frozen=True)
class HowMany:
    """How many of how many.

    Attributes:
        signs: signs that are right, of results with a direction.
        overlaps: intervals that overlap, of results with a published size.
        nulls: nulls that stayed null, of nulls.
        size: median of the model's effect over the published one; NaN where no size is known.
        reached: published sizes that are within reach of what is assumed, of those where draws were made.
    """

    signs: tuple[int, int]
    overlaps: tuple[int, int]
    nulls: tuple[int, int]
    size: float
    reached: tuple[int, int] = (0, 0)


def tally(scores: Sequence[Score], in_reach: Sequence[bool | None] = ()) -> HowMany:
    """Count some scores.

    Args:
        scores: of results.
        in_reach: whether each published size is within reach of what is assumed; None where not known.

    Example:
        >>> from scenarios.questions.interval import Interval
        >>> from scenarios.reforms.score import Published, score
        >>> told = Published(direction="+", effect=2.0)
        >>> tally([score(told, Interval(mean, 0.5, 5)) for mean in (0.1, 1.0, 2.0)]).signs
        (2, 3)
    """
    nulls = [s for s in scores if s.sign in NULLS]
    signed = [s for s in scores if s.sign not in NULLS]
    sized = [s for s in signed if s.overlap is not None]
    sizes = [s.size for s in signed if s.size is not None]
    reached = [known for known in in_reach if known is not None]
    return HowMany(
        (sum(s.sign == RIGHT for s in signed), len(signed)),
        (sum(bool(s.overlap) for s in sized), len(sized)),
        (sum(s.sign == KEPT for s in nulls), len(nulls)),
        float(np.median(sizes)) if sizes else float("nan"),
        (sum(reached), len(reached)),
    )


def scoreboard(found: Sequence[Answer]) -> dict[str, HowMany]:
    """Tallies by what is counted: main results, apart for studies that informed a parameter; all results.

    Main results of studies that were kept out have a line of their own, where there are any.
    """
    informed = [a for a in found if a.study.informed]
    others = [a for a in found if not a.study.informed]
    kept_out = [a for a in found if a.study.kept_out]
    groups = {
        "main results": _main(found),
        "of studies that informed no parameter": _main(others),
        "of studies that informed one": _main(informed),
        **({KEPT_OUT: _main(kept_out)} if kept_out else {}),
        "all results": [(s, a.in_reach(i)) for a in found for i, s in enumerate(a.scores)],
    }
    return {
        name: tally([s for s, _ in scored], [known for _, known in scored]) for name, scored in groups.items()
    }


def _main(found: Sequence[Answer]) -> list[tuple[Score, bool | None]]:
    """The main result of each study."""
    return [(answer.main, answer.in_reach(0)) for answer in found]
