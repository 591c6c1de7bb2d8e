"""Capacity at the opening: what each provider can do in a month, set from demand in the reference year.

No public series gives appointments, clinic slots or caseload places by provider before 2020, so each
is set to what the reference population is expected to ask for, plus a stated slack (often nothing).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from abm.parameter import Values
from abm.patients.columns import ALIVE, ENROLLED, FRAILTY_SHIFT, Columns
from abm.patients.hazards import ACS, GP, MENTAL, PLANNED, SERIOUS, SUPPORT, Tables
from abm.place import Place
from abm.processes.month_state import Geography
from abm.processes.primary_care import kept_at_norm
from abm.quantities import Floats
from abm.vocabulary import DEPRIVATION_QUINTILES

_NODES, _WEIGHTS = np.polynomial.hermite_e.hermegauss(9)
_OLD_BAND = 7
_CHUNK = 200_000


@dataclass(frozen=True, eq=False)
class Demand:
    """What the opening population is expected to ask for in an average month, in sampled people.

    Attributes:
        contacts: float[P], contacts with the practice.
        problems: float[P], planned-care problems.
        emergencies: float[P, 2], avoidable and serious.
        support: float[B], new needs for support at home.
        mental: float[B], new mental health needs.
        leavers: float[B], longer stays by frail or older people.
        enrolled: float[P], people in proactive care.
    """

    contacts: Floats
    problems: Floats
    emergencies: Floats
    support: Floats
    mental: Floats
    leavers: Floats
    enrolled: Floats


def expected_demand(columns: Columns, tables: Tables, place: Place, month: int) -> Demand:
    """Sum the opening population's hazards by list and by borough."""
    p, b = place.n_practices, place.n_boroughs
    by_list, by_borough, enrolled = np.zeros((p, 4)), np.zeros((b, 3)), np.zeros(p)
    for start in range(0, columns.birth.size, _CHUNK):
        cut: list[Any] = [x[start : start + _CHUNK] for x in columns]
        part = Columns(*cut)
        alive = (part.flags & ALIVE) != 0
        band = tables.band[np.where(alive, month - part.birth, 0)].astype(np.int64)
        cell = band * 2 * DEPRIVATION_QUINTILES + part.demography
        hazard = (tables.base[cell] * tables.multiple[part.health] * alive[:, None]).astype(np.float64)
        hazard[:, GP] *= tables.contacts[band]
        frail = alive & ((band >= _OLD_BAND) | (part.health >> FRAILTY_SHIFT > 0))
        leaves = (hazard[:, ACS] + hazard[:, SERIOUS]) * frail
        for j, value in enumerate((hazard[:, GP], hazard[:, PLANNED], hazard[:, ACS], hazard[:, SERIOUS])):
            by_list[:, j] += np.bincount(part.practice, value, p)
        for j, value in enumerate((hazard[:, SUPPORT], hazard[:, MENTAL], leaves)):
            by_borough[:, j] += np.bincount(part.borough, value, b)
        enrolled += np.bincount(part.practice, (part.flags & ENROLLED) != 0, p)
    return Demand(
        by_list[:, 0],
        by_list[:, 1],
        by_list[:, 2:],
        by_borough[:, 0],
        by_borough[:, 1],
        by_borough[:, 2],
        enrolled,
    )


def referral_chance(habit: Floats, values: Values) -> Floats:
    """Mean chance of referral of a practice's problems at the norm, by Gauss-Hermite quadrature, [P]."""
    spread = np.sqrt(1 + 0.2**2)
    odds = habit[:, None] + values["primary_care.refer_severity"] * spread * _NODES[None, :]
    return (_WEIGHTS / (1 + np.exp(-odds))).sum(axis=1) / _WEIGHTS.sum()


@dataclass(frozen=True, eq=False)
class Capacity:
    """What providers can do in a month, in sampled people.

    Attributes:
        appointments: float[P], contacts a practice can give, proactive work included.
        slots: float[H, specialties], outpatient slots.
        treatments: float[H, specialties], treatments.
        places: float[K], people each support service can have at one time.
    """

    appointments: Floats
    slots: Floats
    treatments: Floats
    places: Floats

    def scaled(self, factor: float) -> "Capacity":
        """A copy with every amount multiplied."""
        return Capacity(
            self.appointments * factor, self.slots * factor, self.treatments * factor, self.places * factor
        )


def opening_capacity(
    demand: Demand,
    habit: Floats,
    diary_spread: Floats,
    usual_planned: Floats,
    geography: Geography,
    values: Values,
) -> Capacity:
    """Set capacity from the opening population's expected demand.

    Args:
        demand: what it asks for in a month.
        habit: float[P], practices' usual log-odds of referral.
        diary_spread: float[P], how far a practice's diary departs from the mean, as a share.
        usual_planned: float[P, H], shares of referrals by site at usual waits.
        geography: who is where.
        values: parameters in force.
    """
    would_refer = demand.problems * referral_chance(habit, values)
    referrals = would_refer * kept_at_norm(values)
    share = values.table("planned.specialty_share")
    firsts = (referrals[:, None] * usual_planned).sum(axis=0)[:, None] * (share / share.sum())[None, :]
    face_to_face = 1 - values["planned.not_face_to_face"]
    per_first = 1 + values["planned.follow_up_slot"] * values["planned.follow_ups"] * face_to_face
    slack = 1 + values["planned.slack"]
    enhanced = would_refer * values["primary_care.enhanced_share"]
    managed = demand.problems - referrals - enhanced
    contact = values["primary_care.minutes_per_contact"]
    minutes = values["primary_care.proactive_minutes"] / contact
    asked = demand.contacts + managed + enhanced * values["primary_care.enhanced_minutes"] / contact
    diary = asked * (1 + values["primary_care.slack"]) * (1 + diary_spread)
    return Capacity(
        appointments=diary + minutes * demand.enrolled,
        slots=firsts * per_first * slack,
        treatments=firsts * values["planned.conversion"] * slack,
        places=_support_places(demand, geography, values),
    )


def _support_places(demand: Demand, geography: Geography, values: Values) -> Floats:
    """People each support service can have at one time: monthly needs times mean months of service."""
    health, slack = values["community.health_share"], 1 + values["community.slack"]
    mean_admit = (values["urgent.admit_avoidable"] + values["urgent.admit_serious"]) / 2
    from_hospital = demand.leavers * mean_admit * (1 - values["urgent.short_stay_share"])
    accepted = values["community.accepted_share"]
    leaving = from_hospital * values["community.leave_needs_support"]
    residential = values["social_care.residential_share"]
    package = (1 - residential) * values["social_care.package_months"] + residential * values[
        "social_care.residential_months"
    ]
    months = (
        (demand.support * accepted + leaving) * health * values["community.caseload_months"],
        (demand.support + leaving) * (1 - health) * values["social_care.eligible_share"] * package,
        demand.mental * accepted * values["mental_health.caseload_months"],
    )
    places = np.zeros(len(geography.organisation_of_slot))
    for service, wanted in enumerate(months):
        np.add.at(places, geography.slot[service], wanted * slack)
    return places
