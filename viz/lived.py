"""What a worker process does: it lives arms of a choice, and stops as soon as nobody waits for them.

A table of tickets is shared with the process that serves pages. A run of a seat whose ticket has moved
on is stale: somebody there has moved a lever again, or left.
"""

import os
from collections import OrderedDict
from dataclasses import dataclass, replace
from multiprocessing import parent_process
from threading import Thread
from typing import Any, Final

import numpy as np

import scenarios  # noqa: F401  first: it decides where compiled code is kept
from abm.effects.catalogue import EFFECTS, measured
from abm.effects.effect import EffectValue
from abm.quantities import MONTHS_PER_YEAR
from abm.record import Record
from abm.setup import Setup
from scenarios.headlines import Key, headlines
from scenarios.one_run import opened, twins_of
from scenarios.pair_of_arms import ARMS, Paired, both_in_force
from scenarios.who_paid_whom import paid
from viz.arms_chosen import Arm
from viz.picture import Picture, Small, lines_of, picture
from viz.slates import AT, Slates

Ticket = tuple[int, int]
"""A seat, and how many things it has asked for."""

_GENTLE: Final = 10
_BY_TWINS: Final = "E1"
_KEPT: Final = 200
_tickets: Any = None
_slates: Slates | None = None
_told_by_twins: "OrderedDict[tuple[Arm, int], tuple[EffectValue, ...]]" = OrderedDict()


class StaleError(Exception):
    """Nobody waits for this run any more."""


@dataclass(frozen=True, eq=False)
class OnePair:
    """Both arms with one luck: what a comparison takes of them, and their lines over time.

    Attributes:
        paired: measures and money.
        lines: float32[2, K, M], A and B.
    """

    paired: Paired
    lines: Small


def begin(tickets: Any, slates: Slates, gentle: bool) -> None:
    """Make a worker ready.

    Args:
        tickets: shared int64 array, the newest ticket of each seat.
        slates: shared, on which what is lived for a screen is chalked up.
        gentle: whether it yields to others: it lives more luck while people talk.
    """
    global _tickets, _slates
    _tickets, _slates = tickets, slates
    if gentle and hasattr(os, "nice"):
        os.nice(_GENTLE)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A worker whose server was killed has nobody to live for."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)


def live_arm(arm: Arm, seed: int, ticket: Ticket) -> Picture:
    """One arm with one luck, chalked up on the seat's slate meanwhile.

    Raises:
        StaleError: if the seat has moved on.
        InputError: at a fault in what was asked for.
    """
    record = _live(arm.setup(), seed, ticket, _slates)
    return picture(record, measured(record))


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
        effects = [*measured(record), *_backfilled(arm, seed, record)]
        values |= {(name, key): value for key, value in headlines(record, effects, start).items()}
    money = (paid(one, start=start), paid(one, second.regime.id, start), paid(other, start=start))
    return OnePair(Paired(seed, values, money), np.array([lines_of(one), lines_of(other)], np.float32))


def _backfilled(arm: Arm, seed: int, record: Record) -> tuple[EffectValue, ...]:
    """What only twins can tell of a run, kept: the arm held against is met again with every lever moved."""
    key = (arm, seed)
    if key not in _told_by_twins:
        _told_by_twins[key] = tuple(EFFECTS[_BY_TWINS].measure(record, twins_of(arm.setup(), seed)))
    while len(_told_by_twins) > _KEPT:
        _told_by_twins.popitem(last=False)
    return _told_by_twins[key]


def _live(setup: Setup, seed: int, ticket: Ticket, slates: Slates | None = None) -> Record:
    """A run that ends early when nobody waits for it, and is chalked up on the way where there are slates.

    Raises:
        StaleError: if the seat has moved on.
        InputError: if contracts do not fit the place.
    """
    model = opened(setup, seed)
    while model.month < setup.months:
        refuse_stale(ticket)
        model.step()
        if slates and (model.month in AT or model.month == setup.months):
            slates.write(ticket, lines_of(model.record))
    return model.record


def refuse_stale(ticket: Ticket) -> None:
    """Stop where the newest ticket of the seat is another.

    Raises:
        StaleError: if it is.
    """
    seat, number = ticket
    if _tickets is not None and _tickets[seat] != number:
        raise StaleError
