"""What effects are called in a table, and when they do not apply."""

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scenarios.sweeping.rows import Rows


def title_of(measure: str) -> str:
    """What an effect is called; nothing for other measures, whose identifiers are words already.

    Example:
        >>> title_of("E1"), title_of("referrals")
        ('Acute backfilling', '')
    """
    from abm.effects.catalogue import EFFECTS

    return EFFECTS[measure].title if measure in EFFECTS else ""


def not_applicable(values: Iterable[tuple[str, float]]) -> dict[str, str]:
    """When effects do not apply, by identifier, of those that have a value which does not.

    Args:
        values: pairs of an effect, or another measure, and a value of it.

    Example:
        >>> list(not_applicable([("E1", float("nan")), ("E2", 1.0), ("income", float("nan"))]))
        ['E1']
    """
    from abm.effects.catalogue import EFFECTS

    return {effect: EFFECTS[effect].absent for effect, x in values if effect in EFFECTS and math.isnan(x)}


def in_either(table: "Rows") -> list[tuple[str, float]]:
    """Every measure of a comparison with its level under Option A and under Option B."""
    return [(r.measure, value) for r in table.itertuples() for value in (r.a, r.b)]


def say_not_applicable(values: Iterable[tuple[str, float]]) -> None:
    """A line for every effect that somewhere does not apply, with the reason."""
    if reasons := not_applicable(values):
        print()
    for effect, reason in reasons.items():
        print(f"{effect} {title_of(effect).lower()} is not applicable where {reason}.")
