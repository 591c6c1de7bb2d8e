"""The workshop as a server of its own, and headless Chromium to look at it; skipped where there is none.

`.ci/run` sets PAYSCAPE_BROWSER to `required` where it has a browser; then a skipped test fails.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from benchmarks import room
from benchmarks.room import served

TOWN = "question=small-town&a=small-town-today&b=small-town-capitation&months=24"
"""What is opened: a town that runs in a moment."""

LONGEST_WAIT = 180
"""Seconds until the first run is there, on a machine that has compiled nothing."""


@dataclass
class Opened:
    """A browser's page, and what it said and asked for that it should not have.

    Attributes:
        page: the page.
        root: address of the server.
        errors: errors on the console, and scripts that failed.
        elsewhere: requests to any other machine.
    """

    page: object
    root: str
    errors: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def go(self, path: str, query: str = TOWN) -> None:
        """Open a page of the workshop."""
        self.page.goto(f"{self.root}/{path}?{query}")  # pyright: ignore[reportAttributeAccessIssue]
        self.page.wait_for_selector("main h1", timeout=60_000)  # pyright: ignore[reportAttributeAccessIssue]


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The workshop on a free port, begun as a person would begin it."""
    pytest.importorskip("solara", reason="the viz extra is not installed")
    with served() as started:
        yield started.root


@pytest.fixture(scope="session")
def chromium():
    """Headless Chromium, as the system has it."""
    pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if room.chromium_here() is None:
        pytest.skip("no chromium on this machine")
    with room.chromium() as browser:
        yield browser


@pytest.fixture
def opened(chromium, server) -> Iterator[Opened]:
    """A page of its own, watched."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768})
    yield watched(context.new_page(), server)
    context.close()


def watched(page, root: str) -> Opened:
    """A page whose errors and requests are written down."""
    opened = Opened(page, root)
    page.on("console", lambda line: opened.errors.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda fault: opened.errors.append(str(fault)))
    page.on("request", lambda each: opened.elsewhere.append(each.url) if _away(each.url, root) else None)
    return opened


def _away(url: str, root: str) -> bool:
    return not url.startswith((root, root.replace("http", "ws"), "data:", "blob:"))


@pytest.fixture(scope="session")
def axe() -> str:
    """The accessibility checker, axe-core; its licence is in the first lines of the file."""
    return (Path(__file__).parent / "axe.min.js").read_text(encoding="utf-8")
