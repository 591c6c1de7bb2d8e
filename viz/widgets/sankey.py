"""Who pays whom, as a widget."""

import anywidget
import traitlets

from viz.widgets.drawing import script


class Sankey(anywidget.AnyWidget):
    """Flows of money; `viz.room.money_flows.drawn` gives what it takes.

    Attributes:
        nodes: name and colour of each party.
        links: from, to, pounds.
        floor: pounds under which a flow is in the table alone.
        message: its title: what it shows.
    """

    _esm = script("sankey")
    nodes = traitlets.List().tag(sync=True)
    links = traitlets.List().tag(sync=True)
    floor = traitlets.Float(0.0).tag(sync=True)
    message = traitlets.Unicode().tag(sync=True)
