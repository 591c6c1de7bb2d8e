"""Reads studies from TOML: one by name or path, all of a folder, and the rows that cannot be expressed."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from scenarios.errors import InputError, nearest
from scenarios.files.faults import validated
from scenarios.files.kind import Kind, models_in
from scenarios.files.kinds import KINDS
from scenarios.files.toml_files import Table
from scenarios.reforms.arms import setups
from scenarios.reforms.settings import BESIDE, settings
from scenarios.reforms.study_file import Study, StudyTerms

EXPERIMENTS: Final = KINDS["study"].folder
NOT_EXPRESSIBLE: Final = "not_expressible.toml"
MOST: Final = 500
"""Studies in a folder."""


class NotExpressible(BaseModel):
    """A row of evidence that the model cannot re-enact.

    Attributes:
        title: what the study was.
        reason: what the model lacks.
        citation: where it was published.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    title: Annotated[str, Field(min_length=1)]
    reason: Annotated[str, Field(min_length=1)]
    citation: Annotated[str, Field(min_length=1)]


def study_names() -> list[str]:
    """Names of the studies that come with payscape, in alphabetical order.

    Example:
        >>> "NE12-drg-price-norway" in study_names()
        True
    """
    return [file.stem for file in study_files(EXPERIMENTS)]


def study_files(folder: Path) -> list[Path]:
    """The studies of a folder: every TOML file but the settings and the list of what cannot be expressed.

    Raises:
        InputError: if it is no folder, or holds no study, or too many.
    """
    if not folder.is_dir():
        raise InputError("no such folder", str(folder), "give a folder of studies, one TOML file each")
    aside = {Path(BESIDE).stem, Path(NOT_EXPRESSIBLE).stem}
    found = [file for file in sorted(folder.glob("*.toml")) if file.stem not in aside]
    if not 1 <= len(found) <= MOST:
        raise InputError(
            f"{len(found)} studies", str(folder), f"a folder holds from 1 to {MOST}, one TOML file each"
        )
    return found


def load_study(name_or_path: str | Path) -> Study:
    """Read and check a study, and set both its arms up.

    Args:
        name_or_path: a name from `study_names()`, or a path to a TOML file.

    Raises:
        InputError: at the first fault, naming file, key and remedy.
    """
    return STUDY.load(name_or_path)


def study_of(table: Table, file: Path) -> Study:
    """A study from what its file says, whose name it takes, both its arms set up.

    Raises:
        InputError: at the first fault, naming file, key and remedy.
    """
    terms = validated(StudyTerms, table, file.name, "")
    study = Study.model_construct(**dict(terms), name=file.stem, folder=file.parent)
    known = settings(file.parent)
    if study.setting not in known:
        raise InputError(
            f"no setting '{study.setting}'", f"{file.name}: setting", nearest(study.setting, known)
        )
    setups(study, known[study.setting])
    return study


STUDY: Final = Kind("study", StudyTerms, study_of, extends=False, not_said=())


def load_studies(folder: Path = EXPERIMENTS) -> list[Study]:
    """Every study of a folder, in the order of their files.

    Raises:
        InputError: at the first fault in any, or where two have one id.
    """
    found = [load_study(file) for file in study_files(folder)]
    twice = [name for name, times in Counter(study.id for study in found).items() if times > 1]
    if twice:
        raise InputError(f"two studies have the id '{twice[0]}'", str(folder), "give each its own")
    return found


def chosen(studies: Sequence[Study], ids: Sequence[str]) -> list[Study]:
    """The studies of these ids, in the order of their files; all where no id is named.

    Raises:
        InputError: if there is none of an id.
    """
    known = [study.id for study in studies]
    for name in ids:
        if name not in known:
            raise InputError(f"no study '{name}'", "--only", nearest(name, known))
    return [study for study in studies if not ids or study.id in ids]


def not_expressible(folder: Path = EXPERIMENTS) -> dict[str, NotExpressible]:
    """Rows that the model cannot re-enact, by id; none where the folder does not list any.

    Raises:
        InputError: at the first fault.
    """
    file = folder / NOT_EXPRESSIBLE
    if not file.exists():
        return {}
    return dict(models_in(file, NotExpressible, "list of what cannot be expressed"))
