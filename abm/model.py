"""The model: a world, its finance and its board, month by month, as an ordinary Mesa model.

Example:
    >>> from abm.example import hamlet, plain_regime
    >>> model = Model(Setup(hamlet(), plain_regime(), plain_regime(), sample=1.0, months=3))
    >>> record = model.run()
    >>> record.months, record.payments[-1].pence.sum() > 0, [step.name for step in Model.STEPS][-3:]
    (3, np.True_, ['settlement', 'decision', 'annual round'])
"""

from collections.abc import Mapping
from typing import Any, ClassVar, Final

import mesa
import numpy as np

from abm import month as month_of_care
from abm.board import Board
from abm.clock import Clock
from abm.finance import Finance, Settled
from abm.last_year import graph_of_last_year
from abm.ledger.book import Book
from abm.making_room import make_room, undisturbed
from abm.month import ThisMonth
from abm.organisations.agents import Organisation, decided, decides_alone, register
from abm.organisations.panels import Panel, Standing
from abm.organisations.worth import Worth
from abm.patients.views import Patient, Patients
from abm.place import Place
from abm.processes.summing_up import Month
from abm.quantities import MONTHS_PER_YEAR, Floats
from abm.record import PanelPath, Record
from abm.setup import HasSetup, Setup
from abm.steps import Step, run_all
from abm.world import World

QUARTER: Final = 3


def _in_world(step: Step[ThisMonth]) -> "Step[Model]":
    """A step of the month of care, taken by a model."""

    def run(model: "Model") -> None:
        step.run(model.world.now)

    return Step(step.name, step.what, run)


