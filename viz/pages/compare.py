"""Compare: A and B side by side on shared axes, what differs and how surely, and the money in two parts."""

from dataclasses import replace
from typing import Any, Final

import numpy as np

from abm.effects.catalogue import EFFECTS
from scenarios.files.scenario_files import scenario_names
from scenarios.questions.interval import Interval
from viz.pages.pieces import Answer, Heading, Waiting, luck, names_of
from viz.report.findings import Finding
from viz.report.markup import tag
from viz.room import session
from viz.room.arms_chosen import loaded, question_of
from viz.room.choice import Choice
from viz.room.comparing import Compared, compared
from viz.room.lines import panels_of
from viz.room.picture import SERIES
from viz.room.toolkit import component, use_memo, widget
from viz.widgets.charts import Charts, alone, as_bytes
from viz.widgets.select import Select
from viz.widgets.strip import Strip, bar, row
from viz.words.effect_words import title
from viz.words.plain_words import millions

PATH: Final = "compare"
TITLE: Final = "Compare"

_HOW_TO_READ: Final = (
    "Mechanical (upper bar, pale): B's rules on what was done under A. Behavioural (lower bar): people did "
    "something else. What a lead passes on counts with whoever keeps it."
)
_BLOCKS: Final = {
    "points": "percentage points",
    "percent": "% of the baseline",
    "millions": "£ million a year",
    "unit": "as counted",
}


@component
def Page():
    """A against B."""
    shown, now = session.shown.value, session.trail.value.now
    with tag("div", classes="compare") as page:
        asked = question_of(now)
        lead = "" if asked else "The same residents with the same luck, paid for in two ways."
        Heading(asked or "A against B", lead)
        Ways(now)
        if shown is None:
            Waiting()
        else:
            Answer(shown)
            Differences(shown)
            SideBySide(shown)
    return page


@component
def Ways(now: Choice):
    """Which two ways of paying are compared.

    Args:
        now: what is chosen.
    """
    place = loaded(now.a).place
    found = use_memo(lambda: [[n, loaded(n).title] for n in scenario_names()], [])
    here = [pair for pair in found if loaded(pair[0]).place == place]
    with tag("div", classes="choices ways") as ways:
        widget(Select, label="A, held against", options=here, value=now.a, on_value=lambda a: _choose(a=a))
        widget(Select, label="B, looked at", options=here, value=now.b, on_value=lambda b: _choose(b=b))
    return ways


def _choose(**arms: str) -> None:
    """Another scenario in either arm; what is no scenario is left alone."""
    if all(name in scenario_names() for name in arms.values()):
        session.settle(replace(session.trail.value.now, terms=(), regime="", **arms))


@component
def SideBySide(shown: session.Shown):
    """Lines of A left, of B right, each pair on one axis.

    Args:
        shown: what was lived.
    """
    names = names_of(shown.choice)
    panels, lines = panels_of(shown.a, shown.b, shown.pairs, names)
    with tag("section", classes="sides", aria_label="Side by side") as sides:
        for letter, arm, name in (("A", 0, names[0]), ("B", 1, names[1])):
            with tag("div"):
                tag("h2", f"{letter}: {name}")
                tag("p", luck(len(shown.pairs)), classes="small")
                mine = [
                    alone(p, s.title, line, arm) for p, s, line in zip(panels, SERIES, lines, strict=True)
                ]
                only = np.full_like(lines, np.nan)
                only[:, arm] = lines[:, arm]
                only[:, 2:] = lines[:, 2:] if arm else np.nan
                widget(
                    Charts, panels=mine, names=list(names), months=list(shown.b.months), values=as_bytes(only)
                )
    return sides


@component
def Differences(shown: session.Shown):
    """What differs, and the change in pounds in two parts.

    Args:
        shown: what was lived.
    """
    found = use_memo(lambda: compared(shown), [shown.pairs])
    if found is None:
        return tag(
            "p",
            "Differences with intervals come with the third pair of runs.",
            classes="waiting",
            role="status",
        )
    with tag("section", classes="differences", aria_label="Differences") as section:
        tag("h2", "What differs, and how surely", classes="wide")
        widget(Strip, **_strip(found, len(shown.pairs)))
        widget(Strip, **_pounds(found))
    return section


def _strip(found: Compared, pairs: int) -> dict[str, Any]:
    """Effects and flows as a strip."""
    sure = sum(f.sure for f in found.found)
    return {
        "message": f"{sure} of {len(found.found)} measures differ beyond chance, in {pairs} pairs of runs",
        "caption": "B less A. A filled dot: the 95% interval leaves out nought. A hollow one: it does not.",
        "headings": ["measure", "difference and its interval", "difference", "95% interval"],
        "rows": [_row(f) for block in _BLOCKS for f in found.found if f.measured_in == block and f.known],
        "file": "differences",
    }


def _row(f: Finding) -> dict[str, Any]:
    half = (f.high - f.low) / 2
    label = _called(f.label) + (f", {f.unit}" if f.measured_in == "unit" else "")
    return row(_BLOCKS[f.measured_in], label, [bar(Interval(f.mean, half, f.seeds))], [f.change, f.interval])


def _called(label: str) -> str:
    """An effect as the other pages call it, its number behind; anything else as it is."""
    effect = label.rpartition("(")[2].rstrip(")")
    return f"{title(effect)} ({effect})" if effect in EFFECTS else label


def _pounds(found: Compared) -> dict[str, Any]:
    """The change in what kinds of provider keep, mechanical and behavioural apart."""
    rows = [
        row(
            "pounds a year",
            net.name.capitalize(),
            [bar(net.mechanical, "mechanical"), bar(net.behavioural, "behavioural")],
            [
                millions(net.a),
                millions(net.mechanical.mean),
                millions(net.behavioural.mean),
                millions(net.change.mean),
            ],
        )
        for net in found.money
    ]
    return {
        "message": _pounds_message(found),
        "caption": _HOW_TO_READ,
        "headings": ["kept by", "mechanical and behavioural", "A", "mechanical", "behavioural", "change"],
        "rows": rows,
        "file": "pounds",
    }


def _pounds_message(found: Compared) -> str:
    """Whose conduct moves most money."""
    sure = [net for net in found.money if not net.behavioural.includes_zero]
    if not sure:
        return "No conduct that moves money can be told from chance"
    most = max(sure, key=lambda net: abs(net.behavioural.mean))
    way = "more" if most.behavioural.mean > 0 else "less"
    size = millions(abs(most.behavioural.mean))
    return f"Conduct, not rules, brings {most.name} {size} a year {way}"
