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


@dataclass(eq=False)
class LeverPath:
    """One lever of one kind over a run.

    Attributes:
        kind: whose.
        lever: which.
        members: int[n], organisation indexes.
        value: a list of float[n], one a month, as in force in that month.
        decisions: (month, decision), one a quarter.
    """

    kind: str
    lever: str
    members: Ints
    value: list[Floats] = field(default_factory=list[Floats])
    decisions: list[tuple[int, Decision]] = field(default_factory=list[tuple[int, Decision]])


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
        contracts: contract ids, and element names, by regime in force that month.
        costs: int64[O, 3] pence a month: fixed, stepped, variable.
        margin: float[O] a month, last twelve months' margin.
        levers: paths of every lever.
        book: the ledger.
    """

    place: Place
    lines: Lines
    clock: Clock
    sample: float
    value: Floats
    levers: list[LeverPath]
    book: Book
    delivered: list[NDArray[np.int32]] = field(default_factory=list[NDArray[np.int32]])
    people: list[Floats] = field(default_factory=list[Floats])
    eligible: list[Floats] = field(default_factory=list[Floats])
    enrolled: list[Floats] = field(default_factory=list[Floats])
    stocks: list[dict[str, Floats]] = field(default_factory=list[dict[str, Floats]])
    outcomes: list[dict[str, Floats]] = field(default_factory=list[dict[str, Floats]])
    payments: list[Payments] = field(default_factory=list[Payments])
    contracts: list[tuple[tuple[str, ...], tuple[str, ...]]] = field(
        default_factory=list[tuple[tuple[str, ...], tuple[str, ...]]]
    )
    shadow: dict[str, list[Payments]] = field(default_factory=dict[str, list[Payments]])
    shadow_contracts: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = field(
        default_factory=dict[str, tuple[tuple[str, ...], tuple[str, ...]]]
    )
    costs: list[Ints] = field(default_factory=list[Ints])
    margin: list[Floats] = field(default_factory=list[Floats])

    @property
    def months(self) -> int:
        """M, months recorded."""
        return len(self.delivered)

    def path(self, kind: str, lever: str) -> LeverPath:
        """The path of one lever.

        Raises:
            KeyError: if no organisation of the kind has it.
        """
        for path in self.levers:
            if (path.kind, path.lever) == (kind, lever):
                return path
        raise KeyError((kind, lever))

    def lever_paths(self, kind: str) -> dict[tuple[str, str], Floats]:
        """All levers of a kind over the run, float[M, n] each, in the form a replay takes."""
        return {(p.kind, p.lever): np.array(p.value) for p in self.levers if p.kind == kind}

    def by_line(self) -> Floats:
        """Activity by month and line, float[M, L]."""
        return np.array([d.sum(axis=(1, 2)) for d in self.delivered], np.float64)
