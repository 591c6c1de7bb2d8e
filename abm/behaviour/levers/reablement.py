"""Social care: how many packages start with weeks of getting people back on their feet (E5, E14).

Belief: one unit is one log-odds point of the share of packages that start with reablement. Those
packages last less long, so hours of care fall as packages turn over, unless people waiting fill them. Six
weeks of it cost more than the home care they stand for, which is money really spent. Those who can gain
are chosen first.
"""

import numpy as np

from abm.behaviour.care_packages import HOME_CARE, turned_over
from abm.behaviour.lever import SMALLEST_SCALE, Bears, Believed, Lever, OfLastYear, Stiffness, Turn
from abm.behaviour.situation import LastYear, Situation
from abm.behaviour.waiting import people_taken_on, room
from abm.parameter import Parameter
from abm.quantities import Floats

_FALL_OFF = 1.0
"""Log-odds over which the worth of a further start falls to a third (assumed)."""
_WEARISOME = 0.7
"""Harm to those who cannot gain as a share of the worth for those who can (assumed)."""


def _more_starts(year: LastYear) -> Floats:
    """Packages a year that one unit lets start with reablement."""
    share = year.values["social_care.reablement_share"]
    home = 1 - year.values["social_care.residential_share"]
    return people_taken_on(year) * home * share * (1 - share)


def _fewer_hours(year: LastYear) -> Floats:
    """Hours of home care a year that one unit saves in the end, were nobody waiting."""
    v = year.values
    share, shorter = v["social_care.reablement_share"], 1 - v["social_care.reabled_length"]
    return year.delivered[:, HOME_CARE] * (share * (1 - share) * shorter / (1 - share * shorter))


def _belief(situation: Situation) -> Believed:
    v = situation.values
    reached = turned_over(v["social_care.package_months"], v) * room(situation)
    return Believed(
        delivered={HOME_CARE: -_fewer_hours(situation) * reached},
        effort=_more_starts(situation) * v["belief.reablement_cost"],
    )


def _gain(year: LastYear) -> Floats:
    worth = year.values["belief.worth_of_reablement"]
    return _more_starts(year) * worth


def _scale(year: LastYear) -> Floats:
    return np.maximum(_fewer_hours(year) * year.unit_value[HOME_CARE], SMALLEST_SCALE)


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
    gain=OfLastYear(_gain),
    fall_off=_FALL_OFF,
    harm=_WEARISOME,
    scale=_scale,
    believed="fewer hours as packages turn over, as far as nobody waits; cost of six weeks",
    stiffness=Stiffness(2.0, 0.5, 8.0, "no response to payment found", "assumed"),
    beliefs=(
        Parameter(
            "belief.reablement_cost",
            700.0,
            "pounds of six weeks of reablement beyond the home care it stands for",
            300.0,
            1500.0,
            "PSSRU, recalled: about 2,000 an episode, less six weeks of ordinary home care",
            "low",
        ),
        Parameter(
            "belief.worth_of_reablement",
            0.02,
            "quality-adjusted life years per package that starts with reablement",
            0.0,
            0.1,
            "Glendinning et al. 2010: quality of life a little better; size judged",
            "low",
        ),
    ),
    own_price=(("delivered", "HC", -1),),
    bears=(Bears("social_care", more=("home_care ends",)),),
    turns=(Turn("reabled"),),
    source="Glendinning et al. 2010 (less home care after); PSSRU, recalled (cost); stiffness assumed",
)
"""The lever."""
