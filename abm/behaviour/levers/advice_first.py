"""Practices: how often a would-be referral is put to a consultant first (E2, E7).

Belief: one unit is one log-odds point of the share of would-be referrals on which advice is asked. A
known share of the questions avoids the referral and all that follows from it; a contact in the practice
stands in its place. Asking takes a GP time, and so does managing what is not referred, both felt as the
shadow price of a full diary. The easiest questions are asked first; asking of everybody only delays those
who must be seen anyway.
"""

import numpy as np

from abm.behaviour.lever import (
    SMALLEST_SCALE,
    Bears,
    Believed,
    Lever,
    OfLastYear,
    Stiffness,
    Turn,
    moved_by_log_odds,
)
from abm.behaviour.pathway import avoided, value_avoided
from abm.behaviour.situation import LastYear, Situation
from abm.parameter import Parameter
from abm.quantities import Floats
from abm.vocabulary import POD

_ADVICE, _REFERRALS, _CONTACTS = POD["AG"], POD["REF"], POD["GP"]
_FALL_OFF = 1.0
"""Log-odds over which the worth of a marginal question falls to a third (assumed)."""
_DELAY = 0.7
"""Harm of a needless question as a share of the worth of a needed one (assumed)."""


def _more_questions(year: LastYear) -> Floats:
    """Questions a year that one unit adds, of all that would be referred."""
    asked, avoids = year.used[:, _ADVICE], year.values["primary_care.advice_avoids"]
    return moved_by_log_odds(asked, year.used[:, _REFERRALS] + avoids * asked)


def _belief(situation: Situation) -> Believed:
    v, more = situation.values, _more_questions(situation)
    fewer = more * v["primary_care.advice_avoids"]
    per_minute = v["cost.GP"] / v["primary_care.minutes_per_contact"]
    minutes = more * v["belief.minutes_to_ask_advice"] + fewer * v["primary_care.minutes_saved_by_referring"]
    return Believed(
        delivered={_ADVICE: more, _CONTACTS: fewer},
        used={_ADVICE: more, **avoided(situation.used, situation.used[:, _REFERRALS], fewer)},
        staff_time=minutes * per_minute * np.clip(situation.time_pressure, 0, 1),
    )


def _gain(year: LastYear) -> Floats:
    worth = year.values["belief.worth_of_advice"]
    return _more_questions(year) * worth


def _scale(year: LastYear) -> Floats:
    fewer = _more_questions(year) * year.values["primary_care.advice_avoids"]
    value = value_avoided(year, year.used, year.used[:, _REFERRALS], fewer)
    return np.maximum(value, SMALLEST_SCALE)


LEVER = Lever(
    name="advice_first",
    title="would-be referrals put to a consultant first",
    identifiers=("E2", "E7"),
    unit="log-odds of the share of would-be referrals put to a consultant",
    kinds=("gp_practice",),
    lowest=-2.5,
    highest=2.5,
    more="Asked a consultant first more often",
    belief=_belief,
    gain=OfLastYear(_gain),
    fall_off=_FALL_OFF,
    harm=_DELAY,
    scale=_scale,
    believed="more advice, less of the pathway, a contact in the practice instead; GP time",
    stiffness=Stiffness(2.0, 0.5, 8.0, "no response to payment found", "assumed"),
    beliefs=(
        Parameter(
            "belief.minutes_to_ask_advice",
            8.0,
            "minutes of a GP to write for advice and act on the answer",
            4.0,
            15.0,
            "about one consultation; no number found",
            "assumed",
        ),
        Parameter(
            "belief.worth_of_advice",
            0.001,
            "quality-adjusted life years per question answered by a consultant without a visit",
            0.0,
            0.005,
            "weeks of doubt saved, seldom more; no number found",
            "assumed",
        ),
    ),
    own_price=(("used", "OPFA", -1), ("delivered", "AG", +1), ("delivered", "GP", +1)),
    bears=(Bears("practice", more=("AG",), fewer=("REF",)),),
    turns=(Turn("advice"),),
    source="a third to a half of questions avoid a referral in local schemes; minutes and stiffness assumed",
)
"""The lever."""
