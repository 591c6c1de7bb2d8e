"""Plain elements of a page, without the toolkit's looks: a tag, a link, a button, a piece of our own HTML."""

from collections.abc import Callable
from typing import Any

from viz.report.page import Html
from viz.room.toolkit import HTML, component, plain, use_event, use_router


def tag(name: str, *children: Any, classes: str = "", **attributes: Any) -> Any:
    """An element with its children; an underscore in an attribute's name is a hyphen.

    Args:
        name: of the element.
        children: text or elements.
        classes: of our style sheet.
        attributes: anything else, `aria_label` for example.
    """
    given = {
        key.strip("_").replace("_", "-"): value for key, value in attributes.items() if value is not None
    }
    return plain(name, list(children), given, classes)


def html(markup: Html, name: str = "div", classes: str = "") -> Any:
    """A piece of HTML made by `viz.report.page`, whose words are escaped there."""
    return HTML(tag=name, unsafe_innerHTML=str(markup), classes=[classes] if classes else [])


@component
def Button(
    label: str,
    on_click: Callable[[], None],
    classes: str = "button",
    disabled: bool = False,
    pressed: bool | None = None,
    title: str | None = None,
):
    """A button that does something here.

    Args:
        label: what it says.
        on_click: what it does.
        classes: of our style sheet.
        disabled: whether it can be pressed.
        pressed: whether it is held down, for a button that stays; None for one that does not.
        title: more words, for whoever hovers.
    """
    attributes: dict[str, Any] = {"type": "button", "title": title}
    if disabled:
        attributes["disabled"] = True
    if pressed is not None:
        attributes["aria_pressed"] = "true" if pressed else "false"
    element = tag("button", label, classes=classes, **attributes)
    use_event(element, "click", lambda *_: on_click())
    return element


@component
def PageLink(label: str, address: str, classes: str = "", current: bool = False):
    """A link to another page of the workshop, without loading it afresh.

    Args:
        label: what it says.
        address: path and query.
        classes: of our style sheet.
        current: whether it is the page that is open.
    """
    router = use_router()
    element = tag("a", label, classes=classes, href=address, aria_current="page" if current else None)
    use_event(element, "click.prevent.stop", lambda *_: router.push(address))
    return element
