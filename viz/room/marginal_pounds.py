"""What one more brings in under a regime as it is typed, beside the regime it began from."""

from dataclasses import dataclass
from typing import Final

from abm.place import Place
from scenarios.questions.marginal import marginal_of
from scenarios.questions.marginal_table import PRACTICES
from scenarios.runs.tickets import Ticket
from scenarios.runs.workers import while_wanted
from scenarios.sweeping.rows import Rows
from scenarios.words.activity_words import OUTCOME_WORDS, POD_WORDS
from scenarios.words.numbers import month, pounds_and_pence
from viz.report.page import Html, table
from viz.room.arms_chosen import ChosenOption
from viz.words.plain_words import name_of

_SAME: Final = 0.005
"""Pounds under which two are the same."""

Activity = tuple[str, str, str]
"""Provider, what it does, and of what."""


@dataclass(frozen=True)
class OneMore:
    """One more unit of one activity.

    Attributes:
        paid_by: which elements pay it.
        income: pounds that it brings in this year.
        later: pounds that one more now adds next year, were plans set afresh.
        cost: marginal cost, pounds within the planning horizon; zero where none is known.
    """

    paid_by: str
    income: float
    later: float
    cost: float


@dataclass(frozen=True)
class OneMoreBrings:
    """What one more of everything brings in under a regime, as seen in one month.

    Attributes:
        month: YYYY-MM.
        of: by provider, what it does and of what.
    """

    month: str
    of: dict[Activity, OneMore]


def marginal_pounds(arm: ChosenOption, seed: int, ticket: Ticket) -> OneMoreBrings:
    """Run to March of the first year under a regime, and read the pounds off; for a worker.

    Raises:
        StaleError: if nobody waits any more.
        InputError: at a fault in what was chosen.
    """
    read = marginal_of(arm.resolved(), seed, between=while_wanted(ticket))
    rows: Rows = read.pounds.fillna(0.0)
    of = {
        (r["provider"], r["does"], r["what"]): OneMore(
            r["paid_by"], r["one_more"], r["next_year"], r["horizon_cost"]
        )
        for r in rows.to_dict("records")
    }
    return OneMoreBrings(read.month, of)


def providers(now: OneMoreBrings, place: Place) -> list[list[str]]:
    """Who can be looked at: all practices together, and every other provider by name."""
    known = {o.id: name_of(o, place) for o in place.organisations}
    ids = dict.fromkeys(provider for provider, _, _ in now.of)
    return [[i, "GP practices, together" if i == PRACTICES else known[i]] for i in ids]


_NONE: Final = OneMore("nobody", 0.0, 0.0, 0.0)


def compared(now: OneMoreBrings, before: OneMoreBrings, provider: str) -> Html:
    """What one more brings one provider in, as a table, with what has changed marked.

    Args:
        now: of the regime as it is typed.
        before: of the one it began from.
        provider: whose.
    """
    mine = [activity for activity in dict.fromkeys((*before.of, *now.of)) if activity[0] == provider]
    rows = [_row(activity, now.of.get(activity, _NONE), before.of.get(activity, _NONE)) for activity in mine]
    headings = ("One more", "paid by", "began at, £", "brings in now, £", "marginal cost, £", "left over, £")
    caption = f"As seen in {month(now.month)}. ● has changed. Left over: what it brings in, minus its cost."
    return table(caption, headings, rows, numbers=4)


def _row(activity: Activity, new: OneMore, old: OneMore) -> tuple[str, ...]:
    mark = " ●" if _moved(new, old) else ""
    pounds = (old.income, new.income, new.cost, new.income - new.cost)
    paid_by = new.paid_by.replace("_", " ").replace(".", ": ")
    return (f"{_words(activity)}{mark}", paid_by, *map(pounds_and_pence, pounds))


def _moved(new: OneMore, old: OneMore) -> bool:
    return abs(new.income - old.income) > _SAME


def _words(activity: Activity) -> str:
    """What one more is of."""
    _, does, what = activity
    if what in OUTCOME_WORDS:
        return f"of its {OUTCOME_WORDS[what]}"
    words = POD_WORDS[what][0]
    return words if does == "delivers" else f"{words}, by its people"


def changed(now: OneMoreBrings, before: OneMoreBrings) -> str:
    """How much has changed, as a title.

    Args:
        now: of the regime as it is typed.
        before: of the one it began from.
    """
    moved = [a for a in {*now.of, *before.of} if _moved(now.of.get(a, _NONE), before.of.get(a, _NONE))]
    if not moved:
        return "What one more brings in: no change for anybody"
    who = len({provider for provider, _, _ in moved})
    activities = f"{len(moved)} {'activity' if len(moved) == 1 else 'activities'}"
    providers = f"{who} {'provider' if who == 1 else 'providers'}"
    return f"What one more brings in: changed for {activities} of {providers}"
