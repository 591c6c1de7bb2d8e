"""Social care: how readily a need is found eligible (E5, E9, E14).

Belief: one unit is one log-odds point of the share of needs found eligible. Hours and weeks of care follow
as packages turn over, as far as places are free; a little fewer people come to A&E. Those in greatest
need are found eligible first; further down, care takes from independence as much as it gives.
"""

import numpy as np

from abm.behaviour.care_packages import HOME_CARE, RESIDENTIAL, attendances_spared, care_years, turned_over
from abm.behaviour.lever import SMALLEST_SCALE, Bears, Believed, Lever, Stiffness, Turn
from abm.behaviour.situation import LastYear, Situation
from abm.behaviour.waiting import room
from abm.quantities import Floats
from abm.vocabulary import POD

_ATTENDANCES = POD["AE"]
_FALL_OFF = 1.0
"""Log-odds over which the worth of a further package falls to a third (assumed)."""
_DEPENDENCE = 0.7
"""Harm of care not needed as a share of the worth of care that is (assumed)."""


def _more_care(situation: Situation) -> tuple[Floats, Floats]:
    """Hours of home care and weeks of residential care a year that one unit adds within the horizon."""
    v = situation.values
    more = (1 - v["social_care.eligible_share"]) * room(situation)
    hours = situation.delivered[:, HOME_CARE] * turned_over(v["social_care.package_months"], v)
    weeks = situation.delivered[:, RESIDENTIAL] * turned_over(v["social_care.residential_months"], v)
    return hours * more, weeks * more


def _belief(situation: Situation) -> Believed:
    hours, weeks = _more_care(situation)
    pounds = hours * situation.unit_value[HOME_CARE] + weeks * situation.unit_value[RESIDENTIAL]
    return Believed(
        delivered={HOME_CARE: hours, RESIDENTIAL: weeks},
        used={_ATTENDANCES: attendances_spared(situation, pounds)},
    )


def _gain(situation: Situation) -> Floats:
    years = care_years(situation.values, *_more_care(situation))
    return years * situation.values["belief.worth_of_care_year"]


def _scale(year: LastYear) -> Floats:
    pods = [HOME_CARE, RESIDENTIAL]
    value = (year.delivered[:, pods] * year.unit_value[pods]).sum(axis=1)
    return np.maximum(value * (1 - year.values["social_care.eligible_share"]), SMALLEST_SCALE)


LEVER = Lever(
    name="eligibility",
    title="needs found eligible for social care",
    identifiers=("E5", "E9", "E14"),
    unit="log-odds of the share of needs found eligible",
    kinds=("social_care",),
    lowest=-2.0,
    highest=2.0,
    more="Found more needs eligible",
    belief=_belief,
    gain=_gain,
    fall_off=_FALL_OFF,
    harm=_DEPENDENCE,
    scale=_scale,
    believed="hours and weeks as packages turn over, as far as there is room; fewer A&E attendances",
    stiffness=Stiffness(
        4.0,
        2.0,
        12.0,
        "no response to payment found; the Care Act 2014 sets a national threshold, so stiffer than "
        "other shares",
        "assumed",
    ),
    own_price=(("delivered", "HC", +1), ("used", "AE", -1)),
    bears=(
        Bears(
            "social_care",
            more=("home_care begins", "residential begins", "without_care ends", "asking ends"),
            fewer=("without_care begins",),
            after=5,
        ),
    ),
    turns=(Turn("eligible"),),
    source="Crawford, Stoye and Zaranko 2018 (A&E); worth and stiffness assumed",
)
"""The lever."""
