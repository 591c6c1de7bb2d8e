"""Trusts: how many follow-ups are by telephone or letter rather than in clinic (E7).

Belief: one unit is one log-odds point of the share not face to face. Each call stands for a visit and
frees a part of a clinic slot, which first attendances and their follow-ups fill while people wait. A
journey is saved for most; for some a sign is missed, and those fit for a call are called first.
"""

import numpy as np

from abm.behaviour.lever import (
    SMALLEST_FLOW,
    SMALLEST_SCALE,
    Bears,
    Believed,
    Lever,
    OfLastYear,
    Stiffness,
    Turn,
    moved_by_log_odds,
)
from abm.behaviour.situation import LastYear, Situation
from abm.behaviour.waiting import filled
from abm.parameter import Parameter
from abm.quantities import Floats
from abm.vocabulary import POD

_FIRST, _CLINIC, _CALL = (POD[p] for p in ("OPFA", "OPFUP", "NF2F"))
_FALL_OFF = 1.0
"""Log-odds over which the worth of a marginal call falls to a third (assumed)."""
_MISSED = 0.7
"""Harm of a call that should have been a visit as a share of the worth of a fitting one (assumed)."""


def _more_calls(year: LastYear) -> Floats:
    """Follow-ups a year that one unit moves from clinic to telephone."""
    clinic, calls = year.delivered[:, _CLINIC], year.delivered[:, _CALL]
    return moved_by_log_odds(calls, clinic + calls)


def _belief(situation: Situation) -> Believed:
    more, slot = _more_calls(situation), situation.values["planned.follow_up_slot"]
    first, clinic, calls = (situation.delivered[:, pod] for pod in (_FIRST, _CLINIC, _CALL))
    freed = more * slot * filled(situation) / np.maximum(first + slot * clinic, SMALLEST_FLOW)
    return Believed(
        delivered={_FIRST: freed * first, _CLINIC: freed * clinic - more, _CALL: freed * calls + more}
    )


def _gain(year: LastYear) -> Floats:
    worth = year.values["belief.worth_of_a_call"]
    return _more_calls(year) * worth


def _scale(year: LastYear) -> Floats:
    return np.maximum(_more_calls(year) * year.values["cost.OPFUP"], SMALLEST_SCALE)


LEVER = Lever(
    name="virtual_follow_up",
    title="follow-ups by telephone or letter",
    identifiers=("E7",),
    unit="log-odds of the share of follow-ups not face to face",
    kinds=("acute_trust",),
    lowest=-3.0,
    highest=3.0,
    more="Followed up more by telephone or letter",
    belief=_belief,
    gain=OfLastYear(_gain),
    fall_off=_FALL_OFF,
    harm=_MISSED,
    scale=_scale,
    believed="visits become calls; freed slots are filled where people wait",
    stiffness=Stiffness(2.0, 0.5, 8.0, "no response to payment found", "assumed"),
    beliefs=(
        Parameter(
            "belief.worth_of_a_call",
            0.0001,
            "quality-adjusted life years per follow-up by telephone rather than in clinic",
            0.0,
            0.001,
            "half a day's journey saved",
            "assumed",
        ),
    ),
    own_price=(("delivered", "NF2F", +1), ("delivered", "OPFUP", -1)),
    bears=(
        Bears(
            "here",
            more=("OPFA", "NF2F", "left list for first"),
            fewer=("OPFUP", "joined list for first"),
            after=1,
        ),
    ),
    turns=(Turn("remote"),),
    source="consultation on payment development 2017, paragraph 2.9; size assumed",
)
"""The lever."""
