"""Community and mental health: how many crises are met at home (E1, E17).

Belief, community: one unit is one log-odds point of the share of avoidable emergencies cared for at home by
a rapid response, instead of a bed. Mental health: one log-odds point by which a crisis stays out of A&E and
of a bed. Either takes contacts, and a team on call, which is money really spent. Outcomes at home are about
as good and better liked, until those are kept at home who should not be.
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
)
from abm.behaviour.situation import LastYear
from abm.parameter import Parameter
from abm.quantities import Floats
from abm.vocabulary import POD

_NEL, _NELST, _AE, _COMM, _MH, _BED = (POD[p] for p in ("NEL", "NELST", "AE", "COMM", "MH", "MHIP"))
_FALL_OFF = 1.0
"""Log-odds over which the worth of a further response falls to a third (assumed)."""
_UNSAFE = 0.7
"""Harm of keeping home who needed a bed as a share of the worth of a fitting response (assumed)."""


def _spared_emergencies(year: LastYear) -> dict[int, Floats]:
    """Community: emergencies spared, E q (1 - q), in the usual mix of long and short stays."""
    v = year.values
    share = v["community.crisis_share"]
    spared = v["belief.avoidable_share"] * share * (1 - share)
    long, short = year.used[:, _NEL] * spared, year.used[:, _NELST] * spared
    return {_NEL: long, _NELST: short, _AE: long + short}


def _spared_crises(year: LastYear) -> dict[int, Floats]:
    """Mental health: bed days and attendances spared, each q (1 - q) of all crises."""
    v = year.values
    admitted, attending = v["mental_health.admitted_share"], v["mental_health.crisis_to_ae"]
    days = year.used[:, _BED]
    crises = days / max(v["mental_health.stay_days"] * admitted, SMALLEST_FLOW)
    return {_BED: days * (1 - admitted), _AE: crises * attending * (1 - attending)}


def _spared(year: LastYear) -> dict[int, Floats]:
    return _spared_emergencies(year) if year.kind == "community" else _spared_crises(year)


def _people(year: LastYear, spared: dict[int, Floats]) -> Floats:
    """People a year met at home instead."""
    if year.kind == "community":
        return spared[_AE]
    return spared[_AE] + spared[_BED] / year.values["mental_health.stay_days"]


def _belief(year: LastYear) -> Believed:
    v, spared = year.values, _spared(year)
    people = _people(year, spared)
    visits = _COMM if year.kind == "community" else _MH
    return Believed(
        delivered={visits: people * v["community.response_contacts"]},
        used={pod: -units for pod, units in spared.items()},
        effort=people * v["belief.standby_cost"],
    )


def _gain(year: LastYear) -> Floats:
    people = _people(year, _spared(year))
    return people * year.values["belief.worth_of_response"]


def _scale(year: LastYear) -> Floats:
    value = sum(units * year.unit_value[pod] for pod, units in _spared(year).items())
    return np.maximum(value, SMALLEST_SCALE)


LEVER = Lever(
    name="crisis_response",
    title="crises met at home",
    identifiers=("E1", "E17"),
    unit="log-odds of the share of avoidable emergencies met at home",
    kinds=("community", "mental_health"),
    lowest=-2.5,
    highest=2.5,
    more="Met more crises at home",
    belief=OfLastYear(_belief),
    gain=OfLastYear(_gain),
    fall_off=_FALL_OFF,
    harm=_UNSAFE,
    scale=_scale,
    believed="emergencies and bed days spared; contacts; a team on call",
    stiffness=Stiffness(2.0, 0.5, 8.0, "no response to payment found", "assumed"),
    beliefs=(
        Parameter(
            "belief.avoidable_share",
            0.22,
            "share of emergency admissions thought avoidable",
            0.17,
            0.24,
            "O'Cathain et al. 2014: 22%; Nuffield Trust and others: a fifth",
            "high",
        ),
        Parameter(
            "belief.standby_cost",
            100.0,
            "pounds of a team on call per emergency cared for at home, beyond its contacts",
            30.0,
            300.0,
            "evenings and weekends; no number found",
            "assumed",
        ),
        Parameter(
            "belief.worth_of_response",
            0.003,
            "quality-adjusted life years per crisis cared for at home",
            0.0,
            0.02,
            "hospital-at-home trials: about equal outcomes, better liked",
            "low",
        ),
    ),
    own_price=(("delivered", ("COMM", "MH"), +1), ("used", "AE", -1)),
    bears=(
        Bears("community", fewer=("AE", "NEL", "NELST", "AEADM")),
        Bears("mental_health", fewer=("MHIP",)),
    ),
    turns=(Turn("crisis", times=-1),),
    source="O'Cathain et al. 2014 for what is avoidable; team on call and stiffness assumed",
)
"""The lever."""
