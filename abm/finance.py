"""Finance: every contract in force or in shadow, the ledger, and what the years make of both."""

from typing import NamedTuple

import numpy as np

from abm.contracts.incentives import Incentives
from abm.contracts.settlement import Payments
from abm.flows import Flows, Lines
from abm.ledger.book import Book
from abm.organisations.books import Books
from abm.organisations.contracts_in_force import ContractsInForce
from abm.organisations.costs import CostBase, cost_base
from abm.parameter import Values
from abm.quantities import MONTHS_PER_YEAR, Floats, Ints
from abm.regimes.annual_round import Round
from abm.regimes.budgets import by_payee, by_payer
from abm.regimes.regime import Regime
from abm.regimes.taking_over import TakingOver
from abm.setup import Setup


class Settled(NamedTuple):
    """What a month came to in money. O organisations.

    Attributes:
        payments: under the contracts in force.
        shadow: what shadow regimes would have paid, by regime.
        funding: int[O] pence that payers were given.
        costs: int[O, 4] pence: fixed, stepped, variable, administration.
    """

    payments: Payments
    shadow: dict[str, Payments]
    funding: Ints
    costs: Ints


class Finance:
    """The money of a run: contracts, shadows, books and the annual round. O organisations.

    Args:
        setup: of the run: place, regimes, programme.
        lines: activity lines of the place.
        values: parameters in force.
        outturn: flows of the reference year.
        expected: the same with the luck of a small sample taken out.

    Attributes:
        reference: the contracts of the reference year, without a programme's.
        in_force: the contracts in force.
        shadows: contracts that are computed and paid to nobody, by regime.
        books: accounts, costs and margins.

    Raises:
        ValueError: if a contract does not fit the place.

    Example:
        >>> from abm.example import hamlet, plain_regime
        >>> from abm.flows import Flows, lines_of
        >>> from abm.parameters import values
        >>> place, regime = hamlet(), plain_regime()
        >>> year = Flows.none(place, lines_of(place))
        >>> finance = Finance(Setup(place, regime, regime), lines_of(place), values(), year, year)
        >>> settled = finance.settle(0, year, year)
        >>> settled.payments.pence.sum() == settled.funding.sum() > 0
        np.True_
    """

    def __init__(self, setup: Setup, lines: Lines, values: Values, outturn: Flows, expected: Flows) -> None:
        self.place, self._lines, self._values = setup.place, lines, values
        self._programme = setup.programme
        self._outturn, self._expected = outturn, expected
        self.reference = ContractsInForce(setup.place, lines, setup.reference, (), outturn, expected)
        # The same with a programme's contracts beside: what is in force until a regime starts.
        before = self._contracts(setup.reference) if setup.programme else self.reference
        self.books = self._open_books(before)
        self._unmoved = np.zeros(len(setup.place.organisations))
        self._capacity = self._unmoved + 1
        self._set_paces(setup)
        first = self._pace.in_force(0)
        self.in_force = before if first is setup.reference else self._contracts(first)
        self.shadows = {name: self._contracts(pace.in_force(0)) for name, pace in self._paces.items()}

    @property
    def book(self) -> Book:
        """The ledger of every payment and cost."""
        return self.books.book

    @property
    def costs(self) -> CostBase:
        """Costs of every organisation in the reference year."""
        return self.books.costs

    @property
    def margin(self) -> Floats:
        """Last twelve months' margin on turnover, float[O]."""
        return self.books.margin

    def incentives(self) -> Incentives:
        """Pounds of one more unit a year under the contracts in force, as now forecast."""
        return self.in_force.incentives(self._values)

    def take_over(self, month: int) -> bool:
        """In April a regime that is due comes into force, its plans set from last year's outturn.

        Args:
            month: the month about to be run.

        Returns:
            Whether other contracts are in force than before.
        """
        for name, pace in self._paces.items():
            if (due := pace.in_force(month)) is not (shadow := self.shadows[name]).regime:
                self.shadows[name] = self._contracts(due, shadow)
        due = self._pace.in_force(month)
        if due is self.in_force.regime:
            return False
        self.in_force = self._contracts(due, self.in_force)
        return True

    def settle(
        self,
        month: int,
        flows: Flows,
        expected: Flows,
        effort: Floats | None = None,
        capacity: Floats | None = None,
    ) -> Settled:
        """Fund payers, pay contracts, pay costs, and keep the twelve-month margin.

        Args:
            month: of the run.
            flows: what was delivered.
            expected: the same with the luck of a small sample taken out.
            effort: float[O], pounds a year that organisations spend on their levers; none by default.
            capacity: float[O], stepped capacity as a multiple of what activity asks for; 1 by default.
        """
        books = self.books
        payments = self.in_force.settle(flows, expected)
        shadow = {name: contracts.settle(flows, expected) for name, contracts in self.shadows.items()}
        funding = books.fund(month)
        books.receive(month, payments)
        spent = (self._unmoved if effort is None else effort) / MONTHS_PER_YEAR
        self._capacity = self._unmoved + 1 if capacity is None else capacity
        lines = self.in_force.lines_settled - self.reference.lines_settled
        costs = books.pay_costs(month, flows, self._capacity, spent, lines)
        books.keep_margin(payments, costs)
        return Settled(payments, shadow, funding, costs)

    def close_year(self, month: int, outturn: Flows, expected: Flows, affordable: bool = True) -> Round:
        """After March: next year's contracts from the outturn, and stepped costs that follow activity.

        Args:
            month: the April that follows.
            outturn: the year's flows.
            expected: the same with the luck of a small sample taken out.
            affordable: whether payers look at what they can afford.
        """
        means = self.books.means(month // MONTHS_PER_YEAR) if affordable else None
        result = self.in_force.close_year(means)
        for shadow in self.shadows.values():
            shadow.close_year(means)
        self.books.close_year(outturn, self._capacity)
        for pace in (self._pace, *self._paces.values()):
            pace.close_year(month, outturn)
        self._outturn, self._expected = outturn, expected
        return result

    def go_on_under(self, setup: Setup) -> None:
        """Another regime, and other shadows, are to take over; what they take over from is as it was.

        Args:
            setup: of the run from now on, the same until its regime begins, see `abm.branching.alike`.
        """
        shadows = self.shadows.values()
        self._set_paces(setup)
        self.shadows = dict(zip(self._paces, shadows, strict=True))

    def _set_paces(self, setup: Setup) -> None:
        """How regimes take over, those in shadow too."""
        reference, regime = setup.reference, setup.regime
        ahead = (regime,) if regime.transition.pace == "T3" else ()
        self._pace = TakingOver(reference, regime)
        self._paces = {r.id: TakingOver(reference, r, ahead=True) for r in (*setup.shadows, *ahead)}

    def _contracts(self, regime: Regime, before: ContractsInForce | None = None) -> ContractsInForce:
        extra = self._programme.contracts if self._programme else ()
        year = self._outturn, self._expected
        return ContractsInForce(self.place, self._lines, regime, extra, *year, before)

    def _open_books(self, before: ContractsInForce) -> Books:
        """Costs, margins and funding from a year of the reference mix on the reference year's activity."""
        lines, values, outturn, reference = (
            self._lines,
            self._values,
            self._outturn,
            self.reference.settlement,
        )
        income = by_payee(reference, reference.owed(reference.outturn, 1.0))
        # Payers plan with the luck of a small sample taken out, and are given what a programme costs.
        spend = by_payer(before.settlement, before.opening)
        costs = cost_base(self.place, lines, values, outturn, income)
        now = outturn.by_borough.sum(axis=1) * costs.value
        worth = np.bincount(lines.organisation, now, len(self.place.organisations)).astype(np.float64)
        return Books(self.place, lines, values, costs, spend, worth)
