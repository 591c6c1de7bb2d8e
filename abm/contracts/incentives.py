"""Marginal pounds laid out by who acts: tables that an organisation reads off for each thing it does."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import prod
from typing import Final, NamedTuple

import numpy as np

from abm.contracts.meter import pod_weights
from abm.contracts.settlement import Group, Settlement
from abm.quantities import Bools, Floats, Ints
from abm.vocabulary import OUTCOME, OUTCOMES, PODS

DELIVERED, RECORDED, USED, ACHIEVED = range(4)
"""What a marginal pound is paid for one more of."""
_BY_POD: Final = {"delivered": DELIVERED, "recorded": RECORDED, "population_use": USED}


class UnitEntries(NamedTuple):
    """Which measure of which pair a unit of each thing is part of. n entries of N pairs.

    Attributes:
        reading: int[n], position of the measure among readings.
        pair: int[n].
        of: int[n], `DELIVERED`, `RECORDED`, `USED` or `ACHIEVED`.
        what: int[n], point of delivery, or outcome where something is achieved.
        weight: float[n], the measure's units in one unit of it.
        payer: int[N], organisation index of who pays.
        payee: int[N], organisation index of who receives.
        territory: bool[N, B + 1], boroughs of residence it holds for.
    """

    reading: Ints
    pair: Ints
    of: Ints
    what: Ints
    weight: Floats
    payer: Ints
    payee: Ints
    territory: Bools


@dataclass(frozen=True, eq=False)
class MarginalPounds:
    """Pounds from payer to payee for one more unit, n rows of contract, element and pair.

    Attributes:
        contract: int[n], index into `Settlement.contracts`.
        payer: int[n], organisation index of who pays.
        payee: int[n], organisation index of who receives.
        territory: bool[n, B + 1], boroughs of residence it holds for.
        delivered: float[n, pods], per unit the payee delivers to a resident of the territory.
        recorded: float[n, pods], per unit the payee records for a resident of the territory.
        used: float[n, pods], per unit the covered population uses, whoever delivers it.
        outcome: float[n, outcomes], per recorded success of the payee.
    """

    contract: Ints
    payer: Ints
    payee: Ints
    territory: Bools
    delivered: Floats
    recorded: Floats
    used: Floats
    outcome: Floats


@dataclass(frozen=True, eq=False)
class Incentives:
    """Marginal pounds by what an organisation controls. O organisations: P practices, then A actors.

    Attributes:
        actor_income: float[A, pods, B + 1], what an actor receives for one more unit it delivers to a
            resident of each borough, however it is recorded.
        actor_recorded: float[A, pods, B + 1], what it receives for one more unit it records.
        actor_use_income: float[A, pods, B + 1], what an actor that answers for a territory receives
            (mostly loses) when its residents use one more unit, whoever delivers it.
        practice_income: float[P, pods], what a practice receives for one more unit it delivers.
        practice_recorded: float[P, pods], what it receives for one more unit it records.
        list_income: float[P, pods], what a practice receives when its list uses one more unit.
        outcome_income: float[O, outcomes], what an organisation receives for one more recorded success;
            the fee for a PREV unit that a practice delivers is in its `income`.
        entries: the same by payer and payee, for whose margins a payment also lowers.
        pounds: float[n], pounds a unit of every entry.
        contract_of: int[N], index into `Settlement.contracts` of every pair of the entries.
    """

    actor_income: Floats
    actor_recorded: Floats
    actor_use_income: Floats
    practice_income: Floats
    practice_recorded: Floats
    list_income: Floats
    outcome_income: Floats
    entries: UnitEntries
    pounds: Floats
    contract_of: Ints

    @cached_property
    def rows(self) -> MarginalPounds:
        """The entries a pair a row; pairs without any marginal pound are left out."""
        e = self.entries
        delivered, recorded, used = (self._by_pair(of, len(PODS)) for of in (DELIVERED, RECORDED, USED))
        outcome = self._by_pair(ACHIEVED, len(OUTCOMES))
        paid = np.concatenate([delivered, recorded, used, outcome], axis=1).any(axis=1)
        return MarginalPounds(
            self.contract_of[paid],
            e.payer[paid],
            e.payee[paid],
            e.territory[paid],
            delivered[paid],
            recorded[paid],
            used[paid],
            outcome[paid],
        )

    def _by_pair(self, of: int, width: int) -> Floats:
        """Pounds of one of the four, a pair a row, float[N, width]."""
        e, table = self.entries, np.zeros((len(self.entries.payer), width))
        mine = e.of == of
        np.add.at(table, (e.pair[mine], e.what[mine]), self.pounds[mine])
        return table

    @cached_property
    def income(self) -> Floats:
        """float[O, pods, B + 1], what each receives for one more unit delivered, recorded as one."""
        table = np.zeros((len(self.outcome_income), *self.actor_income.shape[1:]))
        a_unit = self.rows.delivered + self.rows.recorded
        np.add.at(table, self.rows.payee, a_unit[:, :, None] * self.rows.territory[:, None, :])
        return table

    @cached_property
    def use_income(self) -> Floats:
        """float[O, pods, B + 1], the same for one more unit used in a territory answered for."""
        practices = np.zeros((len(self.practice_income), *self.actor_use_income.shape[1:]))
        return np.concatenate([practices, self.actor_use_income])


class Spread:
    """Spreads pounds a unit of each measure over points of delivery, and adds up by organisation.

    Args:
        settlement: the contracts.
    """

    def __init__(self, settlement: Settlement) -> None:
        place = settlement.place
        p, a, d, m = place.n_practices, len(place.organisations), len(PODS), len(OUTCOMES)
        self._shapes = ((3, a - p, d, place.n_boroughs + 1), (3, p, d), (a, m))
        self._starts = [0, *accumulate(prod(shape) for shape in self._shapes)]
        self._contract_of, self._entries = _entries(settlement)
        self._sources, self._cells = self._lay_out()

    def tables(self, slopes: Floats) -> Incentives:
        """The tables.

        Args:
            slopes: float[rows], pounds per unit of each measure.
        """
        pounds = slopes[self._entries.reading] * self._entries.weight
        total = np.asarray(np.bincount(self._cells, pounds[self._sources], self._starts[-1]), np.float64)
        actors, practices, achieved = (
            total[start:end].reshape(shape)
            for start, end, shape in zip(self._starts, self._starts[1:], self._shapes, strict=False)
        )
        return Incentives(
            actor_income=actors[DELIVERED],
            actor_recorded=actors[RECORDED],
            actor_use_income=actors[USED],
            practice_income=practices[DELIVERED],
            practice_recorded=practices[RECORDED],
            list_income=practices[USED],
            outcome_income=achieved,
            entries=self._entries,
            pounds=pounds,
            contract_of=self._contract_of,
        )

    def _lay_out(self) -> tuple[Ints, Ints]:
        """Which entry is added to which cell of the tables laid end to end, an actor's in each borough."""
        e, practices = self._entries, self._shapes[1][1]
        payee = e.payee[e.pair]
        achieved, on_list = e.of == ACHIEVED, (e.of != ACHIEVED) & (payee < practices)
        local = np.flatnonzero(~achieved & ~on_list)
        which, borough = np.nonzero(e.territory[e.pair[local]])
        actor = local[which]
        parts = [
            (actor, (e.of[actor], payee[actor] - practices, e.what[actor], borough)),
            (at := np.flatnonzero(on_list), (e.of[at], payee[at], e.what[at])),
            (at := np.flatnonzero(achieved), (payee[at], e.what[at])),
        ]
        cells = [
            start + np.ravel_multi_index(index, shape)
            for start, shape, (_, index) in zip(self._starts, self._shapes, parts, strict=False)
        ]
        return np.concatenate([source for source, _ in parts]), np.concatenate(cells)


