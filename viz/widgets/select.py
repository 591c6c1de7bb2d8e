"""One of several, as a widget."""

import anywidget
import traitlets

from viz.widgets.drawing import script


class Select(anywidget.AnyWidget):
    """The browser's own list.

    Attributes:
        label: what is chosen.
        options: a value and its words each, and where it is called otherwise elsewhere, that too.
        value: the one that is chosen; written by the browser.
    """

    _esm = script("select")
    label = traitlets.Unicode().tag(sync=True)
    options = traitlets.List().tag(sync=True)
    value = traitlets.Unicode().tag(sync=True)
