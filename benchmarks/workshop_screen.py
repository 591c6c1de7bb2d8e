"""One screen in a real browser: from a lever to its charts, and how often the map is drawn while it plays.

A lever is moved by one step of a pointer. The first redraw has all eight charts with the first months of
the new run, the regime's first half year among them; the last has them whole. Both are counted from the
pointer's event to the frame in which the browser has them.
"""

from typing import Any, Final

import numpy as np

from benchmarks.figure import Figure
from benchmarks.room import chromium, round_trip, served

MOVES, SMALL_MOVES = 40, 3
"""Levers moved, one after another, each to a place where none was before."""

GOLDEN: Final = 0.618
"""Share of a lever's way between one move and the next: none comes back to where one was."""

MONTHS: Final = 60
"""Months of a run."""

FIRST_RUNS, SMALL_FIRST_RUNS = 60.0, 2.0
"""Seconds that are left for the first pairs of runs, before anything is measured."""

PLAYED: Final = 3.0
"""Seconds of playing that are counted."""

ROUND_BUDGET, LEAST_UPDATES = 200.0, 9.0
"""Milliseconds for a lever, and updates of the map a second."""

_MOVE: Final = """([value, months]) => new Promise((finish) => {
  const lever = document.querySelector(".levers input");
  const charts = document.querySelector(".middle > section .charts");
  const began = performance.now(), seen = [];
  const watch = new MutationObserver(() => requestAnimationFrame(() => {
    seen.push(performance.now() - began);
    if (Number(charts.dataset.reached) < months || seen.length < 2) return;
    watch.disconnect();
    finish([seen[0], seen[seen.length - 1]]);
  }));
  watch.observe(charts, { attributes: true, attributeFilter: ["data-drawn"] });
  lever.value = value;
  lever.dispatchEvent(new Event("input"));
})"""

_FRAMES: Final = """(seconds) => new Promise((finish) => {
  const map = document.querySelector(".map"), first = Number(map.dataset.drawn);
  setTimeout(() => finish((Number(map.dataset.drawn) - first) / seconds), 1000 * seconds);
})"""


def measure(repeats: int, small: bool = False) -> list[Figure]:
    """Lever to charts, and updates of the map, of East London at one resident in a hundred."""
    with served() as server, chromium() as browser:
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.goto(f"{server.root}/live")
        page.wait_for_selector(".charts canvas", timeout=180_000)
        page.wait_for_timeout(1000 * (SMALL_FIRST_RUNS if small else FIRST_RUNS))
        first, whole = _levers(page, SMALL_MOVES if small else MOVES)
        updates = [_updates(page) for _ in range(repeats)]
    return [
        *round_trip("lever to all charts redrawn, first months", first, ROUND_BUDGET),
        *round_trip("lever to all charts complete, five years", whole, None),
        Figure(
            "updates of the map while it plays",
            float(np.median(updates)),
            "a second",
            LEAST_UPDATES,
            "at least",
        ),
    ]


def _levers(page: Any, moves: int) -> tuple[list[float], list[float]]:
    """Milliseconds to the first and to the last redraw of each move."""
    low, high = (float(page.locator(".levers input").first.get_attribute(end)) for end in ("min", "max"))
    places = [low + (high - low) * (GOLDEN * i % 1) for i in range(1, moves + 1)]
    waits = [page.evaluate(_MOVE, [place, MONTHS]) for place in places]
    return [first for first, _ in waits], [last for _, last in waits]


def _updates(page: Any) -> float:
    """Frames a second of the map at four times its usual pace, counted where they are drawn."""
    speed = page.get_by_role("button", name="Speed")
    while not speed.inner_text().endswith("× 4"):
        speed.click()
    page.get_by_label("Month", exact=True).focus()
    page.keyboard.press("Home")
    page.get_by_role("button", name="Play", exact=True).click()
    updates = float(page.evaluate(_FRAMES, PLAYED))
    page.get_by_role("button", name="Pause").click()
    return updates
