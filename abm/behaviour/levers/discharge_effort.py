"""Trusts: how much is done to send people home in time (E5).

Belief: one unit is one log point of discharge work: teams, transport, planning from the first day. Days of
delay fall, and stays with them; where people wait, some of the freed beds are filled by planned patients.
Teams are money really spent. A day at home instead of in a bed does people good; pressed further, they
leave before they are fit.
"""

from abm.behaviour.lever import Bears, Believed, Lever, OfLastYear, Stiffness, Turn, reference_value
from abm.behaviour.measures import failures_of
from abm.behaviour.situation import LastYear, Situation
from abm.behaviour.waiting import filled
from abm.parameter import Parameter
from abm.quantities import Floats
from abm.vocabulary import OUTCOME, POD

_SPELLS, _BED_DAYS, _PLANNED = (POD[p] for p in ("NEL", "XBD", "EL"))
_FALL_OFF = 0.6
"""Log points over which the worth of a day less in a bed falls to a third (assumed)."""
_HURRIED = 0.7
"""Harm of a hurried discharge as a share of the worth of a timely one (assumed)."""


def _beds_refilled(situation: Situation) -> Floats:
    """Planned spells a year in the bed days that one unit frees."""
    v = situation.values
    stays = situation.delivered[:, _SPELLS] * v["belief.days_of_emergency_spell"] * v["urgent.hurried_stay"]
    freed = stays + situation.delivered[:, _BED_DAYS] * v["community.speed_response"]
    return freed * v["belief.beds_refilled"] * filled(situation) / v["planned.elective_stay"]


def _belief(situation: Situation) -> Believed:
    v = situation.values
    response = v["community.speed_response"]
    return Believed(
        delivered={
            _BED_DAYS: -response * situation.delivered[:, _BED_DAYS],
            _PLANNED: _beds_refilled(situation),
        },
        outcomes={OUTCOME["timely_discharge"]: response * failures_of(situation, "timely_discharge")},
        effort=situation.delivered[:, _SPELLS] * v["belief.discharge_team_cost"],
    )


def _gain(year: LastYear) -> Floats:
    v = year.values
    days = v["community.speed_response"] * year.delivered[:, _BED_DAYS]
    return days * v["belief.worth_of_day_at_home"]


def _scale(year: LastYear) -> Floats:
    return reference_value(year, _BED_DAYS)


LEVER = Lever(
    name="discharge_effort",
    title="work done to send people home in time",
    identifiers=("E5",),
    unit="log discharge work",
    kinds=("acute_trust",),
    lowest=-1.0,
    highest=1.0,
    more="Did more to send people home in time",
    belief=_belief,
    gain=OfLastYear(_gain),
    fall_off=_FALL_OFF,
    harm=_HURRIED,
    scale=_scale,
    believed="fewer delayed days and shorter stays; some freed beds filled; cost of teams",
    stiffness=Stiffness(
        4.0,
        1.0,
        15.0,
        "prototype: at least 15 for a log point of delayed days, times the squared response of a half",
        "low",
    ),
    beliefs=(
        Parameter(
            "belief.days_of_emergency_spell",
            10.0,
            "days, mean of an emergency spell of a day or more",
            8.0,
            11.0,
            "NAO 2018: 5.79 days over all emergency spells, nearly half of them short",
            "medium",
        ),
        Parameter(
            "belief.beds_refilled",
            0.2,
            "share of freed bed days filled by planned patients where people wait",
            0.0,
            0.5,
            "most fill with emergencies or stay free: occupancy falls; judged",
            "assumed",
        ),
        Parameter(
            "belief.discharge_team_cost",
            40.0,
            "pounds of discharge teams and transport per longer emergency spell and log point",
            15.0,
            100.0,
            "an hour of a nurse and a share of transport",
            "assumed",
        ),
    ),
    own_price=(("delivered", "XBD", -1), ("outcomes", "timely_discharge", +1)),
    bears=(Bears("here", fewer=("XBD",)),),
    turns=(
        Turn("stay", "urgent.hurried_stay", times=-1),
        Turn("hospital_handover", "community.speed_response", times=-1),
    ),
    source="Kahn et al. 1990 and Farrar et al. 2009 (length of stay under a price per case); teams assumed",
)
"""The lever."""
