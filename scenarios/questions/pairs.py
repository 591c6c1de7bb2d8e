"""Both arms of a comparison with one seed: the same people and luck, two ways of paying."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from abm.effects.catalogue import measured
from abm.effects.effect import EffectValue
from abm.record import Record
from abm.regimes.regime import Regime
from abm.setup import Setup
from scenarios.errors import InputError
from scenarios.runs.headlines import Key, headlines
from scenarios.runs.run import lived, twins_of
from scenarios.runs.who_paid_whom import Paid, paid
from scenarios.scenario import Scenario

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


def live_against(a: Scenario, others: Sequence[Scenario], seed: int) -> list[Paired]:
    """Run a scenario, and others each with the same people and luck, all with the twins that E1 needs.

    What the arms share (place, people, warm-up) is made once, and the scenario they are set against is lived
    once, with the regime of every other one as its shadow.

    Args:
        a: the scenario compared with.
        others: the scenarios compared with it.
        seed: of all runs.

    Raises:
        InputError: if contracts do not fit the place, or two different regimes have one name.
    """
    first, seconds = a.setup(), [b.setup() for b in others]
    watched = replace(first, shadows=(*first.shadows, *_each_once([s.regime for s in seconds])))
    record = lived(watched, seed, a.id).record
    effects = measured(record, twins_of(first, seed))
    return [
        _paired(record, effects, second, b.id, seed, both_in_force(first, second))
        for b, second in zip(others, seconds, strict=True)
    ]


def _paired(
    a: Record, effects: Sequence[EffectValue], second: Setup, name: str, seed: int, start: int
) -> Paired:
    """The second arm lived, beside what the first one gave."""
    b = lived(second, seed, name).record
    found = {ARMS[0]: headlines(a, effects, start)}
    found[ARMS[1]] = headlines(b, measured(b, twins_of(second, seed)), start)
    values = {(arm, key): value for arm, told in found.items() for key, value in told.items()}
    return Paired(
        seed, values, (paid(a, start=start), paid(a, second.regime.id, start), paid(b, start=start))
    )


def _each_once(regimes: Sequence[Regime]) -> list[Regime]:
    """Regimes without repeats, as shadows are told apart by name.

    Raises:
        InputError: if two that differ have one name.
    """
    named: dict[str, Regime] = {}
    for regime in regimes:
        if named.setdefault(regime.id, regime) != regime:
            raise InputError(f"two different regimes are called '{regime.id}'", "", "rename one of the files")
    return list(named.values())


def both_in_force(first: Setup, second: Setup) -> int:
    """The first month in which both regimes are paid; flows and pounds are compared from then on."""
    return max(first.regime.transition.start_month, second.regime.transition.start_month)
