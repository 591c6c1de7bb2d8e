"""Where two lives part, and whose decision it came from.

Of the levers that bear on the first thing that differs, and work the way it differs, the one named is
the one that stood furthest apart in the two runs in that month. Where none did, nobody decided it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from abm.behaviour.catalogue import LEVERS
from abm.clock import Clock
from scenarios.errors import InputError
from scenarios.questions.bearing_levers import BEARS, HERE, QUEUED, bearing
from scenarios.questions.life_events import Event, Services
from scenarios.questions.why import reason
from scenarios.words.numbers import decimals
from scenarios.words.numbers import month as month_in_words

UNMOVED: Final = 5e-5
"""Levers less far apart than this stand in the same place."""
_ORDER = {kind: i for i, kind in enumerate(BEARS)}
_OTHER = {"A": "B", "B": "A"}


@dataclass(frozen=True)
class Parting:
    """Where two lives first differ, and why.

    Attributes:
        month: YYYY-MM.
        only_in: `A` or `B`, the run in which it happened, or more of it; in the other it did not.
        event: what happened there, in words.
        instead: what happened only in the other run that month, in words; empty where nothing did.
        organisation: id of who decided, or empty where no decision bears on it.
        lever: the lever that stood furthest apart, or empty.
        lever_a: where it stood in A.
        lever_b: where it stood in B.
        words: all of it in a few sentences.
    """

    month: str
    only_in: str
    event: str
    instead: str
    organisation: str
    lever: str
    lever_a: float
    lever_b: float
    words: str


@dataclass(frozen=True)
class FirstDifference:
    """The first thing that happened in one life and not in the other.

    Attributes:
        month: month of the run.
        only_in: `A` or `B`.
        event: what happened.
        instead: what happened only in the other life that month.
    """

    month: int
    only_in: str
    event: Event
    instead: tuple[Event, ...]


@dataclass(frozen=True)
class Decided:
    """A lever that may have made the difference: whose, which, and where it stood in A and in B."""

    organisation: int
    lever: str
    in_a: float
    in_b: float


def first_difference(a: Sequence[Sequence[Event]], b: Sequence[Sequence[Event]]) -> FirstDifference | None:
    """Where two lives, a list of events a month each, first differ; None if they never do.

    Of several events of that month it is the first in the order of a month, in the life that had more
    of it.

    Example:
        >>> seen, sent = Event("GP", "1 contact"), Event("REF", "1 referral")
        >>> first = first_difference([[seen], [seen]], [[seen], [sent]])
        >>> first.month, first.only_in, first.event.kind, first.instead[0].kind
        (1, 'B', 'REF', 'GP')
    """
    for month, (in_a, in_b) in enumerate(zip(a, b, strict=True)):
        only = {"A": list((Counter(in_a) - Counter(in_b)).elements())}
        only["B"] = list((Counter(in_b) - Counter(in_a)).elements())
        ranked = [(_rank(event, only[_OTHER[side]]), side, event) for side in _OTHER for event in only[side]]
        if ranked:
            _, side, event = min(ranked, key=lambda r: r[:2])
            return FirstDifference(month, side, event, tuple(only[_OTHER[side]]))
    return None


def _rank(event: Event, others: Sequence[Event]) -> tuple[bool, int]:
    """What comes first in a month comes first; what the other life had as much of or more comes last."""
    had = sum(other.count for other in others if other.kind == event.kind)
    return had >= event.count, _ORDER.get(event.kind, len(_ORDER))


def parting(
    difference: FirstDifference,
    decisions: tuple[pd.DataFrame, pd.DataFrame],
    services: Services,
    clock: Clock,
) -> Parting:
    """Who decided what made the difference, as far as anybody did.

    Args:
        difference: where two lives first differ.
        decisions: tables of decisions of both runs.
        services: who looks after the person.
        clock: of the runs.
    """
    month, event = clock.label(difference.month), difference.event
    instead = "; ".join(e.words for e in difference.instead)
    decided = _decided(difference, decisions, services, month)
    words = (
        f"The two lives part in {month_in_words(month)}. In {difference.only_in}: {event.words}. "
        f"In {_OTHER[difference.only_in]}: {instead or 'nothing of the kind'}. "
    )
    if decided is None:
        words += _nobody(event)
        return Parting(month, difference.only_in, event.words, instead, "", "", 0.0, 0.0, words)
    organisation = services.place.organisations[decided.organisation]
    words += _somebody(decided, decisions[1], organisation.id, organisation.name, month)
    return Parting(
        month=month,
        only_in=difference.only_in,
        event=event.words,
        instead=instead,
        organisation=organisation.id,
        lever=decided.lever,
        lever_a=decided.in_a,
        lever_b=decided.in_b,
        words=words,
    )


def _decided(
    difference: FirstDifference, decisions: tuple[Any, Any], services: Services, month: str
) -> Decided | None:
    """The lever that stood furthest apart in the way the event did; None where none did."""
    more_in_b = 1 if difference.only_in == "B" else -1
    candidates: list[Decided] = []
    for role, lever, direction in bearing(difference.event.kind):
        who = difference.event.organisation if role == HERE else services.of(role)
        in_a, in_b = (_stood(t, services.place.organisations[who].id, lever, month) for t in decisions)
        apart = (in_b - in_a) * more_in_b
        if max(apart * direction, abs(apart) if direction == 0 else 0.0) > UNMOVED:
            candidates.append(Decided(who, lever, in_a, in_b))
    return max(candidates, key=lambda c: abs(c.in_b - c.in_a), default=None)


def _stood(decisions: Any, organisation: str, lever: str, month: str) -> float:
    """Where a lever stood in a month: its last value decided before; 0, the norm, where none was."""
    rows = decisions[(decisions["organisation"] == organisation) & (decisions["lever"] == lever)]
    months = rows["month"].astype(str)
    before = rows["value"][months < month]
    return float(before.iloc[months[months < month].argmax()]) if len(before) else 0.0


def _somebody(decided: Decided, in_b: Any, organisation: str, name: str, month: str) -> str:
    """The decision that bears on it, and why it was taken in B."""
    lever = LEVERS[decided.lever]
    words = (
        "The decision that bears on it and stood furthest apart: "
        f"{lever.title}, at {name}: {_stands(decided.in_a)} in A and {_stands(decided.in_b)} in B "
        f"({lever.unit}). "
    )
    try:
        why = reason(in_b[in_b["month"].astype(str) < month], organisation, decided.lever, None, name)
    except InputError:
        return words + "In B nothing was decided about it yet; it keeps to the norm."
    return words + f"Why in B: {why.words}"


def _stands(value: float) -> str:
    return decimals(value, 3, plus=True)


def _nobody(event: Event) -> str:
    """Why an event differs though no lever that bears on it does."""
    if event.kind in QUEUED:
        return "It came through the queue: others were treated first."
    if event.kind in BEARS:
        return (
            "No lever that bears on it stood apart that way: it came through what is not seen here, "
            "how ill the person was by then or how full services were."
        )
    return "Nobody's lever bears on it: it came from how ill the person was by then."
