"""What a run leaves behind: flows, stocks, money, levers and the terms of every move, month by month.

Effects and results are read from a record; nothing in it knows how anybody was paid.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from abm.behaviour.decision import Decision
from abm.clock import Clock
from abm.contracts.settlement import Payments
from abm.flows import Lines
from abm.ledger.book import Book
from abm.place import Place
from abm.quantities import Floats, Ints
from abm.regimes.annual_round import Round

Names = tuple[tuple[str, ...], tuple[str, ...]]
"""Contract ids and element names, by which a month's payments are numbered."""


@dataclass(frozen=True, eq=False)
class LeverPath:
    """One lever of one kind over a run of M months.

    Attributes:
        kind: whose.
        lever: which.
        members: int[n], organisation indexes.
        value: float[M, n], as in force in each month.
        decisions: (month, decision) whenever it was decided; value[n], terms[T, n], pounds[4, n].
    """

    kind: str
    lever: str
    members: Ints
    value: Floats
    decisions: list[tuple[int, Decision]]


@dataclass(eq=False)
class PanelPath:
    """All levers of one kind over a run, K levers by n organisations.

    Attributes:
        kind: whose.
        names: of the levers, K of them.
        cadences: months between decisions of each.
        members: int[n], organisation indexes.
        value: float[K, n] a month, as in force in that month.
        decisions: (month, decision), one a quarter.
    """

    kind: str
    names: tuple[str, ...]
    cadences: tuple[int, ...]
    members: Ints
    value: list[Floats] = field(default_factory=list[Floats])
    decisions: list[tuple[int, Decision]] = field(default_factory=list[tuple[int, Decision]])

    def lever(self, k: int) -> LeverPath:
        """The path of one lever, with the decisions of its turns."""
        turns = [
            (month, Decision(d.value[k], d.terms[:, k], d.pounds[:, k]))
            for month, d in self.decisions
            if (month + 1) % self.cadences[k] == 0
        ]
        value = np.array([v[k] for v in self.value]).reshape(-1, len(self.members))
        return LeverPath(self.kind, self.names[k], self.members, value, turns)


@dataclass(eq=False)
class Record:
    """A run, month by month. M months, L lines, S segments, B boroughs, P practices, O organisations.

    Attributes:
        place: where.
        lines: activity lines.
        clock: months and years.
        sample: sampling fraction.
        value: float[L], reference cost of a unit, for activity at constant prices.
        delivered: int32[L, S, B + 1] a month, real people.
        people: float[P] a month, on each list.
        eligible: float[P] a month.
        enrolled: float[P] a month.
        stocks: arrays by name, a month.
        outcomes: arrays by name, a month.
        payments: payments of each month.
        shadow: payments that shadow regimes would have made, by regime, each month.
        contracts: contract ids, and element names, by which the payments of each month are numbered.
        shadow_contracts: the same of what shadow regimes would have paid, by regime, each month.
        funding: int64[O] pence a month, what payers are given.
        costs: int64[O, 4] pence a month: fixed, stepped, variable, administration.
        margin: float[O] a month, last twelve months' margin.
        panels: paths of every lever, by kind.
        book: the ledger.
        reference: float[O] by name: `fixed` and `stepped`, pounds of cost a month in the reference year;
            `worth`, reference value of a month's activity then; `spend`, pounds a month paid then.
        start: month in which regime, programme or shock first differ from the reference year's.
        rounds: what each April's round changed, by month.
        watched: what was delivered to people who are watched, int32[W, L] a month, real people.
    """

    place: Place
    lines: Lines
    clock: Clock
    sample: float
    value: Floats
    panels: list[PanelPath]
    book: Book
    reference: dict[str, Floats]
    start: int
    delivered: list[NDArray[np.int32]] = field(default_factory=list[NDArray[np.int32]])
    people: list[Floats] = field(default_factory=list[Floats])
    eligible: list[Floats] = field(default_factory=list[Floats])
    enrolled: list[Floats] = field(default_factory=list[Floats])
    stocks: list[dict[str, Floats]] = field(default_factory=list[dict[str, Floats]])
    outcomes: list[dict[str, Floats]] = field(default_factory=list[dict[str, Floats]])
    payments: list[Payments] = field(default_factory=list[Payments])
    contracts: list[Names] = field(default_factory=list[Names])
    shadow: dict[str, list[Payments]] = field(default_factory=dict[str, list[Payments]])
    shadow_contracts: dict[str, list[Names]] = field(default_factory=dict[str, list[Names]])
    funding: list[Ints] = field(default_factory=list[Ints])
    costs: list[Ints] = field(default_factory=list[Ints])
    margin: list[Floats] = field(default_factory=list[Floats])
    rounds: list[tuple[int, Round]] = field(default_factory=list[tuple[int, Round]])
    watched: list[NDArray[np.int32]] = field(default_factory=list[NDArray[np.int32]])

    @property
    def months(self) -> int:
        """M, months recorded."""
        return len(self.delivered)

    @property
    def levers(self) -> list[LeverPath]:
        """The path of every lever."""
        return [panel.lever(k) for panel in self.panels for k in range(len(panel.names))]

    def path(self, kind: str, lever: str) -> LeverPath:
        """The path of one lever.

        Raises:
            KeyError: if no organisation of the kind has it.
        """
        for panel in self.panels:
            if panel.kind == kind and lever in panel.names:
                return panel.lever(panel.names.index(lever))
        raise KeyError((kind, lever))

    def lever_paths(self, kind: str) -> dict[tuple[str, str], Floats]:
        """All levers of a kind over the run, float[M, n] each, in the form a replay takes."""
        return {(p.kind, p.lever): p.value for p in self.levers if p.kind == kind}

    def by_line(self) -> Floats:
        """Activity by month and line, float[M, L]."""
        return np.array([d.sum(axis=(1, 2)) for d in self.delivered], np.float64)
