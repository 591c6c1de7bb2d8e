"""The plan of a sweep: arms, futures, and for every arm, future and seed the run that answers it.

An *arm* is a scenario with its levers set; a *future* is a point in what nobody knows, met by every arm.
The first scenario is the yardstick: levers leave it alone, and every other arm is held against it with the
same future and seed. Where there is one scenario only, levers change it too, beside it as it is.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Final

from abm.warm_up import DECIDING
from scenarios.errors import InputError
from scenarios.files.place.cache import place_of
from scenarios.files.scenario_files import load_scenario
from scenarios.scenario import Scenario
from scenarios.sweeping.changing import FILES, Asked, asked_of
from scenarios.sweeping.design import futures
from scenarios.sweeping.dimension import Value
from scenarios.sweeping.keys import canonical, contents, key_of, said_in_files
from scenarios.sweeping.ranges_at_fault import range_at_fault
from scenarios.sweeping.sweep_file import Declared

MOST_MONTHS: Final = 600
MOST_CELLS: Final = 2_000_000
"""Arms times futures; more is surely a slip."""


@dataclass(frozen=True)
class Arm:
    """A scenario with its levers set.

    Attributes:
        name: of the scenario, and its levers where it has any.
        start: name of the scenario it starts from.
        levers: value of every lever by name.
        scenario: the scenario, with what the file changes in it before anything is varied.
        changes: what is changed in it, by path: the file's own changes to terms, and levers.
    """

    name: str
    start: str
    levers: Mapping[str, Value]
    scenario: Scenario
    changes: Mapping[str, Value]


@dataclass(frozen=True)
class Cell:
    """An arm in a future.

    Attributes:
        contents: hash of everything about its runs but the seed.
        warm_up: what its runs' warm-up depends on, beside the seed.
    """

    contents: str
    warm_up: str


@dataclass(frozen=True)
class Task:
    """One run to be lived.

    Attributes:
        key: what makes it this run.
        asked: the scenario with its changes.
        seed: of the run.
        twins: whether its twins are lived.
        start: first month that counts for flows and pounds.
        code: the version of code that the key is for.
    """

    key: str
    asked: Asked
    seed: int
    twins: bool
    start: int
    code: str


@dataclass(frozen=True, order=True)
class Place:
    """Where in a sweep a run belongs: arm and future by number, and its seed."""

    arm: int
    future: int
    seed: int


class Plan:
    """Arms, futures and the keys of their runs.

    Args:
        declared: what the sweep file says.

    Attributes:
        declared: what the sweep file says.
        arms: the first is the yardstick.
        futures: value of every uncertainty by name.
        start: first month in which every arm's regime is paid.

    Raises:
        InputError: at the first scenario, path or value that is not sound.
    """

    def __init__(self, declared: Declared) -> None:
        self.declared = declared
        self.arms = _arms(declared)
        self.futures = futures(declared.design, declared.uncertainties)
        self._paths = {d.name: d.paths for d in declared.uncertainties}
        if len(self.arms) * len(self.futures) > MOST_CELLS:
            many = f"{len(self.arms)} arms times {len(self.futures)} futures"
            raise InputError(many, declared.file, f"at most {MOST_CELLS} in one sweep")
        self._cells, self.start = self._all_cells()

    def cells(self) -> Iterator[tuple[int, int]]:
        """Every arm and future by number."""
        return product(range(len(self.arms)), range(len(self.futures)))

    def asked(self, arm: int, future: int) -> Asked:
        """What an arm is asked in a future.

        Raises:
            InputError: if a value is not allowed.
        """
        chosen, met = self.arms[arm], self.futures[future]
        changes = {path: value for name, value in met.items() for path in self._paths[name]}
        try:
            return asked_of(chosen.scenario, {**chosen.changes, **changes})
        except InputError as fault:
            said = InputError(fault.what, f"{self.declared.file}: {fault.where}", fault.remedy)
            raise self._range_at_fault(said, arm) from None

    def _range_at_fault(self, fault: InputError, arm: int) -> InputError:
        """A fault as that of the range it was drawn from, where one has it."""
        declared, chosen = self.declared, self.arms[arm]
        dimensions = {f"{declared.file}: uncertainties": declared.uncertainties}
        if chosen.levers:
            dimensions[f"{declared.file}: levers"] = declared.levers
        return range_at_fault(fault, chosen.scenario, chosen.changes, dimensions)

    def key(self, place: Place) -> str:
        """The key of a run; two places in a sweep may share one."""
        cell = self._cells[place.arm, place.future]
        return key_of(cell.contents, place.seed, self.declared.backfilling, self.start)

    def task(self, place: Place, code: str) -> Task:
        """What is to be lived for a place in the sweep."""
        asked = self.asked(place.arm, place.future)
        return Task(self.key(place), asked, place.seed, self.declared.backfilling, self.start, code)

    def in_order(self, places: Iterable[Place]) -> list[Place]:
        """Places so that runs with one warm-up follow one another, whatever the order given."""
        return sorted(places, key=lambda p: (self._cells[p.arm, p.future].warm_up, p.seed, p.future, p.arm))

    def warm_up(self, place: Place) -> tuple[str, int]:
        """What a run's warm-up depends on."""
        return self._cells[place.arm, place.future].warm_up, place.seed

    def _all_cells(self) -> tuple[dict[tuple[int, int], Cell], int]:
        """Every cell, with each file read once however many cells there are."""
        least = MOST_MONTHS
        files: dict[str, tuple[str, int]] = {}
        hashes: dict[str, str] = {}
        found: dict[tuple[int, int], Cell] = {}
        for arm, future in self.cells():
            asked = self.asked(arm, future)
            names = canonical([asked.terms, *(getattr(asked.scenario, which) for which in FILES)])
            if names not in files:
                files[names] = self._read(arm, asked)
            place = asked.scenario.place
            if place not in hashes:
                hashes[place] = place_of(place).hash
            told = contents(asked, files[names][0], hashes[place])
            found[arm, future] = Cell(told, _warm_up_of(asked.scenario))
            least = min(least, asked.scenario.months)
        return found, self._from(max(start for _, start in files.values()), least)

    def _read(self, arm: int, asked: Asked) -> tuple[str, int]:
        """What a cell's files say, once they are seen to be sound."""
        try:
            asked.setup()
            return said_in_files(asked)
        except InputError as fault:
            where = f"{self.declared.file}: {self.arms[arm].name}: {fault.where}"
            raise self._range_at_fault(InputError(fault.what, where, fault.remedy), arm) from None

    def _from(self, start: int, months: int) -> int:
        """The month from which flows count; the shortest run must get that far."""
        if months <= start:
            where = f"{self.declared.file}: months"
            raise InputError(
                f"{months} months end before every regime is paid", where, f"run more than {start}"
            )
        return start


