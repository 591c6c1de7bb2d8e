"""One browser's session: what it has chosen, what was lived for it, and how the two follow one another.

Everything here belongs to one browser: the toolkit keeps a copy of each reactive value for each, and a
new one begins from nothing. What they share is the pool of workers, which knows seats and no choices.
"""

from dataclasses import dataclass, replace
from functools import cache
from threading import Thread
from typing import Final

from scenarios.errors import InputError
from scenarios.runs.tickets import StaleError
from viz.room.arms_chosen import arms
from viz.room.choice import DEFAULT, Choice
from viz.room.kept import Kept
from viz.room.notebook import Notebooks, Tried
from viz.room.picture import Picture, Small
from viz.room.runs_shown import OnePair
from viz.room.seats import Seats
from viz.room.toolkit import Reactive, get_session_id, reactive
from viz.room.trail import Trail
from viz.room.workers import MORE_LUCK, SEATS, Workers

ROOM: Final = Seats(SEATS)
"""The seats of this server."""


NOTEBOOKS: Final = Notebooks()
"""What each browser has tried, for its report."""

TRAILS: Final[Kept[Choice, Trail[Choice]]] = Kept()
"""The trail by which each browser came to a choice, for when it is opened again."""


@dataclass(frozen=True, eq=False)
class Shown:
    """What was lived for a choice, so far.

    Attributes:
        choice: what it was lived for.
        a: the arm held against.
        b: the arm looked at.
        pairs: both arms with one luck after another; more come while people talk.
    """

    choice: Choice
    a: Picture
    b: Picture
    pairs: tuple[OnePair, ...] = ()


@dataclass(frozen=True, eq=False)
class SoFar:
    """What a run has come to while it is still being lived.

    Attributes:
        choice: what it is lived for.
        a: the arm held against, whole.
        lines: float32[K, m], lines of the arm looked at over its first m months.
    """

    choice: Choice
    a: Picture
    lines: Small


trail: Reactive[Trail[Choice]] = reactive(Trail((DEFAULT,)))
"""Choices made, for undo and redo."""

shown: Reactive[Shown | None] = reactive(None)
"""What is on the screen; None before anything was lived."""

so_far: Reactive[SoFar | None] = reactive(None)
"""The first months of what is being lived; None where nothing is."""

waiting: Reactive[bool] = reactive(False)
"""Whether something newer is on its way."""

fault: Reactive[str] = reactive("")
"""What went wrong with the last choice, in one line, or empty."""

seat: Reactive[int | None] = reactive(None)
"""The seat of this browser; None while it has none."""

said: Reactive[tuple[str, ...]] = reactive(())
"""What of the address could not be understood."""


@cache
def workers() -> Workers:
    """The processes that live runs, begun when first asked for."""
    return Workers()


def tried() -> tuple[Tried, ...]:
    """What this browser has tried, oldest first."""
    return NOTEBOOKS.read(get_session_id())


def sit_down() -> None:
    """Take a seat, where there is one and none is taken yet."""
    if seat.value is None:
        seat.value = ROOM.take()


def get_up() -> None:
    """Leave the seat, and whatever was being lived for it."""
    if seat.value is not None:
        if waiting.value or shown.value is not None:
            workers().newest(seat.value)
        ROOM.leave(seat.value)
        seat.value = None


def settle(choice: Choice) -> None:
    """A choice that holds: a step on the trail, and lived with more luck while people talk."""
    _walk(trail.value.to(choice))
    _ask(choice, MORE_LUCK)


def begin(choice: Choice) -> None:
    """What an address says when it is opened: the trail by which this browser came to it, or a new one."""
    _walk(TRAILS.find(get_session_id(), choice) or Trail((choice,)))
    _ask(choice, MORE_LUCK)


def note(choice: Choice) -> None:
    """What to look at of the same years: a step on the trail, and nothing to live."""
    _walk(trail.value.to(choice))


def glance(choice: Choice) -> None:
    """A choice that is passing, as while a lever is dragged: one run, and no step on the trail."""
    _ask(choice, 0)


def undo() -> None:
    """One step back."""
    _walk(trail.value.back())
    _ask(trail.value.now, MORE_LUCK)


def redo() -> None:
    """One step on again."""
    _walk(trail.value.forth())
    _ask(trail.value.now, MORE_LUCK)


def reset() -> None:
    """All levers back to what the regime says; the rest stays chosen."""
    settle(replace(trail.value.now, terms=()))


def replay() -> None:
    """The same choice with other luck."""
    now = trail.value.now
    settle(replace(now, seed=now.seed % 9999 + 1))


def _walk(to: Trail[Choice]) -> None:
    """Stand somewhere on a trail, and have it kept for a reload there."""
    trail.value = to
    TRAILS.keep(get_session_id(), to.now, to)


def _ask(choice: Choice, more: int) -> None:
    """Have a choice lived on another thread; whatever was asked for before is stale from now on."""
    if seat.value is None:
        return
    ticket = workers().newest(seat.value)
    waiting.value = True
    reader = get_session_id()
    Thread(target=_follow, args=(choice, ticket, more, reader), daemon=True).start()


def _follow(choice: Choice, ticket: tuple[int, int], more: int, reader: str) -> None:
    """Put on the screen what was lived, first one run of each arm, then more luck."""
    try:
        found = _live_once(choice, ticket)
        _live_more(found, ticket, more, reader)
    except StaleError:
        return
    except (InputError, ValueError) as found:
        so_far.value, waiting.value, fault.value = None, False, " ".join(str(found).split())


def _live_once(choice: Choice, ticket: tuple[int, int]) -> Shown:
    """Live a choice with one luck, and show it.

    Raises:
        StaleError: if something newer was asked for meanwhile.
        InputError: at a fault in what was asked for, or if a worker died.
        ValueError: if a changed term is not one that it may be.
    """
    a, b = arms(choice)
    one = workers().arm(a, choice.seed, ticket)
    other = workers().arm(b, choice.seed, ticket, lambda lines: _tell(choice, one, lines))
    workers().refuse_stale(ticket)
    found = Shown(choice, one, other)
    shown.value, so_far.value, waiting.value, fault.value = found, None, False, ""
    return found


def _live_more(found: Shown, ticket: tuple[int, int], more: int, reader: str) -> None:
    """Live it with more luck, show that as it comes, and write it down.

    Raises:
        StaleError: if something newer was asked for meanwhile.
        InputError: if a worker died.
    """
    choice = found.choice
    a, b = arms(choice)
    for luck in range(more):
        pair = workers().pair(a, b, choice.seed + luck, ticket, after=luck)
        found = replace(found, pairs=(*found.pairs, pair))
        NOTEBOOKS.write(reader, Tried(choice, found.pairs))
        workers().refuse_stale(ticket)
        shown.value = found


def _tell(choice: Choice, a: Picture, lines: Small) -> None:
    """Put the first months on the screen."""
    so_far.value = SoFar(choice, a, lines)
