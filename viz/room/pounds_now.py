"""The pound of one more under a regime as it is typed, beside that of the regime it began from."""

from dataclasses import dataclass
from typing import Any, Final

from abm.place import Place
from scenarios.questions.marginal import marginal_of
from scenarios.questions.marginal_table import PRACTICES
from scenarios.runs.tickets import Ticket
from scenarios.runs.workers import while_wanted
from scenarios.words.activity_words import OUTCOME_WORDS, POD_WORDS
from viz.report.page import Html, table
from viz.room.arms_chosen import Arm
from viz.words.plain_words import name_of

_SAME: Final = 0.005
"""Pounds under which two are told as one."""

Key = tuple[str, str, str]
"""Provider, what it does, and of what."""


@dataclass(frozen=True)
class Pounds:
    """One more of one thing.

    Attributes:
        paid_by: which elements pay it.
        more: pounds of one more this year.
        later: pounds that one more now adds next year, were plans set afresh.
        cost: pounds of cost that follow within the planning horizon; nought where none is known.
    """

    paid_by: str
    more: float
    later: float
    cost: float


@dataclass(frozen=True)
class PoundsAt:
    """The pounds of a regime, as seen in one month.

    Attributes:
        month: YYYY-MM.
        found: by provider, what it does and of what.
    """

    month: str
    found: dict[Key, Pounds]


def live_pounds(arm: Arm, seed: int, ticket: Ticket) -> PoundsAt:
    """Live an arm to March of the first year under its regime, and read the pounds off; for a worker.

    Raises:
        StaleError: if nobody waits any more.
        InputError: at a fault in what was asked for.
    """
    told: Any = marginal_of(arm.resolved(), seed, between=while_wanted(ticket))
    rows = told.pounds.fillna(0.0).to_dict("records")
    found = {
        (r["provider"], r["does"], r["what"]): Pounds(
            r["paid_by"], r["one_more"], r["next_year"], r["horizon_cost"]
        )
        for r in rows
    }
    return PoundsAt(told.month, found)


def providers(now: PoundsAt, place: Place) -> list[list[str]]:
    """Whose pounds can be looked at: all practices together, and every other provider by name."""
    known = {o.id: name_of(o, place) for o in place.organisations}
    ids = dict.fromkeys(provider for provider, _, _ in now.found)
    return [[i, "GP practices, together" if i == PRACTICES else known[i]] for i in ids]


def compared_pounds(now: PoundsAt, before: PoundsAt, provider: str) -> Html:
    """One provider's pounds as a table, those that have changed marked.

    Args:
        now: of the regime as it is typed.
        before: of the one it began from.
        provider: whose.
    """
    keys = [k for k in dict.fromkeys((*before.found, *now.found)) if k[0] == provider]
    rows = [_row(k, now.found.get(k, _NONE), before.found.get(k, _NONE)) for k in keys]
    headings = ("One more", "paid by", "it began at, £", "now, £", "cost in time, £", "what is left, £")
    caption = (
        f"As seen in {now.month}. ● has changed. What is left: pounds of one more, less the cost in time."
    )
    return table(caption, headings, rows, numbers=4)


_NONE: Final = Pounds("nobody", 0.0, 0.0, 0.0)


def _row(key: Key, new: Pounds, old: Pounds) -> tuple[str, ...]:
    mark = " ●" if abs(new.more - old.more) > _SAME else ""
    pounds = (old.more, new.more, new.cost, new.more - new.cost)
    return (f"{_what(key)}{mark}", new.paid_by.replace("_", " ").replace(".", ": "), *map(_pounds, pounds))


def _what(key: Key) -> str:
    """What one more is of, in words."""
    _, does, what = key
    if what in OUTCOME_WORDS:
        return f"of its {OUTCOME_WORDS[what]}"
    words = POD_WORDS[what][0]
    return words if does == "delivers" else f"{words}, by its people"


def _pounds(value: float) -> str:
    shown = f"{value:,.2f}" if abs(value) < 100 else f"{value:,.0f}"
    return shown.replace("-", "−") if float(shown.replace(",", "")) else "0"


def changed(now: PoundsAt, before: PoundsAt) -> str:
    """How many pounds have changed, as a title.

    Args:
        now: of the regime as it is typed.
        before: of the one it began from.
    """
    keys = {*now.found, *before.found}
    moved = [k for k in keys if abs(now.found.get(k, _NONE).more - before.found.get(k, _NONE).more) > _SAME]
    who = len({k[0] for k in moved})
    if not moved:
        return "The pound of one more is what it was, for everybody"
    things = "thing pays" if len(moved) == 1 else "things pay"
    return (
        f"{len(moved)} {things} otherwise than before, with {who} {'provider' if who == 1 else 'providers'}"
    )
