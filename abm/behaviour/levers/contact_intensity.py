"""Community and mental health: how much is done for each person on a caseload (E5, E17).

Belief: one unit is one log point of contacts per person and month. Staff are given within the year, so where
people wait most of it is taken from others, and only what slack there is becomes more contacts in all.
The first visits do most; more keeps others waiting.
"""

from abm.behaviour.lever import Bundle, Lever, OfLastYear, reference_value
from abm.behaviour.situation import LastYear, Situation
from abm.behaviour.waiting import room
from abm.quantities import Floats
from abm.vocabulary import POD

_DELIVERS = {"community": POD["COMM"], "mental_health": POD["MH"]}
_FALL_OFF = 0.3
"""Log points over which the worth of a further contact falls to a third (assumed)."""
_CROWDING = 0.7
"""Harm to people kept waiting as a share of the worth of a needed contact (assumed)."""


def _belief(situation: Situation) -> Bundle:
    pod = _DELIVERS[situation.kind]
    return Bundle(delivered={pod: situation.delivered[:, pod] * room(situation)})


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
    source="four fifths of further care taken from others where people wait: assumed, as is stiffness",
)
"""The lever."""
