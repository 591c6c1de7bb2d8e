"""Sweep: a finished sweep, drawn: over two things at once, what it depends on, and where it is worse."""

from dataclasses import replace
from importlib.util import find_spec
from typing import Final

from scenarios.errors import installing
from viz.finished.catalogue import RESULTS, folders
from viz.finished.swept import Drawing, SweepView, view
from viz.pages.pieces import Heading
from viz.pages.request import Pending, use_request
from viz.room import session
from viz.room.choice import Choice
from viz.room.markup import html, tag
from viz.room.toolkit import component, use_state, widget
from viz.widgets.as_table import AsTable
from viz.widgets.select import Select
from viz.words.varied_words import with_unit

PATH: Final = "sweep"
TITLE: Final = "Sweep"

_MAKES: Final = f"payscape sweep part-fixed-hospital-payment --out {RESULTS}/part-fixed"
_NEEDS: Final = ("duckdb", "SALib", "scipy", "sklearn")


@component
def Page():
    """A finished sweep."""
    now = session.trail.value.now
    there = folders("sweep")
    with tag("div", classes="sweeping") as page:
        Heading("A finished sweep", "Many ways of paying in many futures: what a result depends on.")
        if any(find_spec(name) is None for name in _NEEDS):
            tag("p", f"Reading sweeps needs more; {installing('sweep')}.", classes="waiting")
        elif not there:
            Nothing("No sweep results here yet.", _MAKES)
        else:
            Looking(now, now.sweep if now.sweep in there else next(iter(there)))
    return page


@component
def Nothing(words: str, command: str):
    """What is said where there is nothing to open: the command that makes one.

    Args:
        words: what is missing.
        command: that makes it.
    """
    with tag("div", classes="waiting") as nothing:
        tag("p", words)
        tag("p", "In the folder where the workshop was started, this makes one:")
        tag("pre", command, classes="plain")
    return nothing


@component
def Looking(now: Choice, name: str):
    """One sweep.

    Args:
        now: what is chosen.
        name: of its folder.
    """
    measure, set_measure = use_state("")
    x, set_x = use_state("")
    y, set_y = use_state("")
    there = folders("sweep")
    request = use_request(lambda: view(there[name], measure, x, y), [name, measure, x, y])
    with tag("section", aria_label="A sweep") as looking:
        with tag("div", classes="choices"):
            widget(Select, label="Sweep", options=[[n, n] for n in there], value=name, on_value=_open)
            if request.result is not None:
                swept = request.result
                options = [list(pair) for pair in swept.measures]
                widget(Select, label="Result", options=options, value=swept.measure, on_value=set_measure)
                if swept.axes[0]:
                    names = [[n, with_unit(n), n] for n in swept.varied]
                    widget(Select, label="over", options=names, value=swept.axes[0], on_value=set_x)
                    widget(Select, label="and", options=names, value=swept.axes[1], on_value=set_y)
                    tag("p", f"In its file: {' and '.join(swept.axes)}.", classes="small")
        if request.result is None:
            Pending(request, "Reading the sweep.")
        else:
            Swept(request.result)
    return looking


def _open(name: str) -> None:
    if name in folders("sweep"):
        session.note(replace(session.trail.value.now, sweep=name))


@component
def Swept(swept: SweepView):
    """What a sweep says of one result.

    Args:
        swept: the sweep.
    """
    with tag("div") as shown:
        tag("h2", swept.title)
        tag("p", f"{swept.question} {swept.about}".strip(), classes="lead")
        with tag("div", classes="drawings"):
            for drawing in swept.drawings:
                Drawn(drawing, swept)
        for words in swept.missing:
            tag("p", words, classes="small")
    return shown


@component
def Drawn(drawing: Drawing, swept: SweepView):
    """One drawing with its table.

    Args:
        drawing: what is drawn.
        swept: what it is of.
    """
    title = f"{dict(swept.measures)[swept.measure]}, {drawing.name.replace('_', ' ')}"
    rows = [list(row) for row in drawing.rows]
    with tag("article", classes="chart") as article:
        html(drawing.drawn)
        widget(AsTable, title=title, headings=list(drawing.headings), rows=rows, file=drawing.name)
        if drawing.cut:
            tag("p", f"{drawing.cut:,} more rows are in the sweep's folder.", classes="small")
    return article
