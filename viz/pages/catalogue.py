"""Every page of the workshop, one line each, in the order of the navigation."""

from types import ModuleType
from typing import Final

from viz.pages import (
    assumptions,
    calibration,
    compare,
    journey,
    live,
    money,
    predict,
    regime,
    report,
    start,
    sweep,
)

PAGES: Final[tuple[ModuleType, ...]] = (
    start,
    predict,
    live,
    compare,
    journey,
    money,
    regime,
    sweep,
    calibration,
    report,
    assumptions,
)
"""The first opens at the bare address, and brings the frame of all others."""


def address(page: ModuleType, query: str) -> str:
    """The address of a page with what is chosen.

    Example:
        >>> address(live, "seed=2")
        '/live?seed=2'
    """
    path = "/" + page.PATH.strip("/")
    return f"{path}?{query}" if query else path
