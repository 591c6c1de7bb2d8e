"""Trusts: how far consultants help care to stay outside the hospital (E1, E2).

Belief: one unit is one log-odds point of a consultant's advice avoiding a referral. Fewer people begin
the pathway, and GPs ask more where the answer helped. It costs the trust the pathway's income where
that is paid for, and spares its cost where it is not. Patients are spared needless visits, until those
are kept away who should have been seen.
"""

import numpy as np

from abm.behaviour.lever import SMALLEST_SCALE, Believed, Lever, OfLastYear, Stiffness, Turn
from abm.behaviour.pathway import avoided, value_avoided
from abm.behaviour.situation import LastYear
from abm.parameter import Parameter
from abm.quantities import Floats
from abm.vocabulary import POD

_ADVICE, _FIRST = POD["AG"], POD["OPFA"]
_FALL_OFF = 1.0
"""Log-odds over which the worth of a marginal referral avoided falls to a third (assumed)."""
_KEPT_AWAY = 0.7
"""Harm of wrongly avoiding a referral as a share of the worth of rightly avoiding one (assumed)."""


def _fewer_referrals(year: LastYear) -> Floats:
    """Referrals a year that one unit avoids: better answers, and more of them."""
    v = year.values
    avoids = v["primary_care.advice_avoids"]
    return year.delivered[:, _ADVICE] * avoids * (1 - avoids + v["belief.advice_follows"])


def _belief(year: LastYear) -> Believed:
    more = year.delivered[:, _ADVICE] * year.values["belief.advice_follows"]
    fewer = _fewer_referrals(year)
    steps = avoided(year.delivered, year.delivered[:, _FIRST], fewer)
    return Believed(delivered={_ADVICE: more, **steps})


def _gain(year: LastYear) -> Floats:
    worth = year.values["belief.worth_of_good_advice"]
    return _fewer_referrals(year) * worth


def _scale(year: LastYear) -> Floats:
    delivered, fewer = year.delivered, _fewer_referrals(year)
    value = value_avoided(year, delivered, delivered[:, _FIRST], fewer)
    return np.maximum(value, SMALLEST_SCALE)


LEVER = Lever(
    name="cooperation",
    title="consultants' help to keep care outside the hospital",
    identifiers=("E1", "E2"),
    unit="log-odds of the share of advice that avoids a referral",
    kinds=("acute_trust",),
    lowest=-2.0,
    highest=2.0,
    more="Helped more to keep care outside the hospital",
    belief=OfLastYear(_belief),
    gain=OfLastYear(_gain),
    fall_off=_FALL_OFF,
    harm=_KEPT_AWAY,
    scale=_scale,
    believed="more advice, less of the pathway that follows a referral",
    stiffness=Stiffness(
        3.0,
        1.0,
        10.0,
        "no response to payment found; slower than a share in one clinic, as it takes both",
        "assumed",
    ),
    beliefs=(
        Parameter(
            "belief.advice_follows",
            0.3,
            "log points more advice asked per log-odds point of consultants' advice avoiding a referral",
            0.0,
            1.0,
            "GPs ask again where the answer helped; no number found",
            "assumed",
        ),
        Parameter(
            "belief.worth_of_good_advice",
            0.002,
            "quality-adjusted life years per referral avoided by consultants' advice",
            0.0,
            0.01,
            "half a marginal referral's worth; no number found",
            "assumed",
        ),
    ),
    own_price=(("delivered", "OPFA", -1), ("delivered", "AG", +1)),
    bears=(),
    turns=(Turn("advice_avoids"),),
    source="direction from whole-system payment guidance 2021; size and stiffness assumed",
)
"""The lever."""
