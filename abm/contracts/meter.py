"""Reads measures off counted flows: one sparse table of weights for all contracts at once.

The counts in use are laid end to end as *cells*; each measure of each pair is a *row*, a weighted sum
of cells. Rows are summed in a fixed order, so that pounds do not depend on how many cores there are.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

import numpy as np

from abm.cohorts import Cohort
from abm.compiled import maker
from abm.contracts.expand import Pairs
from abm.contracts.scope import Scope
from abm.contracts.whom import Whom, whom
from abm.flows import Flows, Lines
from abm.payment.element import Basis, Measure, ratio
from abm.place import Place
from abm.quantities import Floats, Ints
from abm.vocabulary import OUTCOME, OUTCOMES, POD, PODS, SEGMENT, SEGMENTS

Grid = tuple[str, Ints, Floats]
"""A block of cells, the cells of it that each pair could read [n or 1, cells], and weights [n, cells]."""


def pod_weights(measure: Measure, scope: Scope) -> Floats:
    """float[pods], the weight of one unit of each point of delivery, zero out of scope."""
    weights = np.zeros(len(PODS))
    for pod, weight in measure.weights.items():
        weights[POD[pod]] = weight if scope.pod_mask(pod) else 0.0
    return weights


def segment_weights(measure: Measure, scope: Scope) -> Floats:
    """float[S], the weight of a person of each segment, 1 where not named, zero out of scope."""
    weights = np.ones(len(SEGMENTS))
    for segment, weight in measure.weights.items():
        weights[SEGMENT[segment]] = weight
    return weights * scope.segment_mask()


class Meter:
    """Every measure of every pair of a settlement, read from flows in one pass.

    Args:
        place: the place.
        lines: its activity lines.
        cohorts: whom the contracts tell apart by condition.

    Attributes:
        rows: how many measures there are over all pairs.
        stands: bool[rows], those that are yearly figures: they stand, where counts add up.
    """

    def __init__(self, place: Place, lines: Lines, cohorts: tuple[Cohort, ...] = ()) -> None:
        self._place, self._lines, self._cohorts = place, lines, cohorts
        self._blocks: dict[str, Callable[[Flows], Floats]] = {}
        self._sizes: dict[str, int] = {}
        self._entries: list[tuple[str, Ints, Ints, Floats]] = []
        self._cells = self._starts = np.zeros(0, np.int64)
        self._weights = self._flat = np.zeros(0)
        self.rows, self.stands = 0, np.zeros(0, bool)

    def add(self, measures: tuple[Measure, ...], scope: Scope, pairs: Pairs) -> slice:
        """Add the measures of one element for all its pairs; returns the rows they take.

        Rows run over pairs, and over measures within a pair.

        Raises:
            ValueError: if a payee has no figure of the name a measure asks for.
        """
        first, m = self.rows, len(measures)
        for j, measure in enumerate(measures):
            for owners, (block, cells, weights) in self._grids(measure, scope, pairs):
                pair, at = np.nonzero(weights)
                cell = np.broadcast_to(cells, weights.shape)[pair, at]
                self._entries.append((block, first + owners[pair] * m + j, cell, weights[pair, at]))
        self.rows += pairs.n * m
        stands = np.array([x.basis == "figure" for x in measures], bool)
        self.stands = np.append(self.stands, np.tile(stands, pairs.n))
        return slice(first, self.rows)

    def close(self) -> None:
        """Put rows in order; each begins with an empty cell, so that none is without cells."""
        ends = np.cumsum([1, *(self._sizes[name] for name in self._blocks)])
        offset = dict(zip(self._blocks, ends.tolist(), strict=False))
        empty = (np.arange(self.rows), np.zeros(self.rows, np.int64), np.zeros(self.rows))
        placed = [(row, cell + offset[block], weight) for block, row, cell, weight in self._entries]
        row, cell, weight = (np.concatenate(column) for column in zip(empty, *placed, strict=True))
        order = np.lexsort((cell, row))
        self._cells, self._weights, self._flat = cell[order], weight[order], np.zeros(ends[-1])
        self._starts = np.searchsorted(row[order], np.arange(self.rows + 1)).astype(np.int64)

    def read(self, flows: Flows) -> Floats:
        """float[rows], every measure of these flows."""
        if not self.rows:
            return np.zeros(0)
        # Laid out in room that is kept: to touch fresh memory takes longer than to fill it.
        np.concatenate([block(flows).ravel() for block in self._blocks.values()], out=self._flat[1:])
        return weighted_sums(self._flat, self._cells, self._weights, self._starts)

    def _block(self, name: str, size: int, read: Callable[[Flows], Floats]) -> str:
        """Keep a block of cells under its name, once."""
        self._blocks.setdefault(name, read)
        self._sizes.setdefault(name, size)
        return name

    def _grids(self, measure: Measure, scope: Scope, pairs: Pairs) -> list[tuple[Ints, Grid]]:
        """The cells of a measure, practices apart from others where the population differs."""
        of_payee = {
            "delivered": self._delivered,
            "recorded": self._delivered,
            "bought": self._delivered,
            "set_aside": self._delivered,
            "outcome": self._outcome,
            "outcome_of": self._outcome,
            "figure": self._figure,
        }
        if measure.basis in of_payee:
            return [(np.arange(pairs.n), of_payee[measure.basis](measure, scope, pairs))]
        practice = pairs.payee < self._place.n_practices
        grids: list[tuple[Ints, Grid]] = []
        apart = scope.by_condition and measure.basis == "people"
        for chosen, of in ((practice, self._of_list), (~practice, self._of_territory)):
            if chosen.any():
                some = Pairs(pairs.payer[chosen], pairs.payee[chosen], pairs.territory[chosen])
                grid = (
                    self._with_conditions(scope, some, chosen is practice)
                    if apart
                    else of(measure, scope, some)
                )
                grids.append((np.flatnonzero(chosen), grid))
        return grids

    def _delivered(self, measure: Measure, scope: Scope, pairs: Pairs) -> Grid:
        """The payee's own lines, by borough of the territory."""
        weight = pod_weights(measure, scope)
        pods = np.flatnonzero(weight)
        line = self._lines.line[pairs.payee[:, None], pods]
        cells = np.maximum(line, 0)[:, :, None] * self._width + np.arange(self._width)
        weights = np.where(line >= 0, weight[pods], 0.0)[:, :, None] * pairs.territory[:, None, :]
        block = self._block_delivered(scope, measure.basis)
        return block, cells.reshape(pairs.n, -1), weights.reshape(pairs.n, -1)

    def _used(self, measure: Measure, scope: Scope, pairs: Pairs) -> Grid:
        """Everybody's lines, by borough of the territory."""
        weight = pod_weights(measure, scope)[self._lines.pod]
        # Advice is one act with two lines: the trust's, who gives it, and the practice's, who asks.
        weight[(self._lines.pod == POD["AG"]) & (self._lines.organisation < self._place.n_practices)] = 0
        lines = np.flatnonzero(weight)
        weights = weight[lines][None, :, None] * pairs.territory[:, None, :]
        cells = lines[:, None] * self._width + np.arange(self._width)
        return self._block_delivered(scope), cells.reshape(1, -1), weights.reshape(pairs.n, -1)

    @property
    def _width(self) -> int:
        return self._place.n_boroughs + 1

    def _block_delivered(self, scope: Scope, basis: Basis = "delivered") -> str:
        """The block of activity of the people in scope: as it was, as coded, or as bought."""
        covered, read = whom(scope, self._cohorts), _BY_LINE[basis]
        name = f"{basis} for {covered.name}"
        return self._block(name, self._lines.n * self._width, lambda flows: read(flows, covered))

    def _outcome(self, measure: Measure, scope: Scope, pairs: Pairs) -> Grid:
        """The payee's own recorded successes, or its chances of them."""
        shape = (len(self._place.organisations), len(OUTCOMES), 2)
        block = self._block("outcomes", int(np.prod(shape)), lambda flows: flows.outcomes)
        which = int(measure.basis == "outcome_of")
        cells = np.ravel_multi_index((pairs.payee, OUTCOME[measure.name], which), shape)
        return block, cells[:, None], np.ones((pairs.n, 1))

    def _figure(self, measure: Measure, scope: Scope, pairs: Pairs) -> Grid:
        """A yearly figure of the payee, the same in every month."""
        values = np.array([self._figure_of(measure.name, int(payee)) for payee in pairs.payee])
        block = self._block("one", 1, lambda flows: np.ones(1))
        return block, np.zeros((1, 1), np.int64), values[:, None]

    def _figure_of(self, name: str, payee: int) -> float:
        organisation = self._place.organisations[payee]
        if payee < self._place.n_practices and name in self._place.practice_figures:
            return float(self._place.practice_figures[name][payee])
        if name not in organisation.figures:
            raise ValueError(f"organisation '{organisation.id}' has no figure '{name}'")
        return float(organisation.figures[name])

    def _of_list(self, measure: Measure, scope: Scope, pairs: Pairs) -> Grid:
        """Counts of a practice's own list."""
        p = self._place.n_practices
        if measure.basis == "population_use":
            name = self._block("list use", p * len(PODS), lambda flows: flows.list_use)
            per = pod_weights(measure, scope)
        else:
            name = self._block("people", p * len(SEGMENTS), lambda flows: flows.people.sum(axis=2))
            per = segment_weights(measure, scope)
        cells = pairs.payee[:, None] * len(per) + np.arange(len(per))
        return name, cells, np.tile(per, (pairs.n, 1))

    def _with_conditions(self, scope: Scope, pairs: Pairs, practices: bool) -> Grid:
        """People told apart by condition: of a practice's own list, or of the territory."""
        covered, place = whom(scope, self._cohorts), self._place
        name, size = f"list people {covered.name}", place.n_practices
        if practices:
            self._block(name, size, lambda flows: covered.residents(flows).sum(axis=1))
            return name, pairs.payee[:, None], np.ones((pairs.n, 1))
        name, size = f"residents {covered.name}", place.n_boroughs
        self._block(name, size, lambda flows: covered.residents(flows).sum(axis=0))
        return name, np.arange(size)[None, :], pairs.territory[:, :size].astype(np.float64)

    def _of_territory(self, measure: Measure, scope: Scope, pairs: Pairs) -> Grid:
        """Counts of the residents of the territory."""
        if measure.basis == "population_use":
            return self._used(measure, scope, pairs)
        inside = pairs.territory[:, : self._place.n_boroughs]
        size = len(SEGMENTS) * self._place.n_boroughs
        name = self._block("residents", size, lambda flows: flows.people.sum(axis=0))
        weights = segment_weights(measure, scope)[None, :, None] * inside[:, None, :]
        return name, np.arange(size)[None, :], weights.reshape(pairs.n, size)


