"""A decision: where levers move, and the terms that add up to each move.

All levers of a kind are decided at once: K levers by n organisations.
"""

from dataclasses import dataclass
from typing import Final

from abm.parameter import Values
from abm.quantities import Floats

TERMS: Final = ("own_money", "partners", "patients", "pressure", "peers", "norm", "habit", "noise", "bound")
"""The terms of a move, in lever units; they sum to it to the last digit, in whatever order."""

POUNDS: Final = ("own_money", "partners", "patients", "weight_on_money", "shortfall", "effort")
"""What stands behind them: pounds a year for one unit of the lever; how many times over money counted;
pounds a year by which the margin missed what was aimed at; and, of own money, pounds a year of effort."""


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
        values: parameters in force.
        own: float[K, n], pounds a year to the organisation itself, after costs and effort.
        partners: float[K, n], pounds a year to partners in view, as weighed.
        benefit: float[K, n], pounds a year at which patients' benefit is valued, where the lever stands.
        effort: float[K, n], pounds a year really spent beyond the cost of units delivered.
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
    """

    values: Values
    own: Floats
    partners: Floats
    benefit: Floats
    effort: Floats
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


@dataclass(frozen=True, eq=False)
class Decision:
    """The moves of K levers of n organisations.

    Attributes:
        value: float[K, n], the levers after the move.
        terms: float[len(TERMS), K, n], which sum to the move.
        pounds: float[len(POUNDS), K, n], what stands behind the terms.
    """

    value: Floats
    terms: Floats
    pounds: Floats
