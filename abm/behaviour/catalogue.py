"""Every lever and every theory, one line each."""

from collections.abc import Mapping
from typing import Final

from abm.behaviour.lever import Lever
from abm.behaviour.levers import (
    acceptance,
    access,
    admission_threshold,
    advice_first,
    assessment_speed,
    capacity,
    coding_depth,
    contact_intensity,
    cooperation,
    crisis_response,
    discharge_effort,
    discharge_pickup,
    eligibility,
    enhanced_services,
    follow_up_ratio,
    outreach,
    package_size,
    planned_effort,
    prevention_grants,
    proactive_care,
    reablement,
    recalls,
    recording,
    referral_threshold,
    selection,
    virtual_follow_up,
)
from abm.behaviour.theories import imitate, recoup_income, satisfice, weigh_up
from abm.behaviour.theory import Theory

LEVERS: Final[Mapping[str, Lever]] = {
    lever.name: lever
    for lever in (
        admission_threshold.LEVER,
        follow_up_ratio.LEVER,
        virtual_follow_up.LEVER,
        planned_effort.LEVER,
        discharge_effort.LEVER,
        coding_depth.LEVER,
        cooperation.LEVER,
        referral_threshold.LEVER,
        advice_first.LEVER,
        access.LEVER,
        recalls.LEVER,
        enhanced_services.LEVER,
        proactive_care.LEVER,
        acceptance.LEVER,
        contact_intensity.LEVER,
        crisis_response.LEVER,
        discharge_pickup.LEVER,
        selection.LEVER,
        eligibility.LEVER,
        package_size.LEVER,
        assessment_speed.LEVER,
        reablement.LEVER,
        prevention_grants.LEVER,
        outreach.LEVER,
        capacity.LEVER,
        recording.LEVER,
    )
}
"""Levers by name."""

THEORIES: Final[Mapping[str, Theory]] = {
    theory.name: theory
    for theory in (weigh_up.THEORY, recoup_income.THEORY, imitate.THEORY, satisfice.THEORY)
}
"""Theories of how organisations decide, by name; the first is the default."""


def levers_of(kind: str) -> tuple[Lever, ...]:
    """The levers of a kind of organisation, in catalogue order."""
    return tuple(lever for lever in LEVERS.values() if kind in lever.kinds)
