"""Slates on which a run is chalked up while it is lived: one for each seat, seen by all processes.

A room that moves a lever sees the first months at once and the rest as it is lived, instead of nothing
until the last month is there.

Example:
    >>> import numpy as np
    >>> slates = Slates(seats=2)
    >>> slates.write((1, 7), np.ones((len(SERIES), 18), np.float32))
    >>> slates.read((1, 7)).shape, slates.read((1, 6)), slates.read((0, 7))
    ((8, 18), None, None)
"""

from multiprocessing import get_context
from typing import Any, Final

import numpy as np

from viz.choice import LONGEST
from viz.picture import SERIES, Small

AT: Final = (18, 24, 36, 48)
"""Months after which a run is chalked up, and after its last; most regimes begin in month 12."""

_NUMBER, _REACHED = 0, 1


class Slates:
    """A slate a seat, in memory that processes share.

    Args:
        seats: how many.
    """

    def __init__(self, seats: int) -> None:
        shared = get_context("spawn")
        self._size = len(SERIES) * LONGEST
        self._lines: Any = shared.Array("f", seats * self._size, lock=False)
        self._heads: Any = shared.Array("q", 2 * seats, lock=False)

    def write(self, ticket: tuple[int, int], lines: Small) -> None:
        """Chalk up what a run has come to.

        Args:
            ticket: seat and number of what it is lived for.
            lines: float32[K, m], lines over its first m months.
        """
        seat, number = ticket
        self._heads[2 * seat + _REACHED] = 0  # whoever reads now finds nothing
        self._slate(seat)[: lines.size] = lines.ravel()
        self._heads[2 * seat + _NUMBER] = number
        self._heads[2 * seat + _REACHED] = lines.shape[1]

    def read(self, ticket: tuple[int, int], beyond: int = 0) -> Small | None:
        """What a run has come to, float32[K, m]; None where there is nothing of it, or nothing new.

        Args:
            ticket: seat and number of what it is lived for.
            beyond: months that are known already.
        """
        seat, number = ticket
        reached = int(self._heads[2 * seat + _REACHED])
        if reached <= beyond or self._heads[2 * seat + _NUMBER] != number:
            return None
        lines = self._slate(seat)[: len(SERIES) * reached].reshape(len(SERIES), reached).copy()
        return lines if self._heads[2 * seat + _REACHED] == reached else None

    def _slate(self, seat: int) -> Small:
        whole = np.frombuffer(self._lines, np.float32)
        return whole[seat * self._size : (seat + 1) * self._size]
