"""The moves a report explains: the largest of each lever in a year, whoever made it."""

from typing import Final

import pandas as pd

from abm.behaviour.decision import TERMS
from scenarios.questions.reason import Reason
from scenarios.questions.why import reason
from scenarios.sweeping.rows import Rows
from viz.charts.chart import NamedPlace

EXPLAINED: Final = 4
"""Moves that a report has room for."""


def reasons(decisions: pd.DataFrame, place: NamedPlace, first: str, last: str) -> list[Reason]:
    """Why the largest moves between two months were made.

    Practices are not called by name: many bear a doctor's, and the doctor is simulated.

    Args:
        decisions: as a run saves them.
        place: where.
        first: month as YYYY-MM.
        last: month as YYYY-MM.
    """
    called = {o.id: "A GP practice" if o.kind == "gp_practice" else o.name for o in place.organisations}
    rows = _largest(decisions, first, last).itertuples()
    return [
        reason(decisions, str(r.organisation), str(r.lever), str(r.month), called[str(r.organisation)])
        for r in rows
    ]


def _largest(decisions: Rows, first: str, last: str) -> Rows:
    """The largest move of each lever between two months, chance left aside."""
    month = decisions["month"].astype(str)
    moves = decisions[(month >= first) & (month <= last)]
    if moves.empty:
        return moves
    moves = moves.assign(size=(moves[list(TERMS)].sum(axis=1) - moves["noise"]).abs())
    return moves.loc[moves.groupby("lever", observed=True)["size"].idxmax()].nlargest(EXPLAINED, "size")
