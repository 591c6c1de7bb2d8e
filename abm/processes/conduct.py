"""Conduct: what providers do in a month, as their levers are set."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np

from abm.behaviour.catalogue import LEVERS
from abm.behaviour.lever import Turn
from abm.behaviour.purse import Purchases, Purse, no_purse, purchases
from abm.parameter import Values
from abm.processes.acceptance import ALWAYS, Door, usual_log_odds
from abm.processes.chance import log_odds
from abm.processes.month_state import TO_COMMUNITY, TO_SOCIAL_CARE
from abm.processes.setting import Setting
from abm.quantities import Floats, Ints

Levers = Mapping[str, Floats]
"""Levers by name, float[O] each, 0 where an organisation does not have it."""


@dataclass(frozen=True)
class Push:
    """What a programme adds to the usual work of a month, at its present strength.

    Attributes:
        averted_share: share of avoidable emergencies cared for at home.
        proactive_offer: log-odds added to every practice's enrolment.
        plan_offer: share added to those identified who have a plan for the end of life.
    """

    averted_share: float = 0.0
    proactive_offer: float = 0.0
    plan_offer: float = 0.0


@dataclass(frozen=True, eq=False)
class Conduct:
    """What providers do this month, laid out where the month reads it.

    H hospital sites, P practices, K support services, O organisations.

    Attributes:
        admission: float[H], log admissions meant.
        follow_up: float[H], follow-ups as a multiple of the norm.
        remote: float[H], share of follow-ups not face to face.
        sessions: float[H], planned work as a multiple of what slots and theatres usually do.
        beds: float[H], beds as a multiple of the opening's.
        stay: float[H], length of an emergency stay as a multiple of the norm.
        hurried: float[H], rise of severity of a person sent home early.
        referral: float[P], log referrals meant.
        advice: float[P], share of would-be referrals put to a consultant first.
        advice_avoids: float[H], share of those that avoid a referral, by who is asked.
        enhanced: float[P], share of would-be referrals handled as an enhanced-service item.
        proactive: float[P], log-odds added to the share of eligible people aimed at.
        access: float[P], appointments as a multiple of the norm.
        recalls: float[P], contacts with the same needs as a multiple of the norm.
        door: how services and theatres take people on.
        intensity: float[K], contacts or hours per person as a multiple of the norm.
        places: float[K], people a service can have, as a multiple of the opening's.
        handover: float[K], days from ready to a slot, as a multiple of the norm.
        hospital_handover: float[H], the same, by what the trust does for it.
        pickup: float[K], months by which people in a bed are put ahead of people at home.
        eligible: float[K], share of social care needs found eligible.
        reabled: float[K], share of home care packages that start with reablement.
        averted: float[K], share of avoidable emergencies that the service cares for at home.
        crisis: float[K], odds of a mental health crisis coming to A&E or a bed, as a multiple of the norm.
        voluntary: float[B], contacts of voluntary services as a multiple of the norm.
        coding: float[O], recorded case mix as a multiple of the reference's.
        misrecorded: float[O], share of failures of a measure recorded as success.
        plan_offer: share added to those identified who have a plan for the end of life.
        bought: what residents with a home care package get of it, where the money is theirs.
    """

    admission: Floats
    follow_up: Floats
    remote: Floats
    sessions: Floats
    beds: Floats
    stay: Floats
    hurried: Floats
    referral: Floats
    advice: Floats
    advice_avoids: Floats
    enhanced: Floats
    proactive: Floats
    access: Floats
    recalls: Floats
    door: Door
    intensity: Floats
    places: Floats
    handover: Floats
    hospital_handover: Floats
    pickup: Floats
    eligible: Floats
    reabled: Floats
    averted: Floats
    crisis: Floats
    voluntary: Floats
    coding: Floats
    misrecorded: Floats
    plan_offer: float
    bought: Purchases


@dataclass(frozen=True)
class Dial:
    """A field of `Conduct` that levers turn.

    Attributes:
        whose: who has one: practices, hospital sites, support services, or all organisations.
        norm: what it is where no lever is: 0, moved in its own unit; 1, a multiple, moved in log points;
            or the name of the parameter that holds a share, moved in log-odds.
    """

    whose: Literal["practices", "sites", "services", "organisations"]
    norm: Literal[0, 1] | str

    def at(self, values: Values, moved: Floats) -> Floats:
        """Where it stands, moved by so much."""
        if isinstance(self.norm, str):
            return _moved(values[self.norm], moved)
        return np.exp(moved) if self.norm else moved


DIALS: Final[Mapping[str, Dial]] = {
    "admission": Dial("sites", 0),
    "follow_up": Dial("sites", 1),
    "remote": Dial("sites", "planned.not_face_to_face"),
    "beds": Dial("sites", 1),
    "stay": Dial("sites", 1),
    "advice_avoids": Dial("sites", "primary_care.advice_avoids"),
    "hospital_handover": Dial("sites", 1),
    "referral": Dial("practices", 0),
    "advice": Dial("practices", "primary_care.advice_share"),
    "enhanced": Dial("practices", "primary_care.enhanced_share"),
    "access": Dial("practices", 1),
    "recalls": Dial("practices", 1),
    "intensity": Dial("services", 1),
    "handover": Dial("services", 1),
    "pickup": Dial("services", 0),
    "eligible": Dial("services", "social_care.eligible_share"),
    "reabled": Dial("services", "social_care.reablement_share"),
    "crisis": Dial("services", 1),
    "coding": Dial("organisations", 1),
    "misrecorded": Dial("organisations", "recording.usual_share"),
}
"""What a lever can turn without a line of code here; the other fields of `Conduct` are worked out below."""

_TURNS: Final[Mapping[str, tuple[tuple[str, Turn], ...]]] = {
    dial: tuple((lever.name, turn) for lever in LEVERS.values() for turn in lever.turns if turn.dial == dial)
    for dial in DIALS
}
"""Levers on every dial, in the order of their catalogue."""


def lay_out(setting: Setting, levers: Levers, push: Push, purse: Purse | None = None) -> Conduct:
    """Levers and programme as the month reads them; all at the norm where a lever is not there.

    Args:
        setting: what stays the same.
        levers: where the levers stand.
        push: what a programme adds.
        purse: the money in residents' own hands, None where there is none.
    """
    dials = {name: _turned(setting, levers, name) for name in DIALS}
    return Conduct(
        **dials,
        **_of_practices(setting, levers, push),
        **_of_trusts(setting, levers, dials["beds"]),
        **_of_services(setting, levers, push, dials["intensity"]),
        plan_offer=push.plan_offer,
        bought=_of_residents(setting, dials["intensity"], purse),
    )


def _turned(setting: Setting, levers: Levers, name: str) -> Floats:
    """A dial where the levers on it put it, of each who has one."""
    moved = sum(
        (_response(setting, turn) * _all(setting, levers, lever) for lever, turn in _TURNS[name]),
        start=np.zeros(len(setting.place.organisations)),
    )
    return DIALS[name].at(setting.values, moved[_who(setting, DIALS[name].whose)])


def _response(setting: Setting, turn: Turn) -> float:
    """How far one unit of a lever moves a dial."""
    return turn.times * setting.values[turn.response] if turn.response else turn.times


def _who(setting: Setting, whose: str) -> Ints | slice:
    """Organisations of those who have a dial, one each."""
    geography = setting.geography
    return {
        "practices": slice(0, setting.place.n_practices),
        "sites": geography.organisation_of_site,
        "services": geography.organisation_of_slot,
        "organisations": slice(None),
    }[whose]


def _of_residents(setting: Setting, intensity: Floats, purse: Purse | None) -> Purchases:
    """What residents buy, given the hours they are assessed for."""
    usual = setting.values["social_care.hours_per_week"]
    hours = usual * intensity[setting.geography.slot[TO_SOCIAL_CARE]]
    return purchases(setting.values, purse or no_purse(setting.place.n_boroughs), hours)


def _all(setting: Setting, levers: Levers, name: str) -> Floats:
    """A lever of every organisation, float[O]."""
    lever = levers.get(name)
    return np.zeros(len(setting.place.organisations)) if lever is None else lever


def _moved(share: float, by: Floats) -> Floats:
    """A share moved by log-odds; none and all stay as they are."""
    return np.full(by.shape, share) if share in (0, 1) else 1 / (1 + np.exp(-(log_odds(share) + by)))


def _of_practices(setting: Setting, levers: Levers, push: Push) -> dict[str, Floats]:
    """Proactive care of practices, with what community and voluntary services add to it."""
    place, values, own = setting.place, setting.values, slice(0, setting.place.n_practices)
    grants = values["voluntary.grants"] * _all(setting, levers, "prevention_grants")
    voluntary = _all(setting, levers, "outreach")[place.serving["voluntary_sector"]]
    voluntary = voluntary + grants[place.serving["social_care"]]
    effort = _all(setting, levers, "proactive_care")
    by_borough = values["community.proactive_reach"] * effort[place.serving["community"]]
    by_borough = by_borough + values["primary_care.outreach"] * voluntary
    return {
        "proactive": effort[own] + by_borough[place.practice_borough] + push.proactive_offer,
        "voluntary": np.exp(voluntary),
    }


def _of_trusts(setting: Setting, levers: Levers, beds: Floats) -> dict[str, Floats]:
    """Planned work of trusts, and the harm of sending people home early, by site."""
    values, sites = setting.values, setting.geography.organisation_of_site
    discharge = _all(setting, levers, "discharge_effort")[sites]
    return {
        "sessions": beds * np.exp(_all(setting, levers, "planned_effort")[sites]),
        "hurried": values["urgent.hurried_harm"] * values["urgent.hurried_stay"] * np.maximum(discharge, 0),
    }


def _of_services(setting: Setting, levers: Levers, push: Push, intensity: Floats) -> dict[str, Any]:
    """Whom community, social care and mental health services take on and keep out of hospital, by service."""
    values, slots = setting.values, setting.geography.organisation_of_slot
    averted = _moved(values["community.crisis_share"], _all(setting, levers, "crisis_response")[slots])
    averted = 1 - (1 - averted) * (1 - push.averted_share)
    return {
        "door": _door(setting, levers),
        "places": np.exp(_all(setting, levers, "capacity")[slots]) / intensity,
        "averted": np.where(setting.geography.service_of_slot == TO_COMMUNITY, averted, 0.0),
    }


def _door(setting: Setting, levers: Levers) -> Door:
    """How services and theatres take people on; social care decides by eligibility instead."""
    values, slots = setting.values, setting.geography.organisation_of_slot
    sites, service = setting.geography.organisation_of_site, setting.geography.service_of_slot
    usual = usual_log_odds(values, "community.accepted_share")
    usual_here = np.where(service == TO_SOCIAL_CARE, ALWAYS, usual)
    selection = _all(setting, levers, "selection")
    return Door(
        usual_here + _all(setting, levers, "acceptance")[slots],
        selection[slots],
        usual_log_odds(values, "planned.accepted_share"),
        selection[sites],
        values["community.deprivation_burden"],
        values["community.declined_worsens"],
    )
