"""What a folder of results says of itself, read with care: anybody may have changed a manifest."""

import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from abm.place import Place
from scenarios.errors import InputError
from scenarios.files.faults import validated
from scenarios.files.place.cache import place_of


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

    @property
    def place(self) -> Place | None:
        """The place all were run in; None where its files are not among those payscape brings."""
        try:
            return place_of(self.scenarios[0].place).place
        except InputError:
            return None

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
