"""The workshop in a browser: its pages, and the frame around them that keeps address and choice as one."""

from typing import Any

from viz.pages.catalogue import PAGES, address
from viz.pages.pieces import summary
from viz.room import session
from viz.room.choice import from_query, to_query
from viz.room.markup import Button, PageLink, tag
from viz.room.toolkit import Route, component, on_kernel_start, use_effect, use_memo, use_ref, use_router
from viz.room.workers import SEATS


def _leave() -> Any:
    """Whoever goes leaves the seat; it is taken when a page is opened, not by a socket that says nothing."""
    return session.get_up


on_kernel_start(_leave)


@component
def Layout(children: list[Any] = []):  # noqa: B006  the toolkit asks for a list
    """The frame of every page: header, navigation, undo and redo, and what is chosen in one line.

    Args:
        children: the page.
    """
    use_memo(session.sit_down, [])
    _keep_address()
    if session.seat.value is None:
        return Full()
    with tag("div", classes="workshop") as frame:
        tag("a", "To the page", classes="skip", href="#main")
        Header()
        with tag("main", classes="main", id="main", tabindex="-1"):
            for words in session.ignored.value:
                tag("p", f"Ignored in the address: {words}.", classes="notice", role="status")
            if session.fault.value:
                tag("p", session.fault.value, classes="notice", role="alert")
            tag("div", *children)
        tag(
            "footer",
            "A model, simulated people. It shows how behaviour may follow payment, not what will happen.",
            classes="foot",
        )
    return frame


@component
def Header():
    """Name, navigation, and the trail of what was chosen."""
    router, trail = use_router(), session.trail.value
    query = to_query(trail.now)
    here = router.parts[0]
    with tag("header", classes="header") as header:
        tag("span", "payscape", classes="brand")
        with tag("nav", classes="nav", aria_label="Pages"):
            for page in PAGES:
                PageLink(page.TITLE, address(page, query), current=page.PATH.strip("/") == here)
        with tag("div", classes="trail", role="group", aria_label="What was chosen"):
            Button("Undo", session.undo, disabled=not trail.has_back)
            Button("Redo", session.redo, disabled=not trail.has_forth)
            Button(
                "Reset",
                session.reset,
                disabled=not trail.now.terms,
                title="All levers as the regime has them",
            )
            words = "The same again, with another random seed"
            Button("Try different chance", session.different_chance, title=words)
        tag("p", summary(trail.now), classes="summary")
    return header


@component
def Full():
    """What somebody sees who comes when all seats are taken."""
    with tag("main", classes="full", id="main") as page:
        tag("h1", "The room is full")
        tag(
            "p",
            f"{SEATS} browsers are in this workshop, as many as this machine serves at once. "
            "There is room again a few minutes after somebody closes theirs.",
        )
        Button("Try again", session.sit_down)
    return page


def _keep_address() -> None:
    """Keep address and choice as one: what an address says is chosen, what is chosen is in the address."""
    router, now = use_router(), session.trail.value.now
    last: Any = use_ref(None)
    given, wanted = router.search or "", to_query(now)

    def follow() -> None:
        if given != last.current:
            opened, last.current = last.current is None, given
            choice, session.ignored.value = from_query(given)
            if opened:
                session.begin(choice)
            elif choice != now:
                session.settle(choice)
        elif wanted != given:
            last.current = wanted
            router.push(f"/{'/'.join(router.parts)}" + (f"?{wanted}" if wanted else ""))

    use_effect(follow, [given, wanted])


routes = [
    Route(
        path=page.PATH or "/",
        component=page.Page,
        label=f"{page.TITLE} – payscape",
        layout=None if place else Layout,
    )
    for place, page in enumerate(PAGES)
]
