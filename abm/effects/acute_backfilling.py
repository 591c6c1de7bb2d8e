"""E1, acute backfilling: how much of the activity a programme takes out of hospital comes back.

Answers "Whole system payment" 2021, on the traditional approach to transformation: when the acute
contract is cut by the expected fall in activity, the acute provider resists or backfills its income
in another way, to protect fixed cost.
"""

import math

from abm.effects.effect import TOTAL, Counterfactuals, Effect, EffectValue
from abm.effects.history import History, of_kind

SMALLEST_SHIFT = 0.005
"""Share of hospital activity that a programme must take away before its return can be measured."""


def hospital_value(record: History, start: int) -> float:
    """Pounds, at reference cost, of what acute trusts did for residents from month `start` on."""
    lines = of_kind(record, "acute_trust")
    by_month = (d[lines, :, :-1].sum(axis=(1, 2)) for d in record.delivered[start:])
    return sum(float(units @ record.value[lines]) for units in by_month)


def backfilled(actual: float, without: float, held: float) -> float:
    """[V(actual) - V(held)] / [V(without) - V(held)].

    Args:
        actual: value with the programme, everybody free to respond.
        without: value without the programme.
        held: value with the programme, trusts' levers as they were without it.

    Returns:
        0 where trusts do not respond, 1 where everything comes back, negative where they do even
        less; NaN, not applicable, where the programme takes away under `SMALLEST_SHIFT` of activity.

    Example:
        >>> backfilled(actual=96.0, without=100.0, held=95.0)
        0.2
    """
    taken_away = without - held
    if not taken_away >= SMALLEST_SHIFT * without or without <= 0:
        return math.nan
    return (actual - held) / taken_away


def measure(record: History, counterfactuals: Counterfactuals | None) -> list[EffectValue]:
    """The share that came back over the run, and the share that was taken away to begin with."""
    if counterfactuals is None:
        return []
    actual, without, held = (
        hospital_value(r, counterfactuals.start)
        for r in (record, counterfactuals.without, counterfactuals.held)
    )
    shift = 100 * (without - held) / without if without > 0 else math.nan
    return [
        EFFECT.of(TOTAL, 100 * backfilled(actual, without, held)),
        EFFECT.of("taken away", shift, "% of hospital activity without the programme"),
    ]


EFFECT = Effect(
    identifier="E1",
    title="Acute backfilling",
    unit="% of what the programme took out of hospital",
    formula="[V(A) - V(F)] / [V(N) - V(F)], V: residents' hospital activity at reference cost",
    counterfactual="N: no programme. F: the programme runs, trusts' levers replayed from N",
    source="W, traditional approach: to protect fixed cost the acute provider backfills income",
    plain="Beds refilled (acute backfilling)",
    counts="of what the programme took out",
    worse="more",
    reading=(
        "V is the value, at constant reference cost, of what hospitals did for residents since the "
        "programme began. In % of what was taken out: 0 when trusts leave their levers alone, 100 when "
        "everything comes back, negative when they do even less. `taken away` says how much that was."
    ),
    cannot_tell=(
        "whether what came back was needed. Beds that fall empty fill a little by themselves, in A and in F "
        "alike; only conduct counts."
    ),
    measure=measure,
    absent=f"no programme has begun, or it takes away under {SMALLEST_SHIFT:.1%} of hospital activity",
)
"""The effect."""
