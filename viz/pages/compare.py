"""Compare: A and B side by side on shared axes, what differs and how surely, and the money in two parts."""

from dataclasses import replace
from typing import Any, Final

import numpy as np

from scenarios.files.scenario_files import scenario_names
from scenarios.questions.interval import Interval
from scenarios.words.numbers import million_pounds, millions
from viz.pages.pieces import SAME_PEOPLE, A, B, Conclusion, Heading, Waiting, names_of, runs
from viz.report.findings import Finding
from viz.room import session
from viz.room.arms_chosen import loaded, question_of
from viz.room.choice import Choice
from viz.room.comparison import ComparisonView, comparison_of
from viz.room.lines import panels_of
from viz.room.markup import tag
from viz.room.picture import SERIES
from viz.room.session_report import POUNDS_WORDS
from viz.room.toolkit import component, use_memo, widget
from viz.widgets.charts import Charts, alone, as_bytes
from viz.widgets.select import Select
from viz.widgets.strip import Strip, bar, row
from viz.words.plain_words import capital
from viz.words.scales import SCALE_WORDS

PATH: Final = "compare"
TITLE: Final = "Compare"


@component
def Page():
    """A against B."""
    shown, now = session.shown.value, session.trail.value.now
    with tag("div", classes="compare") as page:
        question = question_of(now)
        Heading(question or "A and B compared", "" if question else SAME_PEOPLE)
        Ways(now)
        if shown is None:
            Waiting()
        else:
            Conclusion(shown)
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
    titles = use_memo(lambda: [[n, loaded(n).title] for n in scenario_names()], [])
    here = [pair for pair in titles if loaded(pair[0]).place == place]
    with tag("div", classes="choices ways") as ways:
        widget(Select, label=A, options=here, value=now.a, on_value=lambda a: _choose(a=a))
        widget(Select, label=B, options=here, value=now.b, on_value=lambda b: _choose(b=b))
    return ways


def _choose(**options: str) -> None:
    """Another scenario as either option; what is no scenario is left alone."""
    if all(name in scenario_names() for name in options.values()):
        session.settle(replace(session.trail.value.now, terms=(), regime="", **options))


@component
def SideBySide(shown: session.Shown):
    """Lines of A left, of B right, each pair on one axis.

    Args:
        shown: the runs.
    """
    names = names_of(shown.choice)
    panels, lines = panels_of(shown.a, shown.b, shown.pairs, names)
    with tag("section", classes="sides", aria_label="Side by side") as sides:
        for letter, option, name in (("A", 0, names[0]), ("B", 1, names[1])):
            with tag("div"):
                tag("h2", f"Option {letter}: {name}")
                tag("p", runs(len(shown.pairs)), classes="small")
                mine = [
                    alone(p, s.title, line, option) for p, s, line in zip(panels, SERIES, lines, strict=True)
                ]
                only = np.full_like(lines, np.nan)
                only[:, option] = lines[:, option]
                only[:, 2:] = lines[:, 2:] if option else np.nan
                widget(
                    Charts, panels=mine, names=list(names), months=list(shown.b.months), values=as_bytes(only)
                )
    return sides


@component
def Differences(shown: session.Shown):
    """What differs, and the change in pounds in two parts.

    Args:
        shown: the runs.
    """
    view = use_memo(lambda: comparison_of(shown), [shown.pairs])
    if view is None:
        words = f"Differences with intervals come with the third pair. {capital(runs(len(shown.pairs)))}."
        return tag("p", words, classes="waiting", role="status")
    with tag("section", classes="differences", aria_label="Differences") as section:
        tag("h2", "What differs, and how surely", classes="wide")
        widget(Strip, **_strip(view, len(shown.pairs)))
        widget(Strip, **_pounds(view))
    return section


def _strip(view: ComparisonView, pairs: int) -> dict[str, Any]:
    """Effects and flows as a strip."""
    clear = sum(f.sure for f in view.findings)
    return {
        "message": f"{clear} of {len(view.findings)} measures clearly differ, in {pairs} pairs of runs",
        "caption": "B minus A. Filled dot: clear, its interval does not include zero. Hollow dot: it does.",
        "headings": ["measure", "difference and its interval", "difference", "95% interval"],
        "rows": [_row(f) for s in SCALE_WORDS for f in view.findings if f.measured_in == s and f.known],
        "file": "differences",
    }


def _row(f: Finding) -> dict[str, Any]:
    half = (f.high - f.low) / 2
    label = f"{f.label}, {f.unit}" if f.measured_in == "unit" else f.label
    return row(
        SCALE_WORDS[f.measured_in], label, [bar(Interval(f.mean, half, f.seeds))], [f.change, f.interval]
    )


def _pounds(view: ComparisonView) -> dict[str, Any]:
    """The change in what kinds of provider keep, mechanical and behavioural apart."""
    rows = [
        row(
            "£m a year",
            capital(net.name),
            [bar(net.mechanical, "mechanical"), bar(net.behavioural, "behavioural")],
            list(map(millions, (net.a, net.mechanical.mean, net.behavioural.mean, net.change.mean))),
        )
        for net in view.money
    ]
    return {
        "message": _pounds_message(view),
        "caption": f"Upper bar, pale: mechanical. Lower bar: behavioural. {POUNDS_WORDS}",
        "headings": ["kept by", "mechanical and behavioural", "A", "mechanical", "behavioural", "change"],
        "rows": rows,
        "file": "pounds",
    }


def _pounds_message(view: ComparisonView) -> str:
    """Whose behaviour moves most money."""
    clear = [net for net in view.money if not net.behavioural.includes_zero]
    if not clear:
        return "No clear change in money from behaviour"
    most = max(clear, key=lambda net: abs(net.behavioural.mean))
    does = "brings" if most.behavioural.mean > 0 else "costs"
    size = million_pounds(abs(most.behavioural.mean))
    return f"Behaviour, not the payment rules, {does} {most.name} {size} a year"
