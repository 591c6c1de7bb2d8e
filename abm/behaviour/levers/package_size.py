"""Social care: how many hours a home care package has (E5, E9, E14).

Belief: one unit is one log point of hours a week. Care workers are given within the year, so where people
wait most of the hours are taken from others' packages. A little fewer people come to A&E. The first hours
of a day do most.
"""

from abm.behaviour.care_packages import HOME_CARE, attendances_spared, care_years
from abm.behaviour.lever import Bears, Believed, Lever, Stiffness, Turn, reference_value
from abm.behaviour.situation import LastYear, Situation
from abm.behaviour.waiting import room
from abm.quantities import Floats
from abm.vocabulary import POD

_ATTENDANCES = POD["AE"]
_FALL_OFF = 0.3
"""Log points over which the worth of a further hour falls to a third (assumed)."""
_DEPENDENCE = 0.7
"""Harm of hours not needed as a share of the worth of hours that are (assumed)."""


def _more_hours(situation: Situation) -> Floats:
    return situation.delivered[:, HOME_CARE] * room(situation)


def _belief(situation: Situation) -> Believed:
    hours = _more_hours(situation)
    pounds = hours * situation.unit_value[HOME_CARE]
    return Believed(delivered={HOME_CARE: hours}, used={_ATTENDANCES: attendances_spared(situation, pounds)})


def _gain(situation: Situation) -> Floats:
    years = care_years(situation.values, _more_hours(situation))
    return years * situation.values["belief.worth_of_care_year"]


def _scale(year: LastYear) -> Floats:
    return reference_value(year, HOME_CARE)


LEVER = Lever(
    name="package_size",
    title="hours in a home care package",
    identifiers=("E5", "E9", "E14"),
    unit="log hours a week",
    kinds=("social_care",),
    lowest=-0.5,
    highest=0.5,
    more="Gave more hours in a package",
    belief=_belief,
    gain=_gain,
    fall_off=_FALL_OFF,
    harm=_DEPENDENCE,
    scale=_scale,
    believed="hours, as far as not taken from others; fewer A&E attendances",
    stiffness=Stiffness(5.0, 2.0, 15.0, "no response to payment found", "assumed"),
    own_price=(("delivered", "HC", +1),),
    bears=(
        Bears("community", fewer=("caseload begins", "asking ends"), after=1),
        Bears("mental_health", fewer=("mental begins",), after=1),
        Bears(
            "social_care",
            more=("HC", "without_care begins"),
            fewer=("home_care begins", "residential begins", "without_care ends", "asking ends"),
            after=4,
        ),
    ),
    turns=(Turn("intensity"),),
    source="Crawford, Stoye and Zaranko 2018 (A&E); worth and stiffness assumed",
)
"""The lever."""
