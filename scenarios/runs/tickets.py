"""Who waits for what: a number for everybody who asks, that moves on with each new request.

Whoever asks has a place in a table that all processes share. Asking again moves the number there on, and
whatever was asked for with an earlier number is stale: nobody waits for it any more.

Example:
    >>> tickets = Tickets.of(askers=2)
    >>> first = tickets.new(0)
    >>> second = tickets.new(0)
    >>> tickets.is_stale(first), tickets.is_stale(second)
    (True, False)
"""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from threading import Lock
from typing import Any, Final

Ticket = tuple[int, int]
"""Who asks, and how many things they have asked for."""

_counting: Final = Lock()


class StaleError(Exception):
    """Nobody waits for this any more."""


@dataclass(frozen=True)
class Tickets:
    """What all processes know of who waits.

    Attributes:
        newest: shared int64 array, the newest number of everybody who may ask.
        busy: shared whole number, how many processes run what somebody waits for.
    """

    newest: Any
    busy: Any

    @classmethod
    def of(cls, askers: int) -> "Tickets":
        """A table in which nobody has asked for anything yet."""
        shared = get_context("spawn")
        return cls(shared.Array("q", askers, lock=False), shared.Value("q", 0, lock=False))

    def new(self, asker: int) -> Ticket:
        """The next ticket of somebody; all earlier ones are stale from now on."""
        with _counting:
            self.newest[asker] += 1
            return asker, self.newest[asker]

    def is_stale(self, ticket: Ticket) -> bool:
        """Whether whoever holds the ticket has asked for something newer, or has left."""
        return self.newest[ticket[0]] != ticket[1]

    def refuse_stale(self, ticket: Ticket) -> None:
        """Stop where nobody waits any more.

        Raises:
            StaleError: if the ticket is stale.
        """
        if self.is_stale(ticket):
            raise StaleError

    @contextmanager
    def at_work(self, gentle: bool) -> Generator[None]:
        """A process runs something meanwhile, for which those that are gentle stand back."""
        with _counting:
            self.busy.value += not gentle
        try:
            yield
        finally:
            with _counting:
                self.busy.value -= not gentle
