"""The annual round: in April every contract is set for the next year, from the outturn.

Three things in turn. Plans are renewed as the contracts say: uplift, and rebasing where agreed (P12).
A savings programme takes its share out of every contract at its payer's discretion (P22). Then each
payer looks at what it can afford and corrects a part of its gap, in the same contracts (E12): first
those who are given an allocation, then leads, whose sum the first have just set.
"""

from dataclasses import dataclass

import numpy as np

from abm.contracts.settlement import Settlement
from abm.payment.element import ratio
from abm.quantities import Bools, Floats
from abm.regimes.affordability import Position, correction, to_correct
from abm.regimes.budgets import at_discretion, by_payee, by_payer, lead_budget, leads, scale


@dataclass(frozen=True, eq=False)
class Round:
    """What a round changed, had the year been repeated. All float[O], pounds a year.

    Attributes:
        before: what each payer owes under the old plans.
        after: the same under the new plans.
        gap: what each payer has for next year less what its contracts would cost uncorrected; below
            zero where it is short.
        saved: what each payer's savings programme took out.
        corrected: what each payer gave to its discretionary contracts, or took where below zero.
        given: what each payee gained by corrections and savings together, or lost where below zero.
    """

    before: Floats
    after: Floats
    gap: Floats
    saved: Floats
    corrected: Floats
    given: Floats


def annual_round(settlement: Settlement, position: Position | None = None, savings: float = 0.0) -> Round:
    """Close the contract year and set next year's plans.

    Args:
        settlement: contracts with twelve months settled; its plans are replaced.
        position: where payers stand, for those who look at what they can afford; None where nobody does.
        savings: share taken out of every discretionary contract, 0 to 1.

    Returns:
        What every payer's contracts are worth on the year's activity, before and after, and why.

    Raises:
        RuntimeError: if the contract year is not over.
    """
    outturn = position.outturn if position else settlement.readings
    before = by_payer(settlement, settlement.owed(outturn, 1.0))
    settlement.new_year()
    renewed = settlement.owed(outturn, 1.0)
    scale(settlement, np.full(len(before), 1 - savings))
    saved = by_payer(settlement, renewed - settlement.owed(outturn, 1.0))
    gap, corrected = _all_corrected(settlement, position, saved) if position else (np.zeros_like(before),) * 2
    set_now = settlement.owed(outturn, 1.0)
    given = by_payee(settlement, set_now - renewed)
    return Round(before, by_payer(settlement, set_now), gap, saved, corrected, given)


def _all_corrected(settlement: Settlement, position: Position, saved: Floats) -> tuple[Floats, Floats]:
    """Gaps and corrections of every payer; leads come after those who set their sums."""
    leading, kept = leads(settlement), position.saved + saved
    payers = _corrected(settlement, position, kept, ~leading)
    members = _corrected(settlement, position, kept, leading)
    return payers[0] + members[0], payers[1] + members[1]


def _corrected(
    settlement: Settlement, position: Position, kept: Floats, payers: Bools
) -> tuple[Floats, Floats]:
    """Gaps and corrections of some payers, zero for the others; their plans are changed."""
    means = position.means
    owed = settlement.owed(position.outturn, 1.0)
    budget = np.where(leads(settlement), lead_budget(settlement, position.opening, owed), means.allocation)
    gap = np.where(payers, budget - by_payer(settlement, owed), 0.0)
    settable = by_payer(settlement, at_discretion(settlement, position.outturn))
    contingency = means.contingency * np.maximum(budget, 0.0)  # a lead that owes its sum keeps none of it
    wanted = np.where(payers, to_correct(gap, contingency, kept), 0.0)
    change = correction(wanted, settable, means)
    scale(settlement, 1 + ratio(change, settable))
    return gap, change
