"""Cliffs: where what one more brings in changes, or a sum is gained or lost at once, near the forecast.

Nothing here knows what a form of payment is. Every element is asked, by its own `pay`, what the year
would come to over a fine range of one measure, and the answers say where its slope turns.

Example:
    >>> from abm.payment.fee_for_service import FeeForService
    >>> fee = FeeForService(prices={"HC": 18.0}, cap_pounds_per_year=110_000)
    >>> (cap,) = scan(fee, np.zeros(0), np.array([100_000.0]))
    >>> round(cap.at), round(cap.before, 6), round(cap.beyond, 6)
    (110000, 1.0, 0.0)
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from abm.payment.element import Element, Measure
from abm.quantities import Floats, Ints

REACH: Final = 0.25
"""How far from the forecast to look, as a share of it."""
CELLS: Final = 200
SAME: Final = 1e-6
"""Slopes that differ by less than this share of the steepest are one slope."""
BENDS: Final = 3
"""A cliff shows in as many neighbouring cells at most; a curve bends in every one."""
HALVINGS: Final = 40
GIVEN: Final = ("people", "outcome_of", "figure")
"""What conduct does not move: people, chances of an outcome and yearly figures are taken as they are."""


@dataclass(frozen=True)
class Cliff:
    """A place near the forecast where one more begins to bring something else.

    Attributes:
        measure: what is measured.
        at: the year-end measure at which it is, in the measure's unit.
        distance: from the forecast to it; negative where it is already passed.
        before: pounds a unit of the measure just below it.
        beyond: pounds a unit just above it.
        jump: pounds gained (or lost) at once by crossing it upwards.
    """

    measure: Measure
    at: float
    distance: float
    before: float
    beyond: float
    jump: float = 0.0


def scan(element: Element, plan: Floats, measured: Floats) -> list[Cliff]:
    """Every cliff of one payee's element within a quarter of the forecast, nearest first.

    Args:
        element: its terms.
        plan: float[k], amounts fixed for the year.
        measured: float[m], measures forecast for the year end.
    """
    found = [
        cliff
        for j, measure in enumerate(element.measures())
        if measure.basis not in GIVEN and measured[j] > 0
        for cliff in _along(YearEnd(element, plan, measured, j), measure)
    ]
    return sorted(found, key=lambda cliff: abs(cliff.distance))


@dataclass(frozen=True, eq=False)
class YearEnd:
    """A year end of which one measure, the j-th, is not known yet."""

    element: Element
    plan: Floats
    measured: Floats
    j: int

    def pounds(self, at: Floats) -> Floats:
        """Pounds owed for the year, float[n], if the measure came to each of float[n]."""
        measured = np.tile(self.measured, (len(at), 1))
        measured[:, self.j] = at
        return self.element.pay(measured, np.tile(self.plan, (len(at), 1)), 1.0)


def _along(year: YearEnd, measure: Measure) -> Iterator[Cliff]:
    """Cliffs along one measure."""
    forecast = float(year.measured[year.j])
    x = forecast * np.linspace(1 - REACH, 1 + REACH, CELLS + 1)
    y = year.pounds(x)
    slope = np.diff(y) / np.diff(x)
    for first, last in _turns(slope):
        # The straight lines on either side, through the outer ends of the cells that touch the turn.
        left, right = (x[first], y[first], slope[first]), (x[last + 1], y[last + 1], slope[last])
        at = _crossing(left, right)
        jump = 0.0
        if at is None:
            at = _leap(year, float(x[first + 1]), float(x[last]), float(slope[first]))
            jump = float(right[1] + right[2] * (at - right[0]) - left[1] - left[2] * (at - left[0]))
        yield Cliff(measure, at, at - forecast, float(slope[first]), float(slope[last]), jump)


def _turns(slope: Floats) -> Iterator[tuple[int, int]]:
    """The cells just before and just after each turn of the slope."""
    different = np.abs(np.diff(slope)) > SAME * np.abs(slope).max()
    changes: Ints = np.flatnonzero(different)
    for run in np.split(changes, np.flatnonzero(np.diff(changes) > 1) + 1):
        if 0 < len(run) <= BENDS:
            yield int(run[0]), int(run[-1]) + 1


def _crossing(left: tuple[float, ...], right: tuple[float, ...]) -> float | None:
    """Where two lines (x, y, slope) meet between their points; None if they do not."""
    (x, y, a), (u, v, b) = left, right
    if a == b:
        return None
    at = (v - y + a * x - b * u) / (a - b)
    return float(at) if x <= at <= u else None


def _leap(year: YearEnd, low: float, high: float, slope: float) -> float:
    """Where pounds leap between two points, by halving towards the half with more of it."""
    for _ in range(HALVINGS if high > low else 0):
        ends = np.array([low, (low + high) / 2, high])
        parts = [abs(b - a) for a, b in pairwise(year.pounds(ends) - slope * ends)]
        low, high = (low, float(ends[1])) if parts[0] > parts[1] else (float(ends[1]), high)
    return (low + high) / 2
