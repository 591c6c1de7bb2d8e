"""The processes that live runs for everybody in the room, off the thread that serves pages.

Newest wins: each seat has one ticket, and asking again makes whatever it asked before stale, so that a
lever dragged through twenty places costs about one run. What was lived is kept, so undo and reset come
at once. A worker that dies is said to have died, and another takes its place.
"""

import os
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from threading import Lock
from typing import Any, Final, TypeVar

from scenarios.errors import InputError
from viz.arms_chosen import Arm, arms
from viz.choice import Choice
from viz.lived import OnePair, StaleError, begin, live_arm, live_pair
from viz.picture import Picture, Small
from viz.slates import Slates

Lived = TypeVar("Lived")
Tell = Callable[[Small], None]

SEATS: Final = 25
"""Browsers that are served at once; a workshop has twenty people."""

KEPT: Final = 60
"""Pictures kept, 5 MB each."""

_QUICK: Final = 2
"""Processes for levers that move: twenty-five browsers seldom ask for more than two things at once."""

MORE_LUCK: Final = 8
"""Pairs of runs from which the interval of a live screen is taken."""


class Workers:
    """A quick pool for levers that move, a gentle one for more luck while people talk, one for questions.

    Args:
        seats: how many can ask at once.
        quick: processes of the quick pool; by default two, where there are two processors.

    Example:
        >>> from viz.arms_chosen import arms
        >>> from viz.choice import Choice
        >>> workers = Workers(seats=1, quick=1)
        >>> a, _ = arms(Choice(a="small-town-today", b="small-town-capitation", months=24))
        >>> workers.arm(a, seed=1, ticket=workers.newest(0)).series.shape
        (8, 24)
        >>> workers.close()
    """

    def __init__(self, seats: int = SEATS, quick: int | None = None) -> None:
        self._tickets: Any = get_context("spawn").Array("q", 2 * seats + 1, lock=False)
        self._own, self._seats = 2 * seats, seats
        shared = (self._tickets, Slates(2 * seats + 1))
        self._quick = Pool(*shared, quick or min(os.cpu_count() or 1, _QUICK), gentle=False)
        self._gentle = Pool(*shared, 1, gentle=True)
        self._beside = Pool(*shared, 1, gentle=False)  # somebody waits for it
        self._kept: OrderedDict[tuple[Any, ...], Any] = OrderedDict()
        self._lock = Lock()

    def newest(self, seat: int, beside: bool = False) -> tuple[int, int]:
        """A new ticket for a seat; whatever it asked for before is stale from now on.

        Args:
            seat: whose.
            beside: whether it is for what a page asks beside the room's runs, which go on meanwhile.
        """
        place = seat + self._seats * beside
        with self._lock:
            self._tickets[place] += 1
            return place, self._tickets[place]

    def refuse_stale(self, ticket: tuple[int, int]) -> None:
        """Stop where nobody waits any more.

        Raises:
            StaleError: if the seat has asked for something newer, or was left.
        """
        if self._tickets[ticket[0]] != ticket[1]:
            raise StaleError

    def arm(self, arm: Arm, seed: int, ticket: tuple[int, int], tell: Tell | None = None) -> Picture:
        """One arm with one luck; waits for it.

        Args:
            arm: which.
            seed: its luck.
            ticket: from `newest`.
            tell: is told float32[K, m], lines over the months lived so far, a few times on the way.

        Raises:
            StaleError: if the seat has asked for something newer.
            InputError: at a fault in what was asked for, or if a worker died.
        """
        return self._from_memory(self._quick, (live_arm, arm, seed), ticket, tell)

    def pair(self, a: Arm, b: Arm, seed: int, ticket: tuple[int, int]) -> OnePair:
        """Both arms with one luck and their twins; waits for it.

        Raises:
            StaleError: if the seat has asked for something newer.
            InputError: at a fault in what was asked for, or if a worker died.
        """
        return self._from_memory(self._gentle, (live_pair, a, b, seed), ticket)

    def beside(self, ticket: tuple[int, int], work: Callable[..., Lived], *asked: Any) -> Lived:
        """What a page asks beside the room's runs, such as one resident's two lives; waits for it.

        Args:
            ticket: from `newest`, beside.
            work: a function of some module, which is given the ticket last.
            asked: what else it is given; equal questions have equal answers, which are kept.

        Raises:
            StaleError: if the seat has asked for something newer.
            InputError: at a fault in what was asked for, or if a worker died.
        """
        return self._from_memory(self._beside, (work, *asked), ticket)

    def rehearse(self, choice: Choice) -> None:
        """Live a choice before anybody asks, so that the first browser finds everything compiled.

        Args:
            choice: what is likely to be asked first.
        """
        ticket, both = self.newest(self._own), arms(choice)
        with ThreadPoolExecutor(_QUICK) as asking:  # at once, so that every quick process is made ready
            list(asking.map(lambda arm: self.arm(arm, choice.seed, ticket), both))
        self.pair(*both, choice.seed, ticket)

    def close(self) -> None:
        """End all processes."""
        self._quick.close()
        self._gentle.close()
        self._beside.close()

    def _from_memory(
        self, pool: "Pool", asked: tuple[Any, ...], ticket: tuple[int, int], tell: Tell | None = None
    ) -> Any:
        """What was lived before, or what a worker lives now."""
        with self._lock:
            self.refuse_stale(ticket)
            if asked in self._kept:
                self._kept.move_to_end(asked)
                return self._kept[asked]
        lived = pool.live(*asked, ticket, tell=tell)
        with self._lock:
            self._kept[asked] = lived
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return lived