class Model(mesa.Model):
    """A run: what happens to people, what is paid for it, and what providers make of that.

    Args:
        scenario: what to run: a setup, or anything that has one, such as a scenario read from a file.
        rng: seed of the run; the same seed meets the same people with the same chance events.
        agents: agent classes to use instead for some kinds of organisation.

    Attributes:
        setup: what is run.
        seed: of the run.
        clock: months as dates.
        world: people, place and care.
        finance: contracts in force, shadows and books.
        board: levers and decisions.
        organisations: everybody who delivers or pays, as agents.
        record: what has happened so far.

    Raises:
        ValueError: if a contract does not fit the place, the sample leaves hardly anybody, or `agents` names
            what is no kind of organisation.
        KeyError: if a parameter or theory has an unknown name.
    """

    def __init__(
        self, scenario: Setup | HasSetup, rng: int = 1, agents: Mapping[str, type[Organisation]] | None = None
    ) -> None:
        make_room(self)
        super().__init__(rng=rng)
        setup = scenario if isinstance(scenario, Setup) else scenario.setup()
        self.setup, self.seed, self.clock = setup, rng, Clock(setup.place.reference_year)
        self._open_parts()
        self.organisations = register(self, agents)
        self._independent = [a for a in self.organisations if decides_alone(a)]
        self.record = self._open_record()

    def step(self) -> None:
        """One month, by the steps of the model."""
        run_all(self.STEPS, self)

    def run(self) -> Record:
        """All months that are left; returns the record."""
        with undisturbed():
            while self.month < self.setup.months:
                self.step()
        return self.record

    def _open_parts(self) -> None:
        """World, finance and board, as the reference year leaves them."""
        setup, place, seed = self.setup, self.setup.place, self.seed
        world = self.world = World(
            place,
            seed,
            setup.sample,
            setup.parameters,
            setup.programme,
            setup.shock,
            setup.watch,
            setup.cohorts,
        )
        lines, values = world.setting.lines, world.setting.values
        finance = self.finance = Finance(setup, lines, values, world.outturn, world.expected)
        under = finance.costs, finance.reference, world.expected
        self.board = Board(place, lines, values, seed, setup.theory, *under)
        if setup.behaviour:
            self.board.anchor(self.board.worth(finance.reference.incentives(values)), self.standing())
        self.board.adopt(finance.in_force)
        self._set_conduct()

    def _open_record(self) -> Record:
        costs, books = self.finance.costs, self.finance.books
        usual = {
            "fixed": costs.fixed,
            "stepped": costs.stepped,
            "worth": books.worth / MONTHS_PER_YEAR,
            "spend": books.spend / MONTHS_PER_YEAR,
        }
        return Record(
            self.place,
            self.world.setting.lines,
            self.clock,
            self.setup.sample,
            costs.value,
            [_path_of(panel) for panel in self.board.panels],
            self.book,
            usual,
            self.setup.begins,
        )

    # The steps of a month --------------------------------------------------------------------------

    def open_year(self) -> None:
        """In April a regime that is due comes into force, its plans set from last year's outturn.

        A month begins with it; called before, it shows the contracts of the April to come.
        """
        if self.month % MONTHS_PER_YEAR == 0 and self.finance.take_over(self.month):
            self.board.adopt(self.finance.in_force)

    def _conduct(self) -> None:
        """Levers stand where they were moved to, or are replayed; the month opens with them."""
        if self.setup.replay:
            self.board.replay(self.setup.replay, self.month)
        self._set_conduct()
        self.world.begin()

    def _settle(self) -> None:
        """Pay contracts and costs, and write the month down."""
        care, board = self.world.now.summary, self.board
        capacity = np.exp(board.levers.get("capacity", np.zeros(len(self.place.organisations))))
        money = self.finance.settle(self.month, care.flows, care.expected, board.yearly_effort(), capacity)
        self._write_care(care)
        self._write_money(money)

    def _decide(self) -> None:
        """Once a quarter: look at the worth of one more of everything, and move the levers."""
        if (self.month + 1) % QUARTER or not self.setup.behaviour:
            return
        decisions = self.board.decide(self.worth(), self.standing(), self.month)
        for path, decision in zip(self.record.panels, decisions, strict=True):
            path.decisions.append((self.month, decision))
        for agent in self._independent:
            self.board.set_levers(agent.index, decided(agent, self.levers_of(agent.index)))
        self._set_conduct()

    def _close(self) -> None:
        """The month is over, and after March the year."""
        self.world.turn()
        if self.month % MONTHS_PER_YEAR:
            return
        year = self.world.outturn, self.world.expected
        result = self.finance.close_year(self.month, *year, affordable=self.setup.behaviour)
        self.record.rounds.append((self.month, result))
        self.board.look_back(self.world.expected)

    def _set_conduct(self) -> None:
        """What the board has levers at, and money in people's hands, is what the world goes by."""
        self.world.set_conduct(self.board.levers, self.board.purse if self.setup.behaviour else None)

    def _write_care(self, care: Month) -> None:
        record, flows = self.record, care.flows
        record.delivered.append(flows.delivered)
        record.people.append(flows.people.sum(axis=(1, 2)))
        record.eligible.append(flows.eligible)
        record.enrolled.append(flows.enrolled)
        record.stocks.append(care.stocks)
        record.outcomes.append(care.outcomes)
        record.watched.append(care.seen)
        for path, panel in zip(record.panels, self.board.panels, strict=True):
            path.value.append(panel.value)

    def _write_money(self, money: Settled) -> None:
        record = self.record
        for name, payments in money.shadow.items():
            record.shadow.setdefault(name, []).append(payments)
            record.shadow_contracts.setdefault(name, []).append(self.finance.shadows[name].names)
        record.funding.append(money.funding)
        record.payments.append(money.payments)
        record.contracts.append(self.finance.in_force.names)
        record.costs.append(money.costs)
        record.margin.append(self.margin.copy())

    # Looking ---------------------------------------------------------------------------------------

    @property
    def place(self) -> Place:
        """The place that the run is of."""
        return self.world.place

    @property
    def month(self) -> int:
        """The month about to be run, 0 at the start."""
        return self.world.month

    @property
    def book(self) -> Book:
        """The ledger of every payment and cost."""
        return self.finance.book

    @property
    def margin(self) -> Floats:
        """Last twelve months' margin on turnover, float[O]."""
        return self.finance.margin

    def worth(self) -> Worth:
        """Pounds of one more unit for every organisation, as now forecast, whether or not anybody decides."""
        return self.board.worth(self.finance.incentives())

    def standing(self) -> Standing:
        """How organisations stand now, beside the worth of what they do."""
        costs = self.finance.costs
        return Standing(
            time_pressure=self.world.life.pressure,
            margin=self.margin,
            usual_margin=costs.reference_margin,
            turnover=costs.reference_income,
            waiting=self.world.waiting(),
        )

    def levers_of(self, index: int) -> dict[str, float]:
        """Levers of one organisation by name."""
        return self.board.levers_of(index)

    @property
    def patients(self) -> Patients:
        """Everyone alive, as vectorised views."""
        world = self.world
        return Patients(self, world.life.columns, self.month, reference_step=world.reference_step)

    @property
    def agents_by_type(self) -> Any:
        """Organisations by class, as Mesa keeps them, and everyone alive under `Patient`."""
        return {**super().agents_by_type, Patient: self.patients}

    @property
    def network(self) -> Any:
        """The provider graph of the last twelve months, a networkx MultiDiGraph."""
        world = self.world
        return graph_of_last_year(world.setting, world.life, self.record, self.finance.in_force)

    STEPS: ClassVar[tuple[Step["Model"], ...]] = (
        Step(
            "contracts",
            "in April a regime that is due comes into force, its plans set from last year's outturn",
            open_year,
        ),
        Step(
            "conduct",
            "levers stand where they were moved to, or are replayed; "
            "programme and shock have the strength of the month",
            _conduct,
        ),
        *(_in_world(step) for step in month_of_care.STEPS),
        Step("settlement", "every contract prices the year so far; the difference is paid", _settle),
        Step("decision", "once a quarter organisations move their levers", _decide),
        Step(
            "annual round",
            "after March contracts are set from the year, and stepped costs and beliefs follow it",
            _close,
        ),
    )
    """What happens in a month, in order; `step` runs it, `print(abm.steps.plan(Model.STEPS))` shows it."""


def _path_of(panel: Panel) -> PanelPath:
    """Where the record keeps a panel's levers."""
    names, cadences = zip(*((lever.name, lever.cadence) for lever in panel.levers), strict=True)
    return PanelPath(panel.kind, names, cadences, panel.members)
