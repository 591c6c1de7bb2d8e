"""Trusts: how much planned work is done with the slots and theatres there are (E4).

Belief: one unit is one log point of planned work: evening lists, weekends, fuller sessions. It needs
people waiting. Beyond what a unit costs anyway it is paid at a premium, which is money really spent, and
it brings treatments within the time that is measured. Those who gain most from being seen sooner go first;
tired teams and crowded lists take from the rest.
"""

from abm.behaviour.lever import Bears, Believed, Lever, Stiffness, reference_value
from abm.behaviour.measures import failures_of
from abm.behaviour.pathway import PATHWAY
from abm.behaviour.situation import LastYear, Situation
from abm.behaviour.waiting import filled, people_taken_on
from abm.quantities import Floats
from abm.vocabulary import OUTCOME

_FALL_OFF = 0.3
"""Log points over which the worth of being seen sooner falls to a third (assumed)."""
_HASTE = 0.7
"""Harm of overfull lists as a share of the worth of being seen sooner (assumed)."""


def _belief(situation: Situation) -> Believed:
    v, more = situation.values, filled(situation)
    in_time = failures_of(situation, "planned_in_time") * v["belief.failures_cured"]
    return Believed(
        delivered={pod: situation.delivered[:, pod] * more for pod in PATHWAY},
        outcomes={OUTCOME["planned_in_time"]: in_time * more},
        effort=_scale(situation) * (v["belief.overtime_premium"] * more),
    )


def _gain(situation: Situation) -> Floats:
    worth = situation.values["belief.worth_of_sooner"]
    sooner = people_taken_on(situation) * filled(situation)
    return sooner * worth


def _scale(year: LastYear) -> Floats:
    return reference_value(year, *PATHWAY)


LEVER = Lever(
    name="planned_effort",
    title="planned work done with the slots and theatres there are",
    identifiers=("E4",),
    unit="log planned work",
    kinds=("acute_trust",),
    lowest=-0.5,
    highest=0.5,
    more="Did more planned work with the same slots",
    belief=_belief,
    gain=_gain,
    fall_off=_FALL_OFF,
    harm=_HASTE,
    scale=_scale,
    believed="planned work, where people wait, at a premium; more treated in time",
    stiffness=Stiffness(
        14.0, 10.0, 40.0, "prototype against Januleviciute et al. 2016 (no surgical response)", "low"
    ),
    own_price=(("delivered", "EL", +1), ("outcomes", "planned_in_time", +1)),
    bears=(
        Bears(
            "here",
            more=("OPFA", "left list for first", "DC", "EL", "left list for treatment"),
            fewer=("joined list for first", "joined list for treatment"),
        ),
    ),
    turns=(),
    source="stiffness from a prototype against Januleviciute et al. 2016; premium assumed",
)
"""The lever."""
