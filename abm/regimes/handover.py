"""Handover: which contracts are in force while one regime takes over from another, and what they carry.

    by share      each old element pays 1 - s of what it owes, each new one s
    by segment    old contracts cover those who have not moved, new ones those who have

Contracts that both regimes have, word for word, stay whole. What cannot be counted by segment (a stated
sum, a figure, an outcome, a practice's list) moves with the last step. So nothing is paid twice and
nothing is left unpaid on the way. The result is an ordinary regime: settlement, marginal pounds and
decisions need to know nothing of the pace.

Example:
    >>> from abm.contracts.contract import Contract
    >>> from abm.payment.block import Block
    >>> from abm.regimes.transition import Transition
    >>> def paying(name: str, pounds: float, **pace: object) -> Regime:
    ...     block = Contract(id="b", payer="commissioner", payees=("community",),
    ...                      elements={"sum": Block(pounds_per_year=pounds)})
    ...     return Regime(id=name, title=name, contracts=(block,), transition=Transition(**pace))
    >>> old, new = paying("old", 100.0), paying("new", 80.0, pace="T2", start_month=12, phases=(0.25, 1.0))
    >>> half_way = handed_over(old, new, step=1)
    >>> [(c.id, c.elements["sum"].share) for c in half_way.contracts]
    [('b-before', 0.75), ('b', 0.25)]
    >>> handed_over(old, new, step=0) is old, handed_over(old, new, step=2) is new
    (True, True)
"""

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np

from abm.contracts.contract import Contract
from abm.contracts.in_part import InPart, whole
from abm.contracts.settlement import Group, Settlement
from abm.contracts.whom import cohorts_of
from abm.regimes.governance import Governance
from abm.regimes.regime import Regime
from abm.vocabulary import SEGMENTS

BEFORE: Final = "-before"
"""What the id of an old contract ends with while a new one of the same id is in force beside it."""
_NOT_BY_SEGMENT: Final = ("outcome", "outcome_of", "figure")


def handed_over(reference: Regime, regime: Regime, step: int) -> Regime:
    """The regime in force after a step: the old, the new, or both as far as the handover has come.

    Args:
        reference: what is replaced.
        regime: what replaces it, at its own pace; one of the same contents replaces nothing.
        step: steps taken, see `abm.regimes.transition.Transition.step`.

    Raises:
        ValueError: if both have leads, of different kinds, and would pay at once; or if contracts of both
            would cover some people twice, or go by condition while others go by segment.
    """
    pace = regime.transition
    old, new = pace.shares(step)
    stays = _staying(regime, step)
    if not new:
        return reference
    if not old and not stays:
        return reference if regime.hash == reference.hash else regime
    contracts = _by_segment(reference, regime, stays, not old) if pace.segments else ()
    in_force = _named_apart(reference, regime, contracts or _by_share(reference, regime, new))
    cohorts_of(in_force)
    return Regime(
        id=regime.id,
        title=regime.title,
        note=regime.note,
        contracts=in_force,
        governance=_governance(reference.governance, regime.governance, new),
        transition=pace,
        savings=old * reference.savings + new * regime.savings,
    )


def carry_plans(before: Settlement, after: Settlement) -> None:
    """Give contracts that go on under other contracts' company the plans they had, not fresh ones.

    A plan goes on where contract, terms, scope and pairs are the same, whatever share of it is paid;
    all others keep the plan set from last year's outturn. Plans of `after` are replaced.
    """
    known = {_key(before, g): g for g in before.groups}
    for group in after.groups:
        old = known.get(_key(after, group))
        if old is not None and whole(old.element) == whole(group.element) and _same_pairs(old, group):
            group.plan = old.plan


def _staying(regime: Regime, step: int) -> frozenset[str]:
    """Segments still, or for good, under the old contracts; none where all move by share."""
    pace = regime.transition
    everyone: frozenset[str] = frozenset(SEGMENTS)
    return everyone - pace.moved(step) if pace.segments else frozenset()


def _by_share(reference: Regime, regime: Regime, new: float) -> tuple[tuple[Contract, ...], ...]:
    """Old and new contracts, each at its share; those in both as they are."""
    return tuple(
        tuple(c if c in other.contracts else _in_part(c, share) for c in own.contracts)
        for own, other, share in ((reference, regime, 1 - new), (regime, reference, new))
    )


def _by_segment(
    reference: Regime, regime: Regime, stays: frozenset[str], last: bool
) -> tuple[tuple[Contract, ...], ...]:
    """Old contracts for those who stay, new ones for those who have moved."""
    if people := [c.id for own in (reference, regime) for c in own.contracts if c.scope.by_condition]:
        raise ValueError(f"contract '{people[0]}' goes by condition, and the pace by segment; go by phases")
    moved = frozenset(s for s in SEGMENTS if s not in stays)
    sides = ((reference, regime, stays, not last), (regime, reference, moved, last))
    return tuple(
        tuple(cut for c in own.contracts if (cut := c if c in other.contracts else _cut(c, who, uncut)))
        for own, other, who, uncut in sides
    )


def _cut(contract: Contract, segments: Iterable[str], uncut: bool) -> Contract | None:
    """A contract for some segments, None where it covers none of them or cannot be cut and waits."""
    if not _counted_by_segment(contract):
        return contract if uncut else None
    covered = contract.scope.segments or SEGMENTS
    kept = tuple(s for s in SEGMENTS if s in covered and s in set(segments))
    scope = contract.scope.model_copy(update={"segments": kept})
    return contract.model_copy(update={"scope": scope}) if kept else None


def _counted_by_segment(contract: Contract) -> bool:
    """Whether everything its elements read is counted by segment."""
    elements = contract.elements.values()
    bases = {m.basis for e in elements for m in e.measures()}
    if any(not e.measures() for e in elements) or bases & set(_NOT_BY_SEGMENT):
        return False
    return not ("population_use" in bases and "gp_practice" in contract.payees)


def _in_part(contract: Contract, share: float) -> Contract:
    elements = {name: InPart(element=e, share=share) for name, e in contract.elements.items()}
    return contract.model_copy(update={"elements": elements})


def _named_apart(
    reference: Regime, regime: Regime, sides: Sequence[tuple[Contract, ...]]
) -> tuple[Contract, ...]:
    """Old contracts, then new ones; those in both once, and of two with one id the old renamed."""
    old, new = sides
    both = [c for c in reference.contracts if c in regime.contracts]
    taken = {c.id for c in new if c not in both}
    renamed = (c.model_copy(update={"id": c.id + BEFORE}) if c.id in taken else c for c in old)
    return (*renamed, *(c for c in new if c not in both))


def _governance(old: Governance, new: Governance, share: float) -> Governance:
    """Whose margins count on the way: the new boundary, by the share that has come."""
    if old.lead_kind and new.lead_kind and old.lead_kind != new.lead_kind:
        raise ValueError(
            f"'{old.lead_kind}' and '{new.lead_kind}' cannot lead side by side; use pace T1 or T3"
        )
    base = new if new.boundary != "none" else old
    weight = (1 - share) * old.partner_weight + share * new.partner_weight
    return base.model_copy(
        update={"form": new.form, "lead_kind": new.lead_kind or old.lead_kind, "partner_weight": weight}
    )


def _key(settlement: Settlement, group: Group) -> tuple[str, str, str]:
    contract = settlement.contracts[group.contract]
    return contract.id.removesuffix(BEFORE), group.name, contract.scope.model_dump_json()


def _same_pairs(one: Group, other: Group) -> bool:
    a, b = one.pairs, other.pairs
    return np.array_equal(a.payer, b.payer) and np.array_equal(a.payee, b.payee)
