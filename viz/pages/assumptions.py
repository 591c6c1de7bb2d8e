"""Assumptions: every number of the model with its unit, range, source and confidence."""

from typing import Final

from scenarios.assurance.parameter_table import SUBJECTS, range_of, title, value_of
from viz.pages.pieces import Heading
from viz.report.page import Html, folded, table
from viz.room.markup import html, tag
from viz.room.toolkit import component, use_memo

PATH: Final = "assumptions"
TITLE: Final = "Assumptions"

_HEADINGS: Final = ("number", "value", "unit", "plausible range", "confidence", "source")


@component
def Page():
    """Why trust this, and where not to."""
    with tag("div", classes="assumptions") as page:
        words = "Open a subject. A number called assumed is a judgement: no source was found."
        Heading("What this rests on", words)
        html(use_memo(every_number, []))
    return page


def every_number() -> Html:
    """All parameters by subject, folded."""
    return Html("".join(_subject(title(subject), subject.ALL) for subject in SUBJECTS))


def _subject(name: str, parameters: tuple) -> Html:
    rows = [(p.name, value_of(p), p.unit, range_of(p), p.confidence, p.source) for p in parameters]
    assumed = sum(p.confidence == "assumed" for p in parameters)
    return folded(f"{name}: {len(rows)} numbers, {assumed} assumed", table(name, _HEADINGS, rows))
