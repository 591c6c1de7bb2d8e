"""Start: choose a question and whose eyes to look through; what this is, and is not."""

from dataclasses import replace
from typing import Final

from scenarios.files.set_files import ScenarioSet
from viz.pages.pieces import SAME_PEOPLE, Heading
from viz.report.page import Html, bullets, section
from viz.room import session
from viz.room.arms_chosen import of_question, questions, with_b
from viz.room.choice import ROLES, Choice, to_query
from viz.room.markup import Button, PageLink, html, tag
from viz.room.toolkit import component, widget
from viz.widgets.select import Select

PATH: Final = "/"
TITLE: Final = "Start"

ROLE_WORDS: Final = {
    "commissioner": ("Commissioner", "Look at what money buys, and at who is left with a deficit."),
    "trust": ("Hospital trust", "Look at activity taken away, beds refilled, and stranded cost."),
    "practice": ("GP practice", "Look at what prevention brings a practice, and what it costs it."),
    "community": ("Community services", "Look at who asks for care at home, and whether money follows them."),
    "council": ("Council", "Look at delayed discharge days, and at home care."),
    "patient": ("Patient", "Look at waiting, at care at home, and at who gets less than others."),
}
"""Roles as a person would call them, and where each might look first."""

IS: Final = (
    "A model of how practices, hospitals, community services and councils respond to how they are paid.",
    "Simulated people, as many and as ill as the area's published figures say, none of them real.",
    SAME_PEOPLE,
)
IS_NOT: Final = (
    "A forecast. Level and timing are uncertain; the direction and the reasons are what to argue about.",
    "A plan for any one organisation. Nobody's leadership, buildings or staff shortages are in it.",
    "The last word. Every number it rests on is listed with its source, and many are judgements.",
)


@component
def Page():
    """Where a room begins."""
    now = session.trail.value.now
    with tag("div", classes="start") as page:
        Heading("What would you like to ask?", "Choose a question. Say what you expect. Then look.")
        with tag("div", classes="two"):
            with tag("section", aria_label="Questions", classes="cards"):
                for question in questions():
                    Question(question, now)
            with tag("div"):
                Roles(now.role)
                html(Html(section("What this is", bullets(IS)) + section("What it is not", bullets(IS_NOT))))
                with tag("p", classes="next"):
                    query = to_query(now)
                    PageLink("Say what you expect", f"/predict?{query}", classes="button strong")
                    PageLink("Go straight to the levers", f"/live?{query}", classes="button")
    return page


@component
def Question(question: ScenarioSet, now: Choice):
    """One question, and when it is chosen the ways of paying that it compares.

    Args:
        question: to be question.
        now: what is chosen.
    """
    pressed = question.id == now.question
    with tag("article", classes="card chosen" if pressed else "card") as card:
        with tag("p", classes="numbered"):
            for number in question.answers:
                tag("b", number)
            tag("span", question.title)
        tag("h2", question.question)
        if pressed:
            tag("p", question.watch, classes="small")
            tag("p", f"It cannot answer: {question.cannot_answer}", classes="small")
            ways = [[s.id, s.title] for s in question.others]
            value = now.b if now.b in dict(ways) else ""
            widget(Select, label="Option B", options=ways, value=value, on_value=_look)
        else:
            Button("Ask this", lambda: session.settle(of_question(question.id, session.trail.value.now)))
    return card


def _look(scenario: str) -> None:
    if any(scenario == s.id for question in questions() for s in question.others):
        session.settle(with_b(scenario, session.trail.value.now))


@component
def Roles(role: str):
    """Whose eyes to look through.

    Args:
        role: the one that is chosen, or empty.
    """
    with tag("section", classes="roles", aria_label="Role") as roles:
        tag("h2", "Whose eyes?")
        with tag("div", classes="choices", role="group", aria_label="Role"):
            for name in ROLES:
                Button(ROLE_WORDS[name][0], lambda name=name: _to_role(name), pressed=name == role)
        if role:
            tag("p", ROLE_WORDS[role][1], classes="small", role="status")
    return roles


def _to_role(name: str) -> None:
    now = session.trail.value.now
    session.note(replace(now, role="" if name == now.role else name))
