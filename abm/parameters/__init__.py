"""Every human, clinical and conduct number of the model, each in one place with its source."""

from collections.abc import Mapping
from typing import Final

from abm.parameter import Parameter as Parameter
from abm.parameter import Values as Values
from abm.parameters import (
    beliefs,
    commissioning,
    community,
    conduct,
    costs,
    demography,
    end_of_life,
    illness,
    personal_budgets,
    planned,
    primary_care,
    recording,
    stiffness,
    theories,
    urgent,
)

ALL: Final[tuple[Parameter, ...]] = (
    *demography.ALL,
    *illness.ALL,
    *primary_care.ALL,
    *planned.ALL,
    *urgent.ALL,
    *community.ALL,
    *personal_budgets.ALL,
    *end_of_life.ALL,
    *recording.ALL,
    *costs.ALL,
    *conduct.ALL,
    *stiffness.ALL,
    *beliefs.ALL,
    *theories.ALL,
    *commissioning.ALL,
)
"""Every parameter, in the order of a month."""

BY_NAME: Final[Mapping[str, Parameter]] = {p.name: p for p in ALL}


def values(changes: Mapping[str, float] | None = None) -> Values:
    """The parameters in force: defaults with changes by name.

    Raises:
        KeyError: if a change names no parameter.
    """
    return Values(BY_NAME, dict(changes or {}))
