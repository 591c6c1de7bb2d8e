"""The model: a place lived month by month under a way of paying, as an ordinary Mesa model.

Example:
    >>> from abm.model import Model
    >>> Model.__mro__[1].__module__.split(".")[0]
    'mesa'
"""

from collections.abc import Mapping
from typing import Any, Final

import mesa
import numpy as np

from abm.behaviour.catalogue import THEORIES
from abm.behaviour.lever import Lever
from abm.behaviour.purse import Purse
from abm.behaviour.situation import Situation
from abm.clock import Clock
from abm.contracts.purses import purse_of
from abm.flows import Flows
from abm.last_year import graph_of_last_year
from abm.ledger.book import Book
from abm.making_room import make_room, undisturbed
from abm.month import Around, diaries_of, live, tables_in_season
from abm.organisations import board
from abm.organisations.agents import Organisation, decides_alone, register
from abm.organisations.board import Standing
from abm.organisations.books import Books
from abm.organisations.costs import cost_base
from abm.organisations.finance import Finance
from abm.organisations.worth import Pricing, Worth, lay_out
from abm.patients import kernel, reference
from abm.patients.views import Patient, Patients
from abm.processes import conduct
from abm.processes.conduct import Conduct, Push
from abm.processes.queues import waiting_by_organisation
from abm.processes.summing_up import Month
from abm.quantities import MONTHS_PER_YEAR, Floats
from abm.record import PanelPath, Record
from abm.regimes.budgets import by_payee, by_payer
from abm.regimes.regime import Regime
from abm.regimes.taking_over import TakingOver
from abm.setup import HasSetup, Setup
from abm.streams import stream_keys
from abm.warm_up import snapshot

QUARTER: Final = 3


