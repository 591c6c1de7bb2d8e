"""Social care: how fast a package starts once it is due (E5).

Belief: one unit is one log point of work on assessment. Handover shortens by a known part of it, and with it
the days of delay that hang on social care; social workers are money really spent. A day at home instead
of in a bed does good; pressed further, people are sent home with the wrong care.
"""

import numpy as np

from abm.behaviour.lever import SMALLEST_SCALE, Bears, Believed, Lever, OfLastYear, Stiffness, Turn
from abm.behaviour.situation import LastYear
from abm.behaviour.waiting import people_taken_on
from abm.parameter import Parameter
from abm.quantities import Floats
from abm.vocabulary import POD

_BED_DAYS = POD["XBD"]
_FALL_OFF = 0.6
"""Log points over which the worth of a day less in a bed falls to a third (assumed)."""
_HURRIED = 0.7
"""Harm of a hurried assessment as a share of the worth of a timely one (assumed)."""


def _days_saved(year: LastYear) -> Floats:
    v = year.values
    return year.used[:, _BED_DAYS] * v["belief.delayed_for_support"] * v["community.speed_response"]


def _assessments(year: LastYear) -> Floats:
    """Pounds a year of assessing everybody who gets a package."""
    return people_taken_on(year) * year.values["belief.assessment_cost"]


def _belief(year: LastYear) -> Believed:
    return Believed(used={_BED_DAYS: -_days_saved(year)}, effort=_assessments(year))


def _gain(year: LastYear) -> Floats:
    worth = year.values["belief.worth_of_day_at_home"]
    return _days_saved(year) * worth


def _scale(year: LastYear) -> Floats:
    return np.maximum(_assessments(year), SMALLEST_SCALE)


LEVER = Lever(
    name="assessment_speed",
    title="work to start packages fast",
    identifiers=("E5",),
    unit="log work on assessment",
    kinds=("social_care",),
    lowest=-1.0,
    highest=1.0,
    more="Did more to start packages fast",
    belief=OfLastYear(_belief),
    gain=OfLastYear(_gain),
    fall_off=_FALL_OFF,
    harm=_HURRIED,
    scale=_scale,
    believed="delayed days saved; cost of social workers",
    stiffness=Stiffness(5.0, 2.0, 15.0, "no response to payment found", "assumed"),
    beliefs=(
        Parameter(
            "belief.assessment_cost",
            250.0,
            "pounds of an assessment for social care",
            150.0,
            500.0,
            "PSSRU Unit Costs 2018, recalled: about five hours of a social worker",
            "low",
        ),
    ),
    own_price=(("used", "XBD", -1),),
    bears=(
        Bears("community", fewer=("XBD",)),
        Bears("mental_health", fewer=("XBD",), after=4),
        Bears("social_care", fewer=("XBD",), after=2),
    ),
    turns=(Turn("handover", "community.speed_response", times=-1),),
    source="NHS England's delayed transfers (share of delays); PSSRU, recalled (cost); stiffness assumed",
)
"""The lever."""
