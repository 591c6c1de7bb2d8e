"""The processes that live runs for everybody in the room, off the thread that serves pages.

Newest wins: each seat has one ticket, and asking again makes whatever it asked before stale, so that a
lever dragged through twenty places costs about one run. What was lived is kept, so undo and reset come
at once. A worker that dies is said to have died, and another takes its place.
"""

import os
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any, Final, TypeVar

from viz.room.arms_chosen import Arm, arms
from viz.room.choice import Choice
from viz.room.lanes import Lanes
from viz.room.lived import OnePair, live_pair, live_part
from viz.room.picture import Picture, Small
from viz.room.together import StaleError, Ticket, Together

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
    """Quick processes for levers that move, a gentle one for more luck while people talk, one for questions.

    Args:
        seats: how many can ask at once.
        quick: how many quick processes; by default two, where there are two processors.

    Example:
        >>> from viz.room.arms_chosen import arms
        >>> from viz.room.choice import Choice
        >>> workers = Workers(seats=1, quick=1)
        >>> a, _ = arms(Choice(a="small-town-today", b="small-town-capitation", months=24))
        >>> workers.arm(a, seed=1, ticket=workers.newest(0)).series.shape
        (8, 24)
        >>> workers.close()
    """

    def __init__(self, seats: int = SEATS, quick: int | None = None) -> None:
        self._own, self._seats = 2 * seats, seats
        self._together = Together.for_seats(2 * seats + 1)
        self._quick = Lanes(self._together, quick or min(os.cpu_count() or 1, _QUICK))
        self._gentle = Lanes(self._together, 1, gentle=True)
        self._beside = Lanes(self._together, 1)  # somebody waits for it
        self._kept: OrderedDict[tuple[Any, ...], Any] = OrderedDict()
        self._lock = Lock()

    def newest(self, seat: int, beside: bool = False) -> Ticket:
        """A new ticket for a seat; whatever it asked for before is stale from now on.

        Args:
            seat: whose.
            beside: whether it is for what a page asks beside the room's runs, which go on meanwhile.
        """
        place = seat + self._seats * beside
        with self._lock:
            self._together.tickets[place] += 1
            return place, self._together.tickets[place]

    def refuse_stale(self, ticket: Ticket) -> None:
        """Stop where nobody waits any more.

        Raises:
            StaleError: if the seat has asked for something newer, or was left.
        """
        if self._together.is_stale(ticket):
            raise StaleError

    def arm(self, arm: Arm, seed: int, ticket: Ticket, tell: Tell | None = None) -> Picture:
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
        return self._from_memory(self._quick, (live_part, arm, seed), ticket, tell)

    def pair(self, a: Arm, b: Arm, seed: int, ticket: Ticket, after: int = 0) -> OnePair:
        """Both arms with one luck and their twins; waits for it.

        Args:
            a: the arm held against.
            b: the arm looked at.
            seed: their luck.
            ticket: from `newest`.
            after: pairs that whoever asks has already; those who have fewer go ahead.

        Raises:
            StaleError: if the seat has asked for something newer.
            InputError: at a fault in what was asked for, or if a worker died.
        """
        return self._from_memory(self._gentle, (live_pair, a, b, seed), ticket, after=after)

    def beside(self, ticket: Ticket, work: Callable[..., Lived], *asked: Any) -> Lived:
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
        for arm in both:
            self._quick.live_in_each((live_part, arm, choice.seed), ticket)
            self.arm(arm, choice.seed, ticket)
        self.pair(*both, choice.seed, ticket)

    def close(self) -> None:
        """End all processes."""
        self._quick.close()
        self._gentle.close()
        self._beside.close()

    def _from_memory(
        self, lanes: Lanes, asked: tuple[Any, ...], ticket: Ticket, tell: Tell | None = None, after: int = 0
    ) -> Any:
        """What was lived before, or what a worker lives now."""
        with self._lock:
            self.refuse_stale(ticket)
            if asked in self._kept:
                self._kept.move_to_end(asked)
                return self._kept[asked]
        lived = lanes.live(asked, ticket, tell, after)
        with self._lock:
            self._kept[asked] = lived
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return lived
