"""The parameters in force in a run: the defaults, changed where a scenario changes them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from abm.parameters.parameter import Parameter
from abm.quantities import Floats


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
