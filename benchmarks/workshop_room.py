"""Twenty-five sessions at once: how long a lever takes, what each costs in memory, and that all are freed.

Sessions are real, their screens are not, see `benchmarks.visitor`; the twenty-sixth is a real browser. As
in a room where everybody has a laptop, each moves a lever every twenty seconds or so, to a place of its own.
"""

import asyncio
import json
import random
import time
import urllib.request
from dataclasses import dataclass
from typing import Any, Final

import psutil

from benchmarks.figure import Figure
from benchmarks.room import Server, chromium, round_trip, served
from benchmarks.visitor import FULL, Visitor
from viz.room.workers import SEATS

MONTHS: Final = 60
CULLED_AFTER: Final = 10
"""Seconds after which a session that went quiet is forgotten, here."""

REPLY_BUDGET: Final = 600.0


@dataclass(frozen=True)
class Size:
    """How much of a workshop is played.

    Attributes:
        sessions: at once.
        pause: seconds between two levers of one session, on average.
        spell: seconds for which levers are moved.
        settles: seconds after the last has come, while the pairs of runs that all share are computed.
    """

    sessions: int
    pause: float
    spell: float
    settles: float


WHOLE, SMALL = Size(SEATS, 20.0, 60.0, 15.0), Size(3, 1.0, 5.0, 1.0)
"""A full room, in which some seventy levers are moved, and the least that shows that everything works."""


def measure(repeats: int, small: bool = False) -> list[Figure]:
    """Lever to reply of twenty-five sessions, memory of each, the twenty-sixth, and the room afterwards."""
    with served(SOLARA_KERNEL_CULL_TIMEOUT=f"{CULLED_AFTER}s") as server:
        return asyncio.run(_room(server, SMALL if small else WHOLE))


async def _room(server: Server, size: Size) -> list[Figure]:
    first = await _one(server)
    before = _memory(server)
    visitors = [first, *await asyncio.gather(*[_one(server) for _ in range(size.sessions - 1)])]
    each = (_memory(server) - before) / (size.sessions - 1)
    full = size.sessions == SEATS
    turned_away = [await asyncio.to_thread(_turned_away, server)] if full else []
    await asyncio.sleep(size.settles)
    spread = await _spell(visitors, size)
    at_once = await asyncio.gather(*[_lever(v, 0.1 + 0.03 * i) for i, v in enumerate(visitors)])
    largest = _memory(server)
    freed = await _emptied(server, visitors)
    return [
        *round_trip("lever to first redraw", [a for a, _ in spread], REPLY_BUDGET),
        *round_trip("lever to all charts complete", [b for _, b in spread], None),
        *round_trip(f"all {size.sessions} at once: first redraw", [a for a, _ in at_once], None),
        *round_trip(f"all {size.sessions} at once: complete", [b for _, b in at_once], None),
        Figure("memory of a session", each / 1e6, "MB"),
        Figure("memory of the server with all of them, its workers aside", largest / 1e6, "MB"),
        *(
            Figure("one more is shown that the room is full", float(x), "of 1", 1.0, "at least")
            for x in turned_away
        ),
        Figure(f"sessions left {freed[0]:.0f} s after all went quiet", freed[1], f"of {size.sessions}", 0.0),
    ]


async def _one(server: Server) -> Visitor:
    """Somebody who comes, and has the first charts."""
    visitor = Visitor(server.root)
    if not await visitor.come("/live"):
        raise RuntimeError("a session was turned away although a seat was free")
    await visitor.drawn(MONTHS)
    return visitor


async def _spell(visitors: list[Visitor], size: Size) -> list[tuple[float, float]]:
    """Everybody moves levers for a while; milliseconds to the first and the last redraw of each move."""
    end, chance = time.perf_counter() + size.spell, random.Random(1)
    waits: list[tuple[float, float]] = []

    async def play(visitor: Visitor, own: random.Random) -> None:
        while True:
            await asyncio.sleep(own.expovariate(1 / size.pause))
            if time.perf_counter() > end:
                return
            waits.append(await _lever(visitor, own.random()))

    await asyncio.gather(*[play(v, random.Random(chance.random())) for v in visitors])
    return waits


async def _lever(visitor: Visitor, share: float) -> tuple[float, float]:
    """Milliseconds from a lever to the first and to the last redraw."""
    at = await visitor.move(share)
    first, last = await visitor.drawn(MONTHS, at)
    return 1e3 * (first - at), 1e3 * (last - at)


def _turned_away(server: Server) -> bool:
    """Whether a real browser is told that the room is full."""
    with chromium() as browser:
        page = browser.new_page()
        page.goto(f"{server.root}/live")
        page.wait_for_selector("main h1", timeout=60_000)
        return page.inner_text("main h1") == FULL


async def _emptied(server: Server, visitors: list[Visitor]) -> tuple[float, float]:
    """How long after all went quiet, and how many sessions are left then, at most three culls later."""
    for visitor in visitors:
        await visitor.go()
    began = time.perf_counter()
    while (left := _sessions(server)) and time.perf_counter() - began < 3 * CULLED_AFTER:
        await asyncio.sleep(0.5)
    return time.perf_counter() - began, float(left)


def _sessions(server: Server) -> int:
    answer: Any = json.loads(urllib.request.urlopen(f"{server.root}/resourcez", timeout=10).read())
    return answer["kernels"]["total"]


def _memory(server: Server) -> int:
    return psutil.Process(server.process.pid).memory_info().rss
