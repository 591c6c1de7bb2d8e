"""Trusts: how many follow-ups are booked for a first attendance (E1, E7).

Belief: one unit is one log point of follow-ups, face to face and not. Some follow-up finds what was
missed; more of it finds less, and takes clinic time from people not yet seen.
"""

from abm.behaviour.lever import Bears, Believed, Lever, OfLastYear, Stiffness, Turn, reference_value
from abm.behaviour.situation import LastYear
from abm.parameter import Parameter
from abm.quantities import Floats
from abm.vocabulary import POD

_FOLLOW_UPS = (POD["OPFUP"], POD["NF2F"])
_FALL_OFF = 0.3
"""Log points over which the worth of a marginal follow-up falls to a third (assumed)."""
_CROWDING = 0.7
"""Harm to people kept waiting, as a share of the worth of a needed follow-up (assumed)."""


def _belief(year: LastYear) -> Believed:
    return Believed(delivered={pod: year.delivered[:, pod] for pod in _FOLLOW_UPS})


def _gain(year: LastYear) -> Floats:
    worth = year.values["belief.worth_of_marginal_follow_up"]
    seen = year.delivered[:, list(_FOLLOW_UPS)].sum(axis=1)
    return seen * worth


def _scale(year: LastYear) -> Floats:
    return reference_value(year, *_FOLLOW_UPS)


LEVER = Lever(
    name="follow_up_ratio",
    title="follow-ups booked for a first attendance",
    identifiers=("E1", "E7"),
    unit="log follow-ups",
    kinds=("acute_trust",),
    lowest=-0.6,
    highest=0.6,
    more="Booked more follow-ups for a first attendance",
    belief=OfLastYear(_belief),
    gain=OfLastYear(_gain),
    fall_off=_FALL_OFF,
    harm=_CROWDING,
    scale=_scale,
    believed="its follow-ups, face to face and not",
    stiffness=Stiffness(4.0, 2.0, 12.0, "prototype", "low"),
    beliefs=(
        Parameter(
            "belief.worth_of_marginal_follow_up",
            0.0006,
            "quality-adjusted life years per marginal follow-up",
            0.0,
            0.004,
            "patient-initiated follow-up trials find little lost",
            "assumed",
        ),
    ),
    own_price=(("delivered", "OPFUP", +1),),
    bears=(
        Bears(
            "here",
            more=("OPFUP", "NF2F", "joined list for first"),
            fewer=("OPFA", "left list for first"),
            after=1,
        ),
    ),
    turns=(Turn("follow_up"),),
    drift=0.03,
    source="stiffness from an aggregate prototype; response of one by definition",
)
"""The lever."""
