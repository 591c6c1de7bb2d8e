"""One resident under both options on one line of time, as a widget."""

import anywidget
import traitlets

from viz.widgets.drawing import script


class TwoLives(anywidget.AnyWidget):
    """Who did what for one resident, A above each row's line and B below: `viz.room.journey.drawn`.

    Attributes:
        message: its title: what it shows.
        spoken: how to read it.
        months: labels of the horizontal axis.
        rows: names of the rows.
        marks: row, month, arm (0 or 1), units, and whether the other option has the same.
        differs_from: first month in which something differs, or -1.
        events: what happened in each month, under A and under B, in words.
    """

    _esm = script("two_lives")
    message = traitlets.Unicode().tag(sync=True)
    spoken = traitlets.Unicode().tag(sync=True)
    months = traitlets.List().tag(sync=True)
    rows = traitlets.List().tag(sync=True)
    marks = traitlets.List().tag(sync=True)
    differs_from = traitlets.Int(-1).tag(sync=True)
    events = traitlets.List().tag(sync=True)
