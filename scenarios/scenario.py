"""A scenario: one question put to the model, as frozen data that a person can read and write.

Example:
    >>> from scenarios.files.scenario_files import load_scenario
    >>> scenario = load_scenario("small-town-today")
    >>> scenario.place, scenario.changed(months=12).months
    ('small_town', 12)
"""

from collections.abc import Mapping
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, field_validator
from pydantic_core import PydanticCustomError

from abm.behaviour.catalogue import THEORIES
from abm.parameters import BY_NAME
from abm.payment.element import one_of
from abm.setup import Setup
from scenarios.files.faults import validated
from scenarios.files.fields import Number
from scenarios.files.place.load import first_year
from scenarios.runs.resolver import Resolver

NONE: Final = "none"
"""What says that no programme runs, or no shock happens, where the scenario it comes from has one."""


class Scenario(BaseModel):
    """Where, how everybody is paid, which programme runs, and how to run it.

    Attributes:
        id: short name; a file's name without .toml.
        title: one line.
        question: what it is meant to answer.
        note: what to watch, and what it cannot answer.
        identifiers: payment forms (P), governance (G), scope (S), pace (T) and effects (E) in it.
        place: a place by name, or a folder.
        regime: how everybody is paid, by name or a TOML file.
        reference: the regime under which norms of conduct were formed; by default the scenario's own.
        programme: a programme by name or file, or None.
        shock: something that happens to the place under any regime, by name or file, or None.
        policy_year: contract year of the policy numbers that regime, programme and shadows name, by the
            calendar year of its April; by default that in which the place starts.
        months: months to run, five years by default.
        sample: residents simulated for each one who lives there, above 0 to 1.
        behaviour: whether organisations respond; off, they keep to the norm.
        theory: how they decide.
        parameters: changed parameters by name, each within its plausible range.
        shadows: regimes whose payments are computed on the same activity, and paid to nobody.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str = Field(min_length=1)
    title: str = Field(min_length=1)
    question: str = ""
    note: str = ""
    identifiers: tuple[str, ...] = ()
    place: str = Field(min_length=1)
    regime: str = Field(min_length=1)
    reference: str | None = None
    programme: str | None = None
    shock: str | None = None
    policy_year: Annotated[int, Field(strict=True, ge=1990, le=2100)] | None = None
    months: Annotated[int, Field(strict=True, ge=1, le=600)] = 60
    sample: Annotated[float, Field(strict=True, gt=0, le=1, allow_inf_nan=False)] = 0.01
    behaviour: Annotated[bool, Field(strict=True)] = True
    theory: Annotated[str, one_of("theory of decision", THEORIES)] = "weigh_up"
    parameters: dict[str, Number] = Field(default_factory=dict)
    shadows: tuple[str, ...] = ()

    @field_validator("programme", "shock", mode="before")
    @classmethod
    def _none(cls, given: Any) -> Any:
        """No programme, or no shock, where what is extended or changed has one."""
        return None if given == NONE else given

    @field_validator("parameters", mode="before")
    @classmethod
    def _flat(cls, given: Any) -> Any:
        """TOML reads `urgent.direct_share = 0.3` as a table in a table; names are put together again."""
        return dict(_flattened(given)) if isinstance(given, Mapping) else given

    @field_validator("parameters")
    @classmethod
    def _in_range(cls, given: dict[str, float]) -> dict[str, float]:
        """Every name is a parameter, every value within its plausible range."""
        for name, value in given.items():
            known = BY_NAME.get(name)
            if known is None:
                words = {"word": name, "valid": list(BY_NAME)}
                raise PydanticCustomError("unknown_word", "unknown parameter '{word}'", words)
            if not known.low <= value <= known.high:
                unit = "times the table as it stands" if known.entries else known.unit
                span = f"{known.low:g} to {known.high:g} ({unit})"
                raise ValueError(f"{name} = {value:g} is outside its plausible range, {span}")
        return given

    def changed(self, **changes: Any) -> "Scenario":
        """A copy with some of it changed, checked afresh; a change of None is no change.

        Raises:
            InputError: if a change is not allowed.
        """
        given = {key: value for key, value in changes.items() if value is not None}
        return validated(Scenario, {**self.model_dump(), **given}, self.id, "") if given else self

    def with_parameters(self, parameters: Mapping[str, float]) -> "Scenario":
        """The same with some parameters laid over its own.

        Raises:
            InputError: if one is unknown, or outside its plausible range.
        """
        return self.changed(parameters={**self.parameters, **parameters})

    @property
    def year(self) -> int:
        """Contract year of its policy numbers, as stated or that in which its place starts.

        Raises:
            InputError: if it is that of the place, and there is no such place.
        """
        return self.policy_year or first_year(self.place)

    def setup(self) -> Setup:
        """Everything the model needs, read from its files now; see `scenarios.runs.resolver`.

        Raises:
            InputError: at the first fault in a file that the scenario names.
        """
        return Resolver().arm(self).setup


def _flattened(given: Mapping[str, Any], before: str = "") -> list[tuple[str, Any]]:
    """Dotted names with their values."""
    found: list[tuple[str, Any]] = []
    for key, value in given.items():
        name = f"{before}{key}"
        found += _flattened(value, f"{name}.") if isinstance(value, Mapping) else [(name, value)]
    return found
