"""Why a lever moved: the terms of the move, the pounds behind them, and the same in plain words.

Works from the table of decisions, so that a run in memory and a run on disk give the same answer.
"""

import math
import re
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from abm.behaviour.catalogue import LEVERS
from abm.behaviour.decision import TERMS
from abm.behaviour.lever import Lever
from scenarios.errors import InputError, nearest

TERM_WORDS: Final = {
    "own_money": "its own money",
    "partners": "its partners' money",
    "patients": "what patients gain",
    "pressure": "a margin below target",
    "peers": "what its neighbours do",
    "norm": "professional norm",
    "habit": "habit (the part of the way not gone yet)",
    "noise": "chance",
    "bound": "the limit of what it can do",
}
MONTH_NAMES: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SMALLEST_SHOWN: Final = 0.2
"""Terms under this share of the move are not in the sentence; all are in `Reason.terms`."""
UNMOVED: Final = 5e-5


@dataclass(frozen=True)
class Reason:
    """Why one organisation moved one lever in one quarter.

    Attributes:
        organisation: its id.
        name: what people there call it.
        lever: which.
        month: the month at whose end it decided, YYYY-MM.
        value: where the lever stands after the move.
        move: by how much it moved, in the lever's unit; the sum of the terms.
        unit: of value, move and terms.
        terms: the parts of the move, by name.
        pounds: pounds a year for one unit of the lever: own money, partners, patients as valued.
        weight_on_money: how many times over money counts; above 1 with a margin below target.
        words: the same in plain words.
    """

    organisation: str
    name: str
    lever: str
    month: str
    value: float
    move: float
    unit: str
    terms: dict[str, float]
    pounds: dict[str, float]
    weight_on_money: float
    words: str


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
    return _told(_latest(rows, month), name or organisation)


def _only(rows: pd.DataFrame, column: str, word: str, fault: str) -> pd.DataFrame:
    """Rows with one word in a column, or a complaint that names the nearest."""
    found: Any = rows[rows[column] == word]
    if found.empty:
        raise InputError(f"'{word}' {fault}", column, nearest(word, rows[column].astype(str).unique()))
    return found


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


def _told(row: Any, name: str) -> Reason:
    """One row of the table as a reason."""
    lever = LEVERS[str(row["lever"])]
    terms = {term: float(row[term]) for term in TERMS}
    pounds = {key: float(row[f"{key}_pounds"]) for key in ("own_money", "partners", "patients")}
    weight, move = float(row["weight_on_money"]), math.fsum(terms.values())
    month = str(row["month"])
    when = f"{MONTH_NAMES[int(month[5:]) - 1]} {month[:4]}"
    words = f"{name} {_did(lever, move)} in the quarter to {when}. "
    words += f"{_worth(lever, pounds, weight)} {_pull(lever, terms)}"
    return Reason(
        organisation=str(row["organisation"]),
        name=name,
        lever=lever.name,
        month=month,
        value=float(row["value"]),
        move=move,
        unit=lever.unit,
        terms=terms,
        pounds=pounds,
        weight_on_money=weight,
        words=words,
    )


def _did(lever: Lever, move: float) -> str:
    """What it did, and by how much: 'admitted less at equal severity (by 1.2%)'."""
    if abs(move) < UNMOVED:
        return f"left its {lever.title} as it was"
    doing = lever.more[:1].lower() + lever.more[1:]
    return f"{doing if move > 0 else less(doing)} (by {_size(lever, abs(move))})"


def less(more: str) -> str:
    """The opposite of what more of a lever means.

    Example:
        >>> less("booked more follow-ups"), less("referred more at equal severity")
        ('booked fewer follow-ups', 'referred less at equal severity')
    """
    countable = re.search(r"\bmore [\w-]+[^s\W]s\b", more)
    return re.sub(r"\bmore\b", "fewer" if countable else "less", more, count=1)


def _in_per_cent(lever: Lever) -> bool:
    """A lever in logs of an activity moves by per cent."""
    return lever.unit.startswith("log ")


def _size(lever: Lever, amount: float) -> str:
    """A move in words."""
    return f"{100 * math.expm1(amount):.1f}%" if _in_per_cent(lever) else f"{amount:.3f} of log-odds"


def _worth(lever: Lever, pounds: dict[str, float], weight: float) -> str:
    """What a little more would bring a year."""
    step, name = (0.01, "1%") if _in_per_cent(lever) else (0.1, "0.1 of log-odds")
    own, partners, patients = (pounds[key] * step for key in ("own_money", "partners", "patients"))
    told = f"Each {name} more {_brings(own)} a year after costs"
    if abs(partners) >= 1:
        told += f", counts for {_money(partners)} through its partners"
    told += f", and is worth {_money(patients)} to patients in health"
    if weight > 1.005:
        told += f"; with a margin below target, money counts {weight:.2f} times"
    return told + "."


def _brings(pounds: float) -> str:
    if abs(pounds) < 1:
        return "brings it nothing"
    return f"{'brings' if pounds > 0 else 'costs'} it {_money(abs(pounds))}"


def _money(pounds: float) -> str:
    """Pounds as a finance director writes them.

    Example:
        >>> _money(1_234_567.0), _money(-45_600.0), _money(12.0)
        ('£1.23m', '-£46k', '£12')
    """
    sign, size = ("-" if pounds <= -0.5 else ""), abs(pounds)
    if size >= 999_500:
        return f"{sign}£{size / 1e6:.2f}m"
    return f"{sign}£{size / 1e3:.0f}k" if size >= 9_995 else f"{sign}£{size:,.0f}"


def _pull(lever: Lever, terms: dict[str, float]) -> str:
    """What pulled it either way, largest first."""
    floor = max(UNMOVED, SMALLEST_SHOWN * abs(math.fsum(terms.values())))
    shown = [t for t in sorted(terms, key=lambda t: -abs(terms[t])) if abs(terms[t]) >= floor]
    sides = {"more": [t for t in shown if terms[t] > 0], "less": [t for t in shown if terms[t] < 0]}
    told = [
        f"towards {side}: " + ", ".join(f"{TERM_WORDS[t]} ({_signed(lever, terms[t])})" for t in named)
        for side, named in sides.items()
        if named
    ]
    return f"What pulled it {'; '.join(told)}." if told else "Nothing pulled it either way."


def _signed(lever: Lever, amount: float) -> str:
    sign = "+" if amount > 0 else "-"
    return f"{sign}{100 * abs(amount):.1f}%" if _in_per_cent(lever) else f"{sign}{abs(amount):.3f}"