@maker
def weighted_sums(flat: Floats, cells: Ints, weights: Floats, starts: Ints) -> Floats:
    """Weighted sums of cells, row after row and each in the order of its cells.

    Args:
        flat: float[all cells].
        cells: int[n], which cells are summed.
        weights: float[n], by which.
        starts: int[rows + 1], where each row begins among them, and where the last ends.

    Returns:
        float[rows].
    """
    sums = np.zeros(starts.size - 1)
    for row in range(sums.size):
        for k in range(starts[row], starts[row + 1]):
            sums[row] += flat[cells[k]] * weights[k]
    return sums


def _delivered_by_line(flows: Flows, covered: Whom) -> Floats:
    """float[L, B + 1], activity delivered to the people covered, but for what they bought themselves."""
    return covered.activity(flows)


def _recorded_by_line(flows: Flows, covered: Whom) -> Floats:
    """float[L, B + 1], the same as coded; a line is coded alike for everybody."""
    done = covered.activity(flows)
    if flows.coded is None:
        return done
    whole = covered.everybody and flows.budgets is None
    return flows.coded if whole else done * ratio(flows.coded, flows.by_borough)


def _budgets_by_line(flows: Flows, covered: Whom, which: int) -> Floats:
    """float[L, B + 1], what the segments covered bought of a line (1), or set aside for it (2)."""
    if flows.budgets is None:
        return np.zeros(flows.delivered[:, 0].shape)
    return flows.budgets[which][:, covered.segments].sum(axis=1)


_BY_LINE: Final[Mapping[Basis, Callable[[Flows, Whom], Floats]]] = {
    "delivered": _delivered_by_line,
    "recorded": _recorded_by_line,
    "bought": partial(_budgets_by_line, which=1),
    "set_aside": partial(_budgets_by_line, which=2),
}
"""How activity by line is read for each basis that counts a payee's own lines."""
