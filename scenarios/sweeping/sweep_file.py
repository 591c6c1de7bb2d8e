"""Reads a sweep from TOML: which scenarios, over which levers and uncertainties, with how many seeds.

Example:
    >>> declared = declared_in({"title": "T", "scenarios": ["small-town-today"], "seeds": 3,
    ...                         "uncertainties": {"theory": ["weigh_up", "imitate"]}}, "my.toml")
    >>> declared.seeds, [d.name for d in declared.uncertainties], declared.design.kind
    (3, ['theory'], 'grid')
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field

from abm.effects.catalogue import EFFECTS
from abm.payment.element import one_of
from scenarios.errors import InputError, nearest
from scenarios.files.changes import Value
from scenarios.files.faults import validated
from scenarios.files.kind import Kind
from scenarios.files.scenario_files import scenario_names
from scenarios.files.toml_files import Table
from scenarios.runs.headlines import FLOWS
from scenarios.sweeping.design import Design
from scenarios.sweeping.dimension import Dimension, leaves, read_dimensions

KEYS: Final = (
    *("title", "question", "note", "scenarios", "with", "levers", "uncertainties"),
    *("design", "seeds", "until", "backfilling"),
)
MEASURES: Final = (*EFFECTS, *FLOWS, "income", "margin")
"""What every run tells: effects, flows, and pounds and margins by scope."""
MOST_SEEDS: Final = 100_000
_START_KEYS: Final = ("scenario", "name", "with")


class Until(BaseModel):
    """When enough seeds were lived: half the interval of one measure, in every arm and future.

    Attributes:
        measure: an effect or flow, `E1` or `referrals`.
        scope: `total`, or one of its parts.
        half_width: the half-width of the 95% interval that is enough, in the measure's unit.
        most: seeds at which to stop in any case.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    measure: Annotated[str, one_of("measure", MEASURES)]
    scope: str = "total"
    half_width: Annotated[float, Field(strict=True, gt=0, allow_inf_nan=False)]
    most: Annotated[int, Field(strict=True, ge=2, le=MOST_SEEDS)] = 100


@dataclass(frozen=True)
class Start:
    """A scenario that a sweep starts from.

    Attributes:
        name: what it is called in tables; the scenario's own name unless given.
        scenario: a name from the library or a path.
        changes: what is changed in it before anything is varied, by path.
    """

    name: str
    scenario: str
    changes: Mapping[str, Value]


@dataclass(frozen=True)
class Declared:
    """What a sweep file says.

    Attributes:
        file: its name, for messages.
        title: one line.
        question: what it is meant to answer.
        note: what to watch, and what it cannot answer.
        starts: scenarios; the others are compared with the first.
        common: changes that all of them have, by path.
        levers: what is chosen: every combination is an arm.
        uncertainties: what nobody knows: a point in them is a future, met by every arm.
        design: how futures are picked.
        seeds: seeds for every arm in every future, from 1; at least so many where there is `until`.
        until: when there are enough of them, or None.
        backfilling: whether the two counterfactual runs are lived that E1 needs.
        table: the file's own words, from which this can be read again.
    """

    file: str
    title: str
    question: str
    note: str
    starts: tuple[Start, ...]
    common: Mapping[str, Value]
    levers: tuple[Dimension, ...]
    uncertainties: tuple[Dimension, ...]
    design: Design
    seeds: int
    until: Until | None
    backfilling: bool
    table: Table


def sweep_names() -> list[str]:
    """Names of the sweeps that come with payscape, in alphabetical order.

    Example:
        >>> "part-fixed-hospital-payment" in sweep_names()
        True
    """
    return SWEEP.names()


def load_sweep(name_or_path: str | Path) -> Declared:
    """Read and check what a sweep file says; the scenarios it names are read when it is planned.

    Args:
        name_or_path: a name from `sweep_names()`, or a path to a TOML file.

    Raises:
        InputError: at the first fault, naming file, key and remedy.
    """
    return SWEEP.load(name_or_path)


