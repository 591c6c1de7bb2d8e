"""Every lever and every theory, one line each."""

from collections.abc import Mapping
from typing import Final

from abm.behaviour.lever import Lever
from abm.behaviour.levers import admission_threshold, follow_up_ratio, proactive_care, referral_threshold
from abm.behaviour.theories import imitate, recoup_income, satisfice, weigh_up
from abm.behaviour.theory import Theory

LEVERS: Final[Mapping[str, Lever]] = {
    lever.name: lever
    for lever in (
        admission_threshold.LEVER,
        follow_up_ratio.LEVER,
        referral_threshold.LEVER,
        proactive_care.LEVER,
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
