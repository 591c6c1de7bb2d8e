"""Practices: how readily a problem is referred to hospital at equal severity (E2).

Belief: one unit is one log point of the list's planned hospital care: first attendances, follow-ups
and treatments. A problem that is referred is one contact less in the practice, with its fee where there is
one; it saves a GP further time, worth the shadow price of a full diary, and costs whoever holds the list's
hospital spend. Pressure itself acts in the clinic, not here.
"""

import numpy as np

from abm.behaviour.lever import Bears, Believed, Lever, OfLastYear, Stiffness, Turn, reference_value
from abm.behaviour.pathway import PATHWAY
from abm.behaviour.situation import LastYear, Situation
from abm.parameter import Parameter
from abm.quantities import Floats
from abm.vocabulary import POD

_REFERRALS, _CONTACTS = POD["REF"], POD["GP"]
_FALL_OFF = 0.3
"""Log points over which the worth of a marginal referral falls to a third (assumed)."""
_NEEDLESS = 0.7
"""Harm and burden of a needless referral as a share of the worth of a needed one (assumed)."""


def _belief(situation: Situation) -> Believed:
    v = situation.values
    per_minute = v["cost.GP"] / v["primary_care.minutes_per_contact"]
    saved = v["primary_care.minutes_saved_by_referring"] * per_minute
    referrals = situation.used[:, _REFERRALS]
    return Believed(
        delivered={_CONTACTS: -referrals},
        used={pod: situation.used[:, pod] for pod in PATHWAY},
        staff_time=-referrals * saved * np.clip(situation.time_pressure, 0, 1),
    )


def _gain(year: LastYear) -> Floats:
    worth = year.values["belief.worth_of_marginal_referral"]
    return year.used[:, _REFERRALS] * worth


def _scale(year: LastYear) -> Floats:
    return reference_value(year, *PATHWAY, used=True)


LEVER = Lever(
    name="referral_threshold",
    title="readiness to refer to hospital at equal severity",
    identifiers=("E2",),
    unit="log referrals",
    kinds=("gp_practice",),
    lowest=-0.5,
    highest=0.5,
    more="Referred more at equal severity",
    belief=_belief,
    gain=OfLastYear(_gain),
    fall_off=_FALL_OFF,
    harm=_NEEDLESS,
    scale=_scale,
    believed=(
        "its list's first attendances, follow-ups and treatments; a contact less in the practice; GP time "
        "saved where the diary is full"
    ),
    stiffness=Stiffness(
        7.5, 4.0, 20.0, "prototype against Kralj and Kantarevic 2013 (GP services -6 to -7%)", "low"
    ),
    beliefs=(
        Parameter(
            "belief.worth_of_marginal_referral",
            0.004,
            "quality-adjusted life years per marginal referral",
            0.0,
            0.02,
            "no number found",
            "assumed",
        ),
    ),
    own_price=(("used", "OPFA", +1), ("delivered", "GP", -1)),
    bears=(Bears("practice", more=("REF",), fewer=("GP",)), Bears("practice", more=("AG", "ENH"), after=1)),
    turns=(Turn("referral"),),
    drift=0.01,
    source="minutes saved assumed; stiffness from a prototype against Kralj and Kantarevic 2013",
)
"""The lever."""
