"""The table behind a drawing, opened on request and downloaded, as a widget."""

import anywidget
import traitlets

from viz.widgets.drawing import script


class AsTable(anywidget.AnyWidget):
    """Show as table, and download.

    Attributes:
        title: what the table holds.
        headings: of its columns.
        rows: as text.
        file: name of what is downloaded.
    """

    _esm = script("as_table")
    title = traitlets.Unicode().tag(sync=True)
    headings = traitlets.List().tag(sync=True)
    rows = traitlets.List().tag(sync=True)
    file = traitlets.Unicode("table").tag(sync=True)
