"""Practices: how much of what would be referred is done in the practice as an enhanced service (E2, E14).

Belief: one unit is one log-odds point of the share of would-be referrals that become an item of an
enhanced service: minor surgery, joint injection, anticoagulation. It spares the hospital pathway and
takes a GP longer than a contact, felt as the shadow price of a full diary. Patients are seen nearer and
sooner; past what a practice is skilled in, worse. The scale is the pathway replaced, as it is where
advice is asked: practices that held budgets for it cut planned admissions by some 3 to 5%, not more.
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

_ITEMS, _REFERRALS = POD["ENH"], POD["REF"]
_FALL_OFF = 1.0
"""Log-odds over which the worth of a marginal item falls to a third (assumed)."""
_UNSKILLED = 0.7
"""Harm of an item better done in hospital as a share of the worth of a fitting one (assumed)."""


def _more_items(year: LastYear) -> Floats:
    """Items a year that one unit adds, of all that would be referred."""
    items = year.delivered[:, _ITEMS]
    return moved_by_log_odds(items, year.used[:, _REFERRALS] + items)


def _belief(situation: Situation) -> Believed:
    v, more = situation.values, _more_items(situation)
    per_minute = v["cost.GP"] / v["primary_care.minutes_per_contact"]
    minutes = more * v["primary_care.enhanced_minutes"]
    return Believed(
        delivered={_ITEMS: more},
        used=avoided(situation.used, situation.used[:, _REFERRALS], more),
        staff_time=minutes * per_minute * np.clip(situation.time_pressure, 0, 1),
    )


def _gain(year: LastYear) -> Floats:
    worth = year.values["belief.worth_of_enhanced_item"]
    return _more_items(year) * worth


def _scale(year: LastYear) -> Floats:
    used, more = year.used, _more_items(year)
    return np.maximum(value_avoided(year, used, used[:, _REFERRALS], more), SMALLEST_SCALE)


LEVER = Lever(
    name="enhanced_services",
    title="would-be referrals done in the practice as an enhanced service",
    identifiers=("E2", "E14"),
    unit="log-odds of the share of would-be referrals done in the practice",
    kinds=("gp_practice",),
    lowest=-2.5,
    highest=2.5,
    more="Did more as enhanced services in the practice",
    belief=_belief,
    gain=OfLastYear(_gain),
    fall_off=_FALL_OFF,
    harm=_UNSKILLED,
    scale=_scale,
    believed="items of enhanced services, less of the pathway; GP time",
    stiffness=Stiffness(2.0, 0.5, 8.0, "no response to payment found", "assumed"),
    beliefs=(
        Parameter(
            "belief.worth_of_enhanced_item",
            0.001,
            "quality-adjusted life years per item done in the practice rather than in hospital",
            0.0,
            0.005,
            "sooner and nearer; no number found",
            "assumed",
        ),
    ),
    own_price=(("delivered", "ENH", +1), ("used", "DC", -1)),
    bears=(Bears("practice", more=("ENH",), fewer=("REF", "GP")),),
    turns=(Turn("enhanced"),),
    source="Dusheiko et al. 2006, recalled (fundholders' admissions); minutes and stiffness assumed",
)
"""The lever."""
