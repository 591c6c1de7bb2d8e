"""Small multiples over time, as a widget."""

from typing import Any, Final

import anywidget
import numpy as np
import traitlets
from numpy.typing import NDArray

from scenarios.words.numbers import decimals as with_decimals
from viz.widgets.drawing import script

LEAST_ROOM: Final = 0.04
"""Half of an axis, at least, as a share of its values: a change of one per cent is no cliff."""


class Charts(anywidget.AnyWidget):
    """Panels side by side; see `panel` for what each says.

    Attributes:
        panels: what each panel is, in reading order.
        names: of option A and of option B.
        months: labels of the horizontal axis.
        values: float32[K, 4, M] as bytes: option A, option B, lower and upper end of its interval.
    """

    _esm = script("charts")
    panels = traitlets.List().tag(sync=True)
    names = traitlets.List().tag(sync=True)
    months = traitlets.List().tag(sync=True)
    values = traitlets.Bytes().tag(sync=True)


def panel(
    key: str, title: str, message: str, unit: str, decimals: int, spoken: str = "", floor: float | None = None
) -> dict[str, Any]:
    """What one panel says.

    Args:
        key: name of the file it is downloaded as.
        title: what is drawn.
        message: its title: what it shows.
        unit: of its values.
        decimals: shown.
        spoken: the drawing in words, for who does not see it.
        floor: below which its axis does not reach.
    """
    words = {"key": key, "title": title, "message": message, "unit": unit, "spoken": spoken}
    return {**words, "decimals": decimals, "floor": floor, "room": LEAST_ROOM}


def as_bytes(lines: NDArray[np.float32]) -> bytes:
    """Lines of every panel, float32[K, 4, M]; a line that is missing is given as not-a-numbers."""
    return np.ascontiguousarray(lines, np.float32).tobytes()


def alone(given: dict[str, Any], title: str, line: NDArray[np.float32], option: int) -> dict[str, Any]:
    """A panel of one option, on an axis wide enough for both.

    Args:
        given: the panel of both.
        title: what is drawn.
        line: float32[4, M] of both.
        option: 0 for A, 1 for B.
    """
    ends = line[np.isfinite(line)]
    reach = [float(ends.min()), float(ends.max())] if ends.size else None
    last = with_decimals(float(line[option, -1]), given["decimals"])
    return {**given, "message": f"{title}: {last}", "reach": reach}
