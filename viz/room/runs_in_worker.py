"""What a room's processes run: an option in parts, and two options as a pair, stopped when nobody waits."""

from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from abm.branching import Branching
from abm.effects.catalogue import EFFECTS, measured
from abm.effects.effect import EffectValue
from abm.quantities import MONTHS_PER_YEAR
from abm.setup import Setup
from scenarios.questions.pairs import ARMS, Paired, both_in_force
from scenarios.runs.branches import begun
from scenarios.runs.headlines import HeadlineKey, headlines
from scenarios.runs.task import Between, Finished, Task, run_on, run_task
from scenarios.runs.tickets import Ticket
from scenarios.runs.who_paid_whom import paid
from scenarios.runs.workers import PartialAnswer, while_wanted
from viz.room.arms_chosen import ChosenOption
from viz.room.picture import Picture, Small, lines_of, picture

AT: Final = (18, 24, 36, 48)
"""Months after which a part of a run ends, and after its last; most regimes begin in month 12."""

_BY_COUNTERFACTUALS: Final = "E1"
_KEPT: Final = 200
_MOST_OPEN: Final = 30
"""Runs on their way at once in one process: one for each seat, and some given up; the oldest goes."""

_open: "OrderedDict[tuple[ChosenOption, int], Branching]" = OrderedDict()
_backfilling: "OrderedDict[tuple[ChosenOption, int], tuple[EffectValue, ...]]" = OrderedDict()


@dataclass(frozen=True, eq=False)
class OnePair:
    """Both arms with one seed: what a comparison takes of them, and their lines over time.

    Attributes:
        paired: measures and money.
        lines: float32[2, K, M], A and B.
    """

    paired: Paired
    lines: Small


def run_part(arm: ChosenOption, seed: int, ticket: Ticket) -> PartialAnswer | Picture:
    """The next part of one arm with one seed, and when all have been run, its picture.

    Raises:
        StaleError: if whoever asked has moved on; what was run is let go.
        InputError: at a fault in what was asked for.
    """
    setup = arm.setup()
    model = _open.pop((arm, seed), None) or begun(setup, seed)
    if model.month == setup.months:
        made = picture(model.record, measured(model.record))
        model.end()
        return made
    run_on(model, next((m for m in AT if model.month < m < setup.months), setup.months), while_wanted(ticket))
    _open[arm, seed] = model
    while len(_open) > _MOST_OPEN:
        _open.popitem(last=False)[1].end()
    return PartialAnswer(lines_of(model.record))


def run_pair(a: ChosenOption, b: ChosenOption, seed: int, ticket: Ticket) -> OnePair:
    """Both arms with the same chance events, the runs that backfilling needs, and B's rules on A's activity.

    Raises:
        StaleError: if whoever asked has moved on.
        InputError: at a fault in what was asked for.
    """
    first, second = a.setup(), b.setup()
    start = min(both_in_force(first, second), a.months - MONTHS_PER_YEAR)
    between = while_wanted(ticket)
    one = _finished(replace(first, shadows=(second.regime,)), seed, between)
    other = _finished(second, seed, between)
    values: dict[tuple[str, HeadlineKey], tuple[float, str]] = {}
    for name, arm, run in ((ARMS[0], a, one), (ARMS[1], b, other)):
        effects = [*measured(run.record), *_of_counterfactuals(arm, seed, run)]
        values |= {(name, key): value for key, value in headlines(run.record, effects, start).items()}
    money = (
        paid(one.record, start=start),
        paid(one.record, second.regime.id, start),
        paid(other.record, start=start),
    )
    lines = np.array([lines_of(run.record) for run in (one, other)], np.float32)
    return OnePair(Paired(seed, values, money), lines)


def _finished(setup: Setup, seed: int, between: Between) -> Finished:
    """A run from months that are known to its end."""
    return run_task(Task(setup, seed, lambda finished: finished, begin=begun), between)


def _of_counterfactuals(arm: ChosenOption, seed: int, run: Finished) -> tuple[EffectValue, ...]:
    """What only the runs beside it can say of a run, kept: A is met again with every lever moved."""
    key = (arm, seed)
    if key not in _backfilling:
        beside = Finished(arm.setup(), seed, run.model, begin=begun, between=run.between).counterfactuals
        _backfilling[key] = tuple(EFFECTS[_BY_COUNTERFACTUALS].measure(run.record, beside))
    while len(_backfilling) > _KEPT:
        _backfilling.popitem(last=False)
    return _backfilling[key]
