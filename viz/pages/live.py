"""Live: the map, the levers of payment left, what follows from them right, and lines over time."""

from typing import Final

import solara

from viz import session
from viz.lines import panels_of
from viz.markup import tag
from viz.pages.pieces import Heading, Key, Waiting, names_of
from viz.widgets.charts import Charts, as_bytes

PATH: Final = "live"
TITLE: Final = "Live"


@solara.component
def Page():
    """Move a lever, see five years."""
    shown = session.shown.value
    with tag("div", classes="live") as page:
        Heading("Move a lever, see five years", "Same residents, same luck; only payment differs.")
        if shown.ready:
            Lines(shown)
        else:
            Waiting(shown)
    return page


@solara.component
def Lines(shown: session.Shown):
    """Lines over time.

    Args:
        shown: what was lived.
    """
    names = names_of(shown.choice)
    panels, values = panels_of(shown.a, shown.b, shown.pairs, names)
    with tag("section", aria_label="Over time") as section:
        Key(names, len(shown.pairs))
        Charts.element(panels=panels, names=list(names), months=list(shown.b.months), values=as_bytes(values))
    return section
