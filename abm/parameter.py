"""A number of the model with what it must carry to be used, and the numbers in force in a run."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np

from abm.quantities import Floats

Confidence = Literal["high", "medium", "low", "assumed"]


@dataclass(frozen=True)
class Parameter:
    """One human, clinical or conduct number, or one table of them.

    Attributes:
        name: dotted name, unique; what a scenario uses to change it.
        value: the number; for a table, the factor the whole table is multiplied by.
        unit: of the value, or of the entries of a table.
        low: lowest plausible value.
        high: highest plausible value.
        source: where it comes from, or why it was assumed.
        confidence: how far it was verified. "assumed" means judgement, no number was found.
        entries: the table, in the order its name says; empty for a single number.
    """

    name: str
    value: float
    unit: str
    low: float
    high: float
    source: str
    confidence: Confidence
    entries: tuple[float, ...] = ()


@dataclass(frozen=True)
class Values:
    """Look-up of parameter values by name.

    Args:
        defaults: every parameter of the model by name.
        changes: values that replace the default, by name; a table's value scales its entries.

    Raises:
        KeyError: if a change names no parameter.

    Example:
        >>> from abm.parameters import values
        >>> values({"urgent.direct_share": 0.3})["urgent.direct_share"]
        0.3
    """

    defaults: Mapping[str, Parameter]
    changes: Mapping[str, float] = field(default_factory=dict[str, float])

    def __post_init__(self) -> None:
        for name in self.changes:
            if name not in self.defaults:
                raise KeyError(name)

    @cached_property
    def _in_force(self) -> Mapping[str, float]:
        return {name: parameter.value for name, parameter in self.defaults.items()} | dict(self.changes)

    def __getitem__(self, name: str) -> float:
        """The value in force."""
        return self._in_force[name]

    def table(self, name: str) -> Floats:
        """The entries of a table times the factor in force."""
        return np.array(self.defaults[name].entries) * self[name]
