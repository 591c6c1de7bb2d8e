"""Making room: models that nobody holds any more are given back before too many pile up.

A Mesa model and its agents hold each other, so that a model out of use is found only when Python looks
through all objects. When it does so depends on their number and not on their size, and a model is few
objects and tens of megabytes.
"""

import gc
from typing import Any, Final
from weakref import WeakSet

MOST: Final = 8
"""Models in memory before those out of use are looked for, which takes as long as a few months of a run."""

_in_memory: WeakSet[Any] = WeakSet()
_bearable = MOST


def make_room(model: Any) -> None:
    """Note a model that opens; give back those out of use when there are many.

    Where many are truly in use, they are looked for again only when there are twice as many.
    """
    global _bearable
    if len(_in_memory) >= _bearable:
        gc.collect()
        _bearable = max(MOST, 2 * len(_in_memory))
    _in_memory.add(model)
