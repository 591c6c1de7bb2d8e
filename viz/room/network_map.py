"""From one run to the map of its network: boroughs, providers where they are, and the largest flows.

Who has no address of its own (a council's care, a federation, a commissioner) stands in the middle of the
boroughs it serves, those of one kind side by side.
"""

import json
import math
from functools import lru_cache
from typing import Any, Final

import numpy as np

from abm.place import Place
from scenarios.files.place.load import PLACES
from viz.charts.theme import INK, KIND_COLOURS
from viz.room.picture import Edges, Picture
from viz.words.plain_words import KIND_WORDS, name_of

MOST_EDGES: Final = 2000
"""Flows sent to a browser."""

MOST_LINES: Final = 160
"""Flows drawn at once, the largest of the month: more is a hairball."""

_SHAPES: Final = {
    "acute_trust": "square",
    "community": "diamond",
    "mental_health": "diamond",
    "voluntary_sector": "diamond",
    "social_care": "triangle",
    "commissioner": "square",
    "council": "triangle",
    "outside_payer": "square",
}
_DEGREE: Final = 0.016
"""Degrees from the middle at which those without an address stand, each kind to another side."""

_APART: Final = (
    "commissioner",
    "council",
    "social_care",
    "voluntary_sector",
    "gp_federation",
    "outside_payer",
)

_ROOM: Final = 0.08
"""Share of the whole that is left free around everybody here; who is far away stands in it."""

KINDS: Final = [
    {"key": k, "title": KIND_WORDS[k], "colour": KIND_COLOURS.get(k, INK), "shape": _SHAPES.get(k, "circle")}
    for k in KIND_WORDS
]
"""Every kind of organisation as it is drawn: colour is never the only mark."""


def map_of(picture: Picture, place: Place) -> dict[str, Any]:
    """Everything the map's widget takes.

    Args:
        picture: the run.
        place: where.
    """
    flows: dict[str, bytes] = {}
    for name, edges in (("patients", picture.patients), ("pounds", picture.pounds)):
        ends, size = largest(edges)
        flows |= {f"{name}_ends": ends.tobytes(), name: size.astype(np.float32).tobytes()}
    return {
        **flows,
        "months": list(picture.months),
        "most_lines": MOST_LINES,
        "standing": _standing(place),
        "activity": picture.activity.tobytes(),
        "margin": picture.margin.tobytes(),
        "message": _message(picture, place),
    }


def largest(edges: Edges, most: int = MOST_EDGES) -> tuple[Any, Any]:
    """The largest flows over a run: both ends, int32[E, 2], and float[M, E], the mean of three months.

    Args:
        edges: all flows.
        most: how many at most.
    """
    first = np.argsort(-edges.size.sum(axis=0))[:most]
    ends = np.stack([edges.source[first], edges.target[first]], axis=1).astype(np.int32)
    return ends, _calm(edges.size[:, first])


def _calm(size: Any) -> Any:
    """The mean of the last three months, so that lines do not flicker."""
    summed = np.cumsum(np.vstack([np.zeros((1, size.shape[1])), size]), axis=0)
    first = np.maximum(np.arange(len(size)) - 2, 0)
    last = np.arange(len(size)) + 1
    return (summed[last] - summed[first]) / (last - first)[:, None]


def _message(picture: Picture, place: Place) -> str:
    """The map in words, for who does not see it."""
    short = int((picture.margin[-1][place.trusts] < 0).sum())
    return (
        f"Map of {place.title}. {len(place.organisations)} organisations; in the last month "
        f"{short} of {len(place.trusts)} hospital trusts spend more than they receive."
    )


# Where everybody stands -------------------------------------------------------------------------------


@lru_cache(maxsize=8)
def _standing(place: Place) -> str:
    """Boroughs, every organisation with its longitude and latitude, and the bounds around them all.

    As JSON: the toolkit looks through every list that it is given, each time anything on the page changes.
    """
    middles = _middles(place)
    nodes = [
        {"id": o.id, "name": name_of(o, place), "kind": o.kind, "longitude": x, "latitude": y}
        for o, (x, y) in zip(place.organisations, _stand(place, middles), strict=True)
    ]
    places = [
        {"name": name, "longitude": x, "latitude": y}
        for name, (x, y) in zip(place.borough_names, middles.tolist(), strict=True)
    ]
    outlines, (west, south, east, north) = _outlines(place.id), _bounds(place, nodes)
    for node in nodes:
        node["longitude"] = min(max(node["longitude"], west), east)
        node["latitude"] = min(max(node["latitude"], south), north)
    across, up = 0.4 * _ROOM * (east - west), 0.4 * _ROOM * (north - south)
    bounds = [west - across, south - up, east + across, north + up]
    standing = {"kinds": KINDS, "outlines": outlines, "nodes": nodes, "places": places, "bounds": bounds}
    return json.dumps(standing, ensure_ascii=False, allow_nan=False)


def _bounds(place: Place, nodes: list[dict[str, Any]]) -> list[float]:
    """West, south, east and north of everybody here with some room; who is farther stands at its edge."""
    here = [n for n, o in zip(nodes, place.organisations, strict=True) if o.borough >= 0 or o.sub_system >= 0]
    points = np.array(
        [*([n["longitude"], n["latitude"]] for n in here), *(p for r in _outlines(place.id) for p in r)]
    )
    room = _ROOM * np.ptp(points, axis=0)
    return [*(points.min(axis=0) - room).tolist(), *(points.max(axis=0) + room).tolist()]


def _middles(place: Place) -> Any:
    """Longitude and latitude of the middle of each borough's practices, float[B, 2]."""
    practices = place.organisations[: place.n_practices]
    at = np.array([[o.longitude, o.latitude] for o in practices])
    return np.array([np.nanmean(at[place.practice_borough == b], axis=0) for b in range(place.n_boroughs)])


def _stand(place: Place, middles: Any) -> list[tuple[float, float]]:
    """Where every organisation stands; those without an address in the middle of whom they serve."""
    places: list[tuple[float, float]] = []
    for index, o in enumerate(place.organisations):
        if math.isfinite(o.latitude):
            places.append((o.longitude, o.latitude))
            continue
        x, y = middles[_served(index, place)].mean(axis=0)
        turn = 2 * math.pi * _APART.index(o.kind) / len(_APART) if o.kind in _APART else 0.0
        places.append((x + _DEGREE * math.cos(turn), y + _DEGREE * math.sin(turn)))
    return places


def _served(index: int, place: Place) -> list[int]:
    """Boroughs that an organisation serves, or its sub-system's, or all."""
    tables = (place.serving[kind] for kind in ("commissioner", "council", "social_care", "voluntary_sector"))
    served = np.any([table == index for table in tables], axis=0)
    own = place.organisations[index].sub_system
    if not served.any():
        served = place.sub_system_of_borough == own if own >= 0 else np.ones(place.n_boroughs, np.bool_)
    return np.flatnonzero(served).tolist()


@lru_cache(maxsize=8)
def _outlines(place: str) -> list[Any]:
    """Rings of boroughs, longitude and latitude; a place that brings none is a plain sheet."""
    file = PLACES / place / "boundaries.geojson"
    features = json.loads(file.read_text(encoding="utf-8"))["features"] if file.is_file() else []
    shapes = [feature["geometry"] for feature in features]
    parts = [p for s in shapes for p in ([s["coordinates"]] if s["type"] == "Polygon" else s["coordinates"])]
    return [ring for part in parts for ring in part]
