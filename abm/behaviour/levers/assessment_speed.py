"""Social care: how fast a package starts once it is due (E5).

Belief: one unit is one log point of work on assessment. Handover shortens by a known part of it, and with it
the days of delay that hang on social care; social workers are money really spent. A day at home instead
of in a bed does good; pressed further, people are sent home with the wrong care.
"""

import numpy as np

from abm.behaviour.lever import SMALLEST_SCALE, Bundle, Lever, worth_left
from abm.behaviour.situation import Situation
from abm.behaviour.waiting import people_taken_on
from abm.quantities import Floats
from abm.vocabulary import POD

_BED_DAYS = POD["XBD"]
_FALL_OFF = 0.6
"""Log points over which the worth of a day less in a bed falls to a third (assumed)."""
_HURRIED = 0.7
"""Harm of a hurried assessment as a share of the worth of a timely one (assumed)."""


def _days_saved(situation: Situation) -> Floats:
    v = situation.values
    return situation.used[:, _BED_DAYS] * v["belief.delayed_for_support"] * v["community.speed_response"]


def _assessments(situation: Situation) -> Floats:
    """Pounds a year of assessing everybody who gets a package."""
    return people_taken_on(situation) * situation.values["belief.assessment_cost"]


def _belief(situation: Situation) -> Bundle:
    return Bundle(used={_BED_DAYS: -_days_saved(situation)}, effort=_assessments(situation))


def _benefit(situation: Situation, value: Floats) -> Floats:
    worth = situation.values["belief.worth_of_day_at_home"]
    return _days_saved(situation) * worth * worth_left(value, _FALL_OFF, _HURRIED)


def _scale(situation: Situation) -> Floats:
    return np.maximum(_assessments(situation), SMALLEST_SCALE)


LEVER = Lever(
    name="assessment_speed",
    title="work to start packages fast",
    identifiers=("E5",),
    unit="log work on assessment",
    kinds=("social_care",),
    lowest=-1.0,
    highest=1.0,
    more="Did more to start packages fast",
    belief=_belief,
    benefit=_benefit,
    scale=_scale,
    source="NHS England's delayed transfers (share of delays); PSSRU, recalled (cost); stiffness assumed",
)
"""The lever."""
