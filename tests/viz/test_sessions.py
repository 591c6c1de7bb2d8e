"""Nothing of one browser is visible to another, and the frame offers every page."""

from dataclasses import replace
from importlib import import_module

import pytest
import reacton
from solara.server import kernel, kernel_context

from viz.pages.app import Full
from viz.pages.catalogue import PAGES, address
from viz.room import session
from viz.room.capacity import Seats
from viz.room.choice import DEFAULT
from viz.room.trail import Trail


def browser(name):
    """A browser, as the server keeps it."""
    return kernel_context.VirtualKernelContext(id=name, kernel=kernel.Kernel(), session_id=name)


@pytest.fixture
def browsers():
    """Two browsers, as the server keeps them; it does so once its own module is there."""
    import_module("solara.server.starlette")
    made = [browser(name) for name in ("one", "other")]
    yield made
    for one in made:
        one.close()


def test_one_browser_does_not_see_what_another_chose(browsers):
    one, other = browsers
    with one:
        session.trail.value = Trail((DEFAULT, replace(DEFAULT, seed=42)), 1)
        session.fault.value = "something went wrong here"
    with other:
        assert session.trail.value == Trail((DEFAULT,))
        assert session.fault.value == ""
        assert session.shown.value is None
    with one:
        assert session.trail.value.now.seed == 42


def test_a_seat_is_taken_when_a_page_opens_and_free_when_its_browser_goes(monkeypatch):
    import_module("solara.server.starlette")
    monkeypatch.setattr(session, "ROOM", Seats(1))
    one, other = (browser(name) for name in ("first", "second"))
    with one:
        session.sit_down()
        assert session.seat.value == 0
    with other:
        session.sit_down()
        assert session.seat.value is None
    one.close()
    with other:
        session.sit_down()
        assert session.seat.value == 0
    other.close()


def test_who_finds_no_seat_is_told_so():
    shown, _ = reacton.render(Full(), handle_error=False)
    words = " ".join(str(child) for found in shown.children[0].children for child in found.children)
    assert "The room is full" in words
    assert "25 browsers are in this workshop" in words


def test_every_page_has_an_address_of_its_own():
    addresses = [address(page, "") for page in PAGES]
    assert addresses[0] == "/"
    assert len(set(addresses)) == len(PAGES)
    for page in PAGES:
        assert page.TITLE
        assert callable(page.Page)