class Model(mesa.Model):
    """A run.

    Args:
        scenario: what to run: a setup, or anything that has one, such as a scenario read from a file.
        rng: seed of the run; the same seed meets the same people with the same luck.
        agents: agent classes to use instead for some kinds of organisation.

    Attributes:
        place: where.
        month: the month about to be lived, 0 at the start.
        record: what has happened so far.
        books: accounts, costs and margins.

    Raises:
        ValueError: if a contract does not fit the place.
        KeyError: if a parameter or theory has an unknown name.
    """

    def __init__(
        self, scenario: Setup | HasSetup, rng: int = 1, agents: Mapping[str, type[Organisation]] | None = None
    ) -> None:
        make_room(self)
        super().__init__(rng=rng)
        setup = scenario if isinstance(scenario, Setup) else scenario.setup()
        start = snapshot(setup.place, setup.parameters, setup.sample, rng, setup.cohorts)
        self.setup, self.seed, self.place = setup, rng, setup.place
        self.setting, self.values, self.lines = start.setting, start.setting.values, start.setting.lines
        self.life, self._workspace = start.life.copy(), start.workspace
        self.month = 0
        self.clock = Clock(setup.place.reference_year)
        self._outturn, self._expected = start.outturn, start.expected
        self._begin_year()
        self._last_year = lay_out(self.place, self.lines, self._expected)
        self._theory = THEORIES[setup.theory]
        self._acting: tuple[Push, Conduct] | None = None
        self._purse: Purse | None = None
        self._open_books()
        self._open_contracts()
        self._open_board()
        self.organisations = register(self, agents)
        self._independent = [a for a in self.organisations if decides_alone(a)]
        self.record = self._open_record()

    # Opening ---------------------------------------------------------------------------------------

    def _open_books(self) -> None:
        """Costs, margins and funding from a year of the reference mix on the reference year's activity."""
        reference = Finance(self.place, self.lines, self.setup.reference, (), self._outturn, self._expected)
        self._reference_finance = reference
        # The same with a programme's contracts beside: what is in force until a regime starts.
        self._before = self._finance(self.setup.reference) if self.setup.programme else reference
        owed = reference.settlement.owed(reference.settlement.outturn, 1.0)
        income = by_payee(reference.settlement, owed)
        # Payers plan with the luck of a small sample taken out, and are given what a programme costs.
        spend = by_payer(self._before.settlement, self._before.opening)
        costs = cost_base(self.place, self.lines, self.values, self._outturn, income)
        now = self._outturn.by_borough.sum(axis=1) * costs.value
        worth = np.bincount(self.lines.organisation, now, len(self.place.organisations)).astype(np.float64)
        self.books = Books(self.place, self.lines, self.values, costs, spend, worth)

    def _open_contracts(self) -> None:
        """The contracts in force at the start, and those of the shadows."""
        reference, regime = self.setup.reference, self.setup.regime
        ahead = (regime,) if regime.transition.pace == "T3" else ()
        self._pace = TakingOver(reference, regime)
        self._paces = {r.id: TakingOver(reference, r, ahead=True) for r in (*self.setup.shadows, *ahead)}
        first = self._pace.in_force(0)
        self.finance = self._before if first is reference else self._finance(first)
        self._shadows = {name: self._finance(pace.in_force(0)) for name, pace in self._paces.items()}

    def _finance(self, regime: Regime, before: Finance | None = None) -> Finance:
        extra = self.setup.programme.contracts if self.setup.programme else ()
        return Finance(self.place, self.lines, regime, extra, self._outturn, self._expected, before)

    def _open_board(self) -> None:
        """Levers at 0, and norms that make 0 the best response under the reference contracts."""
        regime, reference = self.finance.regime, self.setup.reference
        self.board = board.open_board(self.place, self.values, self.seed, len(reference.bases()))
        self._spread_levers()
        if not self.setup.behaviour:
            return
        self._look_back()
        view = reference.governance.in_view(self.place)
        pricing = Pricing(self.place, view, self.books.costs.horizon_unit)
        pounds = self._reference_finance.incentives(self.values)
        worth = pricing.price(self._last_year, pounds)
        situations = self._situations(worth, reference.governance.partner_weight)
        board.anchor(self.board, situations, self._theory)
        self._adopt(regime)

    def _open_record(self) -> Record:
        panels = [
            PanelPath(
                p.kind,
                tuple(lever.name for lever in p.levers),
                tuple(lever.cadence for lever in p.levers),
                p.members,
            )
            for p in self.board
        ]
        costs = self.books.costs
        usual = {
            "fixed": costs.fixed,
            "stepped": costs.stepped,
            "worth": self.books.worth / MONTHS_PER_YEAR,
            "spend": self.books.spend / MONTHS_PER_YEAR,
        }
        return Record(
            self.place,
            self.lines,
            self.clock,
            self.setup.sample,
            costs.value,
            panels,
            self.book,
            usual,
            self.setup.begins,
        )

    # A month ---------------------------------------------------------------------------------------

    def step(self) -> None:
        """Live one month: people and care, then settlement, then decisions."""
        month = self.month
        if month % MONTHS_PER_YEAR == 0:
            self.open_year()
        self._replay(month)
        lived = live(
            self.setting, self.life, self._conduct(month), month, self._workspace, self._around(month)
        )
        self._note(lived)
        self._settle(month, lived)
        self._year.add(lived.flows)
        self._expected_year.add_positions(lived.expected)
        self.month += 1
        if self.month % QUARTER == 0 and self.setup.behaviour:
            self._decide(month)
        if self.month % MONTHS_PER_YEAR == 0:
            self._close_year()

    def run(self) -> Record:
        """Live all months that are left, and return the record."""
        with undisturbed():
            while self.month < self.setup.months:
                self.step()
        return self.record

    def _conduct(self, month: int) -> Conduct:
        """Levers laid out where the month reads them, with what the programme adds; kept until they move."""
        push = self.setup.programme.push(month) if self.setup.programme else Push()
        if self._acting is None or self._acting[0] != push:
            self._acting = push, conduct.lay_out(self.setting, self._levers, push, self._purse)
        return self._acting[1]

    def _around(self, month: int) -> Around:
        """What happens to the place this month, and who is watched."""
        if self.setup.shock is None:
            return Around(watched=self.setup.watch)
        return Around(self.setup.shock.surge(month), self.setup.watch)

    def _replay(self, month: int) -> None:
        """Levers that are replayed take their recorded value."""
        if not self.setup.replay:
            return
        for panel in self.board:
            for k, lever in enumerate(panel.levers):
                path = self.setup.replay.get((panel.kind, lever.name))
                if path is not None:
                    panel.value = panel.value.copy()
                    panel.value[k] = path[month]
        self._spread_levers()

    def _spread_levers(self) -> None:
        """Spread levers over organisations after they moved; conduct is laid out when a month next asks."""
        self._levers, self._acting = board.by_name(self.board, self.place), None

    # Money -----------------------------------------------------------------------------------------

    def _settle(self, month: int, lived: Month) -> None:
        """Fund payers, pay contracts, pay costs, and keep the twelve-month margin."""
        record, books = self.record, self.books
        payments = self.finance.settle(lived.flows, lived.expected)
        for name, shadow in self._shadows.items():
            record.shadow.setdefault(name, []).append(shadow.settle(lived.flows, lived.expected))
            record.shadow_contracts[name] = self._names(shadow)
        record.funding.append(books.fund(month))
        books.receive(month, payments)
        effort = board.yearly_effort(self.board, self.place) / MONTHS_PER_YEAR
        self._opened = np.exp(self._levers.get("capacity", np.zeros(len(effort))))
        lines = self.finance.lines_settled - self._reference_finance.lines_settled
        costs = books.pay_costs(month, lived.flows, self._opened, effort, lines)
        books.keep_margin(payments, costs)
        record.payments.append(payments)
        record.contracts.append(self._names(self.finance))
        record.costs.append(costs)
        record.margin.append(books.margin.copy())

    def _names(self, finance: Finance) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return tuple(c.id for c in finance.settlement.contracts), finance.settlement.element_names

    @property
    def book(self) -> Book:
        """The ledger of every payment and cost."""
        return self.books.book

    @property
    def margin(self) -> Floats:
        """Last twelve months' margin on turnover, float[O]."""
        return self.books.margin

    def _close_year(self) -> None:
        """After March: next year's contracts from the outturn, and stepped costs that follow activity."""
        means = self.books.means(self.month // MONTHS_PER_YEAR) if self.setup.behaviour else None
        self.record.rounds.append((self.month, self.finance.close_year(means)))
        for shadow in self._shadows.values():
            shadow.close_year(means)
        self.books.close_year(self._year, self._opened)
        for pace in (self._pace, *self._paces.values()):
            pace.close_year(self.month, self._year)
        self._outturn, self._expected = self._year, self._year.as_expected(self._expected_year)
        self._last_year = lay_out(self.place, self.lines, self._expected)
        if self.setup.behaviour:
            self._look_back()
        self._begin_year()

    def _begin_year(self) -> None:
        """Nothing counted yet in a contract year."""
        self._year, self._expected_year = (
            Flows.none(self.place, self.lines, self.setup.cohorts) for _ in range(2)
        )

    def _look_back(self) -> None:
        """What organisations know of the year that is over, until the next is."""
        self._past = board.look_back(self.board, self.values, self._last_year, self.books.costs)

    def open_year(self) -> None:
        """In April a regime that comes into force takes over, its plans set from last year's outturn.

        A month's step begins with it; asked before, it shows the contracts of the April to come.
        """
        month = self.month
        for name, pace in self._paces.items():
            if (due := pace.in_force(month)) is not (shadow := self._shadows[name]).regime:
                self._shadows[name] = self._finance(due, shadow)
        regime = self._pace.in_force(month)
        if regime is not self.finance.regime:
            self.finance = self._finance(regime, self.finance)
            self._adopt(regime)

    def _adopt(self, regime: Regime) -> None:
        """Look out from a regime's boundaries, diluted by its bases of payment (E18); put money in purses."""
        view = regime.governance.in_view(self.place)
        self._pricing = Pricing(self.place, view, self.books.costs.horizon_unit)
        board.dilute(self.board, self.values, len(regime.bases()))
        if self.setup.behaviour:
            self._purse, self._acting = purse_of(self.finance.settlement), None

    # Decisions -------------------------------------------------------------------------------------

    def worth(self) -> Worth:
        """Pounds of one more unit for every organisation, as now forecast."""
        return self._pricing.price(self._last_year, self.finance.incentives(self.values))

    def _situations(self, worth: Worth, partner_weight: float) -> dict[str, Situation]:
        """What every kind with levers sees."""
        costs = self.books.costs
        standing = Standing(
            time_pressure=self.life.pressure,
            margin=self.books.margin,
            usual_margin=costs.reference_margin,
            turnover=costs.reference_income,
            waiting=waiting_by_organisation(self.setting, self.life),
        )
        return {
            panel.kind: board.situation(self._past[panel.kind], panel.at, worth, standing, partner_weight)
            for panel in self.board
        }

    def _decide(self, month: int) -> None:
        """Once a quarter: look at the worth of one more of everything, and move the levers."""
        situations = self._situations(self.worth(), self.finance.regime.governance.partner_weight)
        decisions = board.decide(self.board, situations, self._theory, self.seed, month)
        for path, decision in zip(self.record.panels, decisions, strict=True):
            path.decisions.append((month, decision))
        for agent in self._independent:
            board.set_levers(self.board, agent.index, agent.decide(self.levers_of(agent.index)))
        self._spread_levers()

    def levers_of(self, index: int) -> dict[str, float]:
        """Levers of one organisation by name."""
        return board.levers_of(self.board, index)

    # Looking ---------------------------------------------------------------------------------------

    def _note(self, lived: Month) -> None:
        """Write the month into the record."""
        record = self.record
        record.delivered.append(lived.flows.delivered)
        record.people.append(lived.flows.people.sum(axis=(1, 2)))
        record.eligible.append(lived.flows.eligible)
        record.enrolled.append(lived.flows.enrolled)
        record.stocks.append(lived.stocks)
        record.outcomes.append(lived.outcomes)
        record.watched.append(lived.seen)
        for path, panel in zip(record.panels, self.board, strict=True):
            path.value.append(panel.value)

    @property
    def patients(self) -> Patients:
        """Everyone alive, as vectorised views."""
        return Patients(self, self.life.columns, self.month, reference_step=self._reference_step)

    def _reference_step(self, row: int) -> reference.Step:
        """The coming month of one resident by the plainly written reference."""
        tables = tables_in_season(self.setting, self.month, self._around(self.month).surge)
        diaries = diaries_of(self.setting, self.life, self._conduct(self.month))
        keys = stream_keys(self.seed, kernel.NEED_STREAMS, self.month)
        return reference.step(self.life.columns, row, tables, diaries, keys, self.month)

    @property
    def agents_by_type(self) -> Any:
        """Organisations by class, as Mesa keeps them, and everyone alive under `Patient`."""
        return {**super().agents_by_type, Patient: self.patients}

    @property
    def network(self) -> Any:
        """The provider graph of the last twelve months, a networkx MultiDiGraph."""
        return graph_of_last_year(self.setting, self.life, self.record, self.finance)

    def lever(self, name: str) -> Lever:
        """A lever by name.

        Raises:
            KeyError: if nobody here has it.
        """
        for panel in self.board:
            if (k := panel.position(name)) >= 0:
                return panel.levers[k]
        raise KeyError(name)
