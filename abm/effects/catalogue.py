"""Every effect that can be measured, by identifier, in order. A new effect is one line here."""

from collections.abc import Mapping
from typing import Final

from abm.effects import acute_backfilling, prevention_uptake, referral_inflation
from abm.effects.effect import Effect, EffectValue, History, Twins

EFFECTS: Final[Mapping[str, Effect]] = {
    effect.identifier: effect
    for effect in (acute_backfilling.EFFECT, referral_inflation.EFFECT, prevention_uptake.EFFECT)
}
"""Effects by identifier."""


def measured(record: History, twins: Twins | None = None) -> list[EffectValue]:
    """Every value of every effect; those that need twins are left out where there are none.

    Args:
        record: what happened.
        twins: the runs beside it, or None.
    """
    return [value for effect in EFFECTS.values() for value in effect.measure(record, twins)]
