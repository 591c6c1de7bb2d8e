"""A strip of differences with their intervals, as a widget."""

import math
from collections.abc import Sequence
from typing import Any

import anywidget
import traitlets

from scenarios.questions.interval import Interval
from viz.widgets.drawing import script


class Strip(anywidget.AnyWidget):
    """A table whose rows have their intervals drawn on one scale.

    Attributes:
        message: its title: what it shows.
        caption: how to read it.
        headings: of the label, the drawing and the cells.
        rows: see `row`.
        file: name of what is downloaded.
    """

    _esm = script("strip")
    message = traitlets.Unicode().tag(sync=True)
    caption = traitlets.Unicode().tag(sync=True)
    headings = traitlets.List().tag(sync=True)
    rows = traitlets.List().tag(sync=True)
    file = traitlets.Unicode("differences").tag(sync=True)


def row(block: str, label: str, bars: Sequence[dict[str, Any]], cells: Sequence[str]) -> dict[str, Any]:
    """One row.

    Args:
        block: rows of a block share a scale, and its name is their heading.
        label: what the row is.
        bars: what is drawn, see `bar`.
        cells: the same in words.
    """
    return {"block": block, "label": label, "bars": list(bars), "cells": list(cells)}


def bar(interval: Interval, look: str = "dot") -> dict[str, Any]:
    """A mean with its interval, of which nothing is drawn that is not known.

    Args:
        interval: the mean and its ends.
        look: `dot`, or the name of a bar in the style sheet.
    """
    ends = {"mean": interval.mean, "low": interval.low, "high": interval.high}
    # A browser's JSON knows neither infinity nor not-a-number: what is not known goes as nothing.
    return {name: end if math.isfinite(end) else None for name, end in ends.items()} | {"look": look}
