"""Community and mental health: how much is done for each person on a caseload (E5, E17).

Belief: one unit is one log point of contacts per person and month. Staff are given within the year, so where
people wait most of it is taken from others, and only what slack there is becomes more contacts in all.
The first visits do most; more keeps others waiting.
"""

from abm.behaviour.lever import Bears, Believed, Lever, OfLastYear, Stiffness, Turn, reference_value
from abm.behaviour.situation import LastYear, Situation
from abm.behaviour.waiting import room
from abm.parameter import Parameter
from abm.quantities import Floats
from abm.vocabulary import POD

_DELIVERS = {"community": POD["COMM"], "mental_health": POD["MH"]}
_FALL_OFF = 0.3
"""Log points over which the worth of a further contact falls to a third (assumed)."""
_CROWDING = 0.7
"""Harm to people kept waiting as a share of the worth of a needed contact (assumed)."""


def _belief(situation: Situation) -> Believed:
    pod = _DELIVERS[situation.kind]
    return Believed(delivered={pod: situation.delivered[:, pod] * room(situation)})


def _gain(year: LastYear) -> Floats:
    worth = year.values["belief.worth_of_home_contact"]
    contacts = year.delivered[:, _DELIVERS[year.kind]]
    return contacts * worth


def _scale(year: LastYear) -> Floats:
    return reference_value(year, _DELIVERS[year.kind])


LEVER = Lever(
    name="contact_intensity",
    title="contacts per person on a caseload",
    identifiers=("E5", "E17"),
    unit="log contacts per person and month",
    kinds=("community", "mental_health"),
    lowest=-0.6,
    highest=0.6,
    more="Saw each person on the caseload more often",
    belief=_belief,
    gain=OfLastYear(_gain),
    fall_off=_FALL_OFF,
    harm=_CROWDING,
    scale=_scale,
    believed="contacts, as far as not taken from others",
    stiffness=Stiffness(5.0, 2.0, 15.0, "no response to payment found", "assumed"),
    beliefs=(
        Parameter(
            "belief.worth_of_home_contact",
            0.0004,
            "quality-adjusted life years per contact of a person on a caseload",
            0.0,
            0.002,
            "a person taken on, over some forty contacts, rounded up",
            "assumed",
        ),
    ),
    own_price=(("delivered", ("COMM", "MH"), +1),),
    bears=(
        Bears("community", more=("COMM",), fewer=("caseload begins", "asking ends"), after=1),
        Bears("mental_health", more=("MH",), fewer=("mental begins",), after=1),
        Bears(
            "social_care",
            more=("without_care begins",),
            fewer=("home_care begins", "residential begins", "without_care ends", "asking ends"),
            after=4,
        ),
    ),
    turns=(Turn("intensity"),),
    source="four fifths of further care taken from others where people wait: assumed, as is stiffness",
)
"""The lever."""
