"""What a folder of results says of itself, read with care: anybody may have changed a manifest."""

import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from scenarios.files.faults import validated


class SavedScenario(BaseModel):
    """A scenario as a manifest describes it."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    id: str = Field(min_length=1)
    title: str
    question: str = ""
    note: str = ""
    place: str
    regime: str
    theory: str = ""
    months: int
    sample: float


class SavedOrganisation(BaseModel):
    """An organisation as results keep it."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    id: str
    name: str
    kind: str


class SavedPlace(BaseModel):
    """What results keep of their place, so that they can be reported anywhere."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    title: str
    organisations: tuple[SavedOrganisation, ...]


class SavedResults(BaseModel):
    """What was run, as a report needs it; the attributes are those of a manifest."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    payscape: str
    kind: str
    source: str = ""
    seeds: Annotated[tuple[int, ...], Field(min_length=1)]
    scenarios: Annotated[tuple[SavedScenario, ...], Field(min_length=1)]
    command: tuple[str, ...] = ()
    written: str = ""
    place: SavedPlace | None = None

    @property
    def typed(self) -> str:
        """The command that made it, as a person types it."""
        return shlex.join(["payscape", *self.command[1:]])


def results_in(manifest: Mapping[str, Any], folder: Path) -> SavedResults:
    """A manifest that a report can be made from.

    Raises:
        InputError: naming the key at fault.
    """
    return validated(SavedResults, manifest, f"{folder.name}/manifest.json", "")
