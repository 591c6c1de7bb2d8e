"""What is the same under both options: for how long, with which programme, and what happens meanwhile."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from scenarios.files.programme_files import load_programme, programme_names
from scenarios.files.shock_files import load_shock, shock_names
from scenarios.scenario import NONE
from viz.room import session
from viz.room.choice import Choice
from viz.room.markup import tag
from viz.room.toolkit import component, use_memo, widget
from viz.widgets.select import Select

YEARS: Final = (2, 3, 5, 7, 10)
"""Lengths of a run that are offered; a longer one is less to be believed."""


@component
def Context(now: Choice):
    """Programme, what happens meanwhile, and years, alike under both options.

    Args:
        now: what is chosen.
    """
    years = sorted({*(12 * y for y in YEARS), now.months})
    lengths = [[str(months), f"{months / 12:g} years"] for months in years]
    programmes = use_memo(lambda: _titles(programme_names(), lambda name: load_programme(name).title), [])
    shocks = use_memo(lambda: _titles(shock_names(), lambda name: load_shock(name).title), [])
    with tag("div", classes="context") as context:
        tag("h2", "Under both options")
        widget(Select, label="For", options=lengths, value=str(now.months), on_value=_for)
        widget(
            Select, label="Programme", options=programmes, value=now.programme, on_value=_with("programme")
        )
        widget(Select, label="Meanwhile", options=shocks, value=now.shock, on_value=_with("shock"))
    return context


def _titles(names: list[str], title: Callable[[str], str]) -> list[list[str]]:
    """What may be chosen: each scenario's own, none, or one by its title."""
    return [["", "as each scenario says"], [NONE, "none"], *([name, title(name)] for name in names)]


def _for(months: str) -> None:
    if months.isdigit() and 12 * YEARS[0] <= int(months) <= 12 * YEARS[-1]:
        session.settle(replace(session.trail.value.now, months=int(months)))


def _with(key: str) -> Callable[[str], None]:
    """Settle on another programme or shock; a word that names none is left alone."""
    names = {"programme": programme_names, "shock": shock_names}[key]

    def choose(word: str) -> None:
        if word in ("", NONE, *names()):
            session.settle(replace(session.trail.value.now, **{key: word}))

    return choose
