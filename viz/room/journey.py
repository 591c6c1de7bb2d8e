"""One resident's journey under both options of a choice: run in a worker, shown as a drawing.

Example:
    >>> segment_words("older_75_plus"), segment_words("")
    ('people of 75 or more', 'everybody')
"""

from dataclasses import dataclass, replace
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
from scenarios.words.numbers import month as month_words
from viz.room.arms_chosen import ChosenOption
from viz.words.plain_words import condition_words, name_of

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
"""Population segments as a room would say them, those whose journeys differ most first."""

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
class ResidentChoice:
    """Whose journey is shown.

    Attributes:
        segment: population segment at the start, or empty for anybody.
        drawn: 0 for the one whose two journeys differ most, else which draw at random.
    """

    segment: str = ""
    drawn: int = 0


def segment_words(segment: str) -> str:
    """A segment as a room would say it."""
    return SEGMENT_WORDS[segment]


def journey(a: ChosenOption, b: ChosenOption, seed: int, who: ResidentChoice, ticket: Ticket) -> Journey:
    """One resident under both options, for a worker.

    Raises:
        StaleError: if nobody waits any more.
        InputError: if nobody is in the segment, or nobody's journeys differ.
    """
    between, arms = while_wanted(ticket), (a.resolved(), b.resolved())
    setups = arms[0].setup, arms[1].setup
    chosen = _at_random(setups[0], seed, who) if who.drawn else _differing(setups, seed, who, between)
    return followed(arms, seed, chosen, between)


def _differing(setups: tuple[Setup, Setup], seed: int, who: ResidentChoice, between: Between) -> Chosen:
    try:
        chosen = the_most_different(setups, seed, who.segment or None, between)
        words = chosen.words.replace(f"in {who.segment} at", f"{segment_words(who.segment)} at")
        return replace(chosen, words=words)
    except InputError as fault:
        remedy = "choose others, or ways of paying that differ more"
        raise InputError(fault.what, segment_words(who.segment), remedy) from None


def _at_random(setup: Setup, seed: int, who: ResidentChoice) -> Chosen:
    """Somebody drawn at random from those alive at the start; the same draw is the same person again."""
    columns = opened(replace(setup, shadows=()), seed).world.life.columns
    here = (columns.flags & ALIVE) != 0
    if who.segment:
        here &= columns.segment == SEGMENT[who.segment]
    people = columns.identity[here]
    if not people.size:
        raise InputError("nobody there at the start", segment_words(who.segment), "choose others")
    picked = np.random.default_rng([seed, who.drawn]).integers(people.size)
    words = f"drawn at random, of {people.size:,} among {segment_words(who.segment)}"
    return Chosen(int(people[picked]), words)


def described(person: Person, place: str) -> str:
    """Who it is, as somebody would say it.

    Args:
        person: the resident, at the start.
        place: where they live.
    """
    ill = map(condition_words, person.conditions)
    who = {"male": "man", "female": "woman"}[person.sex] if person.age >= 18 else "child"
    frail = "" if person.frailty == "fit" else f", {person.frailty}"
    boroughs = dict(zip(_place(place).boroughs, _place(place).borough_names, strict=True))
    return (
        f"A {who} of {person.age}{frail}, with {', '.join(ill) or 'no long-term condition'}, "
        f"in {boroughs[person.borough]}"
    )


def whose(both: Journey) -> str:
    """Whose decision made the first difference, as a heading."""
    part = both.parting
    if part is None or not part.lever:
        return "No one decision."
    place = _place(both.a.place)
    who = name_of(place.organisations[place.index_of(part.organisation)], place)
    return f"A decision by {who}: {LEVERS[part.lever].title}."


def _place(name: str) -> Any:
    return place_of(name).place


def drawn(both: Journey, names: tuple[str, str]) -> dict[str, Any]:
    """What the drawing of both journeys takes, see `viz.widgets.two_lives`.

    Args:
        both: the journeys.
        names: of both options.
    """
    months = [both.clock.label(m) for m in range(len(both.lives[0]))]
    return {
        "message": message(both),
        "spoken": f"A above each line: {names[0]}. B below it: {names[1]}.",
        "months": months,
        "rows": list(ROWS),
        "marks": [mark for option in (0, 1) for mark in _marks(both, option)],
        "differs_from": months.index(both.parting.month) if both.parting else -1,
        "events": [[_words(life[m]) for life in both.lives] for m in range(len(months))],
    }


def message(both: Journey) -> str:
    """What the drawing shows."""
    different = sum(a != b for a, b in zip(*both.lives, strict=True))
    if both.parting is None:
        return "The same under both options, as far as can be seen"
    first, months = month_words(both.parting.month), len(both.lives[0])
    return f"First difference in {first}; {different} of {months} months differ"


def _words(events: Any) -> str:
    return "; ".join(event.words for event in events)


def _marks(both: Journey, option: int) -> list[list[Any]]:
    """Row, month, option, units, and whether the other option has the same, for each row and month."""
    kinds = [organisation.kind for organisation in _place(both.a.place).organisations]
    marks: list[list[Any]] = []
    for month, (mine, other) in enumerate(zip(both.lives[option], both.lives[1 - option], strict=True)):
        for row in range(len(ROWS)):
            own, theirs = ([e for e in events if row_of(e, kinds) == row] for events in (mine, other))
            if own:
                marks.append([row, month, option, sum(e.count for e in own), own == theirs])
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
