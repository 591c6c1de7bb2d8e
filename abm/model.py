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
from abm.behaviour.levers.proactive_care import COMMUNITY_REACH
from abm.behaviour.situation import Situation
from abm.clock import Clock
from abm.contracts.settlement import Payments
from abm.flows import Flows
from abm.last_year import graph_of_last_year
from abm.ledger.accounts import accounts_of
from abm.ledger.book import Book
from abm.month import diaries_of, live, tables_in_season
from abm.organisations import board
from abm.organisations.agents import Organisation, decides_alone, register
from abm.organisations.costs import cost_base, next_steps, variable_costs
from abm.organisations.finance import Finance
from abm.organisations.worth import Pricing, Worth, lay_out
from abm.patients import kernel, reference
from abm.patients.views import Patient, Patients
from abm.processes.conduct import Conduct
from abm.processes.summing_up import Month
from abm.quantities import MONTHS_PER_YEAR, Floats, Ints, to_pence
from abm.record import LeverPath, Record
from abm.regimes.regime import Regime
from abm.setup import HasSetup, Setup
from abm.streams import stream_keys
from abm.warm_up import snapshot

QUARTER: Final = 3
FUNDED_KINDS: Final = ("commissioner", "council", "outside_payer")
COST_CATEGORIES: Final = ("fixed", "stepped", "variable")
_MEMORY: Final = 1 / MONTHS_PER_YEAR


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
        book: the ledger.
        margin: float[O], last twelve months' margin on turnover.

    Raises:
        ValueError: if a contract does not fit the place.
        KeyError: if a parameter or theory has an unknown name.
    """

    def __init__(
        self, scenario: Setup | HasSetup, rng: int = 1, agents: Mapping[str, type[Organisation]] | None = None
    ) -> None:
        super().__init__(rng=rng)
        setup = scenario if isinstance(scenario, Setup) else scenario.setup()
        start = snapshot(setup.place, setup.parameters, setup.sample, rng)
        self.setup, self.seed, self.place = setup, rng, setup.place
        self.setting, self.values, self.lines = start.setting, start.setting.values, start.setting.lines
        self.life, self._workspace = start.life.copy(), start.workspace
        self.month = 0
        self.clock = Clock(setup.place.reference_year)
        self.book = Book(accounts_of([o.id for o in self.place.organisations]))
        self._outturn, self._expected = start.outturn, start.expected
        self._year, self._expected_year = (Flows.none(self.place, self.lines) for _ in range(2))
        self._theory = THEORIES[setup.theory]
        self._open_costs()
        self._open_contracts()
        self._open_board()
        self.organisations = register(self, agents)
        self._independent = [a for a in self.organisations if decides_alone(a)]
        self.record = self._open_record()

    # Opening ---------------------------------------------------------------------------------------

    def _open_costs(self) -> None:
        """Costs, margins and funding from a year of the reference mix on the reference year's activity."""
        reference = Finance(self.place, self.lines, self.setup.reference, (), self._outturn, self._expected)
        settlement, n = reference.settlement, len(self.place.organisations)
        owed = settlement.owed(settlement.outturn, 1.0)
        income, spend = np.zeros(n), np.zeros(n)
        for group in settlement.groups:
            np.add.at(income, group.pairs.payee, owed[group.due])
            np.add.at(spend, group.pairs.payer, owed[group.due])
        self._reference_finance = reference
        self.costs = cost_base(self.place, self.lines, self.values, self._outturn, income)
        self.margin = self.costs.reference_margin.copy()
        self._funded = np.flatnonzero([o.kind in FUNDED_KINDS for o in self.place.organisations])
        self._funding = to_pence(spend[self._funded] / MONTHS_PER_YEAR)
        self._income_rate = income / MONTHS_PER_YEAR
        self._cost_rate = (income * (1 - self.margin)) / MONTHS_PER_YEAR
        self._steps = np.ones(n)
        worth = np.bincount(
            self.lines.organisation, self._outturn.by_borough.sum(axis=1) * self.costs.value, n
        )
        self._reference_worth = worth

    def _open_contracts(self) -> None:
        """The contracts in force at the start, and those of the shadows."""
        self.finance = self._finance(self._in_force(self.setup.regime, 0))
        self._shadows = {r.id: self._finance(self._in_force(r, 0)) for r in self.setup.shadows}

    def _in_force(self, regime: Regime, month: int) -> Regime:
        """A regime from its start; until then the mix it replaces."""
        return regime if regime.transition.in_force(month) else self.setup.reference

    def _finance(self, regime: Regime) -> Finance:
        extra = self.setup.programme.contracts if self.setup.programme else ()
        return Finance(self.place, self.lines, regime, extra, self._outturn, self._expected)

    def _open_board(self) -> None:
        """Levers at 0, and norms that make 0 the best response under the reference contracts."""
        regime, reference = self.finance.regime, self.setup.reference
        self.board = board.open_board(self.place, self.values, self.seed, len(reference.bases()))
        if not self.setup.behaviour:
            return
        pricing = Pricing(self.place, reference.governance.in_view(self.place), self.costs.horizon_unit)
        pounds = self._reference_finance.incentives(self.values)
        worth = pricing.price(lay_out(self.place, self.lines, self._expected), pounds)
        board.anchor(self.board, self._situations(worth, reference.governance.partner_weight))
        self._adopt(regime)

    def _open_record(self) -> Record:
        levers = [LeverPath(c.kind, c.lever.name, c.members) for c in self.board]
        return Record(
            self.place, self.lines, self.clock, self.setup.sample, self.costs.value, levers, self.book
        )

    # A month ---------------------------------------------------------------------------------------

    def step(self) -> None:
        """Live one month: people and care, then settlement, then decisions."""
        month = self.month
        if month % MONTHS_PER_YEAR == 0:
            self.open_year()
        self._replay(month)
        lived = live(self.setting, self.life, self._conduct(month), month, self._workspace)
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
        while self.month < self.setup.months:
            self.step()
        return self.record

    def _conduct(self, month: int) -> Conduct:
        """Levers laid out where the month reads them, with what the programme adds."""
        programme = self.setup.programme
        strength = programme.strength(month) if programme else 0.0
        trusts = self._by_organisation("acute_trust")
        sites = self.setting.geography.organisation_of_site
        practices = self._by_organisation("gp_practice")
        community = self._by_organisation("community").get("proactive_care")
        proactive = self._of(practices, "proactive_care", slice(0, self.place.n_practices))
        if community is not None:
            helped = community[self.place.community_of_borough][self.place.practice_borough]
            proactive = proactive + COMMUNITY_REACH * helped
        return Conduct(
            admission=self._of(trusts, "admission_threshold", sites),
            follow_up=self._of(trusts, "follow_up_ratio", sites),
            referral=self._of(practices, "referral_threshold", slice(0, self.place.n_practices)),
            proactive=proactive + strength * (programme.proactive_offer if programme else 0.0),
            averted_share=strength * (programme.averted_share if programme else 0.0),
        )

    def _by_organisation(self, kind: str) -> dict[str, Floats]:
        """Levers of a kind spread over all organisations, by lever name."""
        spread: dict[str, Floats] = {}
        for column in self.board:
            if column.kind == kind:
                spread[column.lever.name] = np.zeros(len(self.place.organisations))
                spread[column.lever.name][column.members] = column.value
        return spread

    def _of(self, levers: dict[str, Floats], name: str, where: Any) -> Floats:
        return levers[name][where] if name in levers else np.zeros(len(self.place.organisations))[where]

    def _replay(self, month: int) -> None:
        """Levers that are replayed take their recorded value."""
        for column in self.board:
            path = self.setup.replay.get(column.key)
            if path is not None:
                column.value = path[month].copy()

    # Money -----------------------------------------------------------------------------------------

    def _settle(self, month: int, lived: Month) -> None:
        """Fund payers, pay contracts, pay costs, and keep the twelve-month margin."""
        payments = self.finance.settle(lived.flows, lived.expected)
        for name, shadow in self._shadows.items():
            self.record.shadow.setdefault(name, []).append(shadow.settle(lived.flows, lived.expected))
            self.record.shadow_contracts[name] = self._names(shadow)
        self._fund(month)
        self.book.post(
            month,
            "contract",
            payments.payer,
            payments.payee,
            payments.pence,
            payments.contract,
            payments.element,
        )
        costs = self._pay_costs(month, lived)
        self.record.payments.append(payments)
        self.record.contracts.append(self._names(self.finance))
        self.record.costs.append(costs)
        self._keep_margin(payments, costs)

    def _names(self, finance: Finance) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return tuple(c.id for c in finance.settlement.contracts), finance.settlement.element_names

    def _fund(self, month: int) -> None:
        """The treasury gives payers their allocation: the reference year's spend."""
        treasury = np.full(len(self._funded), self.book.accounts.treasury)
        self.book.post(month, "funding", treasury, self._funded, self._funding)

    def _pay_costs(self, month: int, lived: Month) -> Ints:
        """Fixed, stepped and variable cost of every organisation, int[O, 3] pence."""
        n = len(self.place.organisations)
        by_line = lived.flows.by_borough.sum(axis=1)
        variable = variable_costs(self.costs, self.lines, by_line, n)
        pence = to_pence(np.column_stack([self.costs.fixed, self.costs.stepped * self._steps, variable]))
        category = np.tile(np.arange(len(COST_CATEGORIES)), n)
        outside = np.full(category.size, self.book.accounts.outside)
        payer = np.repeat(np.arange(n), len(COST_CATEGORIES))
        self.book.post(month, "cost", payer, outside, pence.ravel(), element=category)
        return pence

    def _keep_margin(self, payments: Payments, costs: Ints) -> None:
        """Twelve-month income and cost as running means, and the margin they make on turnover.

        Who holds a budget and pays others from it is judged on the budget it holds.
        """
        n = len(self.place.organisations)
        received = np.bincount(payments.payee, payments.pence, n) / 100
        paid = np.bincount(payments.payer, payments.pence, n) / 100
        self._income_rate += _MEMORY * (received - self._income_rate)
        self._cost_rate += _MEMORY * (paid + costs.sum(axis=1) / 100 - self._cost_rate)
        earns = self._income_rate > 1.0
        surplus = self._income_rate - self._cost_rate
        self.margin = np.divide(surplus, self._income_rate, out=np.zeros(n), where=earns)
        self.record.margin.append(self.margin.copy())

    def _close_year(self) -> None:
        """After March: next year's contracts from the outturn, and stepped costs that follow activity."""
        for finance in (self.finance, *self._shadows.values()):
            finance.close_year()
        n = len(self.place.organisations)
        worth = np.bincount(self.lines.organisation, self._year.by_borough.sum(axis=1) * self.costs.value, n)
        known = self._reference_worth > 0
        activity = np.divide(worth, self._reference_worth, out=np.ones(n), where=known)
        self._steps = next_steps(self._steps, activity, self.values["cost.stepped_release"])
        self._outturn, self._expected = self._year, self._expected_year
        self._year, self._expected_year = (Flows.none(self.place, self.lines) for _ in range(2))

    def open_year(self) -> None:
        """In April a regime that comes into force takes over, its plans set from last year's outturn.

        A month's step begins with it; asked before, it shows the contracts of the April to come.
        """
        month = self.month
        for shadow in self.setup.shadows:
            if self._in_force(shadow, month) is not self._shadows[shadow.id].regime:
                self._shadows[shadow.id] = self._finance(shadow)
        regime = self._in_force(self.setup.regime, month)
        if regime is not self.finance.regime:
            self.finance = self._finance(regime)
            self._adopt(regime)

    def _adopt(self, regime: Regime) -> None:
        """Look out from a regime's boundaries, and be diluted by its number of bases of payment (E18)."""
        self._pricing = Pricing(self.place, regime.governance.in_view(self.place), self.costs.horizon_unit)
        board.dilute(self.board, self.values, len(regime.bases()))

    # Decisions -------------------------------------------------------------------------------------

    def worth(self) -> Worth:
        """Pounds of one more unit for every organisation, as now forecast."""
        last_year = lay_out(self.place, self.lines, self._expected)
        return self._pricing.price(last_year, self.finance.incentives(self.values))

    def _situations(self, worth: Worth, partner_weight: float) -> dict[str, Situation]:
        """What every kind with levers sees."""
        kinds = {c.kind: c.members for c in self.board}
        return {
            kind: board.situation(
                kind,
                members,
                self.values,
                worth,
                self.costs.horizon_unit,
                self.life.pressure,
                self.margin,
                partner_weight,
            )
            for kind, members in kinds.items()
        }

    def _decide(self, month: int) -> None:
        """Once a quarter: look at the worth of one more of everything, and move the levers."""
        situations = self._situations(self.worth(), self.finance.regime.governance.partner_weight)
        decisions = board.decide(self.board, situations, self._theory, self.seed, month, QUARTER)
        for path, decision in zip(self.record.levers, decisions, strict=True):
            path.decisions.append((month, decision))
        for agent in self._independent:
            self._ask(agent)

    def _ask(self, agent: Organisation) -> None:
        """An agent that decides for itself has the last word, within the bounds."""
        wanted = agent.decide(self.levers_of(agent.index))
        for column in self.board:
            at = np.flatnonzero(column.members == agent.index)
            if at.size and column.lever.name in wanted:
                value = min(max(wanted[column.lever.name], column.lever.lowest), column.lever.highest)
                column.value[at] = value

    def levers_of(self, index: int) -> dict[str, float]:
        """Levers of one organisation by name."""
        found: dict[str, float] = {}
        for column in self.board:
            at = np.flatnonzero(column.members == index)
            if at.size:
                found[column.lever.name] = float(column.value[at[0]])
        return found

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
        for path, column in zip(record.levers, self.board, strict=True):
            path.value.append(column.value.copy())

    @property
    def patients(self) -> Patients:
        """Everyone alive, as vectorised views."""
        return Patients(self, self.life.columns, self.month, reference_step=self._reference_step)

    def _reference_step(self, row: int) -> reference.Step:
        """The coming month of one resident by the plainly written reference."""
        tables = tables_in_season(self.setting, self.month)
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
        for column in self.board:
            if column.lever.name == name:
                return column.lever
        raise KeyError(name)
