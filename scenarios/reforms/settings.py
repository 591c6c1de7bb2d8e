"""Settings: what is declared of a country's providers before any of its studies is run.

A setting may say how much altruism providers of a kind have there, and how much of an incentive reaches
the clinician; every study of the setting has the same. Nothing else may differ between studies but terms.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from scenarios.errors import InputError
from scenarios.files.fields import Words
from scenarios.files.kind import models_in
from scenarios.scenario import Scenario

FILE: Final = Path(__file__).parent.parent / "experiments_settings.toml"
BESIDE: Final = "settings.toml"
"""Settings of a user's own, in the folder of their studies."""
MAY_DIFFER: Final = ("conduct.altruism.", "conduct.pass_through")


def in_range(given: object) -> dict[str, float]:
    """Changed parameters as a file has them, by whole name, each within its plausible range.

    Raises:
        ValidationError: if one is no parameter, or out of its range.
    """
    anything = {"id": "-", "title": "-", "place": "-", "regime": "-"}
    return Scenario.model_validate({**anything, "parameters": given}).parameters


Parameters = Annotated[dict[str, float], BeforeValidator(in_range)]


class CountrySetting(BaseModel):
    """Where a study was made, as far as it concerns how providers decide.

    Attributes:
        title: country, and who owns providers.
        reason: why the numbers are what they are, from what is known of the place and not from its studies.
        confidence: of the numbers.
        parameters: altruism by kind of provider, and pass-through.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    title: Words
    reason: Words
    confidence: Literal["high", "medium", "low", "assumed"]
    parameters: dict[str, float] = Field(default_factory=dict[str, float])

    @field_validator("parameters", mode="before")
    @classmethod
    def _of_conduct(cls, given: object) -> object:
        """Each is a parameter in its range, and one of those that may differ."""
        found = in_range(given)
        for name in found:
            if not name.startswith(MAY_DIFFER):
                raise ValueError(f"{name} may not differ between settings; {' and '.join(MAY_DIFFER)} may")
        return found


def settings(folder: Path | None = None) -> Mapping[str, CountrySetting]:
    """Settings by name: those that come with payscape, and those in a folder of studies.

    Args:
        folder: a folder that may hold `settings.toml`.

    Raises:
        InputError: at the first fault, or where a folder's setting has the name of one that comes along.
    """
    ours, own = read_settings(FILE), folder / BESIDE if folder else None
    if own is None or not own.exists():
        return ours
    theirs = read_settings(own)
    for name in theirs:
        if name in ours:
            raise InputError(f"there is a setting '{name}' already", own.name, "give it another name")
    return {**ours, **theirs}


def read_settings(file: Path) -> Mapping[str, CountrySetting]:
    """The settings of one file, a table each.

    Raises:
        InputError: at the first fault, naming file, key and remedy.
    """
    return models_in(file, CountrySetting, "file of settings")
