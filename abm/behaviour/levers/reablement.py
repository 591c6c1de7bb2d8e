"""Social care: how many packages start with weeks of getting people back on their feet (E5, E14).

Belief: one unit is one log-odds point of the share of packages that start with reablement. Those
packages last less long, so hours of care fall as packages turn over, unless people waiting fill them. Six
weeks of it cost more than the home care they stand for, which is money really spent. Those who can gain
are chosen first.
"""

import numpy as np

from abm.behaviour.care_packages import HOME_CARE, turned_over
from abm.behaviour.lever import SMALLEST_SCALE, Bundle, Lever, worth_left
from abm.behaviour.situation import Situation
from abm.behaviour.waiting import people_taken_on, room
from abm.quantities import Floats

_FALL_OFF = 1.0
"""Log-odds over which the worth of a further start falls to a third (assumed)."""
_WEARISOME = 0.7
"""Harm to those who cannot gain as a share of the worth for those who can (assumed)."""


def _more_starts(situation: Situation) -> Floats:
    """Packages a year that one unit lets start with reablement."""
    share = situation.values["social_care.reablement_share"]
    home = 1 - situation.values["social_care.residential_share"]
    return people_taken_on(situation) * home * share * (1 - share)


def _fewer_hours(situation: Situation) -> Floats:
    """Hours of home care a year that one unit saves in the end, were nobody waiting."""
    v = situation.values
    share, shorter = v["social_care.reablement_share"], 1 - v["social_care.reabled_length"]
    return situation.delivered[:, HOME_CARE] * (share * (1 - share) * shorter / (1 - share * shorter))


def _belief(situation: Situation) -> Bundle:
    v = situation.values
    reached = turned_over(v["social_care.package_months"], v) * room(situation)
    return Bundle(
        delivered={HOME_CARE: -_fewer_hours(situation) * reached},
        effort=_more_starts(situation) * v["belief.reablement_cost"],
    )


def _benefit(situation: Situation, value: Floats) -> Floats:
    worth = situation.values["belief.worth_of_reablement"]
    return _more_starts(situation) * worth * worth_left(value, _FALL_OFF, _WEARISOME)


def _scale(situation: Situation) -> Floats:
    return np.maximum(_fewer_hours(situation) * situation.unit_value[HOME_CARE], SMALLEST_SCALE)


LEVER = Lever(
    name="reablement",
    title="packages that start with reablement",
    identifiers=("E5", "E14"),
    unit="log-odds of the share of packages that start with reablement",
    kinds=("social_care",),
    lowest=-2.5,
    highest=2.5,
    more="Started more packages with reablement",
    belief=_belief,
    benefit=_benefit,
    scale=_scale,
    source="Glendinning et al. 2010 (less home care after); PSSRU, recalled (cost); stiffness assumed",
)
"""The lever."""
