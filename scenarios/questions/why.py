"""Why a lever moved: the terms of the move, the pounds behind them, and the same in plain words.

Works from the table of decisions, so that a run in memory and a run on disk give the same answer.
"""

import math
import re
from dataclasses import replace
from typing import Any, Final

import pandas as pd

from abm.behaviour.catalogue import LEVERS
from abm.behaviour.decision import POUNDS, TERMS
from scenarios.errors import InputError, nearest
from scenarios.questions.reason import Reason
from scenarios.questions.why_in_words import in_words

WEIGHT: Final = "weight_on_money"
POUND_COLUMNS: Final = tuple(name if name == WEIGHT else f"{name}_pounds" for name in POUNDS)
"""Columns of the table of decisions that hold what stands behind the terms, in their order."""
COLUMNS: Final = ("month", "organisation", "lever", "value", *TERMS, *POUND_COLUMNS)
"""Columns that an explanation takes."""


def reason(
    decisions: pd.DataFrame,
    organisation: str,
    lever: str | None = None,
    month: str | None = None,
    name: str = "",
) -> Reason:
    """Why a lever moved.

    Args:
        decisions: the table of decisions of a run.
        organisation: its id.
        lever: which lever; by default the one that moved furthest in the quarter.
        month: YYYY-MM; the latest decision up to then counts. By default the last of the run.
        name: what to call the organisation in the sentence; by default its id.

    Raises:
        InputError: if there is no such organisation, lever or decision.
    """
    if decisions.empty:
        raise InputError("nothing was decided in this run", "decisions", "run 3 months or more, behaviour on")
    rows = _only(decisions, "organisation", organisation, "decides nothing here")
    if lever is not None:
        rows = _only(rows, "lever", lever, f"is no lever of {organisation}")
    return _reason_in(_latest(_in_turn(rows), month), name or organisation)


def _only(rows: pd.DataFrame, column: str, word: str, fault: str) -> pd.DataFrame:
    """Rows with one word in a column, or a complaint that names the nearest."""
    found: Any = rows[rows[column] == word]
    if found.empty:
        raise InputError(f"'{word}' {fault}", column, nearest(word, rows[column].astype(str).unique()))
    return found


def _in_turn(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows in which something pulled: a lever that is decided once a year rests in other quarters."""
    pulled = rows[list(TERMS)].to_numpy().any(axis=1)
    return rows.loc[pulled] if pulled.any() else rows


def _latest(rows: pd.DataFrame, month: str | None) -> Any:
    """The decision to explain: of the latest quarter up to a month, the largest move."""
    months: Any = rows["month"].astype(str)
    last = months.max()
    if month is not None:
        if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", month):
            raise InputError(f"'{month}' is not a month", "month", "write it as YYYY-MM, for example 2018-09")
        if not (months <= month).any():
            raise InputError(
                f"nothing was decided by {month}", "month", f"the first decisions were in {months.min()}"
            )
        last = months[months <= month].max()
    quarter = rows[months == last]
    return quarter.loc[quarter[list(TERMS)].sum(axis=1).abs().idxmax()]


def _reason_in(row: Any, name: str) -> Reason:
    """One row of the table as a reason."""
    terms = {term: float(row[term]) for term in TERMS}
    behind = {key: float(row[column]) for key, column in zip(POUNDS, POUND_COLUMNS, strict=True)}
    weight, shortfall = behind.pop(WEIGHT), behind.pop("shortfall")
    unsaid = Reason(
        organisation=str(row["organisation"]),
        name=name,
        lever=str(row["lever"]),
        month=str(row["month"]),
        value=float(row["value"]),
        move=math.fsum(terms.values()),
        unit=LEVERS[str(row["lever"])].unit,
        terms=terms,
        pounds=behind,
        weight_on_money=weight,
        shortfall=shortfall,
    )
    return replace(unsaid, words=in_words(unsaid))
