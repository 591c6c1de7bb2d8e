"""A model whose luck comes from one queue, as in most simulations: here only to see what addresses are worth.

Where chance is queued, every draw is the next of one stream, so that its luck hangs on how many draws were
made before it. This model keeps count of what has happened (people alive, services delivered, people taken
into care) and lets the count, with the seed, say where the stream stands as a month begins. Two arms with
one seed have the same luck for as long as the same number of things has happened in both; one event more in
one of them, and everything after that month is drawn anew. A real queue shifts within the month already, so
this is the kinder of the two.
"""

from dataclasses import replace
from hashlib import sha256
from typing import Any, Final

from abm.model import Model

BYTES: Final = 7
"""Of the hash that becomes a seed: as many as a signed number of 64 bits holds."""


class OneStream(Model):
    """A model that draws from one queue; all else is the model.

    Args:
        given: of `Model`, in order.
        named: of `Model`, by name.
    """

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._started, self._drawn = self.seed, 0

    def step(self) -> None:
        """One month, its luck from where the stream stands."""
        stands = standing(self._started, self._drawn)
        self.world.setting, self.board.seed = replace(self.world.setting, seed=stands), stands
        super().step()
        record = self.record
        happened = (record.delivered[-1], record.people[-1], record.enrolled[-1])
        self._drawn += sum(int(part.sum()) for part in happened)


def standing(seed: int, drawn: int) -> int:
    """The seed of all draws from here on: the run's own until something was drawn.

    Args:
        seed: of the run.
        drawn: how much has happened so far.

    Example:
        >>> standing(3, 0), standing(3, 10) == standing(3, 10), standing(3, 10) == standing(3, 11)
        (3, True, False)
    """
    if not drawn:
        return seed
    return int.from_bytes(sha256(f"{seed}:{drawn}".encode()).digest()[:BYTES], "big")
