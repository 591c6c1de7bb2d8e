"""Which direction of a measure is worse, so that "B is worse than A" and regret mean something.

A judgement, stated once: what the source documents want of a change is less of what hospitals take back,
shorter waits, more prevention, fewer deaths in hospital, no deficit, and no less for mental health. Measures
that nobody would call good or bad as such are left out, and then have to be told which way is worse.
"""

from collections.abc import Mapping
from typing import Final, Literal

from scenarios.errors import InputError

Direction = Literal["more", "less"]

WORSE: Final[Mapping[str, Direction]] = {
    "E1": "more",  # of what was taken out of hospital comes back
    "E2": "more",  # referrals than usual
    "E3": "less",  # people in proactive care
    "E4": "more",  # months waited
    "E5": "more",  # delayed days
    "E6": "more",  # admissions than usual
    "E7": "more",  # follow-ups for each first attendance
    "E8": "more",  # recorded above true severity
    "E9": "less",  # acceptance of the severely ill
    "E10": "more",  # recorded above true results
    "E11": "more",  # stranded cost
    "E12": "less",  # pay for care outside hospital
    "E13": "more",  # deaths in hospital
    "E14": "more",  # of the pound kept by hospitals
    "E15": "less",  # surplus
    "E16": "more",  # unmet need of the deprived
    "E17": "less",  # of the pound for mental health
    "E18": "more",  # bases of payment
    "emergency_spells": "more",
    "ae_attendances": "more",
    "excess_bed_days": "more",
    "margin": "less",
}
"""Direction that is worse, by measure."""


def worse_direction(measure: str, given: Direction | None = None) -> Direction:
    """The direction of a measure that is worse: as given, or as judged here.

    Raises:
        InputError: if nothing is given and nothing judged.

    Example:
        >>> worse_direction("E15"), worse_direction("referrals", "more")
        ('less', 'more')
    """
    if given:
        return given
    if measure not in WORSE:
        raise InputError(f"it is not known whether more '{measure}' is worse", "--worse", "say more or less")
    return WORSE[measure]
