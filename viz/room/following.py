"""Follows one resident through both arms of a choice, in a worker, and tells the two lives as a drawing.

Example:
    >>> segment_words("older_75_plus"), segment_words("")
    ('people of 75 or more', 'everybody')
"""

from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, Final

import numpy as np

from abm.behaviour.catalogue import LEVERS
from abm.patients.columns import ALIVE
from abm.setup import Setup
from abm.vocabulary import EMERGENCY_PODS, SEGMENT
from scenarios.errors import InputError
from scenarios.files.place.cache import place_of
from scenarios.questions.journey import Journey, Person, followed
from scenarios.questions.life_events import Event
from scenarios.questions.two_lives import Chosen, the_most_different
from scenarios.runs.task import Between, opened
from scenarios.runs.tickets import Ticket
from scenarios.runs.workers import while_wanted
from viz.room.arms_chosen import Arm
from viz.words.plain_words import name_of

SEGMENT_WORDS: Final = {
    "": "everybody",
    "older_75_plus": "people of 75 or more",
    "end_of_life": "people near the end of life",
    "adults_complex": "adults with several conditions",
    "severe_mental_illness": "people with severe mental illness",
    "mostly_well_adults": "adults who are mostly well",
    "children_complex": "children with long-term conditions",
    "mostly_well_children": "children who are mostly well",
    "under_5": "children under five",
}
"""Population segments as a room would say them, those whose lives differ most first."""

ROWS: Final = (
    "GP practice",
    "Hospital, in an emergency",
    "Hospital, planned",
    "Community, mental health",
    "Home and residential care",
    "Health",
)
"""Rows of the drawing: who does it, or what happens of itself."""

_URGENT: Final = frozenset({"AE", "AEADM", "XBD", *EMERGENCY_PODS})
_OF_KIND: Final = {
    "gp_practice": 0,
    "acute_trust": 2,
    "community": 3,
    "mental_health": 3,
    "voluntary_sector": 3,
    "social_care": 4,
}
_HEALTH: Final = 5


@dataclass(frozen=True)
class Whom:
    """Whose lives are followed.

    Attributes:
        segment: population segment at the start, or empty for anybody.
        drawn: 0 for the one whose two lives differ most, else which draw at random.
    """

    segment: str = ""
    drawn: int = 0


def segment_words(segment: str) -> str:
    """A segment as a room would say it."""
    return SEGMENT_WORDS[segment]


def live_journey(a: Arm, b: Arm, seed: int, whom: Whom, ticket: Ticket) -> Journey:
    """One resident's two lives, for a worker.

    Raises:
        StaleError: if nobody waits any more.
        InputError: if nobody is in the segment, or no two lives in it differ.
    """
    between, arms = while_wanted(ticket), (a.resolved(), b.resolved())
    setups = arms[0].setup, arms[1].setup
    chosen = _drawn(setups[0], seed, whom) if whom.drawn else _differing(setups, seed, whom, between)
    return followed(arms, seed, chosen, between)


def _differing(setups: tuple[Setup, Setup], seed: int, whom: Whom, between: Between) -> Chosen:
    try:
        chosen = the_most_different(setups, seed, whom.segment or None, between)
        words = chosen.words.replace(f"in {whom.segment} at", f"{segment_words(whom.segment)} at")
        return replace(chosen, words=words)
    except InputError as fault:
        remedy = "choose others, or ways of paying that differ more"
        raise InputError(fault.what, segment_words(whom.segment), remedy) from None


def _drawn(setup: Setup, seed: int, whom: Whom) -> Chosen:
    """Somebody drawn at random from those alive at the start; the same draw is the same person again."""
    columns = opened(replace(setup, shadows=()), seed).world.life.columns
    here = (columns.flags & ALIVE) != 0
    if whom.segment:
        here &= columns.segment == SEGMENT[whom.segment]
    who = columns.identity[here]
    if not who.size:
        raise InputError("nobody there at the start", segment_words(whom.segment), "choose others")
    picked = np.random.default_rng([seed, whom.drawn]).integers(who.size)
    words = f"drawn at random, of {who.size:,} among {segment_words(whom.segment)}"
    return Chosen(int(who[picked]), words)


def described(person: Person, place: str) -> str:
    """Who it is, as somebody would say it.

    Args:
        person: the resident, at the start.
        place: where they live.
    """
    ill = [c.replace("_", " ").replace("cvd", "heart disease or stroke") for c in person.conditions]
    ill = [c.upper() if c in ("copd", "msk") else c for c in ill]
    who = {"male": "man", "female": "woman"}[person.sex] if person.age >= 18 else "child"
    frail = "" if person.frailty == "fit" else f", {person.frailty}"
    boroughs = dict(zip(_place(place).boroughs, _place(place).borough_names, strict=True))
    return (
        f"A {who} of {person.age}{frail}, with {', '.join(ill) or 'no long-term condition'}, "
        f"in {boroughs[person.borough]}"
    )


def whose(found: Journey) -> str:
    """Whose decision parted two lives, as a heading."""
    part = found.parting
    if part is None or not part.lever:
        return "Nobody decided it."
    place = _place(found.a.place)
    who = name_of(place.organisations[place.index_of(part.organisation)], place)
    return f"A decision of {who}: {LEVERS[part.lever].title}."


def _place(name: str) -> Any:
    return place_of(name).place


def drawn(found: Journey, names: tuple[str, str]) -> dict[str, Any]:
    """What the drawing of two lives takes, see `viz.widgets.two_lives`.

    Args:
        found: both lives.
        names: of both arms.
    """
    months = [found.clock.label(m) for m in range(len(found.lives[0]))]
    marks = list(chain.from_iterable(_marks(found, arm, found.a.place) for arm in (0, 1)))
    parted = months.index(found.parting.month) if found.parting else -1
    return {
        "message": message(found),
        "spoken": f"A above each line: {names[0]}. B below it: {names[1]}.",
        "months": months,
        "rows": list(ROWS),
        "marks": marks,
        "parted": parted,
        "told": [[_words(life[m]) for life in found.lives] for m in range(len(months))],
    }


def message(found: Journey) -> str:
    """What the drawing shows."""
    apart = sum(a != b for a, b in zip(*found.lives, strict=True))
    if found.parting is None:
        return "The two lives are the same in all that is seen"
    months = len(found.lives[0])
    return f"The two lives part in {found.parting.month}; other things happen in {apart} of {months} months"


def _words(events: Any) -> str:
    return "; ".join(event.words for event in events)


def _marks(found: Journey, arm: int, place: str) -> list[list[Any]]:
    """Row, month, arm, units, and whether the other life has the same, for each row and month."""
    kinds = [organisation.kind for organisation in _place(place).organisations]
    marks: list[list[Any]] = []
    for month, (mine, other) in enumerate(zip(found.lives[arm], found.lives[1 - arm], strict=True)):
        for row in range(len(ROWS)):
            own, theirs = ([e for e in events if row_of(e, kinds) == row] for events in (mine, other))
            if own:
                marks.append([row, month, arm, sum(e.count for e in own), own == theirs])
    return marks


def row_of(event: Event, kinds: list[str]) -> int:
    """The row that an event belongs to.

    Args:
        event: something that happened.
        kinds: of every organisation of the place.
    """
    if event.organisation < 0:
        return _HEALTH
    return 1 if event.kind in _URGENT else _OF_KIND.get(kinds[event.organisation], _HEALTH)
