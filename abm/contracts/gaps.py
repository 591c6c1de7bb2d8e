"""What nobody pays for, what is paid for twice, and contracts that bind nobody: read before a run."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np

from abm.cohorts import belonging
from abm.contracts.contract import MONEY_HOLDERS, Contract
from abm.contracts.expand import expand
from abm.contracts.in_part import OWN, whole
from abm.contracts.settlement import Settlement
from abm.contracts.whom import whom
from abm.flows import DELIVERED_BY_KIND, Flows
from abm.payment.element import PRICED_PODS, Element, ratio
from abm.quantities import Bools, Floats
from abm.vocabulary import OUTSIDE_BOROUGH, POD, PODS, SEGMENTS

_BY_POD: Final = (*OWN, "population_use")
_PENNYWORTH: Final = 1e-9
"""Shares that add up to this much more or less than one do add up to one."""


@dataclass(frozen=True)
class Unpaid:
    """Activity that no contract covers.

    Attributes:
        organisation: id of who delivers it.
        pod: point of delivery.
        borough: borough of residence, or `outside`.
        units: how much of it there is in the flows given.
        segments: whose it is; empty where it is everybody's.
        share: how much of theirs it is, 1 where no part of it is paid for.
        people: people with which conditions, in words; empty where it is everybody.
    """

    organisation: str
    pod: str
    borough: str
    units: float
    segments: tuple[str, ...] = ()
    share: float = 1.0
    people: str = ""


@dataclass(frozen=True)
class PaidTwice:
    """Two elements that read the same deliveries of the same payee.

    Attributes:
        first: contract and element, as `contract.element`.
        second: the other.
        organisation: id of the payee.
        pods: points of delivery both read.
        people: for people with which conditions, in words; empty where for everybody.
    """

    first: str
    second: str
    organisation: str
    pods: tuple[str, ...]
    people: str = ""


def unpaid(settlement: Settlement, flows: Flows) -> list[Unpaid]:
    """Deliveries for which no contract binds a payer, largest first; those paid in part count in part.

    An element that names no points of delivery, such as a block of stated pounds, covers all that its
    payee does in the contract's scope; one that pays for outcomes covers none of it. A lead's own work
    for its own sub-system is covered: it is what the lead is paid to answer for.
    """
    place, lines = settlement.place, settlement.lines
    covered = np.minimum(_covered(settlement), 1)[lines.organisation, lines.pod]
    priced = np.isin(lines.pod, [POD[pod] for pod in PRICED_PODS])
    used = flows.delivered[:, :, None] * _who_used(settlement, flows)[:, None]
    left = np.where(priced[:, None, None, None], 1 - covered, 0.0) * used
    boroughs = (*place.boroughs, OUTSIDE_BOROUGH)
    owner = [place.organisations[i].id for i in lines.organisation]
    left_unpaid = [
        Unpaid(
            owner[i],
            PODS[lines.pod[i]],
            boroughs[b],
            *_of_whom(left[i][:, which, b].sum(axis=1), used[i][:, which, b].sum(axis=1)),
            people,
        )
        for i, b in np.argwhere(left.sum(axis=(1, 2)) > _PENNYWORTH).tolist()
        for which, people in in_words(settlement, left[i, :, :, b].sum(axis=0) > _PENNYWORTH)
    ]
    return sorted(left_unpaid, key=lambda gap: -gap.units)


def _of_whom(left: Floats, done: Floats) -> tuple[float, tuple[str, ...], float]:
    """Units left unpaid, whose they are, and the share of theirs, from units by segment."""
    whose = left > _PENNYWORTH
    everybody = bool((whose == (done > 0)).all())
    segments = () if everybody else tuple(s for s, mine in zip(SEGMENTS, whose, strict=True) if mine)
    return float(left.sum()), segments, float(left.sum() / done[whose].sum())


def paid_twice(settlement: Settlement) -> list[PaidTwice]:
    """Pairs of elements, of one contract or two, that are paid for the same deliveries to the same people.

    Two that are each paid in part, one while it hands over to the other, are paid once between them.
    """
    reads = [(g, _delivery_reads(settlement, i)) for i, g in enumerate(settlement.groups)]
    pairs: list[PaidTwice] = []
    for (one, a), (other, b) in combinations(reads, 2):
        if one.element.part_of_price + other.element.part_of_price <= 1 + _PENNYWORTH:
            continue
        first, second = (f"{settlement.contracts[g.contract].id}.{g.name}" for g in (one, other))
        for payee in sorted(a.keys() & b.keys()):
            shared = {p: a[payee][p] & b[payee][p] for p in PODS if p in a[payee] and p in b[payee]}
            pods = tuple(p for p, people in shared.items() if people.any())
            if pods:
                belongs = np.any([shared[p].any(axis=(0, 2)) for p in pods], axis=0)
                people = " or ".join(words for _, words in in_words(settlement, belongs))
                pairs.append(PaidTwice(first, second, settlement.place.organisations[payee].id, pods, people))
    return pairs


def idle(settlement: Settlement) -> list[str]:
    """Ids of contracts that bind no pair of organisations in this place."""
    bound = {g.contract for g in settlement.groups}
    return [c.id for i, c in enumerate(settlement.contracts) if i not in bound]


def uncounted(settlement: Settlement) -> list[str]:
    """Elements, as `contract.element`, that count what none of those they pay delivers: they pay nothing."""
    elements: list[str] = []
    for i, group in enumerate(settlement.groups):
        weighted = any(m.weights for m in whole(group.element).measures() if m.basis in OWN)
        if (
            weighted
            and group.element == whole(group.element)
            and not any(_delivery_reads(settlement, i).values())
        ):
            elements.append(f"{settlement.contracts[group.contract].id}.{group.name}")
    return elements


def penniless(settlement: Settlement) -> list[str]:
    """Ids of providers that pay subcontracts and are paid by nobody: chains without a beginning."""
    payers = {int(i) for g in settlement.groups for i in g.pairs.payer}
    paid = {int(i) for g in settlement.groups for i in g.pairs.payee}
    unpaid_payers = (settlement.place.organisations[i] for i in sorted(payers - paid))
    return [o.id for o in unpaid_payers if o.kind in DELIVERED_BY_KIND or o.kind in MONEY_HOLDERS]


def _covered(settlement: Settlement) -> Floats:
    """float[O, pods, S, K + 1, B + 1], the share of it for which contracts bind a payer; it may exceed 1."""
    place = settlement.place
    people = (len(SEGMENTS), len(settlement.cohorts) + 1)
    covered = np.zeros((len(place.organisations), len(PODS), *people, place.n_boroughs + 1))
    for contract in settlement.contracts:
        pairs = expand(contract, place, settlement.lead_kind, internal=True)
        inside = whom(contract.scope, settlement.cohorts).mask()
        by_pod = _part_by_pod(contract)[:, None, None] * inside
        for payee, territory in zip(pairs.payee.tolist(), pairs.territory, strict=True):
            covered[payee] += by_pod[..., None] * territory
    return covered


def _who_used(settlement: Settlement, flows: Flows) -> Floats:
    """float[L, K + 1, B + 1], the share of a line's activity by where people belong; segments are alike."""
    shape = (settlement.lines.n, len(settlement.cohorts) + 1, settlement.place.n_boroughs + 1)
    if not settlement.cohorts or flows.by_cohort is None:
        return np.ones(shape)
    used, home = np.zeros(shape), belonging(flows.by_cohort.cohorts, settlement.cohorts)
    for combination, where in enumerate(home.tolist()):
        used[:, where] += flows.by_cohort.delivered[combination]
    return ratio(used, flows.by_borough[:, None])


