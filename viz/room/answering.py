"""The answer so far, in a sentence: what follows beyond chance, the surest first, and what cannot be told."""

from typing import Final

from viz.room.gauges import Gauge, gauge
from viz.room.lines import FEWEST
from viz.room.session import Shown
from viz.words.effect_words import LIVE, apart, title

MOST: Final = 3
"""Effects named in the sentence; the others are counted."""


def answer(shown: Shown) -> str:
    """What this much luck says of the way of paying that is looked at.

    Args:
        shown: what was lived.
    """
    if len(shown.pairs) < FEWEST:
        return "One run of each so far. What differs beyond chance is said with the third pair of runs."
    found = [g for effect in LIVE if (g := gauge(shown, effect)) is not None]
    sure = sorted((g for g in found if g.sure), key=lambda g: g.difference.half / abs(g.difference.mean))
    if not sure:
        return f"None of {len(found)} effects differs beyond chance in {len(shown.pairs)} pairs of runs."
    named = [_told(g) for g in sure[:MOST]]
    words = "; ".join([named[0][:1].upper() + named[0][1:], *named[1:]])
    more = len(sure) - len(named)
    beside = f" {more} more beyond chance," if more else ""
    return f"{words}.{beside} {len(found) - len(sure)} of {len(found)} not to be told from chance.".strip()


def _told(g: Gauge) -> str:
    """One effect with its size and direction, within a sentence."""
    name, way = title(g.effect), "higher" if g.difference.mean > 0 else "lower"
    return f"{name[:1].lower()}{name[1:]} {apart(g.difference.mean, g.unit, g.a)} {way}"
