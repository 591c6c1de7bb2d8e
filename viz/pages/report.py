"""Report: what a room has tried, to print or to take away."""

from datetime import date
from typing import Final

from viz.pages.pieces import Heading
from viz.pages.request import Pending, use_request
from viz.report.page import Html
from viz.room import session
from viz.room.markup import html, tag
from viz.room.session_report import TITLE as HEADING
from viz.room.session_report import as_page, parts
from viz.room.toolkit import component, widget
from viz.room.tried import Tried
from viz.widgets.save_file import SaveFile

PATH: Final = "report"
TITLE: Final = "Report"

Written = tuple[Html, str]
"""What is on the screen, and the same as a file."""


@component
def Page():
    """What we tried."""
    tried, shown = session.tried(), session.shown.value
    behind = [(each.choice, len(each.pairs)) for each in tried]
    request = use_request(lambda: _written(tried), [behind, shown is None])
    with tag("div", classes="report") as page:
        Heading(HEADING, f"In this browser, oldest first: {len(tried)} so far.")
        if not tried:
            tag("p", "Nothing yet. What is tried on Live or Compare is recorded here.", classes="waiting")
        elif request.result is None:
            Pending(request, "Writing the report.")
        else:
            written, file = request.result
            name = f"payscape-{date.today():%Y-%m-%d}.html"
            widget(
                SaveFile, label="Download as HTML", file=name, media="text/html", content=file, printing=True
            )
            html(written, classes="written")
    return page


def _written(tried: tuple[Tried, ...]) -> Written:
    """The report, on the screen and as a file."""
    return Html("".join(parts(tried, links=True))), as_page(tried, date.today())
