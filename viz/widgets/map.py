"""The map of the provider network, as a widget."""

from typing import Any

import anywidget
import traitlets

from viz.widgets.drawing import script


class Map(anywidget.AnyWidget):
    """Boroughs, providers and flows, month by month; `viz.network_map.map_of` gives all it takes.

    Attributes:
        outlines: rings of longitude and latitude.
        places: names of boroughs and where they stand.
        bounds: west, south, east, north.
        nodes: organisations, with id, name, kind and where they stand.
        kinds: how each kind is drawn.
        months: labels.
        activity: float32[M, O] as bytes, pounds of work.
        margin: float32[M, O] as bytes.
        patients_ends: both ends of each flow of people; below nought, -1 less a borough.
        patients: float32[M, E] as bytes.
        pounds_ends: both ends of each flow of money.
        pounds: float32[M, E] as bytes.
        most_lines: flows drawn at once.
        message: the map in words.
        height: most pixels.
        picked: id of the organisation that was chosen; written by the browser.
    """

    _esm = script("map")
    outlines = traitlets.List().tag(sync=True)
    places = traitlets.List().tag(sync=True)
    bounds = traitlets.List().tag(sync=True)
    nodes = traitlets.List().tag(sync=True)
    kinds = traitlets.List().tag(sync=True)
    months = traitlets.List().tag(sync=True)
    activity = traitlets.Bytes().tag(sync=True)
    margin = traitlets.Bytes().tag(sync=True)
    patients_ends: Any = traitlets.List().tag(sync=True)
    patients = traitlets.Bytes().tag(sync=True)
    pounds_ends: Any = traitlets.List().tag(sync=True)
    pounds = traitlets.Bytes().tag(sync=True)
    most_lines = traitlets.Int(160).tag(sync=True)
    message = traitlets.Unicode().tag(sync=True)
    height = traitlets.Int(430).tag(sync=True)
    picked = traitlets.Unicode().tag(sync=True)
