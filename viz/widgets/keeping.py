"""Keeps a page: prints it, or saves it as a file, made here and sent nowhere; as a widget."""

import anywidget
import traitlets

from viz.widgets.drawing import script


class Keeping(anywidget.AnyWidget):
    """Buttons that keep what is on the screen.

    Attributes:
        label: of the button that saves.
        file: name of the file.
        media: its media type.
        content: what is in it.
        printing: whether there is a button that prints the page too.
    """

    _esm = script("keeping")
    label = traitlets.Unicode().tag(sync=True)
    file = traitlets.Unicode().tag(sync=True)
    media = traitlets.Unicode("text/plain").tag(sync=True)
    content = traitlets.Unicode().tag(sync=True)
    printing = traitlets.Bool(False).tag(sync=True)
