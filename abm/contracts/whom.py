"""Whom contracts cover: the people of a scope among all whom contracts in force together tell apart.

The cohorts of several contracts are their lists of conditions, and what a contract leaves out beyond
those. A person of several belongs to the first in the order of the vocabulary, whatever order contracts
are in. Lists that share a condition and are not the same would cover some people twice, and are refused.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np

from abm.cohorts import ByCohort, Cohort, belonging, by_first, in_order
from abm.contracts.contract import Contract
from abm.contracts.scope import Scope
from abm.flows import Flows
from abm.quantities import Bools, Floats, Ints


@dataclass(frozen=True, eq=False)
class Whom:
    """The people that one scope covers.

    Attributes:
        segments: bool[S], the segments covered.
        cohorts: those that contracts in force together tell apart, K of them.
        belongs: bool[K + 1], whether people are covered who belong to none of them, and to each.
    """

    segments: Bools
    cohorts: tuple[Cohort, ...]
    belongs: Bools

    @cached_property
    def everybody(self) -> bool:
        """Whether nobody is left out."""
        return bool(self.segments.all() and self.belongs.all())

    @property
    def name(self) -> str:
        """A name that only the same people have."""
        if self.everybody:
            return "all"
        return "-".join("".join("01"[int(x)] for x in mask) for mask in (self.segments, self.belongs))

    def activity(self, flows: Flows) -> Floats:
        """float[L, B + 1], activity delivered to them but for what they bought with budgets of their own.

        Raises:
            ValueError: if the flows do not tell their cohorts apart.
        """
        if self.everybody:
            return flows.provided
        if not self.belongs.all():
            return _counts(flows).activity(self._chosen(flows))
        total = np.zeros(flows.delivered[:, 0].shape)
        for segment in np.flatnonzero(self.segments).tolist():
            total += flows.delivered[:, segment]
        return total if flows.budgets is None else total - flows.budgets[0][:, self.segments].sum(axis=1)

    def residents(self, flows: Flows) -> Floats:
        """float[P, B], person-months by list and borough of people told apart by condition.

        Raises:
            ValueError: if the flows do not tell their cohorts apart.
        """
        return _counts(flows).residents(self._chosen(flows))

    def mask(self) -> Bools:
        """bool[S, K + 1], the people covered by segment and by where they belong."""
        return self.segments[:, None] & self.belongs

    def _chosen(self, flows: Flows) -> Ints:
        """The combinations of cohorts, as counted, that are covered."""
        return np.flatnonzero(self.belongs[belonging(_counts(flows).cohorts, self.cohorts)])


def whom(scope: Scope, cohorts: tuple[Cohort, ...]) -> Whom:
    """The people a scope covers.

    Args:
        scope: the scope.
        cohorts: of all contracts in force together with its own, see `cohorts_of`.

    Example:
        >>> sugar, lungs = ("diabetes",), ("copd",)
        >>> whom(Scope(conditions=lungs), (sugar, lungs)).belongs.tolist()
        [False, False, True]
        >>> whom(Scope(conditions_out=lungs), (sugar, lungs)).belongs.tolist()
        [True, True, False]
    """
    named = set(scope.conditions or scope.conditions_out)
    inside = np.array([False, *(set(cohort) <= named for cohort in cohorts)])
    return Whom(scope.segment_mask(), cohorts, inside if scope.conditions else ~inside)


def cohorts_of(contracts: Iterable[Contract]) -> tuple[Cohort, ...]:
    """The cohorts that contracts in force together tell apart, in the order in which they claim people.

    Raises:
        ValueError: if two contracts share a condition and not all of them, or one leaves out a part of
            what another covers.

    Example:
        >>> from abm.payment.block import Block
        >>> def paying(name: str, **scope: object) -> Contract:
        ...     return Contract(id=name, payer="commissioner", payees=("community",), scope=scope,
        ...                     elements={"sum": Block(pounds_per_year=1.0)})
        >>> cohorts_of([paying("a", conditions=["copd"]), paying("b", conditions_out=["copd", "diabetes"])])
        (('diabetes',), ('copd',))
    """
    every = list(contracts)
    covered = {in_order(c.scope.conditions): c.id for c in reversed(every) if c.scope.conditions}
    taken = {word for cohort in covered for word in cohort}
    out = [(c.id, in_order(c.scope.conditions_out)) for c in every if c.scope.conditions_out]
    beyond = {rest: name for name, left in reversed(out) if (rest := _without(left, taken))}
    _refuse_shared({**covered, **beyond})
    _refuse_cut(covered, out)
    return by_first([*covered, *beyond])


def _counts(flows: Flows) -> ByCohort:
    if flows.by_cohort is None:
        raise ValueError("nobody counted people by condition")
    return flows.by_cohort


def _without(cohort: Cohort, words: set[str]) -> Cohort:
    return tuple(word for word in cohort if word not in words)


def _refuse_shared(named: dict[Cohort, str]) -> None:
    """Two lists of conditions are the same or have none in common."""
    for one, other in combinations(named, 2):
        if shared := set(one) & set(other):
            raise ValueError(
                f"contracts '{named[one]}' and '{named[other]}' share '{in_order(shared)[0]}' and differ in "
                "other conditions; name the same in both, or none in both"
            )


def _refuse_cut(covered: dict[Cohort, str], out: Sequence[tuple[str, Cohort]]) -> None:
    """Who is left out is left out as a whole cohort."""
    for name, left in out:
        for cohort, owner in covered.items():
            if set(cohort) & set(left) and (missing := _without(cohort, set(left))):
                raise ValueError(
                    f"contract '{name}' leaves out a part of the conditions that '{owner}' covers; "
                    f"leave out '{missing[0]}' as well"
                )
