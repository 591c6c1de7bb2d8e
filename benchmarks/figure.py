"""One measured figure beside its budget."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Figure:
    """A figure.

    Attributes:
        what: what was measured, in words.
        value: the median.
        unit: of value and budget.
        budget: what it may be at most (or at least), or None where it is only reported.
        sense: whether the budget is a most or a least.
    """

    what: str
    value: float
    unit: str
    budget: float | None = None
    sense: Literal["at most", "at least"] = "at most"

    @property
    def met(self) -> bool | None:
        """Whether the budget is met; None where there is none."""
        if self.budget is None:
            return None
        return self.value <= self.budget if self.sense == "at most" else self.value >= self.budget
