"""Every target there is, one line each, and which words of a data file's `pod` column belong to which.

Example:
    >>> target_of_pod("AEADM"), target_of_pod("ae"), target_of_pod("list_sizes"), target_of_pod("HAIR")
    ('emergency_admissions', 'ae_attendances', 'list_sizes', None)
"""

from collections.abc import Mapping
from typing import Final

from calibration.targets import (
    ae_attendances,
    bed_occupancy,
    deaths_in_hospital,
    delayed_days,
    emergency_admissions,
    emergency_spells,
    first_attendances,
    follow_ups,
    four_hour_breaches,
    gp_referrals,
    list_sizes,
    planned_treatments,
    practice_payments,
    prevalence,
    waiting_list,
)
from calibration.targets.target import Target

TARGETS: Final[Mapping[str, Target]] = {
    target.name: target
    for target in (
        ae_attendances.TARGET,
        four_hour_breaches.TARGET,
        emergency_admissions.TARGET,
        emergency_spells.TARGET,
        gp_referrals.TARGET,
        first_attendances.TARGET,
        follow_ups.TARGET,
        planned_treatments.TARGET,
        waiting_list.TARGET,
        bed_occupancy.TARGET,
        delayed_days.TARGET,
        deaths_in_hospital.TARGET,
        list_sizes.TARGET,
        practice_payments.TARGET,
        prevalence.TARGET,
    )
}
"""Targets by name, in the order of a patient's way through care."""

POD_WORDS: Final[Mapping[str, str]] = {
    word.upper(): target.name for target in TARGETS.values() for word in (target.name, *target.pods)
}
"""The target of every word that may stand in a data file's `pod` column."""


def target_of_pod(word: str) -> str | None:
    """The target to which a word of a `pod` column belongs, whatever its case; None if to none."""
    return POD_WORDS.get(word.strip().upper())
