"""A decision: where a lever moves, and the terms that add up to the move."""

from dataclasses import dataclass
from typing import Final

from abm.quantities import Floats

TERMS: Final = ("own_money", "partners", "patients", "pressure", "peers", "norm", "habit", "noise", "bound")
"""The terms of a move, in lever units; they sum to it."""


@dataclass(frozen=True, eq=False)
class Temperament:
    """What differs between n organisations of a kind in how they decide.

    Attributes:
        altruism: float[n], weight of patients against margin, 0 to 1.
        pass_through: float[n], share of incentives that reaches the clinician.
        pressure: float[n], rise of the weight on money per unit of margin below target.
        building: float[n], share of the way gone per month when doing more.
        dropping: float[n], share of the way gone per month when doing less.
    """

    altruism: Floats
    pass_through: Floats
    pressure: Floats
    building: Floats
    dropping: Floats


@dataclass(frozen=True, eq=False)
class Decision:
    """One lever's move for n organisations.

    Attributes:
        value: float[n], the lever after the move.
        terms: float[len(TERMS), n], which sum to the move.
        pounds: float[4, n], a year for one unit of the lever: own money, partners' money as weighed,
            patients' benefit valued, and the weight on money (a multiple).
    """

    value: Floats
    terms: Floats
    pounds: Floats
