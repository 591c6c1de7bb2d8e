"""Keeping the books: what payers are given, what organisations spend, and the margin they are left with.

Cost has three parts. Fixed cost never moves. Stepped cost (wards, theatre lists, teams) follows the
year's activity a share of the way each April, and at once the capacity that its provider opened or
closed then. Variable cost follows activity, with what is spent on effort beside it: the work that a
lever takes above its norm, or the saving below it. Administration is what it takes to settle more
payment lines than in the reference year.
"""

from typing import Final

import numpy as np

from abm.contracts.settlement import Payments
from abm.flows import Flows, Lines
from abm.ledger.accounts import accounts_of
from abm.ledger.book import Book
from abm.organisations.costs import CostBase, next_steps, variable_costs
from abm.parameter import Values
from abm.place import Place
from abm.quantities import MONTHS_PER_YEAR, Floats, Ints, to_pence
from abm.regimes.affordability import Means, allocated, means_of

COST_CATEGORIES: Final = ("fixed", "stepped", "variable", "administration")
FUNDED_KINDS: Final = ("commissioner", "council", "outside_payer")
_MEMORY: Final = 1 / MONTHS_PER_YEAR


class Books:
    """Accounts, costs and margins of a run. O organisations.

    Args:
        place: the place.
        lines: its activity lines.
        values: parameters in force.
        costs: costs of every organisation in the reference year.
        spend: float[O], pounds a year that payers spent then, with what a programme costs beside.
        worth: float[O], reference value of the reference year's activity.

    Attributes:
        book: the ledger.
        costs: costs of every organisation in the reference year.
        margin: float[O], last twelve months' margin on turnover.
        spend: float[O], pounds a year that payers spent in the reference year.
        worth: float[O], reference value of that year's activity.
    """

    def __init__(
        self, place: Place, lines: Lines, values: Values, costs: CostBase, spend: Floats, worth: Floats
    ) -> None:
        self.book = Book(accounts_of([o.id for o in place.organisations]))
        self.costs, self.spend, self.worth = costs, spend, worth
        self.margin = costs.reference_margin.copy()
        self._lines, self._values = lines, values
        self._funded = np.flatnonzero([o.kind in FUNDED_KINDS for o in place.organisations])
        self._income = costs.reference_income / MONTHS_PER_YEAR
        self._paid = costs.reference_income * (1 - self.margin) / MONTHS_PER_YEAR
        self._steps = np.ones(len(place.organisations))
        self._cost_payer = np.repeat(np.arange(len(self.margin)), len(COST_CATEGORIES))
        self._cost_category = np.tile(np.arange(len(COST_CATEGORIES)), len(self.margin))

    def means(self, year: int) -> Means:
        """What payers can spend in a year of the run, 0 the first, and how they keep to it."""
        return means_of(self._values, self.allocation(year))

    def allocation(self, year: int) -> Floats:
        """Pounds that payers are given in a year of the run, float[O]: the reference year's spend, grown."""
        given = np.zeros(len(self.spend))
        given[self._funded] = self.spend[self._funded]
        return allocated(given, self._values["commissioning.allocation_growth"], year)

    def fund(self, month: int) -> Ints:
        """The treasury gives payers a twelfth of their allocation, int[O] pence."""
        pence = to_pence(self.allocation(month // MONTHS_PER_YEAR)[self._funded] / MONTHS_PER_YEAR)
        treasury = np.full(len(self._funded), self.book.accounts.treasury)
        self.book.post(month, "funding", treasury, self._funded, pence)
        given = np.zeros(len(self.spend), np.int64)
        given[self._funded] = pence
        return given

    def receive(self, month: int, payments: Payments) -> None:
        """Post a month's payments under contracts."""
        self.book.post(
            month,
            "contract",
            payments.payer,
            payments.payee,
            payments.pence,
            payments.contract,
            payments.element,
        )

    def pay_costs(self, month: int, flows: Flows, capacity: Floats, effort: Floats, lines: Floats) -> Ints:
        """Fixed, stepped, variable cost and administration of every organisation, int[O, 4] pence.

        Args:
            month: of the run.
            flows: what was delivered.
            capacity: float[O], stepped capacity as a multiple of what activity would have it be.
            effort: float[O], pounds spent on effort this month, negative where it is a saving.
            lines: float[O], payment lines that each settles beyond those of the reference year.
        """
        n = len(self.margin)
        delivered = flows.by_borough.sum(axis=1)
        bought = delivered - flows.provided.sum(axis=1)
        variable = variable_costs(self.costs, self._lines, delivered, bought, n) + effort
        stepped = self.costs.stepped * self._steps * capacity
        settled = lines * self._values["cost.payment_line"]
        pence = to_pence(np.column_stack([self.costs.fixed, stepped, variable, settled]))
        outside = np.full(pence.size, self.book.accounts.outside)
        self.book.post(month, "cost", self._cost_payer, outside, pence.ravel(), element=self._cost_category)
        return pence

    def keep_margin(self, payments: Payments, costs: Ints) -> None:
        """Twelve-month income and cost as running means, and the margin they make on turnover.

        Who holds a budget and pays others from it is judged on the budget it holds.
        """
        n = len(self.margin)
        received = np.bincount(payments.payee, payments.pence, n) / 100
        paid = np.bincount(payments.payer, payments.pence, n) / 100
        self._income += _MEMORY * (received - self._income)
        self._paid += _MEMORY * (paid + costs.sum(axis=1) / 100 - self._paid)
        earns = self._income > 1.0
        surplus = self._income - self._paid
        self.margin = np.divide(surplus, self._income, out=np.zeros(n), where=earns)

    def close_year(self, year: Flows, capacity: Floats) -> None:
        """After March: stepped costs follow the year's activity, a share of the way; not what people bought.

        Args:
            year: what was delivered.
            capacity: float[O], the capacity that each had opened, whose cost stands already.
        """
        now = year.provided.sum(axis=1) * self.costs.value
        worth = np.bincount(self._lines.organisation, now, len(self.margin))
        activity = np.divide(worth, self.worth, out=np.ones(len(worth)), where=self.worth > 0)
        self._steps = next_steps(self._steps, activity / capacity, self._values["cost.stepped_release"])
