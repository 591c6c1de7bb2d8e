"""What a theory of decision is: from what levers would bring to where they move, one shape for all."""

from collections.abc import Callable
from dataclasses import dataclass

from abm.behaviour.decision import Decision, Prospect, Temperament
from abm.quantities import Floats


@dataclass(frozen=True)
class Theory:
    """How organisations of a kind move their levers.

    Attributes:
        name: as in scenarios and commands.
        title: one line, in plain words.
        source: who holds it.
        recover_norm: norms float[K, n] under which the reference year's conduct, all levers at 0, is what
            the theory would choose in the reference year's situation.
        decide: the moves.
    """

    name: str
    title: str
    source: str
    recover_norm: Callable[[Prospect, Temperament], Floats]
    decide: Callable[[Prospect, Temperament], Decision]