def _arms(declared: Declared) -> tuple[Arm, ...]:
    """The yardstick, then every other scenario with every combination of levers."""
    combined = [
        dict(zip((lever.name for lever in declared.levers), values, strict=True))
        for values in product(*(lever.grid() for lever in declared.levers))
    ]
    yardstick, *others = declared.starts
    varied = others or ([yardstick] if declared.levers else [])
    chosen = [(yardstick, {}), *((start, levers) for start in varied for levers in combined)]
    paths = {lever.name: lever.paths for lever in declared.levers}
    arms: list[Arm] = []
    for start, levers in chosen:
        changes = {path: value for name, value in levers.items() for path in paths[name]}
        arms.append(
            Arm(
                name=_called(start.name, levers),
                start=start.name,
                levers=levers,
                scenario=_loaded(start.scenario, declared.file),
                changes={**declared.common, **start.changes, **changes},
            )
        )
    return tuple(arms)


def _loaded(name: str, file: str) -> Scenario:
    try:
        return load_scenario(name)
    except InputError as fault:
        raise InputError(fault.what, f"{file}: scenarios: {fault.where}", fault.remedy) from None


def _called(name: str, levers: Mapping[str, Value]) -> str:
    """An arm's name: its scenario and the last word of every lever's name with its value.

    Example:
        >>> _called("blended", {"regime.contracts.acute.elements.tariff.marginal_rate": 0.5})
        'blended, marginal_rate 0.5'
    """
    told = [f"{lever.rpartition('.')[2]} {_shown(value)}" for lever, value in levers.items()]
    return ", ".join([name, *told])


def _shown(value: Value) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _warm_up_of(scenario: Scenario) -> str:
    """What the model keeps a snapshot of the warm-up by, beside the seed."""
    lived_by = {n: v for n, v in scenario.parameters.items() if not n.startswith(DECIDING)}
    return canonical([scenario.place, scenario.sample, lived_by])
