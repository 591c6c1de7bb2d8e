"""A gate (T5): what a year has to show before the next step of a change is taken.

Source: the inner north-east London update of 2017, where commissioners and councils of City and
Hackney developed a gateway process for each workstream, "to support gradual transfer of
responsibilities".

Example:
    >>> gate = Gate(measure="proactive_care", at_least=0.4)
    >>> gate.at_least, sorted(MEASURES)[0]
    (0.4, 'delayed_days')
"""

from collections.abc import Callable, Mapping
from typing import Annotated, Final, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from abm.flows import Flows
from abm.payment.element import one_of
from abm.quantities import MONTHS_PER_YEAR
from abm.vocabulary import EMERGENCY_PODS, OUTCOME, OUTCOMES, POD

GateLevel = Annotated[float, Field(strict=True, ge=0, le=1e6, allow_inf_nan=False)]


def _outcome(name: str) -> Callable[[Flows], float]:
    """A recorded outcome over everybody: successes by chances, nil where there were none."""

    def share(year: Flows) -> float:
        successes, chances = year.outcomes[:, OUTCOME[name]].sum(axis=0)
        return float(successes / chances) if chances > 0 else 0.0

    return share


def _use(*pods: str) -> Callable[[Flows], float]:
    """What residents used, per 1,000 of them and year."""

    def rate(year: Flows) -> float:
        residents = float(year.people.sum()) / MONTHS_PER_YEAR
        used = float(year.list_use[:, [POD[pod] for pod in pods]].sum())
        return 1000 * used / residents if residents > 0 else 0.0

    return rate


MEASURES: Final[Mapping[str, Callable[[Flows], float]]] = {
    **{name: _outcome(name) for name in OUTCOMES},
    "delayed_days": _use("XBD"),
    "emergency_spells": _use(*EMERGENCY_PODS),
}
"""What a gate can look at, measured from a year's flows: outcomes as recorded shares, 0 to 1; days in an
acute bed after being ready to leave, and emergency spells, per 1,000 residents a year."""


class Gate(BaseModel):
    """A measure and the level it has to meet over a contract year.

    Attributes:
        measure: a key of `MEASURES`.
        at_least: level that the measure must reach, where more is better.
        at_most: or level it must not exceed, where less is better.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    measure: Annotated[str, one_of("measure of a gate", MEASURES)]
    at_least: GateLevel | None = None
    at_most: GateLevel | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        """One level, on one side."""
        if (self.at_least is None) == (self.at_most is None):
            raise ValueError("a gate needs one of at_least, at_most")
        return self

    def met(self, year: Flows) -> bool:
        """Whether a contract year's flows meet the level."""
        level = MEASURES[self.measure](year)
        return level >= self.at_least if self.at_least is not None else level <= (self.at_most or 0.0)
