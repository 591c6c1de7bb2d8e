"""Levers of payment, as a widget."""

from collections.abc import Sequence
from typing import Any

import anywidget
import traitlets

from viz.designer.terms import Term
from viz.widgets.drawing import script


class LeverSliders(anywidget.AnyWidget):
    """Sliders, one for each term that can be moved.

    Attributes:
        levers: see `as_levers`.
        moved: path, value, whether it was let go of, and when; written by the browser.
    """

    _esm = script("levers")
    levers = traitlets.List().tag(sync=True)
    moved = traitlets.Dict().tag(sync=True)


def as_levers(base: Sequence[Term], now: Sequence[tuple[str, float]]) -> list[dict[str, Any]]:
    """Levers as the browser takes them.

    Args:
        base: terms as the regime has them.
        now: those that the room has changed.
    """
    changed = dict(now)
    return [{**vars(term), "base": term.value, "value": changed.get(term.path, term.value)} for term in base]
