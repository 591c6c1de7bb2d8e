"""Practices and community providers: effort on proactive care of people with long-term conditions (E3).

Belief: one unit is one log-odds point of the share of eligible people enrolled; a person enrolled
for a year avoids a believed share of avoidable emergencies, reached with a lag, so that a short
horizon sees little of it. It takes staff time now, dearer in a full diary. It pays whoever is paid
for it, or holds the cost of what it avoids long enough.
"""

import numpy as np

from abm.behaviour.lever import (
    SMALLEST_SCALE,
    Bears,
    Believed,
    Lever,
    OfLastYear,
    Stiffness,
    reached_within_horizon,
)
from abm.behaviour.situation import LastYear, Situation
from abm.parameter import Parameter
from abm.quantities import MONTHS_PER_YEAR, Floats
from abm.vocabulary import OUTCOME, POD

_PREV, _NEL, _NELST, _AE = (POD[p] for p in ("PREV", "NEL", "NELST", "AE"))
_ENROLLED = OUTCOME["proactive_care"]
_FALL_OFF = 2.0
"""Log-odds over which the worth of a further month falls to a third; who gains most comes first (assumed)."""


def _more_enrolled(year: LastYear) -> Floats:
    """Person-years in proactive care for one unit: eligible x share x (1 - share)."""
    share = np.clip(year.enrolled / np.maximum(year.eligible, 1e-9), 0.02, 0.98)
    reach = 1.0 if year.kind == "gp_practice" else year.values["community.proactive_reach"]
    return reach * year.eligible * share * (1 - share)


def _avoided(year: LastYear, people: Floats) -> dict[int, Floats]:
    """Emergencies believed avoided within the horizon: attendances, and spells in the usual mix."""
    v = year.values
    avoided = people * v["belief.avoidable_per_eligible"] * v["belief.avoidable_by_proactive"]
    avoided *= reached_within_horizon(v["illness.control_lag"] * MONTHS_PER_YEAR, v)
    spells = year.used[:, [_NEL, _NELST]]
    long_share = spells[:, 0] / np.maximum(spells.sum(axis=1), 1e-9)
    return {_NEL: -avoided * long_share, _NELST: -avoided * (1 - long_share), _AE: -avoided}


def _belief(situation: Situation) -> Believed:
    v, people = situation.values, _more_enrolled(situation)
    months = people * MONTHS_PER_YEAR
    delivers = situation.delivered[:, _PREV] > 0
    minutes = v["primary_care.proactive_minutes"] / v["primary_care.minutes_per_contact"]
    dearer = minutes * v["cost.GP"] * np.clip(situation.time_pressure, 0, 1)
    done_unpaid = np.where(delivers, 0.0, v["cost.PREV"] * v["cost.variable_share.community"])
    return Believed(
        delivered={_PREV: np.where(delivers, months, 0.0)},
        used=_avoided(situation, people),
        outcomes={_ENROLLED: months},
        effort=months * done_unpaid,
        staff_time=months * dearer,
    )


def _gain(year: LastYear) -> Floats:
    months = _more_enrolled(year) * MONTHS_PER_YEAR
    return months * year.values["belief.worth_of_proactive_month"]


def _scale(year: LastYear) -> Floats:
    months = np.maximum(year.enrolled, 0.05 * year.eligible) * MONTHS_PER_YEAR
    return np.maximum(months * year.values["cost.PREV"], SMALLEST_SCALE)


LEVER = Lever(
    name="proactive_care",
    title="effort on proactive care of people with long-term conditions",
    identifiers=("E3",),
    unit="log-odds of the share of eligible people enrolled",
    kinds=("gp_practice", "community"),
    lowest=-2.5,
    highest=2.5,
    more="Put more effort into proactive care",
    belief=_belief,
    gain=OfLastYear(_gain),
    fall_off=_FALL_OFF,
    harm=0.0,
    scale=_scale,
    believed=(
        "resident-months enrolled; emergencies avoided, as far as reached within the horizon; staff time, "
        "dearer in a full diary"
    ),
    stiffness=Stiffness(2.0, 1.5, 3.0, "prototype", "low"),
    beliefs=(
        Parameter(
            "belief.avoidable_by_proactive",
            0.12,
            "believed fall in an enrolled person's avoidable emergencies",
            0.0,
            0.25,
            "Harrison et al. 2014 (-8% by year seven), Oregon (-25%); managers expect more than trials find",
            "low",
        ),
        Parameter(
            "belief.avoidable_per_eligible",
            0.12,
            "believed avoidable admissions per eligible person-year",
            0.05,
            0.2,
            "what the model's reference year has: half of avoidable admissions fall on the eligible tenth",
            "assumed",
        ),
        Parameter(
            "belief.worth_of_proactive_month",
            0.001,
            "quality-adjusted life years per enrolled month",
            0.0,
            0.004,
            "Stokes et al. 2015: self-rated health +0.07 SD",
            "low",
        ),
    ),
    own_price=(("delivered", "PREV", +1), ("used", "NEL", -1), ("outcomes", "proactive_care", +1)),
    bears=(
        Bears(
            "practice",
            more=("enrolled begins", "PREV"),
            fewer=("enrolled ends", "AE", "NEL", "NELST", "AEADM"),
            after=1,
        ),
        Bears(
            "community",
            more=("enrolled begins", "PREV"),
            fewer=("enrolled ends", "AE", "NEL", "NELST", "AEADM"),
            after=1,
        ),
    ),
    turns=(),
    drift=0.05,
    source="Harrison et al. 2014, Stokes et al. 2015, Masters et al. 2017; stiffness from a prototype",
)
"""The lever."""
