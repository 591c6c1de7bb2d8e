"""Marginal pounds laid out by who acts: tables that an organisation reads off for each thing it does."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from abm.contracts.expand import Mask
from abm.contracts.settlement import Group, Settlement
from abm.quantities import Floats, Ints
from abm.vocabulary import OUTCOME, OUTCOMES, PODS


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
    territory: Mask
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
        practice_income: float[P, pods], what a practice receives for one more unit it delivers.
        practice_recorded: float[P, pods], what it receives for one more unit it records.
        actor_use_income: float[A, pods, B + 1], what an actor that answers for a territory receives
            (mostly loses) when its residents use one more unit, whoever delivers it.
        list_income: float[P, pods], what a practice receives when its list uses one more unit.
        list_payer: int[P], who pays that, or -1.
        outcome_income: float[O, outcomes], what an organisation receives for one more recorded success;
            the fee for a PREV unit that a practice delivers is in its `income`.
        rows: the same by payer and payee, for whose margins a payment also lowers.
    """

    actor_income: Floats
    actor_recorded: Floats
    practice_income: Floats
    practice_recorded: Floats
    actor_use_income: Floats
    list_income: Floats
    list_payer: Ints
    outcome_income: Floats
    rows: MarginalPounds

    @cached_property
    def income(self) -> Floats:
        """float[O, pods, B + 1], what each receives for one more unit delivered, recorded as one."""
        table = np.zeros((len(self.outcome_income), *self.actor_income.shape[1:]))
        _spread(table, self.rows, self.rows.delivered + self.rows.recorded, self.rows.payee >= 0, 0)
        return table

    @cached_property
    def use_income(self) -> Floats:
        """float[O, pods, B + 1], the same for one more unit used in a territory answered for."""
        practices = np.zeros((len(self.practice_income), *self.actor_use_income.shape[1:]))
        return np.concatenate([practices, self.actor_use_income])


def tables(settlement: Settlement, gradients: Sequence[Floats]) -> Incentives:
    """Spread gradients by measure over points of delivery, and add them up by organisation.

    Args:
        settlement: the contracts.
        gradients: one float[n, m] per group, pounds per unit of each measure.

    Returns:
        The tables. Rows without any marginal pound are left out.
    """
    paired = zip(settlement.groups, gradients, strict=True)
    rows = _stack([r for g, slope in paired if (r := _rows(settlement, g, slope)) is not None], settlement)
    practices, organisations = settlement.place.n_practices, len(settlement.place.organisations)
    of_list = rows.payee < practices
    shape = (organisations - practices, len(PODS), settlement.place.n_boroughs + 1)
    actor_income, actor_recorded, actor_use_income = (np.zeros(shape) for _ in range(3))
    _spread(actor_income, rows, rows.delivered, ~of_list, practices)
    _spread(actor_recorded, rows, rows.recorded, ~of_list, practices)
    _spread(actor_use_income, rows, rows.used, ~of_list, practices)
    practice_income, practice_recorded, list_income = (np.zeros((practices, len(PODS))) for _ in range(3))
    np.add.at(practice_income, rows.payee[of_list], rows.delivered[of_list])
    np.add.at(practice_recorded, rows.payee[of_list], rows.recorded[of_list])
    on_list = of_list & rows.used.any(axis=1)
    np.add.at(list_income, rows.payee[on_list], rows.used[on_list])
    outcome_income = np.zeros((organisations, len(OUTCOMES)))
    np.add.at(outcome_income, rows.payee, rows.outcome)
    return Incentives(
        actor_income=actor_income,
        actor_recorded=actor_recorded,
        practice_income=practice_income,
        practice_recorded=practice_recorded,
        actor_use_income=actor_use_income,
        list_income=list_income,
        list_payer=_payer_of(rows, on_list, practices),
        outcome_income=outcome_income,
        rows=rows,
    )


def _rows(settlement: Settlement, group: Group, slope: Floats) -> MarginalPounds | None:
    """One group's marginal pounds, or None where it has none."""
    if not slope.any():
        return None
    pairs = group.pairs
    found = {basis: np.einsum("nm,mp->np", slope, w) for basis, w in group.weights.items()}
    outcome = np.zeros((pairs.n, len(OUTCOMES)))
    for j, measure in enumerate(group.element.measures()):
        if measure.basis == "outcome":
            outcome[:, OUTCOME[measure.name]] += slope[:, j]
    share, does = settlement.scope_shares[group.contract], settlement.lines.line[pairs.payee] >= 0
    delivered, recorded = (np.where(does, found[b] * share, 0.0) for b in ("delivered", "recorded"))
    pounds = (delivered, recorded, found["population_use"] * share, outcome)
    keep = np.logical_or.reduce([table.any(axis=1) for table in pounds])
    contract = np.full(int(keep.sum()), group.contract)
    who = (pairs.payer[keep], pairs.payee[keep], pairs.territory[keep])
    return MarginalPounds(contract, *who, *(table[keep] for table in pounds))


def _stack(parts: Sequence[MarginalPounds], settlement: Settlement) -> MarginalPounds:
    """All groups' rows under one another."""
    none, width = np.zeros(0, np.int64), settlement.place.n_boroughs + 1
    empty, no_outcome = np.zeros((0, len(PODS))), np.zeros((0, len(OUTCOMES)))
    nowhere = np.zeros((0, width), bool)
    start = MarginalPounds(none, none, none, nowhere, empty, empty, empty, no_outcome)
    columns = [[getattr(p, c) for p in (start, *parts)] for c in MarginalPounds.__dataclass_fields__]
    return MarginalPounds(*(np.concatenate(column) for column in columns))


def _spread(table: Floats, rows: MarginalPounds, pounds: Floats, chosen: Mask, first: int) -> None:
    """Add the chosen rows' pounds a unit to a table by payee (from `first` on), pod and borough."""
    payee, territory = rows.payee[chosen] - first, rows.territory[chosen]
    row, pod = np.nonzero(pounds[chosen])
    np.add.at(table, (payee[row], pod), pounds[chosen][row, pod, None] * territory[row])


def _payer_of(rows: MarginalPounds, chosen: Mask, practices: int) -> Ints:
    """int[P], who pays a practice on the chosen rows, the first where several do, or -1."""
    payer = np.full(practices, -1, np.int64)
    payer[rows.payee[chosen][::-1]] = rows.payer[chosen][::-1]
    return payer
