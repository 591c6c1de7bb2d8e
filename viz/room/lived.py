"""What a worker process does: it lives arms of a choice, and stops as soon as nobody waits for them.

A table of tickets is shared with the process that serves pages. A run of a seat whose ticket has moved
on is stale: somebody there has moved a lever again, or left.
"""

import os
import time
from collections import OrderedDict
from dataclasses import dataclass, replace
from multiprocessing import parent_process
from threading import Thread
from typing import Final

import numpy as np

import scenarios  # noqa: F401  first: it decides where compiled code is kept
from abm.branching import Branching
from abm.effects.catalogue import EFFECTS, measured
from abm.effects.effect import EffectValue
from abm.making_room import undisturbed
from abm.quantities import MONTHS_PER_YEAR
from abm.record import Record
from abm.setup import Setup
from scenarios.questions.pairs import ARMS, Paired, both_in_force
from scenarios.runs.headlines import Key, headlines
from scenarios.runs.run import twins_of
from scenarios.runs.who_paid_whom import paid
from viz.room.arms_chosen import Arm
from viz.room.common_months import begun
from viz.room.picture import Picture, Small, lines_of, picture
from viz.room.together import StaleError, Ticket, Together

AT: Final = (18, 24, 36, 48)
"""Months after which a part of a run ends, and after its last; most regimes begin in month 12."""

_GENTLE: Final = 10
_GLANCE: Final = 0.005
_BY_TWINS: Final = "E1"
_KEPT: Final = 200
_MOST_OPEN: Final = 30
"""Runs on their way at once in one process: one for each seat, and some given up; the oldest goes."""


_together = Together.for_seats(1)  # outside of any workshop: one seat, which asks for nothing newer
_gives_way = False
_open: "OrderedDict[tuple[Arm, int], Branching]" = OrderedDict()
_told_by_twins: "OrderedDict[tuple[Arm, int], tuple[EffectValue, ...]]" = OrderedDict()


@dataclass(frozen=True, eq=False)
class Part:
    """The first months of a run that is not told whole yet.

    Attributes:
        lines: float32[K, m], lines over the m months lived so far.
    """

    lines: Small


@dataclass(frozen=True, eq=False)
class OnePair:
    """Both arms with one luck: what a comparison takes of them, and their lines over time.

    Attributes:
        paired: measures and money.
        lines: float32[2, K, M], A and B.
    """

    paired: Paired
    lines: Small


def begin(together: Together, gentle: bool) -> None:
    """Make a worker ready.

    Args:
        together: what all processes know.
        gentle: whether it gives way to others: it lives more luck while people talk.
    """
    global _together, _gives_way
    _together, _gives_way = together, gentle
    if gentle and hasattr(os, "nice"):
        os.nice(_GENTLE)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A worker whose server was killed has nobody to live for."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)


def live_part(arm: Arm, seed: int, ticket: Ticket) -> Part | Picture:
    """The next part of one arm with one luck, and when all are lived, its picture.

    Raises:
        StaleError: if the seat has moved on; what was lived is let go.
        InputError: at a fault in what was asked for.
    """
    setup = arm.setup()
    model = _open.pop((arm, seed), None) or begun(setup, seed)
    if model.month == setup.months:
        return _whole(model)
    _go_on(model, next((m for m in AT if model.month < m < setup.months), setup.months), ticket)
    _open[arm, seed] = model
    while len(_open) > _MOST_OPEN:
        _open.popitem(last=False)[1].end()
    return Part(lines_of(model.record))


def _whole(model: Branching) -> Picture:
    """The picture of a run that is over."""
    made = picture(model.record, measured(model.record))
    model.end()
    return made


def live_pair(a: Arm, b: Arm, seed: int, ticket: Ticket) -> OnePair:
    """Both arms with the same luck, the twins that backfilling needs, and B's rules on A's activity.

    Raises:
        StaleError: if the seat has moved on.
        InputError: at a fault in what was asked for.
    """
    first, second = a.setup(), b.setup()
    start = min(both_in_force(first, second), a.months - MONTHS_PER_YEAR)
    one = _live(replace(first, shadows=(second.regime,)), seed, ticket)
    other = _live(second, seed, ticket)
    values: dict[tuple[str, Key], tuple[float, str]] = {}
    for name, arm, record in ((ARMS[0], a, one), (ARMS[1], b, other)):
        refuse_stale(ticket)
        effects = [*measured(record), *_backfilled(arm, seed, record, ticket)]
        values |= {(name, key): value for key, value in headlines(record, effects, start).items()}
    money = (paid(one, start=start), paid(one, second.regime.id, start), paid(other, start=start))
    return OnePair(Paired(seed, values, money), np.array([lines_of(one), lines_of(other)], np.float32))


def _backfilled(arm: Arm, seed: int, record: Record, ticket: Ticket) -> tuple[EffectValue, ...]:
    """What only twins can tell of a run, kept: the arm held against is met again with every lever moved."""
    key = (arm, seed)
    if key not in _told_by_twins:
        twins = twins_of(arm.setup(), seed, lambda setup, luck: _to_its_end(setup, luck, ticket))
        _told_by_twins[key] = tuple(EFFECTS[_BY_TWINS].measure(record, twins))
    while len(_told_by_twins) > _KEPT:
        _told_by_twins.popitem(last=False)
    return _told_by_twins[key]


def _live(setup: Setup, seed: int, ticket: Ticket) -> Record:
    """What happened in a run, lived to its end.

    Raises:
        StaleError: if the seat has moved on.
        InputError: if contracts do not fit the place.
    """
    model = _to_its_end(setup, seed, ticket)
    record = model.record
    model.end()
    return record


def _to_its_end(setup: Setup, seed: int, ticket: Ticket) -> Branching:
    """A run after its last month; see `_live`."""
    model = begun(setup, seed)
    _go_on(model, setup.months, ticket)
    return model


def _go_on(model: Branching, month: int, ticket: Ticket) -> None:
    """Live on to a month, giving way where that is asked; a run that nobody waits for is given back.

    Raises:
        StaleError: if the seat has moved on.
    """
    with undisturbed():
        while model.month < month:
            _give_way(ticket)
            if _together.is_stale(ticket):
                model.end()
                raise StaleError
            model.step()


def _give_way(ticket: Ticket) -> None:
    """Stand back, where this process is gentle, as long as others live what somebody waits for."""
    while _gives_way and _together.busy.value and not _together.is_stale(ticket):
        time.sleep(_GLANCE)


def refuse_stale(ticket: Ticket) -> None:
    """Stop where the newest ticket of the seat is another.

    Raises:
        StaleError: if it is.
    """
    if _together.is_stale(ticket):
        raise StaleError
