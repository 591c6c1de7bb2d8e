"""Both arms of a comparison with one seed: the same people and luck, two ways of paying."""

from dataclasses import dataclass, replace

from abm.effects.catalogue import measured
from abm.setup import Setup
from scenarios.headlines import Key, headlines
from scenarios.one_run import lived, twins_of
from scenarios.scenario import Scenario
from scenarios.who_paid_whom import Paid, paid

ARMS = ("a", "b")


@dataclass(frozen=True, eq=False)
class Paired:
    """What one seed gave.

    Attributes:
        seed: the seed.
        values: value and unit by arm, measure and scope.
        money: what was paid in a year: by A, by B's regime on A's activity (its shadow), and by B.
    """

    seed: int
    values: dict[tuple[str, Key], tuple[float, str]]
    money: tuple[Paid, Paid, Paid]


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
    money: list[Paid] = []
    for arm, setup, name in ((ARMS[0], watched, a.id), (ARMS[1], second, b.id)):
        record = lived(setup, seed, name).record
        found = headlines(record, measured(record, twins_of(setup, seed)), start)
        values |= {(arm, key): value for key, value in found.items()}
        money.append(paid(record, start=start))
        if arm == ARMS[0]:
            money.append(paid(record, second.regime.id, start))
    first_paid, shadow, second_paid = money
    return Paired(seed, values, (first_paid, shadow, second_paid))


def both_in_force(first: Setup, second: Setup) -> int:
    """The first month in which both regimes are paid; flows and pounds are compared from then on."""
    return max(first.regime.transition.start_month, second.regime.transition.start_month)
