"""What a theory of decision is: a function from a situation to a move, the same shape for all."""

from typing import Protocol

from abm.behaviour.decision import Decision, Temperament
from abm.behaviour.lever import Lever
from abm.behaviour.situation import Situation
from abm.quantities import Floats


class Theory(Protocol):
    """How organisations of a kind move one lever."""

    def __call__(
        self,
        lever: Lever,
        situation: Situation,
        temperament: Temperament,
        value: Floats,
        norm: Floats,
        peers: Floats,
        shock: Floats,
        months: int,
    ) -> Decision:
        """Move a lever.

        Args:
            lever: which.
            situation: what its n organisations see.
            temperament: how they decide.
            value: float[n], where the lever stands.
            norm: float[n], where it rests without money or benefit.
            peers: float[n], mean of network neighbours.
            shock: float[n], this quarter's random shock, in lever units.
            months: months since the last decision.
        """
        ...
