"""The table of the page of regimes: one row a scenario."""

from collections.abc import Sequence
from typing import Final

from abm.effects.catalogue import EFFECTS
from scenarios.questions.comparison import Comparison
from scenarios.questions.gains_and_losses import gainers, losers, net_by_kind
from scenarios.runs.headlines import TOTAL
from scenarios.words.markdown import table
from scenarios.words.numbers import millions
from studies.emergence.tables import number
from studies.regimes.runs import Compared

SUMMED_UP: Final = ("E1", "E2", "E3", "E4", "E5", "E15", "E17")
"""Effects in the table; `payscape compare` has every one."""
CHANCE: Final = "·"
"""In place of a difference that is not clear."""


def summary_table(compared: Sequence[Compared]) -> str:
    """One row a scenario: who gains and loses most, in which way, and what moves."""
    effects = (f"{e}, {EFFECTS[e].title.lower()}" for e in SUMMED_UP)
    return table(["scenario", "gains most", "loses most", *effects], map(_row, compared))


def _row(one: Compared) -> list[str]:
    """A scenario in one line; · where a difference is not clear."""
    if one.pair is None:
        return [f"`{one.scenario.id}`", *[CHANCE] * (2 + len(SUMMED_UP))]
    kinds = net_by_kind(one.pair)
    most = [
        ", ".join(f"{net.name} {millions(net.change.mean, plus=True)}" for net in nets)
        for nets in (gainers(kinds, 1), losers(kinds, 1))
    ]
    cells = (*most, *(_clear(one.pair, effect) for effect in SUMMED_UP))
    return [f"`{one.scenario.id}`", *(cell or CHANCE for cell in cells)]


def _clear(pair: Comparison, effect: str) -> str:
    """A mean that does not include zero; nothing where it does, or where the effect does not apply."""
    if (effect, TOTAL) not in pair.keys:
        return ""
    difference = pair.difference(effect).difference
    return "" if difference.includes_zero else number(difference.mean, signed=True)
