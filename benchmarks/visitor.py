"""A browser without a screen: a real session of the workshop, opened as the toolkit's own page does it.

Twenty-five pages of Chromium would take the processors that are to be measured; the server cannot tell
these visitors from them.
"""

import asyncio
import json
import time
import urllib.request
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import uuid4

import numpy as np
import websockets
from solara.server.kernel import deserialize_binary_message

from viz.room.picture import SERIES
from viz.widgets.charts import Charts
from viz.widgets.levers import LeverSliders

LEVERS, CHARTS = (f"{widget.__module__}.{widget.__name__}" for widget in (LeverSliders, Charts))
"""Widgets as a page names them."""
FULL: Final = "The room is full"
LINES: Final = 4
OPENS_WITHIN: Final = 120.0


Models = dict[str, tuple[str, dict[str, Any]]]
"""Widgets of a page by name, each with its own name in the session and its latest state."""


@dataclass
class Redrawn:
    """One time that a session's charts were told their lines.

    Attributes:
        at: clock time, s.
        reached: months of the arm looked at.
    """

    at: float
    reached: int


@dataclass
class Visitor:
    """One session.

    Attributes:
        root: address of the server.
        kernel: its session's name.
        models: widgets of the page by name, each with its latest state.
        redrawn: every time that charts were told their lines.
    """

    root: str
    kernel: str = field(default_factory=lambda: str(uuid4()))
    models: Models = field(default_factory=Models)
    redrawn: list[Redrawn] = field(default_factory=list[Redrawn])
    _full: bool = False
    _socket: Any = None
    _reading: Any = None
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def come(self, path: str) -> bool:
        """Open a page; whether there was a seat.

        Raises:
            TimeoutError: if the page did not open.
        """
        address = f"{self.root.replace('http', 'ws', 1)}/jupyter/api/kernels/{self.kernel}/channels"
        cookie = {"Cookie": await asyncio.to_thread(page_cookie, f"{self.root}{path}")}
        self._socket = await websockets.connect(
            f"{address}?session_id={uuid4()}", additional_headers=cookie, max_size=2**26
        )
        self._reading = asyncio.create_task(self._read())
        control = str(uuid4())
        await self._send("comm_open", {"comm_id": control, "target_name": "solara.control", "data": {}})
        args = {"path": path, "dark": False, "themes": {"light": {}, "dark": {}}}
        await self._send("comm_msg", {"comm_id": control, "data": {"method": "run", "args": args}})
        await self._until(lambda: self._full or LEVERS in self.models)
        return not self._full

    async def drawn(
        self, months: int, after: float = 0.0, within: float = OPENS_WITHIN
    ) -> tuple[float, float]:
        """Wait until charts have lines of so many months: when it was first redrawn, and when whole.

        Args:
            months: of the whole run.
            after: clock time before which nothing counts.
            within: seconds to wait at most.

        Raises:
            TimeoutError: if they had not.
        """

        def since() -> list[Redrawn]:
            return [one for one in self.redrawn if one.at > after]

        await self._until(lambda: any(one.reached == months for one in since()), within)
        return since()[0].at, next(one.at for one in since() if one.reached == months)

    async def move(self, share: float) -> float:
        """Let go of the first lever at a share of its way; the clock time."""
        name, state = self.models[LEVERS]
        lever = state["levers"][0]
        value = lever["low"] + (lever["high"] - lever["low"]) * share
        moved = {"path": lever["path"], "value": value, "done": True, "at": share}
        at = time.perf_counter()
        data = {"method": "update", "state": {"moved": moved}, "buffer_paths": []}
        await self._send("comm_msg", {"comm_id": name, "data": data})
        return at

    async def go(self) -> None:
        """Leave as a laptop does that is closed: without a word."""
        self._reading.cancel()
        await self._socket.close()

    async def _send(self, kind: str, content: dict[str, Any]) -> None:
        header = {
            "msg_id": str(uuid4()),
            "msg_type": kind,
            "session": self.kernel,
            "username": "",
            "version": "5.3",
        }
        message = {
            "header": header,
            "parent_header": {},
            "metadata": {},
            "content": content,
            "channel": "shell",
        }
        await self._socket.send(json.dumps({**message, "buffers": []}))

    async def _read(self) -> None:
        async for raw in self._socket:
            message = json.loads(raw) if isinstance(raw, str) else deserialize_binary_message(raw)
            if message["header"]["msg_type"] in ("comm_open", "comm_msg"):
                self._take(message["content"], message.get("buffers") or [])
            self._changed.set()

    def _take(self, content: dict[str, Any], buffers: list[Any]) -> None:
        """What the server says of a widget."""
        data, name = content["data"], content["comm_id"]
        state = data.get("state", {})
        self._full = self._full or FULL in state.get("children", ())
        kind = state.get("_anywidget_id")
        if kind:
            self.models[kind] = (name, dict(state))
        known = next((key for key, (model, _) in self.models.items() if model == name), None)
        if known is not None:
            self.models[known][1].update(state)
        at = next((i for i, path in enumerate(data.get("buffer_paths", [])) if path == ["values"]), None)
        if known == CHARTS and at is not None:
            self.redrawn.append(Redrawn(time.perf_counter(), _reached(buffers[at])))

    async def _until(self, met: Any, within: float = OPENS_WITHIN) -> None:
        async with asyncio.timeout(within):
            while not met():
                self._changed.clear()
                await self._changed.wait()


def page_cookie(address: str) -> str:
    """The cookie of a browser that has opened a page; without it no socket is let in."""
    with urllib.request.urlopen(address, timeout=OPENS_WITHIN) as page:
        return page.headers["Set-Cookie"].partition(";")[0]


def _reached(values: Any) -> int:
    """Months of the arm looked at, in lines as charts are told them."""
    lines = np.frombuffer(bytes(values), np.float32).reshape(len(SERIES), LINES, -1)
    known = np.flatnonzero(np.isfinite(lines[:, 1]).any(axis=0))
    return int(known[-1]) + 1 if known.size else 0
