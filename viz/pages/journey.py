"""Journey: one resident's two lives on one line of time, where they part, and whose decision it came from."""

from dataclasses import replace
from typing import Any, Final

from scenarios.questions.journey import Journey
from viz.pages.asking import use_answer
from viz.pages.pieces import Heading, names_of
from viz.report.markup import Button, tag
from viz.room import session
from viz.room.arms_chosen import arms
from viz.room.choice import MOST_DRAWN, Choice
from viz.room.following import SEGMENT_WORDS, Whom, described, drawn, live_journey, whose
from viz.room.toolkit import component, use_memo, widget
from viz.widgets.select import Select
from viz.widgets.two_lives import TwoLives

PATH: Final = "journey"
TITLE: Final = "Journey"


@component
def Page():
    """One person, two lives."""
    now = session.trail.value.now
    lived = (now.a, now.b, now.regime, now.terms, now.programme, now.shock, now.months, now.seed)
    answer = use_answer(lambda: _followed(now), [lived, now.segment, now.drawn])
    with tag("div", classes="journey") as page:
        Heading("One person, two lives", "The same resident with the same luck, under A and under B.")
        Choosing(now)
        if answer.fault:
            tag("p", answer.fault, classes="notice", role="alert")
        elif answer.told is None:
            tag("p", "The years are being lived twice; a moment.", classes="waiting", role="status")
        else:
            Lives(answer.told, names_of(now), answer.waiting)
    return page


def _followed(now: Choice) -> Journey:
    """Have both lives lived in a worker."""
    a, b = arms(now)
    workers = session.workers()
    ticket = workers.newest(session.seat.value or 0, beside=True)
    return workers.beside(ticket, live_journey, a, b, now.seed, Whom(now.segment, now.drawn))


@component
def Choosing(now: Choice):
    """Whose two lives.

    Args:
        now: what is chosen.
    """
    options = [[segment, words[:1].upper() + words[1:]] for segment, words in SEGMENT_WORDS.items()]
    with tag("div", classes="choices") as choosing:
        widget(Select, label="Somebody of", options=options, value=now.segment, on_value=_among)
        Button("Whose lives differ most", lambda: _draw(0), pressed=now.drawn == 0)
        Button("Draw somebody at random", lambda: _draw(now.drawn % MOST_DRAWN + 1), pressed=now.drawn > 0)
    return choosing


def _among(segment: str) -> None:
    if segment in SEGMENT_WORDS:
        session.note(replace(session.trail.value.now, segment=segment))


def _draw(drawn: int) -> None:
    session.note(replace(session.trail.value.now, drawn=drawn))


@component
def Lives(found: Journey, names: tuple[str, str], waiting: bool):
    """Both lives, and where they part.

    Args:
        found: both lives.
        names: of both arms.
        waiting: whether somebody else is on the way.
    """
    told: dict[str, Any] = use_memo(lambda: drawn(found, names), [found])
    with tag("section", classes="lives", aria_label="Two lives") as lives:
        with tag("div", classes="choices"):
            tag("h2", described(found.person, found.a.place))
            tag(
                "p",
                "Somebody else is on the way." if waiting else f"Chosen: {found.person.chosen}.",
                classes="small",
                role="status",
            )
        Parted(found)
        widget(TwoLives, **told)
    return lives


@component
def Parted(found: Journey):
    """Where the lives part, and whose decision it came from.

    Args:
        found: both lives.
    """
    part = found.parting
    if part is None:
        return tag(
            "p", "Nothing that is seen of this person differs: payment has not reached them.", classes="why"
        )
    with tag("div", classes="why") as why:
        tag("p", tag("b", f"{whose(found)} "), part.words)
    return why
