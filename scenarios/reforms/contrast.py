"""How two arms are set against one another: the words in which studies report an effect.

Example:
    >>> contrast("percent_change", 110.0, 100.0), contrast("difference", 3.0, 5.0)
    (10.0, -2.0)
    >>> contrast("elasticity", 101.0, 100.0, price_change=10.0), contrast("rate_ratio", 6.0, 5.0)
    (0.1, 1.2)
"""

import math
from collections.abc import Callable, Mapping
from typing import Final

CONTRASTS: Final[Mapping[str, str]] = {
    "percent_change": "after as a change from before, per cent",
    "difference": "after less before, in the quantity's unit; of a share that is in per cent, points",
    "elasticity": "per cent change for each per cent of price_change",
    "rate_ratio": "after over before",
    "log_ratio": "natural logarithm of after over before",
    "odds_ratio": "odds after over odds before, of a share in per cent",
}
"""The words there are, and what each is."""
RATIOS: Final = ("rate_ratio", "odds_ratio")
"""Those of which 1 means no effect, and not 0."""


def contrast(word: str, after: float, before: float, price_change: float = 1.0) -> float:
    """An effect in the words of a study; NaN where there is nothing to divide by.

    Args:
        word: one of `CONTRASTS`.
        after: the quantity in the arm with the reform.
        before: the same in the arm without.
        price_change: per cent by which a price was changed, for an elasticity.
    """
    if not (math.isfinite(after) and math.isfinite(before)):
        return math.nan
    return _WORDS[word](after, before, price_change)


def neutral(word: str) -> float:
    """What no effect is: 1 of a ratio, 0 of all else."""
    return 1.0 if word in RATIOS else 0.0


def apart(word: str, one: float, other: float) -> float:
    """A difference in differences: one effect less another, or a ratio of ratios.

    Example:
        >>> apart("percent_change", -8.0, -2.0), apart("rate_ratio", 1.5, 1.25)
        (-6.0, 1.2)
    """
    return (one / other if other else math.nan) if word in RATIOS else one - other


def _ratio(after: float, before: float) -> float:
    return after / before if before else math.nan


def _percent(after: float, before: float) -> float:
    return 100 * (after - before) / before if before else math.nan


def _odds(share: float) -> float:
    return share / (100 - share) if share != 100 else math.nan


def _log(after: float, before: float) -> float:
    ratio = _ratio(after, before)
    return math.log(ratio) if ratio > 0 else math.nan


_WORDS: Final[Mapping[str, Callable[[float, float, float], float]]] = {
    "percent_change": lambda after, before, _: _percent(after, before),
    "difference": lambda after, before, _: after - before,
    "elasticity": lambda after, before, price: _percent(after, before) / price,
    "rate_ratio": lambda after, before, _: _ratio(after, before),
    "log_ratio": lambda after, before, _: _log(after, before),
    "odds_ratio": lambda after, before, _: _ratio(_odds(after), _odds(before)),
}
