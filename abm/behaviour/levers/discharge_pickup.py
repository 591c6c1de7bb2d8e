"""Community and social care: how far people in a hospital bed are put ahead of people at home (E5).

Belief: one unit is one month by which somebody waiting in a bed is treated as having asked earlier. It
saves some of the days of delay that hang on the service, and a little arranging out of turn is money really
spent. Each day out of a bed does good; people at home wait the longer for it.
"""

import numpy as np

from abm.behaviour.lever import SMALLEST_SCALE, Bundle, Lever, worth_left
from abm.behaviour.situation import Situation
from abm.quantities import Floats
from abm.vocabulary import POD

_BED_DAYS = POD["XBD"]
_FALL_OFF = 1.5
"""Months over which the worth of precedence falls to a third (assumed)."""
_AT_HOME = 0.7
"""Loss of those at home as a share of the gain of those in a bed (assumed)."""


def _days_saved(situation: Situation) -> Floats:
    v = situation.values
    return situation.used[:, _BED_DAYS] * v["belief.delayed_for_support"] * v["belief.pickup_saves"]


def _belief(situation: Situation) -> Bundle:
    saved = _days_saved(situation)
    return Bundle(used={_BED_DAYS: -saved}, effort=saved * situation.values["belief.pickup_cost"])


def _benefit(situation: Situation, value: Floats) -> Floats:
    worth = situation.values["belief.worth_of_day_at_home"]
    return _days_saved(situation) * worth * worth_left(value, _FALL_OFF, _AT_HOME)


def _scale(situation: Situation) -> Floats:
    return np.maximum(_days_saved(situation) * situation.unit_value[_BED_DAYS], SMALLEST_SCALE)


LEVER = Lever(
    name="discharge_pickup",
    title="people in a hospital bed put ahead of people at home",
    identifiers=("E5",),
    unit="months of precedence",
    kinds=("community", "social_care"),
    lowest=-3.0,
    highest=3.0,
    more="Put people in a hospital bed further ahead",
    belief=_belief,
    benefit=_benefit,
    scale=_scale,
    source="share of delays from NHS England's delayed transfers; days saved and stiffness assumed",
)
"""The lever."""
