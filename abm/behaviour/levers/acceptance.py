"""Community and mental health: how readily a new need is accepted (E4, E9, E17).

Belief: one unit is one log-odds point of the share of people brought to the service whom it takes on. With
free places that is more care; with a line at the door mostly a longer line. Some of those turned away
come back as emergencies, and fewer die where they wished. Those who need it most are accepted first.
"""

import numpy as np

from abm.behaviour.lever import SMALLEST_SCALE, Bears, Believed, Lever, Stiffness
from abm.behaviour.situation import LastYear, Situation
from abm.behaviour.waiting import people_taken_on, room
from abm.quantities import Floats
from abm.vocabulary import OUTCOME, POD

_DELIVERS = {"community": POD["COMM"], "mental_health": POD["MH"]}
_AVOIDS = {"community": (POD["NEL"], POD["AE"]), "mental_health": (POD["AE"],)}
_FALL_OFF = 1.0
"""Log-odds over which the worth of taking on one more falls to a third (assumed)."""
_CROWDED = 0.7
"""Harm to those on the caseload as a share of the worth of taking on one in need (assumed)."""


def _more(situation: Situation) -> Floats:
    """Share by which one unit adds to those taken on: 1 - accepted share, as far as there is room."""
    return (1 - situation.values["community.accepted_share"]) * room(situation)


def _belief(situation: Situation) -> Believed:
    v, kind, more = situation.values, situation.kind, _more(situation)
    spared = people_taken_on(situation) * more * v["belief.emergency_per_person_declined"]
    deaths = situation.outcomes[:, OUTCOME["died_where_wished"], 1] * v["belief.deaths_on_caseload"]
    at_home = deaths * v["end_of_life.home_team"] * more
    return Believed(
        delivered={_DELIVERS[kind]: situation.delivered[:, _DELIVERS[kind]] * more},
        used=dict.fromkeys(_AVOIDS[kind], -spared),
        outcomes={OUTCOME["died_where_wished"]: at_home} if kind == "community" else {},
    )


def _gain(situation: Situation) -> Floats:
    worth = situation.values["belief.worth_of_person_taken_on"]
    return people_taken_on(situation) * _more(situation) * worth


def _scale(year: LastYear) -> Floats:
    pod = _DELIVERS[year.kind]
    at_the_door = 1 - year.values["community.accepted_share"]
    return np.maximum(year.delivered[:, pod] * year.unit_value[pod] * at_the_door, SMALLEST_SCALE)


LEVER = Lever(
    name="acceptance",
    title="readiness to accept a new need",
    identifiers=("E4", "E9", "E17"),
    unit="log-odds of the share of new needs accepted",
    kinds=("community", "mental_health"),
    lowest=-2.5,
    highest=2.5,
    more="Accepted more of those referred",
    belief=_belief,
    gain=_gain,
    fall_off=_FALL_OFF,
    harm=_CROWDED,
    scale=_scale,
    believed="more care as far as there is room; fewer emergencies of those turned away",
    stiffness=Stiffness(2.0, 0.5, 8.0, "no response to payment found", "assumed"),
    own_price=(("delivered", ("COMM", "MH"), +1), ("used", "AE", -1)),
    bears=(
        Bears("community", more=("asking begins", "caseload begins", "asking ends")),
        Bears("mental_health", more=("mental begins",)),
        Bears(
            "social_care",
            more=(
                "asking begins",
                "home_care begins",
                "residential begins",
                "without_care ends",
                "asking ends",
            ),
            fewer=("without_care begins",),
            after=3,
        ),
    ),
    turns=(),
    source="consultation on payment development 2017, paragraph 3.3; sizes and stiffness assumed",
)
"""The lever."""
