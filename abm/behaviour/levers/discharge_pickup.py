"""Community and social care: how far people in a hospital bed are put ahead of people at home (E5).

Belief: one unit is one month by which somebody waiting in a bed is treated as having asked earlier. It
saves some of the days of delay that hang on the service, and a little arranging out of turn is money really
spent. Each day out of a bed does good; people at home wait the longer for it.
"""

import numpy as np

from abm.behaviour.lever import SMALLEST_SCALE, Bundle, Lever, OfLastYear
from abm.behaviour.situation import LastYear
from abm.quantities import Floats
from abm.vocabulary import POD

_BED_DAYS = POD["XBD"]
_FALL_OFF = 1.5
"""Months over which the worth of precedence falls to a third (assumed)."""
_AT_HOME = 0.7
"""Loss of those at home as a share of the gain of those in a bed (assumed)."""


def _days_saved(year: LastYear) -> Floats:
    v = year.values
    return year.used[:, _BED_DAYS] * v["belief.delayed_for_support"] * v["belief.pickup_saves"]


def _belief(year: LastYear) -> Bundle:
    saved = _days_saved(year)
    return Bundle(used={_BED_DAYS: -saved}, effort=saved * year.values["belief.pickup_cost"])


def _gain(year: LastYear) -> Floats:
    worth = year.values["belief.worth_of_day_at_home"]
    return _days_saved(year) * worth


def _scale(year: LastYear) -> Floats:
    return np.maximum(_days_saved(year) * year.unit_value[_BED_DAYS], SMALLEST_SCALE)


LEVER = Lever(
    name="discharge_pickup",
    title="people in a hospital bed put ahead of people at home",
    identifiers=("E5",),
    unit="months of precedence",
    kinds=("community", "social_care"),
    lowest=-3.0,
    highest=3.0,
    more="Put people in a hospital bed further ahead",
    belief=OfLastYear(_belief),
    gain=OfLastYear(_gain),
    fall_off=_FALL_OFF,
    harm=_AT_HOME,
    scale=_scale,
    source="share of delays from NHS England's delayed transfers; days saved and stiffness assumed",
)
"""The lever."""
