"""Start: choose a question, a place and whose eyes to look through; what this is, and is not."""

from dataclasses import replace
from typing import Final

import solara

from scenarios.place import place_names
from scenarios.scenario import Scenario
from viz import session
from viz.arms_chosen import chosen, place_title, questions
from viz.choice import ROLES, to_query
from viz.markup import Button, PageLink, html, tag
from viz.page import Html, bullets, section
from viz.pages.pieces import Heading

PATH: Final = "/"
TITLE: Final = "Start"

ROLE_WORDS: Final = {
    "commissioner": ("Commissioner", "Look at what money buys, and at who is left with a deficit."),
    "trust": ("Hospital trust", "Look at work taken away, work that comes back, and cost that stays behind."),
    "practice": ("GP practice", "Look at what prevention brings a practice, and what it costs it."),
    "community": (
        "Community services",
        "Look at how many ask for care at home, and whether money follows them.",
    ),
    "council": ("Council", "Look at days in a bed, ready to leave, and at home care."),
    "patient": ("Patient", "Look at waiting, care at home, and who gets less than others."),
}
"""Roles as a person would call them, and where each might look first."""

IS: Final = (
    "A model of how practices, hospitals, community services and councils respond to how they are paid.",
    "Simulated people, as many and as ill as the area's published figures say, none of them real.",
    "Two futures with the same residents and the same luck: what differs, payment made.",
)
IS_NOT: Final = (
    "A forecast. Level and timing are uncertain; the direction and the reasons are what to argue about.",
    "A plan for any one organisation. Nobody's leadership, buildings or staff shortages are in it.",
    "The last word. Every number it rests on is listed with its source, and many are judgements.",
)


@solara.component
def Page():
    """Where a room begins."""
    now = session.trail.value.now
    with tag("div", classes="start") as page:
        Heading(
            "What would you like to see?", "Choose a question. Then say what you expect, before you look."
        )
        with tag("div", classes="two"):
            with tag("div"):
                Places(now.place)
                with tag("section", aria_label="Questions", classes="cards"):
                    for scenario in questions():
                        if scenario.place == now.place:
                            Question(scenario, scenario.id == now.question)
            with tag("div"):
                Roles(now.role)
                html(Html(section("What this is", bullets(IS)) + section("What it is not", bullets(IS_NOT))))
                with tag("p", classes="next"):
                    PageLink("Say what you expect", f"/predict?{to_query(now)}", classes="button strong")
                    PageLink("Go straight to the levers", f"/live?{to_query(now)}", classes="button")
    return page


@solara.component
def Places(chosen_place: str):
    """Where.

    Args:
        chosen_place: the place that is chosen.
    """
    with tag("div", classes="choices", role="group", aria_label="Place") as row:
        for name in place_names():
            Button(place_title(name), lambda name=name: _to_place(name), pressed=name == chosen_place)
    return row


def _to_place(name: str) -> None:
    """Another place, with the first question that is asked of it."""
    first = next((scenario.id for scenario in questions() if scenario.place == name), None)
    now = session.trail.value.now
    session.settle(chosen(first, now) if first else replace(now, place=name, question=""))


@solara.component
def Question(scenario: Scenario, pressed: bool):
    """One question.

    Args:
        scenario: that asks it.
        pressed: whether it is the one that is chosen.
    """
    with tag("article", classes="card chosen" if pressed else "card") as card:
        tag("h2", scenario.question)
        tag("p", scenario.note, classes="small")
        Button(
            "Chosen" if pressed else "Choose",
            lambda: session.settle(chosen(scenario.id, session.trail.value.now)),
            pressed=pressed,
            title=scenario.title,
        )
    return card


@solara.component
def Roles(role: str):
    """Whose eyes to look through.

    Args:
        role: the one that is chosen, or empty.
    """
    with tag("section", classes="roles", aria_label="Role") as section_:
        tag("h2", "Whose eyes?")
        with tag("div", classes="choices", role="group", aria_label="Role"):
            for name in ROLES:
                Button(ROLE_WORDS[name][0], lambda name=name: _to_role(name), pressed=name == role)
        if role:
            tag("p", ROLE_WORDS[role][1], classes="small", role="status")
    return section_


def _to_role(name: str) -> None:
    now = session.trail.value.now
    session.settle(replace(now, role="" if name == now.role else name))
