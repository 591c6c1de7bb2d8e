"""The map of the provider network, as a widget."""

import anywidget
import traitlets

from viz.widgets.drawing import script


class Map(anywidget.AnyWidget):
    """Boroughs, providers and flows, month by month; `viz.room.network_map.map_of` gives all it takes.

    Attributes:
        standing: JSON of what does not move: `outlines`, rings of longitude and latitude; `places`, names of
            boroughs and where they stand; `bounds`, west, south, east, north; `nodes`, organisations with
            id, name, kind and where they stand; `kinds`, how each kind is drawn.
        months: labels.
        activity: float32[M, O] as bytes, pounds of work.
        margin: float32[M, O] as bytes.
        patients_ends: int32[E, 2] as bytes, both ends of each flow of people; a borough is -1 less it.
        patients: float32[M, E] as bytes.
        pounds_ends: int32[E, 2] as bytes, both ends of each flow of money.
        pounds: float32[M, E] as bytes.
        most_lines: flows drawn at once.
        message: the map in words.
        height: most pixels.
        picked: id of the organisation that was chosen; written by the browser.
    """

    _esm = script("map")
    standing = traitlets.Unicode().tag(sync=True)
    months = traitlets.List().tag(sync=True)
    activity = traitlets.Bytes().tag(sync=True)
    margin = traitlets.Bytes().tag(sync=True)
    patients_ends = traitlets.Bytes().tag(sync=True)
    patients = traitlets.Bytes().tag(sync=True)
    pounds_ends = traitlets.Bytes().tag(sync=True)
    pounds = traitlets.Bytes().tag(sync=True)
    most_lines = traitlets.Int(160).tag(sync=True)
    message = traitlets.Unicode().tag(sync=True)
    height = traitlets.Int(430).tag(sync=True)
    picked = traitlets.Unicode().tag(sync=True)
