"""Settlement: what each contract owes year to date, less what has been paid, in whole pence.

Settling months one by one would break every cap, corridor and share; so each month the year so far
is priced afresh and only the difference is paid. At the end of March what has been paid is exactly
what the year's activity is worth under the contract.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from abm.contracts.contract import Contract
from abm.contracts.expand import Pairs, expand
from abm.contracts.members import shared_out
from abm.contracts.meter import Meter
from abm.contracts.whom import Whom, cohorts_of, whom
from abm.flows import Flows, Lines
from abm.payment.element import Element, ratio
from abm.place import Place
from abm.quantities import MONTHS_PER_YEAR, Floats, Ints, to_pence
from abm.vocabulary import PODS


@dataclass(eq=False)
class Group:
    """One element of one contract, over all the pairs it binds.

    Attributes:
        contract: index of the contract.
        name: the element's name in its contract.
        element: its terms.
        pairs: who pays whom.
        rows: its rows in the meter, pairs by measures.
        due: its places in the vector of payments.
        plan: float[n, k], amounts fixed for the year.
    """

    contract: int
    name: str
    element: Element
    pairs: Pairs
    rows: slice
    due: slice
    plan: Floats

    def measured(self, readings: Floats) -> Floats:
        """This group's part [n, m] of a vector of readings."""
        return readings[self.rows].reshape(self.pairs.n, -1) if self.pairs.n else np.zeros((0, 0))


@dataclass(frozen=True, eq=False)
class Payments:
    """A month's payments, one entry per contract, element and pair.

    Attributes:
        contract: int[N], index into `Settlement.contracts`.
        element: int[N], index into `Settlement.element_names`.
        payer: int[N], organisation index.
        payee: int[N], organisation index.
        pence: int[N], whole pence; negative where the payee pays back.
    """

    contract: Ints
    element: Ints
    payer: Ints
    payee: Ints
    pence: Ints


class Settlement:
    """All contracts in force, month by month.

    Args:
        place: the place.
        lines: its activity lines.
        contracts: those of the regime, with those of any programme.
        outturn: a year of flows, from which the first plans are set.
        lead_kind: `acute_trust`, `gp_federation`, or None where nobody leads.

    Attributes:
        contracts: the contracts, as given, with splits worked out.
        cohorts: the people they tell apart by condition.
        element_names: every element's name, in order of first use.
        groups: one per contract and element, with its plan.
        months: months settled in this contract year.
        readings: float[rows], measures year to date.
        outturn: float[rows], measures of the last full year.
        scope_shares: one float[pods] per contract, the share of activity that the people it covers had
            in the year of the first plans.

    Raises:
        ValueError: if two contracts share an id or cover some people twice, or one does not fit the place.
    """

    def __init__(
        self,
        place: Place,
        lines: Lines,
        contracts: Sequence[Contract],
        outturn: Flows,
        lead_kind: str | None = None,
    ) -> None:
        _refuse_duplicate_ids([c.id for c in contracts])
        self.place, self.lines, self.lead_kind = place, lines, lead_kind
        self.cohorts = cohorts_of(contracts)
        here = (place, lines, outturn, lead_kind, self.cohorts)
        self.contracts = tuple(shared_out(c, *here) for c in contracts)
        self.meter = Meter(place, lines, self.cohorts)
        self.groups = self._group()
        self.meter.close()
        self.outturn = self.meter.read(outturn)
        self.scope_shares = [_share(whom(c.scope, self.cohorts), outturn, lines) for c in self.contracts]
        self.readings, self.months = np.zeros(self.meter.rows), 0
        self.set_plans(self.outturn)
        self.element_names = tuple(dict.fromkeys(g.name for g in self.groups))
        self._template = self._entries()
        self._paid = np.zeros_like(self._template.pence)

    def settle(self, flows: Flows) -> Payments:
        """Add a month's flows and return what falls due.

        Raises:
            RuntimeError: if the contract year is over and no new one has begun.
        """
        if self.months == MONTHS_PER_YEAR:
            raise RuntimeError("twelve months are settled; begin a new contract year first")
        month = self.meter.read(flows)
        self.readings = np.where(self.meter.stands, month, self.readings + month)
        self.months += 1
        owed = to_pence(self.owed(self.readings, self.months / MONTHS_PER_YEAR))
        due, self._paid = owed - self._paid, owed
        t = self._template
        return Payments(t.contract, t.element, t.payer, t.payee, due)

    def owed(self, readings: Floats, elapsed: float) -> Floats:
        """Pounds owed year to date, float[N], for any readings; changes nothing."""
        if not self.groups:
            return np.zeros(0)
        return np.concatenate([g.element.pay(g.measured(readings), g.plan, elapsed) for g in self.groups])

    def forecast(self) -> Floats:
        """Readings expected at the year end: the year so far, and last year's share of the rest."""
        rest = (1 - self.months / MONTHS_PER_YEAR) * self.outturn
        return np.where(self.meter.stands, self.outturn, self.readings + rest)

    def new_year(self) -> None:
        """Set next year's plans from this year's outturn, and begin again from nothing paid.

        Raises:
            RuntimeError: if the contract year is not over.
        """
        if self.months != MONTHS_PER_YEAR:
            raise RuntimeError(f"only {self.months} months of this contract year are settled")
        for g in self.groups:
            g.plan = g.element.replan(g.plan, g.measured(self.readings))
        self.outturn, self.readings, self.months = self.readings, np.zeros_like(self.readings), 0
        self._paid = np.zeros_like(self._paid)

    def set_plans(self, outturn: Floats) -> None:
        """Set every plan afresh from a year's readings, as at the start of a contract."""
        for g in self.groups:
            g.plan = g.element.plan(g.measured(outturn))

    def _group(self) -> list[Group]:
        """Lay out elements and their rows; contracts that bind nobody have no group."""
        groups: list[Group] = []
        taken = 0
        for i, contract in enumerate(self.contracts):
            pairs = expand(contract, self.place, self.lead_kind)
            for name, element in contract.elements.items() if pairs.n else ():
                rows = self.meter.add(element.measures(), contract.scope, pairs)
                due = slice(taken, taken := taken + pairs.n)
                groups.append(Group(i, name, element, pairs, rows, due, np.zeros((0, 0))))
        return groups

    def _entries(self) -> Payments:
        """Who pays whom under what, the same every month."""
        if not self.groups:
            return Payments(*(np.zeros(0, np.int64) for _ in range(5)))
        sizes = [g.pairs.n for g in self.groups]
        contract = np.repeat([g.contract for g in self.groups], sizes)
        element = np.repeat([self.element_names.index(g.name) for g in self.groups], sizes)
        payer = np.concatenate([g.pairs.payer for g in self.groups])
        payee = np.concatenate([g.pairs.payee for g in self.groups])
        return Payments(contract, element, payer, payee, np.zeros(len(payer), np.int64))


def _share(covered: Whom, outturn: Flows, lines: Lines) -> Floats:
    """float[pods], the share of a year's activity that the people covered had."""
    if covered.everybody:
        return np.ones(len(PODS))
    some, every = (
        np.bincount(lines.pod, done.sum(axis=1), len(PODS)).astype(np.float64)
        for done in (covered.activity(outturn), outturn.delivered.sum(axis=1))
    )
    return ratio(some, every)


def _refuse_duplicate_ids(ids: list[str]) -> None:
    """Every contract has its own id."""
    duplicate_ids = sorted({i for i in ids if ids.count(i) > 1})
    if duplicate_ids:
        raise ValueError(f"two contracts are called '{duplicate_ids[0]}'")
