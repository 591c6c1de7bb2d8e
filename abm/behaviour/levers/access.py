"""Practices: how many appointments are offered (E3, E16).

Belief: one unit is one log point of appointments. In a full diary they are taken up by people who would
have been refused, some of whom would have gone to A&E; with room in the diary they stay empty. A session
is paid whoever comes, which is money really spent. The first people let in need it most; a list that
is seen ever more often is made dependent, and clinicians are worn out.
"""

import numpy as np

from abm.behaviour.lever import Bears, Believed, Lever, Stiffness, Turn, reference_value
from abm.behaviour.situation import LastYear, Situation
from abm.quantities import Floats
from abm.vocabulary import POD

_CONTACTS, _ATTENDANCES = POD["GP"], POD["AE"]
_FALL_OFF = 0.3
"""Log points over which the worth of a marginal contact falls to a third (assumed)."""
_OVERDONE = 0.7
"""Harm of a needless contact as a share of the worth of a needed one (assumed)."""


def _kept(situation: Situation) -> Floats:
    """Contacts a year that one unit keeps from being refused."""
    return situation.delivered[:, _CONTACTS] * np.clip(situation.time_pressure, 0, 1)


def _belief(situation: Situation) -> Believed:
    v, kept = situation.values, _kept(situation)
    return Believed(
        delivered={_CONTACTS: kept},
        used={_ATTENDANCES: -kept * v["primary_care.unmet_to_ae"]},
        effort=situation.delivered[:, _CONTACTS] * v["cost.GP"] * v["belief.session_share"],
    )


def _gain(situation: Situation) -> Floats:
    worth = situation.values["belief.worth_of_contact"]
    return _kept(situation) * worth


def _scale(year: LastYear) -> Floats:
    return reference_value(year, _CONTACTS)


LEVER = Lever(
    name="access",
    title="appointments offered",
    identifiers=("E3", "E16"),
    unit="log appointments",
    kinds=("gp_practice",),
    lowest=-0.5,
    highest=0.5,
    more="Offered more appointments",
    belief=_belief,
    gain=_gain,
    fall_off=_FALL_OFF,
    harm=_OVERDONE,
    scale=_scale,
    believed="contacts that would have been refused, fewer A&E attendances; cost of sessions",
    stiffness=Stiffness(
        7.5,
        4.0,
        20.0,
        "prototype against Kralj and Kantarevic 2013 (GP services -6 to -7% when fees give way to a sum)",
        "low",
    ),
    own_price=(("delivered", "GP", +1), ("used", "AE", -1)),
    bears=(Bears("practice", more=("GP",), either=("REF",), after=1),),
    turns=(Turn("access"),),
    source="Cowling et al. 2013 (direction of A&E); cost of a session assumed; stiffness from a prototype",
)
"""The lever."""
