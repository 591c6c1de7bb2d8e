"""The few parts of the toolkit that the workshop is built from, in one place.

Everything on a screen is a plain tag or a drawing of our own: the toolkit keeps browsers apart, draws
again what has changed, and carries bytes.
"""

from typing import Any

import ipyvue
from reacton.core import use_effect, use_memo, use_ref, use_state
from reacton.ipyvue import use_event
from solara.components.misc import HTML
from solara.core import component
from solara.datatypes import Route
from solara.lifecycle import on_kernel_start
from solara.reactive import reactive
from solara.routing import use_router
from solara.scope import get_session_id
from solara.toestand import Reactive

__all__ = [
    "HTML",
    "Reactive",
    "Route",
    "component",
    "get_session_id",
    "on_kernel_start",
    "plain",
    "reactive",
    "use_effect",
    "use_event",
    "use_memo",
    "use_ref",
    "use_router",
    "use_state",
    "widget",
]


def widget(kind: Any, **traits: Any) -> Any:
    """An element that stands for a widget of a kind; only traits that change are sent to the browser."""
    return kind.element(**traits)


def plain(name: str, children: list[Any], attributes: dict[str, Any], classes: str) -> Any:
    """An element that stands for a plain tag."""
    return widget(ipyvue.Html, tag=name, children=children, attributes=attributes, class_=classes)
