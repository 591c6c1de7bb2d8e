"""What nobody pays for, what is paid for twice, and contracts that bind nobody: read before a run."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np

from abm.contracts.expand import Mask, expand
from abm.contracts.settlement import Settlement
from abm.flows import Flows
from abm.payment.element import PRICED_PODS, Element
from abm.vocabulary import OUTSIDE_BOROUGH, POD, PODS

_BY_POD: Final = ("delivered", "recorded", "population_use")


@dataclass(frozen=True)
class Unpaid:
    """Activity that no contract covers.

    Attributes:
        organisation: id of who delivers it.
        pod: point of delivery.
        borough: borough of residence, or `outside`.
        units: how much of it there is in the flows given.
    """

    organisation: str
    pod: str
    borough: str
    units: float


@dataclass(frozen=True)
class PaidTwice:
    """Two elements that read the same deliveries of the same payee.

    Attributes:
        first: contract and element, as `contract.element`.
        second: the other.
        organisation: id of the payee.
        pods: points of delivery both read.
    """

    first: str
    second: str
    organisation: str
    pods: tuple[str, ...]


def unpaid(settlement: Settlement, flows: Flows) -> list[Unpaid]:
    """Deliveries for which no contract binds a payer, largest first.

    An element that names no points of delivery, such as a block of stated pounds, covers all that its
    payee does in the contract's scope; one that pays for outcomes covers none of it. A lead's own work
    for its own sub-system is covered: it is what the lead is paid to answer for.
    """
    place, lines = settlement.place, settlement.lines
    covered = _covered(settlement)[lines.organisation, lines.pod]
    priced = np.isin(lines.pod, [POD[pod] for pod in PRICED_PODS])
    left = np.where(covered | ~priced[:, None], 0.0, flows.delivered.sum(axis=1))
    boroughs = (*place.boroughs, OUTSIDE_BOROUGH)
    owner = [place.organisations[i].id for i in lines.organisation]
    found = [
        Unpaid(owner[i], PODS[lines.pod[i]], boroughs[b], float(left[i, b]))
        for i, b in np.argwhere(left > 0).tolist()
    ]
    return sorted(found, key=lambda gap: -gap.units)


def paid_twice(settlement: Settlement) -> list[PaidTwice]:
    """Pairs of elements, of one contract or two, that are paid for the same deliveries."""
    reads = [(g, _delivery_reads(settlement, i)) for i, g in enumerate(settlement.groups)]
    found: list[PaidTwice] = []
    for (one, a), (other, b) in combinations(reads, 2):
        shared = set(one.pairs.payee.tolist()) & set(other.pairs.payee.tolist()) if a and b else ()
        first, second = (f"{settlement.contracts[g.contract].id}.{g.name}" for g in (one, other))
        for payee in sorted(shared):
            mine, theirs = a[payee], b[payee]
            pods = tuple(p for p in PODS if p in mine and p in theirs and (mine[p] & theirs[p]).any())
            if pods:
                found.append(PaidTwice(first, second, settlement.place.organisations[payee].id, pods))
    return found


def idle(settlement: Settlement) -> list[str]:
    """Ids of contracts that bind no pair of organisations in this place."""
    bound = {g.contract for g in settlement.groups}
    return [c.id for i, c in enumerate(settlement.contracts) if i not in bound]


def _covered(settlement: Settlement) -> Mask:
    """bool[O, pods, B + 1], whether some contract binds a payer for it."""
    place = settlement.place
    covered = np.zeros((len(place.organisations), len(PODS), place.n_boroughs + 1), bool)
    for contract in settlement.contracts:
        pairs = expand(contract, place, settlement.lead_kind, internal=True)
        pods = {p for e in contract.elements.values() for p in _pods(e) if contract.scope.pod_mask(p)}
        at = [POD[pod] for pod in sorted(pods)]
        for payee, territory in zip(pairs.payee.tolist(), pairs.territory, strict=True):
            covered[payee, at] |= territory
    return covered


def _pods(element: Element) -> Iterator[str]:
    """What an element pays for: the pods it names, or all where it names none and measures no outcome."""
    if any(m.basis == "outcome" for m in element.measures()):
        return iter(())
    named = {p for m in element.measures() if m.basis in _BY_POD for p in m.weights}
    return iter(named or PRICED_PODS)


def _delivery_reads(settlement: Settlement, group: int) -> dict[int, dict[str, Mask]]:
    """Boroughs [B + 1] by payee and pod for which a group reads deliveries."""
    g = settlement.groups[group]
    scope = settlement.contracts[g.contract].scope
    read = [m.weights for m in g.element.measures() if m.basis in ("delivered", "recorded")]
    pods = {p for weights in read for p in weights if scope.pod_mask(p)}
    found: dict[int, dict[str, Mask]] = {}
    for payee, territory in zip(g.pairs.payee.tolist(), g.pairs.territory, strict=True):
        done = found.setdefault(payee, {})
        for pod in (p for p in pods if settlement.lines.line[payee, POD[p]] >= 0):
            done[pod] = done.get(pod, np.zeros_like(territory)) | territory
    return found if pods else {}
