"""Conduct: what providers do in a month, as their levers are set."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from abm.behaviour.purse import Purchases, Purse, no_purse, purchases
from abm.processes.acceptance import ALWAYS, Door, usual_log_odds
from abm.processes.chance import log_odds
from abm.processes.month_state import TO_COMMUNITY, TO_SOCIAL_CARE
from abm.processes.setting import Setting
from abm.quantities import Floats

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


def lay_out(setting: Setting, levers: Levers, push: Push, purse: Purse | None = None) -> Conduct:
    """Levers and programme as the month reads them; all at the norm where a lever is not there.

    Args:
        setting: what stays the same.
        levers: where the levers stand.
        push: what a programme adds.
        purse: the money in residents' own hands, None where there is none.
    """
    services = _of_services(setting, levers, push)
    return Conduct(
        **_of_practices(setting, levers, push),
        **_of_trusts(setting, levers),
        **services,
        coding=np.exp(_all(setting, levers, "coding_depth")),
        misrecorded=_moved(setting.values["recording.usual_share"], _all(setting, levers, "recording")),
        plan_offer=push.plan_offer,
        bought=_of_residents(setting, services["intensity"], purse),
    )


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
    """What practices do, with what community and voluntary services add to their proactive care."""
    place, values, own = setting.place, setting.values, slice(0, setting.place.n_practices)
    grants = values["voluntary.grants"] * _all(setting, levers, "prevention_grants")
    voluntary = _all(setting, levers, "outreach")[place.serving["voluntary_sector"]]
    voluntary = voluntary + grants[place.serving["social_care"]]
    effort = _all(setting, levers, "proactive_care")
    by_borough = values["community.proactive_reach"] * effort[place.serving["community"]]
    by_borough = by_borough + values["primary_care.outreach"] * voluntary
    return {
        "referral": _all(setting, levers, "referral_threshold")[own],
        "advice": _moved(values["primary_care.advice_share"], _all(setting, levers, "advice_first")[own]),
        "enhanced": _moved(
            values["primary_care.enhanced_share"], _all(setting, levers, "enhanced_services")[own]
        ),
        "access": np.exp(_all(setting, levers, "access")[own]),
        "recalls": np.exp(_all(setting, levers, "recalls")[own]),
        "proactive": effort[own] + by_borough[place.practice_borough] + push.proactive_offer,
        "voluntary": np.exp(voluntary),
    }


def _of_trusts(setting: Setting, levers: Levers) -> dict[str, Floats]:
    """What trusts do, by site."""
    values, sites = setting.values, setting.geography.organisation_of_site
    discharge = _all(setting, levers, "discharge_effort")[sites]
    capacity = np.exp(_all(setting, levers, "capacity")[sites])
    remote = _all(setting, levers, "virtual_follow_up")[sites]
    return {
        "admission": _all(setting, levers, "admission_threshold")[sites],
        "follow_up": np.exp(_all(setting, levers, "follow_up_ratio")[sites]),
        "remote": _moved(values["planned.not_face_to_face"], remote),
        "sessions": capacity * np.exp(_all(setting, levers, "planned_effort")[sites]),
        "beds": capacity,
        "stay": np.exp(-values["urgent.hurried_stay"] * discharge),
        "hurried": values["urgent.hurried_harm"] * values["urgent.hurried_stay"] * np.maximum(discharge, 0),
        "advice_avoids": _moved(
            values["primary_care.advice_avoids"], _all(setting, levers, "cooperation")[sites]
        ),
        "hospital_handover": np.exp(-values["community.speed_response"] * discharge),
    }


def _of_services(setting: Setting, levers: Levers, push: Push) -> dict[str, Any]:
    """What community, social care and mental health services do, by service."""
    values, slots = setting.values, setting.geography.organisation_of_slot
    service = setting.geography.service_of_slot

    def lever(name: str) -> Floats:
        return _all(setting, levers, name)[slots]

    intensity = np.exp(lever("contact_intensity") + lever("package_size"))
    averted = _moved(values["community.crisis_share"], lever("crisis_response"))
    averted = 1 - (1 - averted) * (1 - push.averted_share)
    return {
        "door": _door(setting, levers),
        "intensity": intensity,
        "places": np.exp(lever("capacity")) / intensity,
        "handover": np.exp(-values["community.speed_response"] * lever("assessment_speed")),
        "pickup": lever("discharge_pickup"),
        "eligible": _moved(values["social_care.eligible_share"], lever("eligibility")),
        "reabled": _moved(values["social_care.reablement_share"], lever("reablement")),
        "averted": np.where(service == TO_COMMUNITY, averted, 0.0),
        "crisis": np.exp(-lever("crisis_response")),
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
