"""The marginal pound: what one more, or one fewer, of anything brings and costs, by the contracts.

Every element is asked, by its own `pay`, what the forecast year end is worth after a small change of
one measure; the answer divided by the change is the pound of one more. It is averaged over five
points of forecast error, so that a threshold is felt before it is reached. Next year's worth is the
same question asked of a plan set afresh from this year's outturn: what an organisation stands to gain
if the outturn resets its contract, to be weighted by how far it believes that it will.
"""

from typing import Literal

from abm.contracts.incentives import Incentives, Spread
from abm.contracts.settlement import Settlement
from abm.contracts.what_if import WhatIf
from abm.quantities import Floats

Side = Literal["both", "more", "fewer"]
_SIDES = {"both": 0, "more": 1, "fewer": -1}


class Margins:
    """The marginal pounds of a settlement, with all that stays the same laid out once.

    Args:
        settlement: the contracts; their plans are read afresh each time.
    """

    def __init__(self, settlement: Settlement) -> None:
        self._what_if, self._spread = WhatIf(settlement), Spread(settlement)

    def this_year(self, readings: Floats, error: float, side: Side = "both") -> Incentives:
        """Worth, this contract year, of one more unit of everything; see `this_year`."""
        return self._spread.tables(self._what_if.slopes(readings, error, 1.0, 0.0, _SIDES[side]))

    def next_year(self, readings: Floats, error: float) -> Incentives:
        """Worth, next contract year, of one more unit this year; see `next_year`."""
        return self._spread.tables(self._what_if.slopes(readings, error, 0.0, 1.0))

    def over_years(self, readings: Floats, error: float, later: float) -> Incentives:
        """Worth this year of one more unit, plus `later` times what it is worth next year.

        Args:
            readings: float[rows], measures forecast for the year end.
            error: standard deviation of the forecast, as a share.
            later: weight of next year's worth; 0 leaves it out.
        """
        return self._spread.tables(self._what_if.slopes(readings, error, 1.0, later))


def this_year(settlement: Settlement, readings: Floats, error: float, side: Side = "both") -> Incentives:
    """Worth, this contract year, of one more unit of everything.

    Args:
        settlement: the contracts, with this year's plans.
        readings: float[rows], measures forecast for the year end, see `Settlement.forecast`.
        error: standard deviation of the forecast, as a share; 0 looks at the forecast alone.
        side: `both` for the central difference, `more` and `fewer` to see the two sides of a cliff.

    Returns:
        The tables, in pounds a unit.
    """
    return Margins(settlement).this_year(readings, error, side)


def next_year(settlement: Settlement, readings: Floats, error: float) -> Incentives:
    """Worth, next contract year, of one more unit this year, if plans are set afresh from the outturn."""
    return Margins(settlement).next_year(readings, error)
