"""The conclusion so far, in a sentence: what is clearly different, the surest first, and how much is not."""

from typing import Final

from viz.room.gauges import Gauge, gauge
from viz.room.lines import FEWEST
from viz.room.session import Shown
from viz.words.effect_words import LIVE, apart, title
from viz.words.plain_words import capital, within

MOST: Final = 3
"""Effects named in the sentence; the others are counted."""


def conclusion(shown: Shown) -> str:
    """What the runs so far say of option B.

    Args:
        shown: the runs.
    """
    if len(shown.pairs) < FEWEST:
        return "One run of each option so far. Clear differences are named from the third pair of runs on."
    known = [g for effect in LIVE if (g := gauge(shown, effect)) is not None]
    clear = sorted((g for g in known if g.sure), key=lambda g: g.difference.half / abs(g.difference.mean))
    if not clear:
        return f"No clear difference in any of {len(known)} effects, in {len(shown.pairs)} pairs of runs."
    named = "; ".join(map(_phrase, clear[:MOST]))
    more = f" {len(clear) - MOST} more clear." if len(clear) > MOST else ""
    rest = f"No clear difference in {len(known) - len(clear)} of {len(known)} effects."
    return f"{capital(named)}.{more} {rest}"


def _phrase(g: Gauge) -> str:
    """One effect with its size and direction, within a sentence."""
    way = "higher" if g.difference.mean > 0 else "lower"
    return f"{within(title(g.effect))} {apart(g.difference.mean, g.unit, g.a)} {way}"
