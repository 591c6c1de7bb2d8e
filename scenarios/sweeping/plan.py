"""The plan of a sweep: options, futures, and for every option, future and seed the run that answers it.

An *option* is a scenario with its levers set; a *future* is a point in what nobody knows, met by every
option. The first scenario is the yardstick: levers leave it alone, and every other option is compared with it
in the same future and with the same seed. Where there is one scenario only, levers change it too, beside it
as it is. An option in a future is a cell, and is resolved to an arm.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import product
from typing import Final

from scenarios.errors import InputError
from scenarios.files.changes import Value
from scenarios.files.scenario_files import load_scenario
from scenarios.runs.resolver import Arm, Resolver, split_changes
from scenarios.runs.task import Task, people_of
from scenarios.scenario import Scenario
from scenarios.sweeping.design import futures
from scenarios.sweeping.keys import key_of
from scenarios.sweeping.line_at_fault import line_at_fault
from scenarios.sweeping.measured_run import SweepRow, measured_run
from scenarios.sweeping.sweep_file import Declared

MOST_MONTHS: Final = 600
MOST_CELLS: Final = 2_000_000
"""Options times futures; more is surely a slip."""


@dataclass(frozen=True)
class Option:
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


@dataclass(frozen=True, order=True)
class Cell:
    """Where in a sweep a run belongs: option and future by number, and its seed."""

    option: int
    future: int
    seed: int


class Plan:
    """Options, futures and the keys of their runs.

    Args:
        declared: what the sweep file says.

    Attributes:
        declared: what the sweep file says.
        options: the first is the yardstick.
        futures: value of every uncertainty by name.
        start: first month in which every option's regime is paid.

    Raises:
        InputError: at the first scenario, path or value that is not sound.
    """

    def __init__(self, declared: Declared) -> None:
        self.declared = declared
        self.options = _options(declared)
        self.futures = futures(declared.design, declared.uncertainties)
        self._paths = {d.name: d.paths for d in declared.uncertainties}
        if len(self.options) * len(self.futures) > MOST_CELLS:
            many = f"{len(self.options)} options times {len(self.futures)} futures"
            raise InputError(many, declared.file, f"at most {MOST_CELLS} in one sweep")
        self._resolver = Resolver()
        # Contents of every cell, and what its people hang on; an arm is made again when it is run.
        self._contents: dict[tuple[int, int], tuple[str, tuple[object, ...]]] = {}
        self.start = self._all_cells()

    def cells(self) -> Iterator[tuple[int, int]]:
        """Every option and future by number."""
        return product(range(len(self.options)), range(len(self.futures)))

    def arm(self, option: int, future: int) -> Arm:
        """An option in a future, resolved; files are read the first time only.

        Raises:
            InputError: if a value is not allowed, or a file is at fault.
        """
        chosen, met = self.options[option], self.futures[future]
        changes = {path: value for name, value in met.items() for path in self._paths[name]}
        changes = {**chosen.changes, **changes}
        try:
            return self._resolver.arm(chosen.scenario, changes)
        except InputError as fault:
            raise self._at_fault(fault, option, changes) from None

    def _at_fault(self, fault: InputError, option: int, changes: Mapping[str, Value]) -> InputError:
        """A fault with the sweep and the option it is in; as that of a line, where one has it by itself."""
        declared, chosen = self.declared, self.options[option]
        file = (
            f"{declared.file}: {chosen.name}" if _paths_are_sound(chosen.scenario, changes) else declared.file
        )
        located = InputError(fault.what, f"{file}: {fault.where}", fault.remedy)
        tables = {"levers": declared.levers if chosen.levers else (), "uncertainties": declared.uncertainties}
        dimensions = {f"{declared.file}: {name}": table for name, table in tables.items()}
        return line_at_fault(located, chosen.scenario, changes, dimensions, self._resolver)

    @property
    def scenarios(self) -> list[str]:
        """Ids of the scenarios that the sweep starts from."""
        return list(dict.fromkeys(option.scenario.id for option in self.options))

    @property
    def starts(self) -> list[Arm]:
        """The scenarios that the sweep starts from, as their files say."""
        first = {option.start: option.scenario for option in self.options}
        return [self._resolver.arm(scenario) for scenario in first.values()]

    def key(self, cell: Cell) -> str:
        """The key of a run; two cells of a sweep may share one."""
        contents, _ = self._contents[cell.option, cell.future]
        return key_of(contents, cell.seed, self.declared.backfilling, self.start)

    def task(self, cell: Cell) -> Task[SweepRow]:
        """What is to be run for a cell."""
        arm = self.arm(cell.option, cell.future)
        measure = partial(measured_run, backfilling=self.declared.backfilling, start=self.start)
        setup = replace(arm.setup, shadows=())  # what they would pay is not in a sweep's tables
        return Task(setup, cell.seed, measure, arm.scenario.id, key=self.key(cell))

    def in_order(self, cells: Iterable[Cell]) -> list[Cell]:
        """Cells so that runs with one warm-up follow one another, whatever the order given."""
        return sorted(
            cells, key=lambda c: (repr(self._contents[c.option, c.future][1]), c.seed, c.future, c.option)
        )

    def _all_cells(self) -> int:
        """Resolve every cell; the month from which flows count, which the shortest run must get past."""
        first, least = 0, MOST_MONTHS
        for option, future in self.cells():
            setup = replace(self.arm(option, future).setup, shadows=())
            self._contents[option, future] = setup.hash, people_of(setup)
            first = max(first, setup.regime.transition.start_month)
            least = min(least, setup.months)
        if least <= first:
            where = f"{self.declared.file}: months"
            raise InputError(
                f"{least} months end before every regime is paid", where, f"run more than {first}"
            )
        return first


def _paths_are_sound(scenario: Scenario, changes: Mapping[str, Value]) -> bool:
    """Whether paths and values are allowed as such, so that a fault is in a file that the scenario names."""
    try:
        split_changes(scenario, changes)
    except InputError:
        return False
    return True


def _options(declared: Declared) -> tuple[Option, ...]:
    """The yardstick, then every other scenario with every combination of levers."""
    combined = [
        dict(zip((lever.name for lever in declared.levers), values, strict=True))
        for values in product(*(lever.grid() for lever in declared.levers))
    ]
    yardstick, *others = declared.starts
    varied = others or ([yardstick] if declared.levers else [])
    chosen = [(yardstick, {}), *((start, levers) for start in varied for levers in combined)]
    paths = {lever.name: lever.paths for lever in declared.levers}
    options: list[Option] = []
    for start, levers in chosen:
        changes = {path: value for name, value in levers.items() for path in paths[name]}
        options.append(
            Option(
                name=_called(start.name, levers),
                start=start.name,
                levers=levers,
                scenario=_loaded(start.scenario, declared.file),
                changes={**declared.common, **start.changes, **changes},
            )
        )
    return tuple(options)


def _loaded(name: str, file: str) -> Scenario:
    try:
        return load_scenario(name)
    except InputError as fault:
        raise InputError(fault.what, f"{file}: scenarios: {fault.where}", fault.remedy) from None


def _called(name: str, levers: Mapping[str, Value]) -> str:
    """An option's name: its scenario and the last word of every lever's name with its value.

    Example:
        >>> _called("blended", {"regime.contracts.acute.elements.tariff.marginal_rate": 0.5})
        'blended, marginal_rate 0.5'
    """
    words = [f"{lever.rpartition('.')[2]} {_shown(value)}" for lever, value in levers.items()]
    return ", ".join([name, *words])


def _shown(value: Value) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
