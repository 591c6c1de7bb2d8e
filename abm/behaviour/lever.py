"""A lever: one thing an organisation can do more or less of, declared once.

A lever's value is 0 at the professional norm. What it does to residents happens in the processes of
the month; what is declared here is what the organisation believes, so belief and result can differ.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Generic, Literal, TypeVar

import numpy as np

from abm.behaviour.situation import LastYear, Situation
from abm.parameter import Confidence, Parameter, Values
from abm.quantities import Floats

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Believed:
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
class Stiffness:
    """How hard a lever is to move: curvature of the cost of leaving the norm, without a unit.

    Attributes:
        value: the number, see `abm.parameters.stiffness` for what it does and how it is chosen.
        low: lowest plausible value.
        high: highest plausible value.
        source: where it comes from, or why it was assumed.
        confidence: how far it was verified.
    """

    value: float
    low: float
    high: float
    source: str
    confidence: Confidence


@dataclass(frozen=True)
class Turn:
    """A dial of the month's conduct that a lever turns: what it really does, whatever is believed.

    One unit of the lever moves the dial by `times` x the response: log points of a multiple, log-odds of a
    share, or units of what is set as it stands. Levers on one dial add up.

    Attributes:
        dial: a name in `abm.processes.conduct.DIALS`.
        response: name of the parameter that holds the response; empty for 1.
        times: 1, or -1 where more of the lever is less of the dial.
    """

    dial: str
    response: str = ""
    times: float = 1.0


@dataclass(frozen=True)
class Bears:
    """Events of a person's life that a lever of somebody makes more or less likely.

    Attributes:
        role: whose lever: `here` for whoever did it, `practice`, or the service of the person's borough.
        more: kinds of events that more of the lever makes more likely; points of delivery among them.
        fewer: kinds that it makes less likely.
        either: kinds on which it may work either way.
        after: how many steps further from these events than the nearest lever; of several that stood
            equally far apart in two runs, the nearest is named.
    """

    role: str
    more: tuple[str, ...] = ()
    fewer: tuple[str, ...] = ()
    either: tuple[str, ...] = ()
    after: int = 0


OwnPrice = tuple[Literal["delivered", "used", "recorded", "outcomes"], str | tuple[str, ...], int]
"""A flow that is priced, the points of delivery or the outcome, and the way a higher price moves a lever."""


@dataclass(frozen=True, kw_only=True)
class Lever:
    """One lever and everything that other parts need to know of it.

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
        believed: the same in a few words, as in the description of the model.
        gain: quality-adjusted life years believed to come from one more unit while it goes to those in need.
        fall_off: units over which the worth of one more falls to a third; below 0 where it grows threefold.
        harm: harm of a needless unit as a share of the worth of a needed one, see `worth_left`.
        scale: reference-cost value of the flow the lever scales, pounds a year.
        stiffness: how hard it is to move; a parameter under its own name.
        beliefs: parameters that it alone believes in; those of several levers are in
            `abm.parameters.beliefs`.
        own_price: which prices move it, and which way; for several points of delivery, each that its
            kind believes it to move.
        bears: events of a person's life that it makes more or less likely; none where only records change.
        turns: the dials of the month that it turns; none where a process reads it in a way of its own.
        drift: how far its mean may be from the norm in the third year of today's contracts, where that is
            watched: at most a sixteenth of its bounds.
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
    belief: OfLastYear[Believed] | Callable[[Situation], Believed]
    gain: OfLastYear[Floats] | Callable[[Situation], Floats]
    scale: Callable[[LastYear], Floats]
    believed: str
    stiffness: Stiffness
    own_price: tuple[OwnPrice, ...]
    bears: tuple[Bears, ...]
    turns: tuple[Turn, ...]
    source: str
    beliefs: tuple[Parameter, ...] = ()
    drift: float | None = None
    fall_off: float = 1.0
    harm: float = 0.0
    cadence: Literal[3, 12] = 3

    @property
    def stiffness_name(self) -> str:
        """Name of the parameter that holds its stiffness."""
        return f"conduct.stiffness.{self.name}"

    @property
    def stiffness_parameter(self) -> Parameter:
        """Its stiffness with all that a parameter carries."""
        stiff = self.stiffness
        return Parameter(
            self.stiffness_name,
            stiff.value,
            "curvature of the cost of leaving the norm",
            stiff.low,
            stiff.high,
            stiff.source,
            stiff.confidence,
        )

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
