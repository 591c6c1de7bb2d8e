"""The outlook: what one more unit of every lever of a kind is believed to bring, in pounds a year."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from abm.behaviour.lever import Lever, sum_over
from abm.behaviour.situation import Situation
from abm.quantities import Floats


@dataclass(frozen=True, eq=False)
class Outlook:
    """What one more unit of K levers brings n organisations, pounds a year.

    Attributes:
        own: float[K, n], income less cost and effort, to the organisation itself.
        partners: float[K, n], to partners in view, as weighed.
        benefit: float[K, n], what patients are believed to gain, valued, where the lever stands.
        stiffness: float[K, n], pounds a year per unit squared of leaving the norm.
        effort: float[K, n], pounds really spent beyond the cost of units delivered.
    """

    own: Floats
    partners: Floats
    benefit: Floats
    stiffness: Floats
    effort: Floats


def look_out(levers: Sequence[Lever], situation: Situation, value: Floats) -> Outlook:
    """Price every lever of a kind, where it stands.

    Args:
        levers: K of them.
        situation: what the n organisations of the kind see.
        value: float[K, n], where the levers stand.
    """
    margin = situation.income - situation.unit_cost
    worth = situation.values["cost.qaly"]
    own, partners, benefit, stiffness, effort = (np.zeros((len(levers), situation.n)) for _ in range(5))
    for k, lever in enumerate(levers):
        own[k], partners[k], effort[k] = _money(lever, situation, margin)
        benefit[k] = worth * lever.benefit(situation, value[k])
        stiffness[k] = situation.values[lever.stiffness] * lever.scale(situation)
    weight = situation.partner_weight * situation.values["conduct.partners_count"]
    return Outlook(own, weight * partners, benefit, stiffness, effort)


Pounds = Floats | float
"""Of n organisations, or a single 0 where nothing is moved."""


def _money(lever: Lever, situation: Situation, margin: Floats) -> tuple[Pounds, Pounds, Pounds]:
    """Pounds a year of one unit: to itself, to partners in view, and what is spent on effort."""
    bundle = lever.belief(situation)
    own = (
        sum_over(bundle.delivered, margin)
        + sum_over(bundle.used, situation.use_income)
        + sum_over(bundle.recorded, situation.recorded_income)
        + sum_over(bundle.outcomes, situation.outcome_income)
    )
    partners = (
        sum_over(bundle.delivered, situation.partners_delivered)
        + sum_over(bundle.used, situation.partners_used)
        + sum_over(bundle.recorded, situation.partners_recorded)
        + sum_over(bundle.outcomes, situation.partners_outcome)
    )
    effort = 0.0 if bundle.effort is None else bundle.effort
    staff_time = 0.0 if bundle.staff_time is None else bundle.staff_time
    return own - effort - staff_time, partners, effort
