"""How many browsers a workshop serves at once: each has a numbered seat while it is there.

Example:
    >>> seats = Seats(2)
    >>> seats.take(), seats.take(), seats.take()
    (0, 1, None)
    >>> seats.leave(0)
    >>> seats.take()
    0
"""

from threading import Lock


class Seats:
    """Numbered seats, taken and left by browsers that come and go at once.

    Args:
        count: how many there are.
    """

    def __init__(self, count: int) -> None:
        self._free, self._lock = list(range(count)), Lock()

    def take(self) -> int | None:
        """The lowest free seat, or None where all are taken."""
        with self._lock:
            return self._free.pop(0) if self._free else None

    def leave(self, seat: int) -> None:
        """Give a seat back; giving it back twice is giving it back once."""
        with self._lock:
            self._free = sorted({*self._free, seat})
