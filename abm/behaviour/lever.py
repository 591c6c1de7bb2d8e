"""A lever: one thing an organisation can do more or less of, declared once.

A lever's value is 0 at the professional norm. What it does to residents happens in the processes of
the month; what is declared here is what the organisation believes, so belief and result can differ.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from abm.behaviour.situation import Situation
from abm.quantities import Floats


@dataclass(frozen=True, eq=False)
class Bundle:
    """What an organisation believes one unit of a lever changes in a year. n organisations.

    Attributes:
        delivered: point of delivery index to float[n], units it delivers.
        used: point of delivery index to float[n], units used by the people it answers for.
        enrolled: float[n], person-years in proactive care.
        staff_cost: float[n], pounds of own staff time beyond the cost of units delivered.
    """

    delivered: Mapping[int, Floats] = field(default_factory=dict[int, Floats])
    used: Mapping[int, Floats] = field(default_factory=dict[int, Floats])
    enrolled: Floats | None = None
    staff_cost: Floats | None = None


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
        benefit: quality-adjusted life years believed to come from one more unit, at a value.
        scale: reference-cost value of the flow the lever scales, pounds a year.
        source: of belief and bounds.
    """

    name: str
    title: str
    identifiers: tuple[str, ...]
    unit: str
    kinds: tuple[str, ...]
    lowest: float
    highest: float
    more: str
    belief: Callable[[Situation], Bundle]
    benefit: Callable[[Situation, Floats], Floats]
    scale: Callable[[Situation], Floats]
    source: str

    @property
    def stiffness(self) -> str:
        """Name of the parameter that holds the curvature of leaving the norm."""
        return f"conduct.stiffness.{self.name}"


SMALLEST_SCALE: Final = 1000.0
"""Pounds a year under which a flow is too small to steer by; avoids dividing by nothing."""


def sum_over(bundle: Mapping[int, Floats], worth: Floats, n: int) -> Floats:
    """Pounds of a bundle: units of each point of delivery times pounds a unit, [n]."""
    total = np.zeros(n)
    for pod, units in bundle.items():
        total += units * worth[:, pod]
    return total
