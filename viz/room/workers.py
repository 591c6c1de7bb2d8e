"""The processes that run models for everybody in the room, off the thread that serves pages.

Newest wins: each seat has one ticket, and asking again makes whatever it asked before stale, so that a
lever dragged through twenty places costs about one run. Answers are remembered, so undo and reset come at
once. A worker that dies is reported, and another takes its place.
"""

import os
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any, Final, TypeVar

from scenarios.errors import InputError
from scenarios.runs.tickets import Ticket, Tickets
from scenarios.runs.workers import DiedError, Processes
from viz.room.arms_chosen import ChosenOption, arms
from viz.room.choice import Choice
from viz.room.picture import Picture, Small
from viz.room.runs_in_worker import OnePair, run_pair, run_part

Reply = TypeVar("Reply")
OnPart = Callable[[Small], None]

SEATS: Final = 25
"""Browsers that are served at once; a workshop has twenty people."""

REMEMBERED: Final = 60
"""Answers remembered, up to 5 MB each."""

_QUICK: Final = 2
"""Processes for levers that move: twenty-five browsers seldom ask for more than two things at once."""

MOST_PAIRS: Final = 8
"""Pairs of runs from which the interval of a live screen is taken."""


class RoomWorkers:
    """Quick processes for levers that move, a gentle one for further seeds, one for what pages ask beside.

    Args:
        seats: how many can ask at once.
        quick: how many quick processes; by default two, where there are two processors.

    Example:
        >>> from viz.room.arms_chosen import arms
        >>> from viz.room.choice import Choice
        >>> workers = RoomWorkers(seats=1, quick=1)
        >>> a, _ = arms(Choice(a="small-town-today", b="small-town-capitation", months=24))
        >>> workers.arm(a, seed=1, ticket=workers.newest(0)).series.shape
        (8, 24)
        >>> workers.close()
    """

    def __init__(self, seats: int = SEATS, quick: int | None = None) -> None:
        self._own, self._seats = 2 * seats, seats
        self._tickets = Tickets.of(2 * seats + 1)
        self._quick = Processes(quick or min(os.cpu_count() or 1, _QUICK), self._tickets)
        self._gentle = Processes(1, self._tickets, gentle=True)
        self._beside = Processes(1, self._tickets)  # somebody waits for it
        self._answers: OrderedDict[tuple[Any, ...], Any] = OrderedDict()
        self._lock = Lock()

    def newest(self, seat: int, beside: bool = False) -> Ticket:
        """A new ticket for a seat; whatever it asked for before is stale from now on.

        Args:
            seat: whose.
            beside: whether it is for what a page asks beside the room's runs, which go on meanwhile.
        """
        return self._tickets.new(seat + self._seats * beside)

    def refuse_stale(self, ticket: Ticket) -> None:
        """Stop where nobody waits any more.

        Raises:
            StaleError: if the seat has asked for something newer, or was left.
        """
        self._tickets.refuse_stale(ticket)

    def arm(self, arm: ChosenOption, seed: int, ticket: Ticket, on_part: OnPart | None = None) -> Picture:
        """One option with one random seed; waits for it.

        Args:
            arm: which.
            seed: its random seed.
            ticket: from `newest`.
            on_part: is given float32[K, m], lines over the months run so far, a few times on the way.

        Raises:
            StaleError: if the seat has asked for something newer.
            InputError: at a fault in what was asked for, or if a worker died.
        """
        return self._from_memory(self._quick, (run_part, arm, seed), ticket, on_part)

    def pair(self, a: ChosenOption, b: ChosenOption, seed: int, ticket: Ticket, after: int = 0) -> OnePair:
        """Both options with one random seed, and the runs beside them; waits for it.

        Args:
            a: the option compared with.
            b: the other.
            seed: their random seed.
            ticket: from `newest`.
            after: pairs that whoever asks has already; those who have fewer go ahead.

        Raises:
            StaleError: if the seat has asked for something newer.
            InputError: at a fault in what was asked for, or if a worker died.
        """
        return self._from_memory(self._gentle, (run_pair, a, b, seed), ticket, after=after)

    def beside(self, ticket: Ticket, work: Callable[..., Reply], *given: Any) -> Reply:
        """What a page asks beside the room's runs, such as one resident's journey; waits for it.

        Args:
            ticket: from `newest`, beside.
            work: a function of some module, which is given the ticket last.
            given: what else it is given; equal questions have equal answers, which are remembered.

        Raises:
            StaleError: if the seat has asked for something newer.
            InputError: at a fault in what was asked for, or if a worker died.
        """
        return self._from_memory(self._beside, (work, *given), ticket)

    def rehearse(self, choice: Choice) -> None:
        """Run a choice before anybody asks, so that the first browser finds everything compiled.

        Args:
            choice: what is likely to be asked first.
        """
        ticket, both = self.newest(self._own), arms(choice)
        for arm in both:
            self._quick.run_in_each((run_part, arm, choice.seed), ticket)
            self.arm(arm, choice.seed, ticket)
        self.pair(*both, choice.seed, ticket)

    def close(self) -> None:
        """End all processes."""
        self._quick.close()
        self._gentle.close()
        self._beside.close()

    def _from_memory(
        self,
        processes: Processes,
        request: tuple[Any, ...],
        ticket: Ticket,
        on_part: OnPart | None = None,
        after: int = 0,
    ) -> Any:
        """What was run before, or what a process runs now."""
        with self._lock:
            self.refuse_stale(ticket)
            if request in self._answers:
                self._answers.move_to_end(request)
                return self._answers[request]
        try:
            answer = processes.run(request, ticket, on_part, after)
        except DiedError as died:
            raise InputError(str(died), "workshop", "a new one is ready: ask again") from None
        with self._lock:
            self._answers[request] = answer
            while len(self._answers) > REMEMBERED:
                self._answers.popitem(last=False)
        return answer