def declared_in(table: Table, file: str) -> Declared:
    """What a sweep's table says; scenario paths start where we stand.

    Args:
        table: as parsed.
        file: its name, for messages.

    Raises:
        InputError: at the first fault.
    """
    for key in table:
        if key not in KEYS:
            raise InputError(f"unknown key '{key}'", file, nearest(key, KEYS))
    levers, uncertainties = (
        read_dimensions(table.get(key, {}), f"{file}: {key}") for key in ("levers", "uncertainties")
    )
    _refuse_both(levers, uncertainties, file)
    given = _dictionary(table.get("design", {}), f"{file}: design")
    design = validated(Design, given, file, "design")
    if design.sampled and not uncertainties:
        raise InputError("nothing to sample", f"{file}: design.kind", "name [uncertainties], or use a grid")
    until = table.get("until")
    return Declared(
        file=file,
        **{key: _text(table, key, file) for key in ("title", "question", "note")},
        starts=_starts(table.get("scenarios"), file),
        common=leaves(table.get("with", {}), f"{file}: with"),
        levers=levers,
        uncertainties=uncertainties,
        design=design,
        seeds=_seeds(table.get("seeds", 1), file),
        until=None if until is None else validated(Until, _dictionary(until, file), file, "until"),
        backfilling=_yes_or_no(table.get("backfilling", True), file),
        table=table,
    )


SWEEP: Final = Kind(
    "sweep", KEYS, lambda table, file: declared_in(_beside(table, file.parent), file.name), extends=False
)


def relative_to(table: Table, folder: Path) -> Table:
    """A sweep's table whose paths start at another folder, so that both can be moved together."""
    return _with_scenarios(table, lambda name: name if name in scenario_names() else _path_from(name, folder))


def _path_from(name: str, folder: Path) -> str:
    return Path(os.path.relpath(name, folder)).as_posix()


def _beside(table: Table, folder: Path) -> Table:
    """A scenario that stands beside the sweep file is taken from there."""
    return _with_scenarios(table, lambda n: n if n in scenario_names() else str((folder / n).resolve()))


def absolute(table: Table, folder: Path) -> Table:
    """A sweep's table whose paths started at a folder, as paths of this machine."""
    return _beside(table, folder)


def _with_scenarios(table: Table, renamed: Any) -> Table:
    """A table with every scenario's name put another way; what is no name is left for others to refuse."""
    given = table.get("scenarios")
    if not isinstance(given, list):
        return table
    found = [
        renamed(each)
        if isinstance(each, str)
        else {**each, "scenario": renamed(each["scenario"])}
        if isinstance(each, dict) and isinstance(each.get("scenario"), str)
        else each
        for each in given
    ]
    return {**table, "scenarios": found}


def _starts(given: Any, file: str) -> tuple[Start, ...]:
    where = f"{file}: scenarios"
    if not isinstance(given, list) or not given:
        raise InputError("no scenarios", where, 'write scenarios = ["east-london-today", …]')
    found = tuple(_start(each, where) for each in given)
    names = [start.name for start in found]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise InputError(f"two are called '{twice}'", where, 'give one another name = "…"')
    return found


def _start(given: Any, where: str) -> Start:
    if isinstance(given, str):
        return Start(Path(given).stem, given, {})
    if not isinstance(given, Mapping) or not isinstance(given.get("scenario"), str):
        raise InputError("not a scenario", where, 'give a name, or { scenario = "…", name = "…" }')
    for key in given:
        if key not in _START_KEYS:
            raise InputError(f"unknown key '{key}'", where, nearest(key, _START_KEYS))
    name = given.get("name", Path(given["scenario"]).stem)
    if not isinstance(name, str) or not name:
        raise InputError(f"{name!r} is no name", where, "give text in quotes")
    return Start(name, given["scenario"], leaves(given.get("with", {}), f"{where}: with"))


def _refuse_both(levers: tuple[Dimension, ...], uncertainties: tuple[Dimension, ...], file: str) -> None:
    chosen = {path for lever in levers for path in lever.paths}
    both = [path for dimension in uncertainties for path in dimension.paths if path in chosen]
    if both:
        raise InputError(f"{both[0]} is both a lever and uncertain", f"{file}: levers", "name it once")


def _dictionary(given: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(given, Mapping):
        raise InputError("not a table", where, "write a section in square brackets")
    return given


def _text(table: Table, key: str, file: str) -> str:
    given = table.get(key, "" if key != "title" else None)
    if not isinstance(given, str) or (key == "title" and not given.strip()):
        raise InputError("missing, or not text", f"{file}: {key}", "write one line in quotes")
    return given


def _seeds(given: Any, file: str) -> int:
    if isinstance(given, bool) or not isinstance(given, int) or not 1 <= given <= MOST_SEEDS:
        raise InputError(f"{given!r} seeds", f"{file}: seeds", f"a whole number from 1 to {MOST_SEEDS}")
    return given


def _yes_or_no(given: Any, file: str) -> bool:
    if not isinstance(given, bool):
        raise InputError(f"{given!r} is not yes or no", f"{file}: backfilling", "write true or false")
    return given
