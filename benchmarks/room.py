"""The workshop as a server of its own, and headless Chromium to look at it: for measures and for tests."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from benchmarks.figure import Figure

PROJECT: Final = Path(__file__).resolve().parent.parent
NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
OPENS_WITHIN: Final = 60.0
"""Seconds until a server answers."""


@dataclass
class Server:
    """A server that somebody began.

    Attributes:
        port: it listens on.
        folder: where it was begun; results are looked for there.
        environment: beside that of this process.
        process: the one that serves.
    """

    port: int
    folder: Path
    environment: Mapping[str, str]
    process: "subprocess.Popen[bytes]"

    @property
    def root(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def begin_again(self) -> None:
        """Begin another on the same port, after this one was stopped or killed."""
        self.process = _started(self.port, self.folder, self.environment)
        _wait_for(self)


def round_trip(what: str, waits: Sequence[float], budget: float | None) -> list[Figure]:
    """Milliseconds that a person waits: the median, and within which nineteen in twenty are.

    Args:
        what: was waited for.
        waits: every one, in milliseconds.
        budget: of the nineteen in twenty, or None.
    """
    half, most = (float(x) for x in np.percentile(waits, [50, 95]))
    return [Figure(f"{what}: median", half, "ms"), Figure(f"{what}: 19 in 20 within", most, "ms", budget)]


@contextmanager
def served(folder: Path = PROJECT, **environment: str) -> Iterator[Server]:
    """The workshop on a free port, begun as a person would begin it, and stopped afterwards.

    Args:
        folder: where it is begun.
        environment: beside that of this process.
    """
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Server(port, folder, environment, _started(port, folder, environment))
    try:
        _wait_for(server)
        yield server
    finally:
        server.process.terminate()
        server.process.wait(timeout=20)


def _started(port: int, folder: Path, environment: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    whole = {**os.environ, "PYTHONPATH": str(PROJECT), **environment}
    command = [sys.executable, "-m", "cli.main", "serve", "--port", str(port)]
    return subprocess.Popen(command, cwd=folder, env=whole)


def _wait_for(server: Server) -> None:
    """Wait until it answers.

    Raises:
        RuntimeError: if it stopped, or did not answer within a minute.
    """
    end = time.monotonic() + OPENS_WITHIN
    while time.monotonic() < end and server.process.poll() is None:
        try:
            urllib.request.urlopen(f"{server.root}/readyz", timeout=2).read()
            return
        except OSError:
            time.sleep(0.25)
    raise RuntimeError("the server stopped, or did not answer within a minute")


def chromium_here() -> str | None:
    """The browser that this machine has, or None."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def chromium() -> Iterator[Any]:
    """Headless Chromium, as the system has it.

    Raises:
        RuntimeError: if it has none.
    """
    from playwright.sync_api import sync_playwright

    program = chromium_here()
    if program is None:
        raise RuntimeError(f"no browser on this machine: install one of {', '.join(NAMES)}")
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()