class _Part(NamedTuple):
    """Entries of one measure of one group."""

    reading: Ints
    pair: Ints
    of: Ints
    what: Ints
    weight: Floats


def _entries(settlement: Settlement) -> tuple[Ints, UnitEntries]:
    """The contract of every pair, and all entries, group after group."""
    groups, none = settlement.groups, np.zeros(0, np.int64)
    starts = np.cumsum([0, *(g.pairs.n for g in groups)]).tolist()
    parts = [p for first, g in zip(starts, groups, strict=False) for p in _of_group(settlement, g, first)]
    reading = np.concatenate([none, *(p.reading for p in parts)])
    pair = np.concatenate([none, *(p.pair for p in parts)])
    of = np.concatenate([none, *(p.of for p in parts)])
    what = np.concatenate([none, *(p.what for p in parts)])
    weight = np.concatenate([np.zeros(0), *(p.weight for p in parts)])
    payer = np.concatenate([none, *(g.pairs.payer for g in groups)])
    payee = np.concatenate([none, *(g.pairs.payee for g in groups)])
    nowhere = np.zeros((0, settlement.place.n_boroughs + 1), bool)
    territory = np.concatenate([nowhere, *(g.pairs.territory for g in groups)])
    contract = np.repeat(np.array([g.contract for g in groups], np.int64), [g.pairs.n for g in groups])
    return contract, UnitEntries(reading, pair, of, what, weight, payer, payee, territory)


def _of_group(settlement: Settlement, group: Group, first: int) -> Iterator[_Part]:
    """Entries of a group whose first pair is given, measure after measure."""
    contract, pair = settlement.contracts[group.contract], np.arange(group.pairs.n)
    measures = group.element.measures()
    for j, measure in enumerate(measures):
        reading = group.rows.start + pair * len(measures) + j
        if measure.basis == "outcome":
            of, what = np.full_like(pair, ACHIEVED), np.full_like(pair, OUTCOME[measure.name])
            yield _Part(reading, first + pair, of, what, np.ones(len(pair)))
        elif measure.basis in _BY_POD:
            of = _BY_POD[measure.basis]
            weight = pod_weights(measure, contract.scope) * settlement.scope_shares[group.contract]
            pods = np.flatnonzero(weight)
            possible = settlement.lines.line[group.pairs.payee[:, None], pods] >= 0
            at, which = np.nonzero(possible | (of == USED))
            what = pods[which]
            yield _Part(reading[at], first + at, np.full_like(at, of), what, weight[what])
