"""The marginal pound: what one more, or one fewer, of anything brings and costs, by the contracts.

Every element is asked, by its own `pay`, what the forecast year end is worth after a small change of
one measure; the answer divided by the change is the pound of one more. It is averaged over five
points of forecast error, so that a threshold is felt before it is reached. Next year's worth is the
same question asked of a plan set afresh from this year's outturn: what an organisation stands to gain
if the outturn resets its contract, to be weighted by how far it believes that it will.
"""

from functools import cache
from typing import Final, Literal

import numpy as np

from abm.contracts.incentives import Incentives, tables
from abm.contracts.settlement import Group, Settlement
from abm.payment.element import Measure
from abm.quantities import Floats

Side = Literal["both", "more", "fewer"]
ERROR_POINTS: Final = np.array([-2.0, -1.0, 0.0, 1.0, 2.0])
ERROR_WEIGHTS: Final = np.exp(-(ERROR_POINTS**2) / 2) / np.exp(-(ERROR_POINTS**2) / 2).sum()
STEP: Final = 0.001
"""The change asked about, as a share of the forecast measure; large against rounding, small against
the distance between thresholds."""

_NUDGED: Final = ("delivered", "recorded", "population_use", "outcome")


def this_year(settlement: Settlement, readings: Floats, error: float, side: Side = "both") -> Incentives:
    """Worth, this contract year, of one more unit of everything.

    Args:
        settlement: the contracts, with this year's plans.
        readings: float[rows], measures forecast for the year end, see `Settlement.forecast`.
        error: standard deviation of the forecast, as a share; 0 looks at the forecast alone.
        side: `both` for the central difference, `more` and `fewer` to see the two sides of a cliff.

    Returns:
        The tables, in pounds a unit.
    """
    return tables(settlement, [_gradient(g, g.measured(readings), error, side) for g in settlement.groups])


def next_year(settlement: Settlement, readings: Floats, error: float) -> Incentives:
    """Worth, next contract year, of one more unit this year, if plans are set afresh from the outturn."""
    return tables(settlement, [_reset(g, g.measured(readings), error) for g in settlement.groups])


def over_years(settlement: Settlement, readings: Floats, error: float, later: float) -> Incentives:
    """Worth this year of one more unit, plus `later` times what it is worth next year.

    Args:
        settlement: the contracts, with this year's plans.
        readings: float[rows], measures forecast for the year end.
        error: standard deviation of the forecast, as a share.
        later: weight of next year's worth; 0 leaves it out.
    """
    slopes: list[Floats] = []
    for group in settlement.groups:
        measured = group.measured(readings)
        slope = _gradient(group, measured, error, "both")
        slopes.append(slope + later * _reset(group, measured, error) if later > 0 else slope)
    return tables(settlement, slopes)


def _gradient(group: Group, measured: Floats, error: float, side: Side) -> Floats:
    """float[n, m], pounds per unit of each measure at the year end."""
    at, asked = _at(measured, group.element.measures(), error)
    if not asked.size:
        return np.zeros_like(measured)
    step = np.maximum(STEP * at, 1.0) * asked
    more = at + step if side != "fewer" else at
    fewer = np.maximum(at - step, 0) if side != "more" else at
    gain = group.element.pay(more, group.plan, 1.0) - group.element.pay(fewer, group.plan, 1.0)
    return _per_unit(gain, more - fewer, asked)


def _reset(group: Group, measured: Floats, error: float) -> Floats:
    """float[n, m], pounds next year per unit of each measure this year."""
    if not group.plan.shape[-1]:
        return np.zeros_like(measured)
    at, asked = _at(measured, group.element.measures(), error)
    if not asked.size:
        return np.zeros_like(measured)
    step = np.maximum(STEP * np.abs(measured), 1.0) * asked
    more, fewer = measured + step, np.maximum(measured - step, 0)
    element = group.element
    gain = element.pay(at, element.plan(more), 1.0) - element.pay(at, element.plan(fewer), 1.0)
    return _per_unit(gain, more - fewer, asked)


def _at(measured: Floats, measures: tuple[Measure, ...], error: float) -> tuple[Floats, Floats]:
    """Forecasts [5, q, n, m], wrong in one of the q measures asked about, and which [q, 1, m].

    The error is on the measure that is asked about only: a common error would cancel in any ratio.
    """
    asked = _asked(tuple(measure.basis for measure in measures))
    wrong = 1 + error * ERROR_POINTS[:, None, None, None] * asked
    return np.maximum(measured * wrong, 0), asked


@cache
def _asked(bases: tuple[str, ...]) -> Floats:
    """Which measures are nudged, one a row, float[q, 1, m]."""
    nudged = [j for j, basis in enumerate(bases) if basis in _NUDGED]
    return np.eye(len(bases))[nudged][:, None, :]


def _per_unit(gain: Floats, change: Floats, asked: Floats) -> Floats:
    """Average the gain [5, q, n] per unit of change over the forecast error, to [n, m]."""
    size = np.broadcast_to(change.sum(axis=-1), gain.shape)
    slope = np.divide(gain, size, out=np.zeros(gain.shape), where=size > 0)
    mean = (slope * ERROR_WEIGHTS[:, None, None]).sum(axis=0)
    return (mean[:, :, None] * asked).sum(axis=0)
