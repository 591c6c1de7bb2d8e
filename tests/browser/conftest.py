"""The workshop as a server of its own, and headless Chromium to look at it; skipped where there is none."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

TOWN = "question=small-town&a=small-town-today&b=small-town-capitation&months=24"
"""What is opened: a town that is lived in a moment."""

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
def server(project) -> Iterator[str]:
    """The workshop on a free port, begun as a person would begin it."""
    pytest.importorskip("solara", reason="the viz extra is not installed")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "cli.main", "serve", "--port", str(port)]
    process = subprocess.Popen(command, cwd=project, env={**os.environ, "PYTHONPATH": str(project)})
    root = f"http://127.0.0.1:{port}"
    try:
        _wait_for(root, process)
        yield root
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(root: str, process: subprocess.Popen) -> None:
    for _ in range(240):
        assert process.poll() is None, "the server stopped before it could be opened"
        try:
            urllib.request.urlopen(f"{root}/readyz", timeout=2).read()
            return
        except OSError:
            time.sleep(0.25)
    raise AssertionError("the server did not come up in a minute")


@pytest.fixture(scope="session")
def chromium():
    """Headless Chromium, as the system has it."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("no chromium on this machine")
    with playwright.sync_playwright() as player:
        browser = player.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium, server) -> Iterator[Opened]:
    """A page of its own, watched."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    watched = Opened(page, server)
    page.on("console", lambda said: watched.errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda fault: watched.errors.append(str(fault)))
    page.on(
        "request", lambda asked: watched.elsewhere.append(asked.url) if _away(asked.url, server) else None
    )
    yield watched
    context.close()


def _away(url: str, root: str) -> bool:
    return not url.startswith((root, root.replace("http", "ws"), "data:", "blob:"))


@pytest.fixture(scope="session")
def axe() -> str:
    """The accessibility checker, axe-core; its licence is in the first lines of the file."""
    return (Path(__file__).parent / "axe.min.js").read_text(encoding="utf-8")
