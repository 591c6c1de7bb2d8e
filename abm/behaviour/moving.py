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
from abm.quantities import Floats

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
    due = prospect.months > 0
    parts = np.zeros((len(TERMS), *prospect.own.shape))
    for name, term in terms.items():
        parts[TERMS.index(name)] = term
    parts = on_grid(np.where(due, parts, 0.0))
    free = on_grid(prospect.value) + parts.sum(axis=0)
    bounded = np.clip(free, inside(prospect.lowest), inside(prospect.highest))
    parts[TERMS.index("bound")] = np.where(due, bounded - free, 0.0)
    return Decision(np.where(due, bounded, prospect.value), parts, _pounds(prospect, weight, shortfall))


def _pounds(prospect: Prospect, weight: Floats, shortfall: Floats) -> Floats:
    """What stands behind the terms, in the order of `abm.behaviour.decision.POUNDS`."""
    pounds = np.empty((len(POUNDS), *prospect.own.shape))
    behind = (prospect.own, prospect.partners, prospect.benefit, weight, shortfall, prospect.effort)
    for k, amount in enumerate(behind):
        pounds[k] = amount
    return pounds