def in_words(settlement: Settlement, belongs: Bools) -> list[tuple[Bools, str]]:
    """People by where they belong, with their conditions in words; together and without where it is all."""
    if belongs.all():
        return [(belongs, "")]
    named = [" or ".join(cohort) for cohort in settlement.cohorts]
    words = (f"none of {', '.join(w for cohort in settlement.cohorts for w in cohort)}", *named)
    return [(np.arange(len(words)) == k, words[k]) for k in np.flatnonzero(belongs).tolist()]


def _part_by_pod(contract: Contract) -> Floats:
    """float[pods], the share of each point of delivery that a contract pays for, by its fullest element."""
    part = np.zeros(len(PODS))
    for element in contract.elements.values():
        at = [POD[pod] for pod in sorted(set(_pods(element))) if contract.scope.pod_mask(pod)]
        part[at] = np.maximum(part[at], element.part_of_price)
    return part


def _pods(element: Element) -> Iterator[str]:
    """What an element pays for: the pods it names, or all where it names none and measures no outcome."""
    if any(m.basis == "outcome" for m in element.measures()):
        return iter(())
    named = {p for m in element.measures() if m.basis in _BY_POD for p in m.weights}
    return iter(named or PRICED_PODS)


def _delivery_reads(settlement: Settlement, group: int) -> dict[int, dict[str, Bools]]:
    """People [S, K + 1, B + 1] by payee and pod for whom a group reads deliveries."""
    g = settlement.groups[group]
    scope = settlement.contracts[g.contract].scope
    read = [m.weights for m in whole(g.element).measures() if m.basis in OWN]
    pods = {p for weights in read for p in weights if scope.pod_mask(p)}
    of_payee: dict[int, dict[str, Bools]] = {}
    for payee, territory in zip(g.pairs.payee.tolist(), g.pairs.territory, strict=True):
        people = whom(scope, settlement.cohorts).mask()[:, :, None] & territory
        done = of_payee.setdefault(payee, {})
        for pod in (p for p in pods if settlement.lines.line[payee, POD[p]] >= 0):
            done[pod] = done[pod] | people if pod in done else people
    return of_payee if pods else {}
