"""Journey: one resident under both options, the first difference, and whose decision it was."""

from dataclasses import replace
from typing import Any, Final

from scenarios.questions.journey import Journey
from viz.pages.pieces import SAME_PEOPLE, Heading, names_of
from viz.pages.request import Pending, use_request
from viz.room import session
from viz.room.arms_chosen import arms
from viz.room.choice import MOST_DRAWN, Choice
from viz.room.journey import SEGMENT_WORDS, ResidentChoice, described, drawn, journey, whose
from viz.room.markup import Button, tag
from viz.room.toolkit import component, use_memo, widget
from viz.room.tried import same_runs
from viz.widgets.select import Select
from viz.widgets.two_lives import TwoLives
from viz.words.plain_words import capital

PATH: Final = "journey"
TITLE: Final = "Journey"


@component
def Page():
    """One person under both options."""
    now = session.trail.value.now
    who = ResidentChoice(now.segment, now.drawn)
    request = use_request(lambda: session.beside(journey, *arms(now), now.seed, who), [same_runs(now), who])
    with tag("div", classes="journey") as page:
        Heading("One person under both options", SAME_PEOPLE)
        Choosing(now)
        if request.result is None:
            Pending(request, "Running both options for one person.")
        else:
            BothJourneys(request.result, names_of(now), request.waiting)
    return page


@component
def Choosing(now: Choice):
    """Whose journey.

    Args:
        now: what is chosen.
    """
    options = [[segment, capital(words)] for segment, words in SEGMENT_WORDS.items()]
    with tag("div", classes="choices") as choosing:
        widget(Select, label="Among", options=options, value=now.segment, on_value=_among)
        Button("Whose journeys differ most", lambda: _draw(0), pressed=now.drawn == 0)
        Button("Draw somebody at random", lambda: _draw(now.drawn % MOST_DRAWN + 1), pressed=now.drawn > 0)
    return choosing


def _among(segment: str) -> None:
    if segment in SEGMENT_WORDS:
        session.note(replace(session.trail.value.now, segment=segment))


def _draw(drawn: int) -> None:
    session.note(replace(session.trail.value.now, drawn=drawn))


@component
def BothJourneys(both: Journey, names: tuple[str, str], waiting: bool):
    """Both journeys, and where they differ first.

    Args:
        both: the journeys.
        names: of both options.
        waiting: whether somebody else is on the way.
    """
    drawing: dict[str, Any] = use_memo(lambda: drawn(both, names), [both])
    chosen = "Somebody else is on the way." if waiting else f"Chosen: {both.person.chosen}."
    with tag("section", classes="lives", aria_label="Both journeys") as journeys:
        with tag("div", classes="choices"):
            tag("h2", described(both.person, both.a.place))
            tag("p", chosen, classes="small", role="status")
        FirstDifference(both)
        widget(TwoLives, **drawing)
    return journeys


@component
def FirstDifference(both: Journey):
    """Where the journeys differ first, and whose decision it came from.

    Args:
        both: the journeys.
    """
    if both.parting is None:
        words = "Nothing that can be seen of this person differs: payment has not reached them."
        return tag("p", words, classes="why")
    with tag("div", classes="why") as why:
        tag("p", tag("b", f"{whose(both)} "), both.parting.words)
    return why
