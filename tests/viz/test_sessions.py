"""Nothing of one browser is visible to another, and the frame offers every page."""

from dataclasses import replace
from importlib import import_module

import pytest
from solara.server import kernel, kernel_context

from viz import session
from viz.choice import DEFAULT
from viz.pages.catalogue import PAGES, address
from viz.seats import Seats
from viz.trail import Trail


@pytest.fixture
def browsers():
    """Two browsers, as the server keeps them; it does so once its own module is there."""
    import_module("solara.server.starlette")
    made = [
        kernel_context.VirtualKernelContext(id=name, kernel=kernel.Kernel(), session_id=name)
        for name in ("one", "other")
    ]
    yield made
    for browser in made:
        browser.close()


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


def test_each_browser_has_a_seat_and_gives_it_back(browsers, monkeypatch):
    room = Seats(1)
    monkeypatch.setattr(session, "ROOM", room)
    one, other = browsers
    with one:
        session.sit_down()
        assert session.seat.value == 0
    with other:
        session.sit_down()
        assert session.seat.value is None
    room.leave(0)
    with other:
        session.sit_down()
        assert session.seat.value == 0


def test_every_page_has_an_address_of_its_own():
    addresses = [address(page, "") for page in PAGES]
    assert addresses[0] == "/"
    assert len(set(addresses)) == len(PAGES)
    for page in PAGES:
        assert page.TITLE
        assert callable(page.Page)
