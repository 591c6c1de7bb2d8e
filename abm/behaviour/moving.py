"""A move is put together from its terms, so that they add up to it to the last digit.

Levers stand on a grid of 2^-32 of their unit, far finer than anybody could set one, and so does every
term. Numbers on such a grid add up without any rounding, in whatever order they are taken.

Example:
    >>> terms = on_grid(np.array([0.1, 0.2, -0.3]))
    >>> bool(terms[0] + terms[1] + terms[2] == terms[2] + terms[1] + terms[0])
    True
"""

from typing import Final

import numpy as np

from abm.behaviour.decision import POUNDS, TERMS, Decision, Prospect, Temperament
from abm.compiled import entry
from abm.quantities import Bools, Floats

STEP: Final = 2.0**-32
"""The grid, in lever units. Sums of terms are exact while they stay below a million units."""

FASTEST_SHARE: Final = 0.25
"""No lever goes more than this share of the way in a month."""


def on_grid(amount: Floats) -> Floats:
    """The nearest points of the grid; shape and unit are kept."""
    return np.rint(amount / STEP) * STEP


def inside(bound: Floats) -> Floats:
    """The last point of the grid within a bound, on the side of 0.

    Example:
        >>> float(inside(np.array([0.5]))[0]), float(0.6 - inside(np.array([0.6]))[0]) < STEP
        (0.5, True)
    """
    return np.trunc(bound / STEP) * STEP


def share_of_the_way(prospect: Prospect, temperament: Temperament, way: Floats) -> Floats:
    """How much of the way is gone since the last decision, float[K, n]: 1 - (1 - pace)^months.

    What is unpaid is dropped faster than services are built, so pace depends on the direction.
    """
    monthly = np.where(way > 0, temperament.building, temperament.dropping)
    return 1 - (1 - np.minimum(monthly, FASTEST_SHARE)) ** prospect.months


def moved(prospect: Prospect, weight: Floats, shortfall: Floats, **terms: Floats) -> Decision:
    """The decision that terms make: summed, and bounded; a lever out of turn keeps its place.

    Args:
        prospect: what levers would bring, and where they stand.
        weight: float[n], how many times over money counted.
        shortfall: float[n], pounds a year by which the margin misses what is aimed at, 0 or more.
        terms: float[K, n] by name, those of `TERMS` that the theory has; the others are 0. The bound is
            not among them: it is what the limits take away.
    """
    parts = np.zeros((len(TERMS), *prospect.own.shape))
    for name, term in terms.items():
        parts[TERMS.index(name)] = term
    value, due = prospect.value.copy(), prospect.months[:, 0] > 0
    _add_up(parts, value, due, inside(prospect.lowest)[:, 0], inside(prospect.highest)[:, 0])
    return Decision(value, parts, _pounds(prospect, weight, shortfall))


_BOUND: Final = TERMS.index("bound")


@entry
def _add_up(parts: Floats, value: Floats, due: Bools, lowest: Floats, highest: Floats) -> None:
    """Put terms on the grid, and levers where they add up to, within the bounds; see `moved`.

    Args:
        parts: float[T, K, n], terms; the bound is filled in.
        value: float[K, n], changed.
        due: bool[K], levers whose turn it is; the others' terms become 0.
        lowest: float[K], points of the grid.
        highest: float[K].
    """
    terms, levers, n = parts.shape
    for k in range(levers):
        for i in range(n):
            free = np.rint(value[k, i] / STEP) * STEP
            for t in range(terms):
                parts[t, k, i] = np.rint(parts[t, k, i] / STEP) * STEP if due[k] else 0.0
                free += parts[t, k, i]
            if due[k]:
                value[k, i] = np.minimum(np.maximum(free, lowest[k]), highest[k])
                parts[_BOUND, k, i] = value[k, i] - free


def _pounds(prospect: Prospect, weight: Floats, shortfall: Floats) -> Floats:
    """What stands behind the terms, in the order of `abm.behaviour.decision.POUNDS`."""
    pounds = np.empty((len(POUNDS), *prospect.own.shape))
    behind = (prospect.own, prospect.partners, prospect.benefit, weight, shortfall, prospect.effort)
    for k, amount in enumerate(behind):
        pounds[k] = amount
    return pounds
