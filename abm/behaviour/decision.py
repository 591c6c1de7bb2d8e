"""A decision: where levers move, and the terms that add up to each move.

All levers of a kind are decided at once: K levers by n organisations.
"""

from dataclasses import dataclass
from typing import Final

from abm.quantities import Floats

TERMS: Final = ("own_money", "partners", "patients", "pressure", "peers", "norm", "habit", "noise", "bound")
"""The terms of a move, in lever units; they sum to it."""

POUNDS: Final = ("own_money", "partners", "patients", "weight_on_money")
"""What stands behind them: pounds a year for one unit of the lever, and a multiple."""


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
class Prospect:
    """What one more unit of each lever would bring, and where levers stand: all that a theory sees.

    Attributes:
        own: float[K, n], pounds a year to the organisation itself.
        partners: float[K, n], pounds a year to partners in view, as weighed.
        benefit: float[K, n], pounds a year at which patients' benefit is valued, where the lever stands.
        stiffness: float[K, n], pounds a year per unit squared of leaving the norm.
        value: float[K, n], where the levers stand.
        norm: float[K, n], where they rest without money or benefit.
        peers: float[K, n], mean of network neighbours.
        best: float[K, n], where the neighbour with the best margin stands, itself included.
        shock: float[K, n], this round's random shock.
        lowest: float[K, 1], lower bounds.
        highest: float[K, 1], upper bounds.
        months: float[K, 1], months since the lever was last decided; 0 where it is not its turn.
        margin: float[n], last twelve months' margin on turnover.
        usual_margin: float[n], margin on turnover in the reference year.
        turnover: float[n], pounds a year received, or held as a budget.
        peer_pull: share of the distance to neighbours' mean gone per month.
        target_margin: margin aimed at.
    """

    own: Floats
    partners: Floats
    benefit: Floats
    stiffness: Floats
    value: Floats
    norm: Floats
    peers: Floats
    best: Floats
    shock: Floats
    lowest: Floats
    highest: Floats
    months: Floats
    margin: Floats
    usual_margin: Floats
    turnover: Floats
    peer_pull: float
    target_margin: float


@dataclass(frozen=True, eq=False)
class Decision:
    """The moves of K levers of n organisations.

    Attributes:
        value: float[K, n], the levers after the move.
        terms: float[len(TERMS), K, n], which sum to the move.
        pounds: float[len(POUNDS), K, n], own money, partners' money as weighed and patients' benefit as
            valued, a year for one unit of the lever, and the weight on money (a multiple).
    """

    value: Floats
    terms: Floats
    pounds: Floats
