"""Community and social care: how far people in a hospital bed are put ahead of people at home (E5).

Belief: one unit is one month by which somebody waiting in a bed is treated as having asked earlier. It
saves some of the days of delay that hang on the service, and a little arranging out of turn is money really
spent. Each day out of a bed does good; people at home wait the longer for it.
"""

import numpy as np

from abm.behaviour.lever import SMALLEST_SCALE, Bears, Believed, Lever, OfLastYear, Stiffness, Turn
from abm.behaviour.situation import LastYear
from abm.parameter import Parameter
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


def _belief(year: LastYear) -> Believed:
    saved = _days_saved(year)
    return Believed(used={_BED_DAYS: -saved}, effort=saved * year.values["belief.pickup_cost"])


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
    believed="delayed days saved; cost of arranging it",
    stiffness=Stiffness(
        2.0,
        0.5,
        8.0,
        "no response to payment found free of confounding; the fine of 2003 (100 pounds a day) came "
        "with new money",
        "assumed",
    ),
    beliefs=(
        Parameter(
            "belief.pickup_saves",
            0.2,
            "share of these days saved by one month's precedence over people at home",
            0.05,
            0.5,
            "no number found",
            "assumed",
        ),
        Parameter(
            "belief.pickup_cost",
            20.0,
            "pounds of arranging a start out of turn, per delayed day saved",
            5.0,
            60.0,
            "half an hour of a coordinator; NAO 2016 has 67 a day for the care itself",
            "assumed",
        ),
    ),
    own_price=(("used", "XBD", -1),),
    bears=(
        Bears("community", fewer=("XBD",), after=1),
        Bears("community", either=("caseload begins", "asking ends"), after=2),
        Bears("mental_health", either=("mental begins",), after=2),
        Bears("mental_health", fewer=("XBD",), after=5),
        Bears("social_care", fewer=("XBD",), after=3),
        Bears(
            "social_care",
            either=(
                "home_care begins",
                "residential begins",
                "without_care begins",
                "without_care ends",
                "asking ends",
            ),
            after=5,
        ),
    ),
    turns=(Turn("pickup"),),
    source="share of delays from NHS England's delayed transfers; days saved and stiffness assumed",
)
"""The lever."""
