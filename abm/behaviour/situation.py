"""What organisations of one kind can observe, and what each thing they do is worth to them.

A situation holds pounds and flows, never a contract: nothing in `abm.behaviour` can know how anybody
is paid. All amounts are a year's, for real people; n organisations, D points of delivery.

What organisations did last year holds for the whole contract year; pounds, margins, waits and how full
diaries are move within it.
"""

from dataclasses import dataclass

from abm.parameter import Values
from abm.quantities import Floats


@dataclass(frozen=True, eq=False)
class LastYear:
    """What n organisations of one kind know of the year that is over; it holds until the next is.

    Attributes:
        kind: their kind.
        values: parameters in force.
        delivered: float[n, D], units each delivered in the last year.
        used: float[n, D], units used by the people each answers for: a practice's list, or the
            residents of a provider's boroughs.
        eligible: float[n], people eligible for proactive care among them.
        enrolled: float[n], people in it.
        outcomes: float[n, M, 2], recorded successes and chances of each outcome in the last year.
        unit_cost: float[n, D], pounds of cost that one more unit delivered brings within the horizon.
        unit_value: float[D], reference cost of a unit, whoever delivers it.
        capacity_cost: float[n], pounds a year of stepped cost: wards, theatre lists, teams.
    """

    kind: str
    values: Values
    delivered: Floats
    used: Floats
    eligible: Floats
    enrolled: Floats
    outcomes: Floats
    unit_cost: Floats
    unit_value: Floats
    capacity_cost: Floats

    @property
    def n(self) -> int:
        """How many organisations."""
        return len(self.eligible)


@dataclass(frozen=True, eq=False)
class Situation(LastYear):
    """The view of n organisations of one kind: the last year, and how they stand now.

    Attributes:
        time_pressure: float[n], 0 with room in the diary; 1 where the diary is a fifth overfull.
        income: float[n, D], pounds for one more unit delivered, and recorded as it usually is.
        use_income: float[n, D], pounds for one more unit used by the people each answers for.
        recorded_income: float[n, D], pounds for one more unit recorded that was not delivered.
        outcome_income: float[n, M], pounds for one more recorded success of each of M outcomes; of
            proactive care, a resident-month.
        partners_delivered: float[n, D], pounds to partners in view for one more unit delivered.
        partners_used: float[n, D], pounds to partners in view for one more unit used.
        partners_recorded: float[n, D], pounds to partners in view for one more unit merely recorded.
        partners_outcome: float[n, M], pounds to partners in view for one more recorded success.
        partner_weight: weight of partners' pounds beside one's own, 0 to 1.
        margin: float[n], last twelve months' margin on turnover.
        usual_margin: float[n], margin on turnover in the reference year.
        turnover: float[n], pounds a year received, or held as a budget, in the reference year.
        waiting: float[n], people waiting for what it does.
    """

    time_pressure: Floats
    income: Floats
    use_income: Floats
    recorded_income: Floats
    outcome_income: Floats
    partners_delivered: Floats
    partners_used: Floats
    partners_recorded: Floats
    partners_outcome: Floats
    partner_weight: float
    margin: Floats
    usual_margin: Floats
    turnover: Floats
    waiting: Floats
