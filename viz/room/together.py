"""What all processes of a workshop know of one another: who waits for what, and whether anybody is at work.

Each seat has a ticket with a number. Asking again moves it on, and whatever was asked for with the number
before is stale.

Example:
    >>> together = Together.for_seats(2)
    >>> together.tickets[0] = 7
    >>> together.is_stale((0, 6)), together.is_stale((0, 7))
    (True, False)
"""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from threading import Lock
from typing import Any, Final

Ticket = tuple[int, int]
"""A seat, and how many things it has asked for."""

_counting: Final = Lock()


class StaleError(Exception):
    """Nobody waits for this run any more."""


@dataclass(frozen=True)
class Together:
    """What all processes of a workshop know.

    Attributes:
        tickets: shared int64 array, the newest ticket of each seat.
        busy: shared whole number, how many processes live what somebody waits for.
    """

    tickets: Any
    busy: Any

    @classmethod
    def for_seats(cls, seats: int) -> "Together":
        """Nobody has asked for anything yet."""
        shared = get_context("spawn")
        return cls(shared.Array("q", seats, lock=False), shared.Value("q", 0, lock=False))

    def is_stale(self, ticket: Ticket) -> bool:
        """Whether the seat has asked for something newer, or was left."""
        return self.tickets[ticket[0]] != ticket[1]

    @contextmanager
    def at_work(self, gentle: bool) -> Generator[None]:
        """A process lives something meanwhile, for which those that are gentle stand back."""
        with _counting:
            self.busy.value += not gentle
        try:
            yield
        finally:
            with _counting:
                self.busy.value -= not gentle
