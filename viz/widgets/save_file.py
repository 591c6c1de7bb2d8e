"""Saves a file made here and sent nowhere, and prints the page, as a widget."""

import anywidget
import traitlets

from viz.widgets.drawing import script


class SaveFile(anywidget.AnyWidget):
    """Buttons that save and print.

    Attributes:
        label: of the button that saves.
        file: name of the file.
        media: its media type.
        content: what is in it.
        printing: whether there is a button that prints the page too.
    """

    _esm = script("save_file")
    label = traitlets.Unicode().tag(sync=True)
    file = traitlets.Unicode().tag(sync=True)
    media = traitlets.Unicode("text/plain").tag(sync=True)
    content = traitlets.Unicode().tag(sync=True)
    printing = traitlets.Bool(False).tag(sync=True)
