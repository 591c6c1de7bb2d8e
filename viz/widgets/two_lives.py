"""One resident's two lives on one line of time, as a widget."""

import anywidget
import traitlets

from viz.widgets.drawing import script


class TwoLives(anywidget.AnyWidget):
    """Who did what for one resident, A above each row's line and B below: `following.drawn`.

    Attributes:
        message: its title: what it shows.
        spoken: how to read it.
        months: labels of the horizontal axis.
        rows: names of the rows.
        marks: row, month, arm (0 or 1), units, and whether the other life has the same.
        parted: month in which the lives part, or -1.
        told: what happened in each month, in A and in B, in words.
    """

    _esm = script("two_lives")
    message = traitlets.Unicode().tag(sync=True)
    spoken = traitlets.Unicode().tag(sync=True)
    months = traitlets.List().tag(sync=True)
    rows = traitlets.List().tag(sync=True)
    marks = traitlets.List().tag(sync=True)
    parted = traitlets.Int(-1).tag(sync=True)
    told = traitlets.List().tag(sync=True)
