"""Trusts, community, mental health and social care: how much is kept open, decided yearly (E4, E5, E11, E12).

Belief: one unit is one log point of stepped capacity: clinics, theatres and beds, or places on a caseload.
It costs what stepped capacity costs, which is money really spent, and is used as far as people wait for it.
Under a fixed sum a deficit closes it; under pay by activity a wait may open it. People are seen sooner;
the longer it goes on, the less they need what is added. The scale is what a unit costs in all, open and
run, so that a deficit closes the same share of a provider whatever its mix of costs.
"""

import numpy as np

from abm.behaviour.lever import SMALLEST_SCALE, Bears, Believed, Lever, Stiffness, Turn
from abm.behaviour.measures import failures_of
from abm.behaviour.pathway import PATHWAY
from abm.behaviour.situation import LastYear, Situation
from abm.behaviour.waiting import filled, people_taken_on
from abm.quantities import Floats
from abm.vocabulary import OUTCOME, POD

_DELIVERS = {
    "acute_trust": PATHWAY,
    "community": (POD["COMM"],),
    "mental_health": (POD["MH"],),
    "social_care": (POD["HC"], POD["RES"]),
}
_FALL_OFF = 0.3
"""Log points over which the worth of a further place falls to a third (assumed)."""
_NEEDLESS = 0.7
"""Harm of care that was not needed as a share of the worth of care that was (assumed)."""


def _outcomes(year: LastYear, more: Floats) -> dict[int, Floats]:
    """Recorded successes one unit brings: treated in time, or a caseload that lets people die at home."""
    v = year.values
    if year.kind == "acute_trust":
        late = failures_of(year, "planned_in_time")
        return {OUTCOME["planned_in_time"]: late * v["belief.failures_cured"] * more}
    if year.kind == "community":
        deaths = year.outcomes[:, OUTCOME["died_where_wished"], 1] * v["belief.deaths_on_caseload"]
        return {OUTCOME["died_where_wished"]: deaths * v["end_of_life.home_team"] * more}
    return {}


def _belief(situation: Situation) -> Believed:
    more = filled(situation)
    return Believed(
        delivered={pod: situation.delivered[:, pod] * more for pod in _DELIVERS[situation.kind]},
        outcomes=_outcomes(situation, more),
        stepped=situation.capacity_cost,
    )


def _gain(situation: Situation) -> Floats:
    sooner = situation.kind == "acute_trust"
    worth = situation.values["belief.worth_of_sooner" if sooner else "belief.worth_of_person_taken_on"]
    people = people_taken_on(situation) * filled(situation)
    return people * worth


def _scale(year: LastYear) -> Floats:
    pods = list(_DELIVERS[year.kind])
    run = (year.delivered[:, pods] * year.unit_cost[:, pods]).sum(axis=1)
    return np.maximum(year.capacity_cost + run, SMALLEST_SCALE)


LEVER = Lever(
    name="capacity",
    title="clinics, theatres, beds or places kept open",
    identifiers=("E4", "E5", "E11", "E12"),
    unit="log stepped capacity",
    kinds=("acute_trust", "community", "mental_health", "social_care"),
    lowest=-0.5,
    highest=0.5,
    more="Kept more capacity open",
    belief=_belief,
    gain=_gain,
    fall_off=_FALL_OFF,
    harm=_NEEDLESS,
    scale=_scale,
    believed="what it delivers, as far as people wait; the cost of what is kept open",
    stiffness=Stiffness(
        7.0,
        4.0,
        20.0,
        "a budget must balance: with the weight of a deficit at 15, a cut to a fixed sum of a share m "
        "moves capacity by 0.65 x 15 m / k, and 7 passes on about the whole of a cut at the next "
        "April; as the deficit closes it settles at about half; below 4 capacity would swing from "
        "year to year",
        "assumed",
    ),
    own_price=(("delivered", ("OPFA", "COMM", "MH", "HC"), +1),),
    bears=(
        Bears(
            "here",
            more=("OPFA", "left list for first", "DC", "EL", "left list for treatment"),
            fewer=("joined list for first", "joined list for treatment"),
        ),
        Bears("community", more=("caseload begins", "asking ends")),
        Bears("community", fewer=("XBD",), after=1),
        Bears("mental_health", more=("mental begins",)),
        Bears("mental_health", fewer=("XBD",), after=5),
        Bears(
            "social_care",
            more=("home_care begins", "residential begins", "without_care ends", "asking ends"),
            fewer=("without_care begins", "XBD"),
            after=3,
        ),
    ),
    turns=(Turn("beds"),),
    source="stiffness such that most of a cut to a fixed sum is passed into capacity; otherwise assumed",
    cadence=12,
)
"""The lever."""
