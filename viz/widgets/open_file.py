"""Opens a file of the browser's machine, as text, as a widget."""

import anywidget
import traitlets

from viz.widgets.drawing import script


class OpenFile(anywidget.AnyWidget):
    """A file that is read in the browser and sent as text; nothing too long is sent.

    Attributes:
        label: what is opened.
        suffix: how its name ends, with the dot.
        largest: bytes of the largest file.
        opened: its name and text, and when; written by the browser, so nothing of it is to be trusted.
    """

    _esm = script("open_file")
    label = traitlets.Unicode().tag(sync=True)
    suffix = traitlets.Unicode().tag(sync=True)
    largest = traitlets.Int(40_000).tag(sync=True)
    opened = traitlets.Dict().tag(sync=True)
