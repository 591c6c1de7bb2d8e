"""The annual round: in April every contract is set for the next year, from the outturn."""

from dataclasses import dataclass

import numpy as np

from abm.contracts.settlement import Settlement
from abm.quantities import Floats


@dataclass(frozen=True, eq=False)
class Round:
    """What a round changed, had the outturn been repeated.

    Attributes:
        before: float[O], pounds a year each payer owes for the outturn under the old plans.
        after: float[O], the same under the new plans.
    """

    before: Floats
    after: Floats


def annual_round(settlement: Settlement) -> Round:
    """Close the contract year and set next year's plans (P12): uplift, and rebasing where agreed.

    Args:
        settlement: contracts with twelve months settled; its plans are replaced.

    Returns:
        What every payer's contracts are worth on the year's activity, before and after.

    Raises:
        RuntimeError: if the contract year is not over.
    """
    outturn = settlement.readings
    before = _by_payer(settlement, outturn)
    settlement.new_year()
    return Round(before, _by_payer(settlement, outturn))


def _by_payer(settlement: Settlement, readings: Floats) -> Floats:
    """float[O], pounds a year by payer for these readings under the plans as they stand."""
    total = np.zeros(len(settlement.place.organisations))
    owed = settlement.owed(readings, 1.0)
    for group in settlement.groups:
        np.add.at(total, group.pairs.payer, owed[group.due])
    return total
