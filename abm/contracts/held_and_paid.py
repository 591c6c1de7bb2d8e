"""Care paid for twice by one payer: in a sum for a population, and by price to those who deliver it.

A sum for each person is for all the care it was set from. Whoever pays it to a lead or a prime provider,
and goes on paying for the same care of the same people, pays twice: the holder for its own work, or others
whom the holder was to pay. Care that the holder gives as others do may be divided between them.
"""

from collections.abc import Iterator

import numpy as np

from abm.contracts.gaps import PaidTwice, in_words
from abm.contracts.in_part import OWN, whole
from abm.contracts.settlement import Group, Settlement
from abm.contracts.whom import whom
from abm.vocabulary import POD, PODS


def held_and_paid(settlement: Settlement) -> list[PaidTwice]:
    """Sums for a population beside elements by which their payer also pays for care in them.

    What a sum is for are the points of delivery that it was set from, or else those in its contract's scope;
    a sum that names neither, such as a practice's, is for what its payee does and is left out.

    Example:
        >>> from abm.contracts.contract import Contract
        >>> from abm.example import hamlet
        >>> from abm.flows import Flows, lines_of
        >>> from abm.payment.capitation import Capitation
        >>> from abm.payment.fee_for_service import FeeForService
        >>> head = Capitation(unit_prices={"COMM": 45.0})
        >>> fees = [FeeForService(prices={pod: 45.0}) for pod in ("COMM", "PREV")]
        >>> contracts = [Contract(id=f"c{i}", payer="commissioner", payees=("community",), elements={"e": e})
        ...              for i, e in enumerate((head, *fees))]
        >>> lines, year = lines_of(hamlet()), Flows.none(hamlet(), lines_of(hamlet()))
        >>> [twice.pods for twice in held_and_paid(Settlement(hamlet(), lines, contracts, year))]
        [('COMM',)]
    """
    sums = [(g, pods) for g in settlement.groups if (pods := _basket(settlement, g))]
    others = [g for g in settlement.groups if g.element.part_of_price > 0]
    return [
        gap for held, pods in sums for paid in others if paid is not held
        for gap in _both(settlement, held, pods, paid)
    ]  # fmt: skip


def _basket(settlement: Settlement, group: Group) -> frozenset[str]:
    """Points of delivery that a sum for each person is for; none where the element is no such sum."""
    measures, scope = whole(group.element).measures(), settlement.contracts[group.contract].scope
    if group.element.part_of_price == 0 or not any(m.basis == "people" for m in measures):
        return frozenset()
    used = {p for m in measures if m.basis == "population_use" for p in m.weights} or set(scope.pods)
    return frozenset(p for p in used if scope.pod_mask(p))


def _both(settlement: Settlement, held: Group, pods: frozenset[str], paid: Group) -> Iterator[PaidTwice]:
    """Payees to whom the payer of a sum also pays for care in it, if the shares of both exceed one."""
    scopes = [settlement.contracts[g.contract].scope for g in (held, paid)]
    read = {p for m in whole(paid.element).measures() if m.basis in OWN for p in m.weights}
    common = tuple(p for p in PODS if p in read & pods and scopes[1].pod_mask(p))
    people = np.all([whom(scope, settlement.cohorts).mask() for scope in scopes], axis=0)
    if not common or not people.any() or held.element.part_of_price + paid.element.part_of_price <= 1:
        return
    named = " or ".join(words for _, words in in_words(settlement, people.any(axis=0)))
    names = [f"{settlement.contracts[g.contract].id}.{g.name}" for g in (held, paid)]
    for payee, holders in sorted(_same_people(held, paid).items()):
        done = tuple(p for p in common if _for(settlement, payee, holders, p))
        if done:
            yield PaidTwice(names[0], names[1], settlement.place.organisations[payee].id, done, named)


def _same_people(held: Group, paid: Group) -> dict[int, set[int]]:
    """Payees of the second who are paid for people for whom their payer has paid holders of the first."""
    holders_of: dict[int, set[int]] = {}
    for payer, payee, territory in zip(paid.pairs.payer, paid.pairs.payee, paid.pairs.territory, strict=True):
        same = (held.pairs.payer == payer) & (held.pairs.territory & territory).any(axis=1)
        if same.any():
            holders_of.setdefault(int(payee), set()).update(held.pairs.payee[same].tolist())
    return holders_of


def _for(settlement: Settlement, payee: int, holders: set[int], pod: str) -> bool:
    """Whether care is what holders hold money for: their own, or what they cannot give themselves."""
    line = settlement.lines.line[:, POD[pod]]
    return line[payee] >= 0 and (payee in holders or all(line[holder] < 0 for holder in holders))
