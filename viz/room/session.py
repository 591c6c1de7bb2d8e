"""One browser's session: what it has chosen, what was run for it, and how the two follow one another.

Everything here belongs to one browser: the toolkit keeps a copy of each reactive value for each, and a
new one begins from nothing. What they share is the pool of workers, which knows seats and no choices.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from threading import Thread
from typing import Any, Final, TypeVar

from scenarios.errors import InputError
from scenarios.runs.tickets import StaleError, Ticket
from scenarios.words.visible import one_line
from viz.room.arms_chosen import arms
from viz.room.cache import BrowserCache
from viz.room.capacity import Seats
from viz.room.choice import DEFAULT, MOST_SEED, Choice
from viz.room.picture import Picture, Small
from viz.room.runs_in_worker import OnePair
from viz.room.toolkit import Reactive, get_session_id, reactive
from viz.room.trail import Trail
from viz.room.tried import Tried, same_runs
from viz.room.workers import MOST_PAIRS, SEATS, RoomWorkers

Reply = TypeVar("Reply")

ROOM: Final = Seats(SEATS)
"""The seats of this server."""

TRIED: Final[BrowserCache[Tried]] = BrowserCache()
"""What each browser has tried, by choice, for its report."""

TRAILS: Final[BrowserCache[Trail[Choice]]] = BrowserCache()
"""The trail by which each browser came to a choice, for when it is opened again."""


@dataclass(frozen=True, eq=False)
class Shown:
    """What was run for a choice, so far.

    Attributes:
        choice: what was chosen.
        a: one run of option A.
        b: one run of option B.
        pairs: both options, one random seed after another; more come while people talk.
    """

    choice: Choice
    a: Picture
    b: Picture
    pairs: tuple[OnePair, ...] = ()


@dataclass(frozen=True, eq=False)
class SoFar:
    """How far a run has come.

    Attributes:
        choice: what was chosen.
        a: option A, whole.
        lines: float32[K, m], lines of option B over its first m months.
    """

    choice: Choice
    a: Picture
    lines: Small


trail: Reactive[Trail[Choice]] = reactive(Trail((DEFAULT,)))
"""Choices made, for undo and redo."""

shown: Reactive[Shown | None] = reactive(None)
"""What is on the screen; None before the first run."""

so_far: Reactive[SoFar | None] = reactive(None)
"""The first months of a run on its way; None where none is."""

waiting: Reactive[bool] = reactive(False)
"""Whether something newer is on its way."""

fault: Reactive[str] = reactive("")
"""What went wrong with the last choice, in one line, or empty."""

seat: Reactive[int | None] = reactive(None)
"""The seat of this browser; None while it has none."""

ignored: Reactive[tuple[str, ...]] = reactive(())
"""What of the address could not be understood."""


@cache
def workers() -> RoomWorkers:
    """The processes that run models, begun with the first run."""
    return RoomWorkers()


def beside(work: Callable[..., Reply], *terms: Any) -> Reply:
    """What a page wants beside the room's runs, such as one resident's journey; waits for it.

    Args:
        work: a function of some module, which is given the ticket last.
        terms: what else it is given.

    Raises:
        StaleError: if this browser wants something newer meanwhile.
        InputError: at a fault in what was chosen, or if a worker died.
    """
    return workers().beside(workers().newest(seat.value or 0, beside=True), work, *terms)


def tried() -> tuple[Tried, ...]:
    """What this browser has tried, oldest first."""
    return TRIED.all_of(get_session_id())


def sit_down() -> None:
    """Take a seat, where there is one and none is taken yet."""
    if seat.value is None:
        seat.value = ROOM.take()


def get_up() -> None:
    """Leave the seat, and whatever was being run for it."""
    if seat.value is not None:
        if waiting.value or shown.value is not None:
            workers().newest(seat.value)
        ROOM.leave(seat.value)
        seat.value = None


def settle(choice: Choice) -> None:
    """A choice that holds: a step on the trail, and run with further seeds while people talk."""
    _go_to(trail.value.to(choice))
    _want(choice, MOST_PAIRS)


def begin(choice: Choice) -> None:
    """What an address says when it is opened: the trail by which this browser came to it, or a new one."""
    _go_to(TRAILS.get(get_session_id(), choice) or Trail((choice,)))
    _want(choice, MOST_PAIRS)


def note(choice: Choice) -> None:
    """What to look at of the same runs: a step on the trail, and nothing to run."""
    _go_to(trail.value.to(choice))


def preview(choice: Choice) -> None:
    """A choice that is passing, as while a lever is dragged: one run, and no step on the trail."""
    _want(choice, 0)


def undo() -> None:
    """One step back."""
    _go_to(trail.value.back())
    _want(trail.value.now, MOST_PAIRS)


def redo() -> None:
    """One step on again."""
    _go_to(trail.value.forth())
    _want(trail.value.now, MOST_PAIRS)


def reset() -> None:
    """All levers back to what the regime says; the rest stays chosen."""
    settle(replace(trail.value.now, terms=()))


def different_chance() -> None:
    """The same choice with the next random seed."""
    now = trail.value.now
    settle(replace(now, seed=now.seed % MOST_SEED + 1))


def _go_to(to: Trail[Choice]) -> None:
    """Stand somewhere on a trail, remembered for a reload there."""
    trail.value = to
    TRAILS.put(get_session_id(), to.now, to)


def _want(choice: Choice, more: int) -> None:
    """Have a choice run on another thread; whatever was wanted before is stale from now on."""
    if seat.value is None:
        return
    ticket = workers().newest(seat.value)
    waiting.value = True
    browser = get_session_id()
    Thread(target=_show_runs, args=(choice, ticket, more, browser), daemon=True).start()


def _show_runs(choice: Choice, ticket: Ticket, more: int, browser: str) -> None:
    """Put runs on the screen, first one of each option, then pairs with further seeds."""
    try:
        _run_pairs(_run_once(choice, ticket), ticket, more, browser)
    except StaleError:
        return
    except (InputError, ValueError) as error:
        so_far.value, waiting.value, fault.value = None, False, one_line(str(error))


def _run_once(choice: Choice, ticket: Ticket) -> Shown:
    """Run both options of a choice once, and show them.

    Raises:
        StaleError: if something newer is wanted meanwhile.
        InputError: at a fault in what was chosen, or if a worker died.
        ValueError: if a changed term is not one that it may be.
    """
    a, b = arms(choice)
    one = workers().arm(a, choice.seed, ticket)
    other = workers().arm(b, choice.seed, ticket, lambda lines: _show_first(choice, one, lines))
    workers().refuse_stale(ticket)
    first = Shown(choice, one, other)
    shown.value, so_far.value, waiting.value, fault.value = first, None, False, ""
    return first


def _run_pairs(so_many: Shown, ticket: Ticket, more: int, browser: str) -> None:
    """Run pairs with further seeds, show them as they come, and note what was tried.

    Raises:
        StaleError: if something newer is wanted meanwhile.
        InputError: if a worker died.
    """
    choice = so_many.choice
    a, b = arms(choice)
    for further in range(more):
        pair = workers().pair(a, b, choice.seed + further, ticket, after=further)
        so_many = replace(so_many, pairs=(*so_many.pairs, pair))
        TRIED.put(browser, same_runs(choice), Tried(choice, so_many.pairs))
        workers().refuse_stale(ticket)
        shown.value = so_many


def _show_first(choice: Choice, a: Picture, lines: Small) -> None:
    """Put the first months on the screen."""
    so_far.value = SoFar(choice, a, lines)
