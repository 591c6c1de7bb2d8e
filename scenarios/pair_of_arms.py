"""Both arms of a comparison with one seed: the same people and luck, two ways of paying."""

from dataclasses import dataclass, replace

import numpy as np

from abm.effects.catalogue import measured
from abm.quantities import Floats
from abm.setup import Setup
from scenarios.headlines import Key, by_kinds, headlines
from scenarios.one_run import lived, twins_of
from scenarios.scenario import Scenario

ARMS = ("a", "b")


@dataclass(frozen=True, eq=False)
class Paired:
    """What one seed gave.

    Attributes:
        seed: the seed.
        values: value and unit by arm, measure and scope.
        money: float[3, kinds, kinds], pounds a year by kind of payer and payee: A as paid, B's regime
            on A's activity (its shadow), B as paid.
    """

    seed: int
    values: dict[tuple[str, Key], tuple[float, str]]
    money: Floats


def live_both(a: Scenario, b: Scenario, seed: int) -> Paired:
    """Run both arms, each with the twins that backfilling needs.

    What the arms share (place, people, warm-up) is made once.

    Raises:
        InputError: if contracts do not fit the place.
    """
    first, second = a.setup(), b.setup()
    start = both_in_force(first, second)
    watched = replace(first, shadows=(*first.shadows, second.regime))
    values: dict[tuple[str, Key], tuple[float, str]] = {}
    money: list[Floats] = []
    for arm, setup, name in ((ARMS[0], watched, a.id), (ARMS[1], second, b.id)):
        record = lived(setup, seed, name).record
        found = headlines(record, measured(record, twins_of(setup, seed)), start)
        values |= {(arm, key): value for key, value in found.items()}
        money.append(by_kinds(record, start=start))
        if arm == ARMS[0]:
            money.append(by_kinds(record, second.regime.id, start))
    return Paired(seed, values, np.array(money))


def both_in_force(first: Setup, second: Setup) -> int:
    """The first month in which both regimes are paid; flows and pounds are compared from then on."""
    return max(first.regime.transition.start_month, second.regime.transition.start_month)
