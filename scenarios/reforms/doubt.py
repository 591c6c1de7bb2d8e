"""What nobody knows of conduct: judged numbers drawn from their plausible ranges, the same in all studies.

An interval over seeds is about chance alone. Most of what organisations believe, and how hard they are to
move, is judged; a draw takes every such number from anywhere in its plausible range. What studies then find
over many draws says whether a published size is within reach of what is assumed, or a mechanism is missing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from abm.parameters import ALL, Parameter
from abm.streams import uniforms
from scenarios.reforms.score import Published
from scenarios.runs.parameter_draws import Draws

GROUPS: Final = ("conduct.", "belief.")
"""Numbers on how organisations decide and what they believe."""
UNSURE: Final = ("assumed", "low")
"""Confidence at which a number is in doubt."""
_SEED: Final = 1
_TAILS: Final = (5.0, 95.0)


def in_doubt() -> list[Parameter]:
    """The numbers that are drawn.

    Example:
        >>> {p.name for p in in_doubt()} >= {"conduct.stiffness.selection", "belief.beds_refilled"}
        True
    """
    return [p for p in ALL if p.name.startswith(GROUPS) and p.confidence in UNSURE and p.low < p.high]


def draws_in_doubt(n: int) -> Draws:
    """A Latin hypercube of n draws: each number takes each nth part of its range once.

    Args:
        n: draws, at least one.

    Example:
        >>> draws_in_doubt(4).values.shape[0]
        4
    """
    drawn = in_doubt()
    columns = [p.low + (p.high - p.low) * _strata(p.name, n) for p in drawn]
    return Draws(tuple(p.name for p in drawn), np.column_stack(columns))


def _strata(name: str, n: int) -> np.ndarray:
    """A place in every nth part of 0 to 1, in an order of the number's own, float[n]."""
    order, within = (uniforms(_SEED, f"doubt.{what}.{name}", 0, np.arange(n)) for what in ("order", "within"))
    return (np.argsort(order) + within) / n


@dataclass(frozen=True)
class Reach:
    """Where nine in ten draws of what is assumed put an effect.

    Attributes:
        low: lower end.
        high: upper end.
        n: draws.
    """

    low: float
    high: float
    n: int

    def holds(self, published: Published, nothing: float) -> bool | None:
        """Whether some of it is in the published interval; None for a null or where no size is known.

        Args:
            published: what the study found.
            nothing: what no effect is, 1 of a ratio.
        """
        span = None if published.direction == "0" else published.span(nothing)
        return None if span is None else self.low <= span[1] and self.high >= span[0]


def reach(effects: Sequence[float]) -> Reach:
    """Nine in ten of the effects of draws, one a draw.

    Example:
        >>> reach([float(i) for i in range(101)])
        Reach(low=5.0, high=95.0, n=101)
    """
    low, high = np.nanpercentile(np.array(effects, np.float64), _TAILS)
    return Reach(float(low), float(high), len(effects))
