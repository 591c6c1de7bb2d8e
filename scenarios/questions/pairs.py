"""Both arms of a comparison with one seed: the same people and chance events, two ways of paying."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

from abm.regimes.regime import Regime
from abm.setup import Setup
from scenarios.errors import InputError
from scenarios.runs.headlines import HeadlineKey, headlines
from scenarios.runs.resolver import Arm
from scenarios.runs.task import Finished, Task
from scenarios.runs.who_paid_whom import YearPaid, paid

ARMS = ("a", "b")

Pair = tuple[Arm, Arm]
"""An arm to compare with, and one that is compared with it."""


@dataclass(frozen=True, eq=False)
class Paired:
    """What one seed gave.

    Attributes:
        seed: the seed.
        values: value and unit by arm, measure and scope.
        money: what was paid in a year: by A, by B's regime on A's activity (its shadow), and by B.
    """

    seed: int
    values: dict[tuple[str, HeadlineKey], tuple[float, str]]
    money: tuple[YearPaid, YearPaid, YearPaid]


@dataclass(frozen=True, eq=False)
class PairRow:
    """What a comparison takes of one run.

    Attributes:
        values: value and unit by measure and scope, by the first month that counts.
        paid: who paid whom in a year, by regime (empty for the one in force) and first month that counts.
    """

    values: Mapping[int, Mapping[HeadlineKey, tuple[float, str]]]
    paid: Mapping[tuple[str, int], YearPaid]


def row(finished: Finished, starts: Sequence[int], shadows: Iterable[tuple[str, int]] = ()) -> PairRow:
    """What a comparison takes of a run.

    Args:
        finished: the run.
        starts: first months that count for flows and pounds.
        shadows: regimes whose pounds on its activity are wanted, each with its first month.
    """
    record, effects = finished.record, finished.effects()
    return PairRow(
        {start: headlines(record, effects, start) for start in starts},
        {("", start): paid(record, start=start) for start in starts}
        | {(name, start): paid(record, name, start) for name, start in shadows},
    )


def tasks_of(pairs: Sequence[Pair], seed: int) -> list[Task[PairRow]]:
    """The runs of some pairs with one seed; an arm that several are compared with is run once for all.

    That run has the regime of every other one as its shadow.

    Raises:
        InputError: if two different regimes have one name.
    """
    tasks: list[Task[PairRow]] = []
    for first, others in _by_first(pairs):
        shadows = _each_once([other.setup.regime for other in others])
        watched = replace(first.setup, shadows=(*first.setup.shadows, *shadows))
        begin = [(other.setup.regime.id, both_in_force(first.setup, other.setup)) for other in others]
        starts = tuple(dict.fromkeys(start for _, start in begin))
        measure = partial(row, starts=starts, shadows=tuple(begin))
        tasks.append(Task(watched, seed, measure, first.scenario.id))
        tasks += [
            Task(other.setup, seed, partial(row, starts=(start,)), other.scenario.id)
            for other, (_, start) in zip(others, begin, strict=True)
        ]
    return tasks


def paired(pairs: Sequence[Pair], seed: int, rows: Iterator[PairRow]) -> list[Paired]:
    """What the runs of `tasks_of` gave, pair by pair.

    Args:
        pairs: as for `tasks_of`.
        seed: of the runs.
        rows: one a task, in their order.
    """
    found: list[Paired] = []
    for first, others in _by_first(pairs):
        a = next(rows)
        found += [_paired(seed, a, next(rows), first.setup, other.setup) for other in others]
    return found


def _paired(seed: int, a: PairRow, b: PairRow, first: Setup, second: Setup) -> Paired:
    start = both_in_force(first, second)
    values = {
        (arm, key): v for arm, row in zip(ARMS, (a, b), strict=True) for key, v in row.values[start].items()
    }
    return Paired(seed, values, (a.paid["", start], a.paid[second.regime.id, start], b.paid["", start]))


def _by_first(pairs: Sequence[Pair]) -> Iterator[tuple[Arm, list[Arm]]]:
    """Arms to compare with, in order, each with those that follow one another in being compared with it."""
    for _, alike in groupby(pairs, key=lambda pair: pair[0].setup.hash):
        together = list(alike)
        yield together[0][0], [other for _, other in together]


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