class Pool:
    """Processes that can be replaced when one of them dies.

    Args:
        tickets: shared, the newest ticket of each seat.
        slates: shared, what runs have come to while they are lived.
        size: how many processes.
        gentle: whether they yield to others.
    """

    def __init__(self, tickets: Any, slates: Slates, size: int, gentle: bool) -> None:
        self._make: Callable[[], ProcessPoolExecutor] = lambda: ProcessPoolExecutor(
            size, mp_context=get_context("spawn"), initializer=begin, initargs=(tickets, slates, gentle)
        )
        self._tickets, self._slates = tickets, slates
        self._lock, self._running = Lock(), self._make()

    def live(self, work: Callable[..., Lived], *asked: Any, tell: Tell | None = None) -> Lived:
        """Have a worker do something, and wait; what is stale before it begins is not begun.

        Args:
            work: a function of some module.
            asked: what it is given; the ticket last.
            tell: is told what is chalked up meanwhile.

        Raises:
            StaleError: if the seat, the last thing asked with, has moved on.
            InputError: if a worker died; another has taken its place.
        """
        with self._lock:
            running = self._running
        try:
            return self._fresh(running.submit(work, *asked), asked[-1], tell)
        except BrokenProcessPool:
            self._replace(running)
            raise InputError(
                "the process that lived this run has died", "workshop", "a new one is ready: ask again"
            ) from None

    def _fresh(self, future: "Future[Lived]", ticket: tuple[int, int], tell: Tell | None) -> Lived:
        """Wait for a result, tell what is chalked up, and give up what is queued as soon as it is stale."""
        known = 0
        while True:
            try:
                return future.result(timeout=_GLANCE)
            except TimeoutError:
                if self._tickets[ticket[0]] != ticket[1]:
                    if future.cancel():
                        raise StaleError from None
                elif tell and (lines := self._slates.read(ticket, known)) is not None:
                    known = lines.shape[1]
                    tell(lines)

    def _replace(self, broken: ProcessPoolExecutor) -> None:
        """New processes in place of broken ones, once, however many were waiting for them."""
        with self._lock:
            if self._running is broken:
                self._running = self._make()
        broken.shutdown(wait=False)

    def close(self) -> None:
        """End the processes."""
        self._running.shutdown(wait=False, cancel_futures=True)


_GLANCE: Final = 0.012
"""Seconds between two looks at whether somebody still waits, and at what is chalked up."""
