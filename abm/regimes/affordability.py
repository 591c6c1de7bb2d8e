"""Affordability (E12): what a payer may spend next year, and how much of a gap it corrects in April.

    gap = allocation - cost of next year's contracts at this year's activity
    correction = share · what there is to correct, held within ± floor · what is at its discretion

A payer keeps a contingency beside its allocation, as planning rules ask. It is drawn on before
anything is cut, and filled before anything is given back; nor is what a savings programme has freed
given back. The rest of a gap waits for next April: correcting all of it at once would swing local
contracts by more than a provider can follow. Source:
consultation on payment development 2017, paragraph 3.13: where hospitals are paid for activity,
money for it has to be found elsewhere, in primary and community care for instance.

Example:
    >>> import numpy as np
    >>> means = Means(np.array([100.0]), correction=0.5, floor=0.1, contingency=0.01)
    >>> wanted = to_correct(np.array([-5.0]), means.contingency * means.allocation, saved=np.zeros(1))
    >>> correction(wanted, np.array([30.0]), means).tolist()
    [-2.0]
"""

from dataclasses import dataclass

import numpy as np

from abm.parameter import Values
from abm.quantities import Floats


@dataclass(frozen=True, eq=False)
class Means:
    """What payers can spend next year, and the rules by which they keep to it.

    Attributes:
        allocation: float[O], pounds next year; zero for who is given none.
        correction: share of a gap corrected in one April, 0 to 1.
        floor: most that correction moves a contract in one April, as a share of its value.
        contingency: share of the allocation that stands between a gap and its correction.
    """

    allocation: Floats
    correction: float
    floor: float
    contingency: float


@dataclass(frozen=True, eq=False)
class Position:
    """Where payers stand at a year's end, with the luck of a small sample taken out.

    Attributes:
        means: what they can spend next year.
        opening: float[N], pounds of each payment for a year by the first plans.
        outturn: float[rows], the year's readings, see `abm.contracts.settlement.Settlement`.
        saved: float[O], pounds a year that savings programmes took out in earlier Aprils.
    """

    means: Means
    opening: Floats
    outturn: Floats
    saved: Floats


def means_of(values: Values, allocation: Floats) -> Means:
    """The means of a year under the parameters in force.

    Args:
        values: parameters.
        allocation: float[O], pounds next year.

    Example:
        >>> from abm.parameters import values
        >>> means_of(values({"commissioning.floor": 0.05}), np.zeros(1)).floor
        0.05
    """
    rules = (values[f"commissioning.{name}"] for name in ("correction", "floor", "contingency"))
    return Means(allocation, *rules)


def allocated(spend: Floats, growth: float, years: int) -> Floats:
    """Allocation some years after the reference year: its spend, grown.

    Args:
        spend: float[O], pounds spent in the reference year, when payers spent what they had.
        growth: share a year, at constant prices.
        years: since the first year of the run.

    Example:
        >>> allocated(np.array([100.0]), growth=0.01, years=2).round(2).tolist()
        [102.01]
    """
    return spend * (1 + growth) ** years


def to_correct(gap: Floats, contingency: Floats, saved: Floats) -> Floats:
    """What there is to correct of a gap, in pounds: below zero to be cut, above it to be given back.

    Args:
        gap: float[O], what each payer has less what its contracts cost.
        contingency: float[O], stands between a gap and its correction, either way.
        saved: float[O], pounds a year taken out by savings programmes so far, which are not given back.

    Example:
        >>> to_correct(np.array([-5.0, -0.5, 3.0]), np.ones(3), saved=np.zeros(3)).tolist()
        [-4.0, 0.0, 2.0]
        >>> to_correct(np.array([-5.0, 3.0]), np.ones(2), saved=np.full(2, 1.5)).tolist()
        [-4.0, 0.5]
    """
    return np.minimum(gap + contingency, 0) + np.maximum(gap - contingency - saved, 0)


def correction(wanted: Floats, discretionary: Floats, means: Means) -> Floats:
    """Pounds a year given to (or, below zero, taken from) the contracts at each payer's discretion.

    Args:
        wanted: float[O], what there is to correct.
        discretionary: float[O], pounds of next year's cost which the payer can set itself.
        means: the rules.

    Example:
        >>> means = Means(np.zeros(2), correction=0.5, floor=0.1, contingency=0.0)
        >>> correction(np.array([-9.0, 1.0]), np.array([30.0, 30.0]), means).tolist()
        [-3.0, 0.5]
    """
    most = means.floor * discretionary
    return np.clip(means.correction * wanted, -most, most)
