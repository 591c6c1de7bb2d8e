"""A regime as a form of plain controls, as a widget."""

import anywidget
import traitlets

from viz.widgets.drawing import script


class RegimeForm(anywidget.AnyWidget):
    """Groups of controls; `viz.designer.form.form` gives them.

    Attributes:
        groups: see `viz.designer.form`.
        fault: where the first fault is, and what it is in words; empty where there is none.
        edited: path, value, whether it was let go of, and when; written by the browser.
        removed: path of a group to take out, and when; written by the browser.
    """

    _esm = script("regime_form")
    groups = traitlets.List().tag(sync=True)
    fault = traitlets.Dict().tag(sync=True)
    edited = traitlets.Dict().tag(sync=True)
    removed = traitlets.Dict().tag(sync=True)
