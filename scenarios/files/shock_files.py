"""Reads a shock from TOML: something that happens to a place, the same under any regime.

Example:
    >>> shock = load_shock("demand-surge")
    >>> shock.problems, shock.emergencies, shock.ramp_months
    (0.08, 0.04, 24)
"""

from pathlib import Path
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from abm.setup import Shock
from scenarios.files.faults import validated
from scenarios.files.programme_files import Month
from scenarios.files.toml_files import Table, find, names_in, read_extended

SHOCKS: Final = Path(__file__).parents[1] / "shocks"

Added = Annotated[float, Field(strict=True, ge=-0.5, le=1, allow_inf_nan=False)]
"""Share added to how often a need arises; below zero it arises less often."""

CalendarMonth = Annotated[int, Field(strict=True, ge=1, le=12)]


class ShockTerms(BaseModel):
    """What a shock's file may say; the attributes are those of `abm.setup.Shock`."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    title: str = Field(min_length=1)
    note: str = ""
    start_month: Month = 0
    ramp_months: Month = 12
    calendar_months: Annotated[tuple[CalendarMonth, ...], Field(min_length=1)] = tuple(range(1, 13))
    emergencies: Added = 0.0
    problems: Added = 0.0
    mental: Added = 0.0
    support: Added = 0.0


def shock_names() -> list[str]:
    """Names of the shocks that come with payscape, in alphabetical order."""
    return names_in(SHOCKS)


def load_shock(name_or_path: str | Path) -> Shock:
    """Read and check a shock.

    Args:
        name_or_path: a name from `shock_names()`, or a path to a TOML file.

    Raises:
        InputError: at the first fault, naming file, key and remedy.
    """
    file = find(name_or_path, SHOCKS, "shock")
    return shock_of(read_extended(file, SHOCKS, tuple(ShockTerms.model_fields), "shock"), file)


def shock_of(table: Table, file: Path) -> Shock:
    """A shock from what its file says, whose name it takes.

    Raises:
        InputError: at the first fault, naming file, key and remedy.
    """
    terms = validated(ShockTerms, table, file.name, "")
    return Shock(id=file.stem, **terms.model_dump(exclude={"note"}))
