"""What else is the same in both arms: for how long, with which programme, and what happens meanwhile."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from scenarios.files.programme_files import load_programme, programme_names
from scenarios.files.shock_files import load_shock, shock_names
from scenarios.scenario import NONE
from viz.report.markup import tag
from viz.room import session
from viz.room.choice import Choice
from viz.room.toolkit import component, use_memo, widget
from viz.widgets.select import Select

YEARS: Final = (2, 3, 5, 7, 10)
"""Lengths of a run that are offered; a longer one is less to be believed."""

_AS_TOLD: Final = "as each scenario says"


@component
def Around(now: Choice):
    """Programme, what happens meanwhile, and years, alike in both arms.

    Args:
        now: what is chosen.
    """
    years = sorted({*(12 * y for y in YEARS), now.months})
    told = [[str(months), f"{months / 12:g} years"] for months in years]
    programmes = use_memo(lambda: _titles(programme_names(), lambda name: load_programme(name).title), [])
    shocks = use_memo(lambda: _titles(shock_names(), lambda name: load_shock(name).title), [])
    with tag("div", classes="around") as around:
        tag("h2", "In both arms")
        widget(Select, label="For", options=told, value=str(now.months), on_value=_for)
        widget(
            Select, label="Programme", options=programmes, value=now.programme, on_value=_with("programme")
        )
        widget(Select, label="Meanwhile", options=shocks, value=now.shock, on_value=_with("shock"))
    return around


def _titles(names: list[str], title: Callable[[str], str]) -> list[list[str]]:
    """What may be chosen: as told, none, or one by its title."""
    return [["", _AS_TOLD], [NONE, "none"], *([name, title(name)] for name in names)]


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
