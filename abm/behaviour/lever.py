"""A lever: one thing an organisation can do more or less of, declared once.

A lever's value is 0 at the professional norm. What it does to residents happens in the processes of
the month; what is declared here is what the organisation believes, so belief and result can differ.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Generic, Literal, TypeVar

import numpy as np

from abm.behaviour.situation import LastYear, Situation
from abm.parameters import Values
from abm.quantities import Floats

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Bundle:
    """What an organisation believes one unit of a lever changes in a year. n organisations.

    Attributes:
        delivered: point of delivery index to float[n], units it delivers.
        used: point of delivery index to float[n], units used by the people it answers for.
        recorded: point of delivery index to float[n], units recorded beyond those delivered.
        outcomes: outcome index to float[n], units of the recorded numerator.
        effort: float[n], pounds it really spends beyond the cost of units delivered; posted to the
            ledger in proportion to the lever, so that below the norm it is a saving.
        stepped: float[n], pounds of stepped cost opened, which the ledger already pays as such.
        staff_time: float[n], pounds at which its own people's unpaid time is felt.
    """

    delivered: Mapping[int, Floats] = field(default_factory=dict[int, Floats])
    used: Mapping[int, Floats] = field(default_factory=dict[int, Floats])
    recorded: Mapping[int, Floats] = field(default_factory=dict[int, Floats])
    outcomes: Mapping[int, Floats] = field(default_factory=dict[int, Floats])
    effort: Floats | None = None
    stepped: Floats | None = None
    staff_time: Floats | None = None


@dataclass(frozen=True)
class OfLastYear(Generic[T]):
    """What is believed from last year's activity alone: it is asked of that, once in a contract year.

    Attributes:
        of: what is believed.
    """

    of: Callable[[LastYear], T]

    def __call__(self, year: LastYear) -> T:
        """What is believed of a year."""
        return self.of(year)


@dataclass(frozen=True)
class Lever:
    """One lever and everything a decision needs to know of it.

    Attributes:
        name: as in tables and commands.
        title: what it is, in a practitioner's words.
        identifiers: effects (E) it can turn into.
        unit: of its value.
        kinds: kinds of organisation that have it.
        lowest: lower bound of the value.
        highest: upper bound.
        more: what a higher value means, as a finance director would say it.
        belief: what one unit is believed to change in a year.
        gain: quality-adjusted life years believed to come from one more unit while it goes to those in need.
        fall_off: units over which the worth of one more falls to a third; below 0 where it grows threefold.
        harm: harm of a needless unit as a share of the worth of a needed one, see `worth_left`.
        scale: reference-cost value of the flow the lever scales, pounds a year.
        source: of belief and bounds.
        cadence: months between decisions, a quarter or a year.
    """

    name: str
    title: str
    identifiers: tuple[str, ...]
    unit: str
    kinds: tuple[str, ...]
    lowest: float
    highest: float
    more: str
    belief: OfLastYear[Bundle] | Callable[[Situation], Bundle]
    gain: OfLastYear[Floats] | Callable[[Situation], Floats]
    scale: Callable[[LastYear], Floats]
    source: str
    fall_off: float = 1.0
    harm: float = 0.0
    cadence: Literal[3, 12] = 3

    @property
    def stiffness(self) -> str:
        """Name of the parameter that holds the curvature of leaving the norm."""
        return f"conduct.stiffness.{self.name}"

    def benefit(self, situation: Situation, value: Floats) -> Floats:
        """Quality-adjusted life years believed to come from one more unit, where the lever stands, [n]."""
        return self.gain(situation) * worth_left(value, self.fall_off, self.harm)


SMALLEST_SCALE: Final = 1000.0
"""Pounds a year under which a flow is too small to steer by; avoids dividing by nothing."""


SMALLEST_FLOW: Final = 1e-9
"""Units a year put in place of none where something is divided by a flow."""


def reference_value(year: LastYear, *pods: int, used: bool = False) -> Floats:
    """Reference-cost value of a year's flow of some points of delivery, at least the smallest scale, [n]."""
    flow, columns = year.used if used else year.delivered, list(pods)
    value = np.einsum("nd,d->n", flow[:, columns], year.unit_value[columns])
    return np.maximum(value, SMALLEST_SCALE)


def reached_within_horizon(rate: float, values: Values) -> float:
    """Mean share of a lasting effect reached over the horizon H, coming at a rate k: 1 - (1 - e^-kH) / kH.

    Args:
        rate: k, a year; one over the mean time to the effect.
        values: parameters in force; `conduct.horizon_years` is H.

    Example:
        >>> from abm.parameters import values
        >>> round(reached_within_horizon(1.0, values()), 2)
        0.57
    """
    passed = rate * values["conduct.horizon_years"]
    return float(1 - (1 - np.exp(-passed)) / passed)


def worth_left(value: Floats, fall_off: Floats | float, harm: Floats | float) -> Floats:
    """Worth of one more unit of care against a needed one: e^(-value / fall_off) - harm, shaped as value.

    Those who gain most are served first, so it falls as more is done. Beyond fall_off x ln(1 / harm) one
    more unit does more harm than good; short of it one less does.
    """
    return np.exp(-value / fall_off) - harm


NO_GAIN: Final = OfLastYear(lambda year: np.zeros(year.n))
"""No patient gains or loses."""


def moved_by_log_odds(part: Floats, whole: Floats) -> Floats:
    """Units of a whole that one log-odds point more of a part's share q moves: whole x q x (1 - q).

    Shares are kept between 1% and 99%, so that what nobody does yet can still be begun.

    Example:
        >>> import numpy as np
        >>> moved_by_log_odds(np.array([0.0, 20.0]), np.array([100.0, 100.0])).tolist()
        [0.99, 16.0]
    """
    share = np.minimum(np.maximum(part / np.maximum(whole, SMALLEST_FLOW), 0.01), 0.99)
    return whole * share * (1 - share)
