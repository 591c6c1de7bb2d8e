"""Report: what a room has tried, to print or to take away."""

from datetime import date
from typing import Final

from viz.pages.asking import use_answer
from viz.pages.pieces import Heading
from viz.report.markup import html, tag
from viz.report.of_session import TITLE as HEADING
from viz.report.of_session import as_page, parts
from viz.report.page import Html
from viz.room import session
from viz.room.notebook import Tried
from viz.room.toolkit import component, widget
from viz.widgets.keeping import Keeping

PATH: Final = "report"
TITLE: Final = "Report"

Written = tuple[Html, str]
"""What is on the screen, and the same as a file."""


@component
def Page():
    """What we tried."""
    tried, shown = session.tried(), session.shown.value
    behind = [(each.choice, len(each.pairs)) for each in tried]
    answer = use_answer(lambda: _written(tried), [behind, shown is None])
    with tag("div", classes="report") as page:
        Heading(HEADING, f"In this browser, oldest first: {len(tried)} so far.")
        if not tried:
            tag("p", "Nothing yet. What is tried on Live or Compare is written down here.", classes="waiting")
        elif answer.told is None:
            tag("p", answer.fault or "It is being written; a moment.", classes="waiting", role="status")
        else:
            written, file = answer.told
            name = f"payscape-{date.today():%Y-%m-%d}.html"
            widget(
                Keeping, label="Download as HTML", file=name, media="text/html", content=file, printing=True
            )
            html(written, classes="written")
    return page


def _written(tried: tuple[Tried, ...]) -> Written:
    """The report, on the screen and as a file."""
    return Html("".join(parts(tried, links=True))), as_page(tried, date.today())
