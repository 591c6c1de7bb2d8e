"""Every effect that can be measured, by identifier, in order. A new effect is one line here."""

from collections.abc import Mapping
from typing import Final

from abm.effects import (
    acute_backfilling,
    admission_threshold_drift,
    coding_drift,
    complexity_cost,
    cream_skimming,
    crowding_out,
    deficit,
    delayed_or_hurried_discharge,
    follow_up_inflation,
    gaming_of_measures,
    inequality,
    parity_of_esteem,
    place_of_death,
    prevention_uptake,
    referral_inflation,
    sector_shift,
    stranded_cost,
    waiting_list_extension,
)
from abm.effects.effect import Counterfactuals, Effect, EffectValue
from abm.effects.history import History

EFFECTS: Final[Mapping[str, Effect]] = {
    module.EFFECT.identifier: module.EFFECT
    for module in (
        acute_backfilling,
        referral_inflation,
        prevention_uptake,
        waiting_list_extension,
        delayed_or_hurried_discharge,
        admission_threshold_drift,
        follow_up_inflation,
        coding_drift,
        cream_skimming,
        gaming_of_measures,
        stranded_cost,
        crowding_out,
        place_of_death,
        sector_shift,
        deficit,
        inequality,
        parity_of_esteem,
        complexity_cost,
    )
}
"""Effects by identifier."""


def measured(record: History, counterfactuals: Counterfactuals | None = None) -> list[EffectValue]:
    """Every value of every effect; those that need counterfactuals are left out where there are none.

    Args:
        record: what happened.
        counterfactuals: the runs beside it, or None.
    """
    return [value for effect in EFFECTS.values() for value in effect.measure(record, counterfactuals)]
