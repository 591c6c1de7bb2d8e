"""Making room: models that nobody holds any more are given back before too many pile up.

A Mesa model and its agents hold each other, so that a model out of use is found only when Python looks
through all objects. When it does so depends on their number and not on their size, and a model is few
objects and tens of megabytes. So models are looked for here, when there are many; what was there before
the first of them (libraries, mostly) is left out of the search until Python ends, and while a run lasts
Python does not search of its own accord, which took a run of the workshop's size a tenth of its time.
"""

import atexit
import gc
from collections.abc import Generator
from contextlib import contextmanager
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
    if not _in_memory and not gc.get_freeze_count():
        gc.freeze()
        # What stayed frozen at the end would be reported as leaked by libraries that count their own.
        atexit.register(gc.unfreeze)
    if len(_in_memory) >= _bearable:
        gc.collect()
        _bearable = max(MOST, 2 * len(_in_memory))
    _in_memory.add(model)


@contextmanager
def undisturbed() -> Generator[None]:
    """Python does not look for objects out of use meanwhile; afterwards it does if it did before."""
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()
