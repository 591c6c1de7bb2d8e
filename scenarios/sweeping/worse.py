"""Which direction of a measure is worse, so that "B is worse than A" and regret mean something.

An effect says itself which way is worse, and so do four flows here. Measures that nobody would call good
or bad as such are left out, and then have to be given a direction.
"""

from collections.abc import Mapping
from typing import Final

from abm.effects.catalogue import EFFECTS
from abm.effects.effect import Direction as Direction
from scenarios.errors import InputError

_FLOWS: Final[Mapping[str, Direction]] = {
    "emergency_spells": "more",
    "ae_attendances": "more",
    "excess_bed_days": "more",
    "margin": "less",
}

WORSE: Final[Mapping[str, Direction]] = {
    **{effect.identifier: effect.worse for effect in EFFECTS.values() if effect.worse is not None},
    **_FLOWS,
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
