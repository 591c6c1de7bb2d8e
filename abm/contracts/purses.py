"""Money in residents' hands: what contracts with personal budgets let the people of each borough buy.

A person has a budget where a payer's contract binds the social care provider that assesses them. Other
support can be bought with it where the contract binds the voluntary provider of the borough as well.
"""

import numpy as np

from abm.behaviour.purse import Purse, no_purse
from abm.contracts.in_part import InPart, Part, whole
from abm.contracts.settlement import Group, Settlement
from abm.contracts.territory import serving
from abm.payment.element import Element
from abm.payment.personal_budget import PersonalBudget
from abm.quantities import Floats


def purse_of(settlement: Settlement) -> Purse:
    """What residents face under the contracts in force; where two give a budget, the larger sum counts.

    Args:
        settlement: the contracts.

    Example:
        >>> from abm.contracts.contract import Contract
        >>> from abm.flows import Flows, lines_of
        >>> from abm.example import hamlet
        >>> budget = PersonalBudget(pounds_per_week=200.0, pounds_per_hour=18.0, pounds_per_contact=30.0)
        >>> own = Contract(id="own", payer="council", payees=("social_care", "voluntary_sector"),
        ...                elements={"budget": budget})
        >>> lines = lines_of(hamlet())
        >>> purse = purse_of(Settlement(hamlet(), lines, [own], Flows.none(hamlet(), lines)))
        >>> purse.pounds_per_week[0].tolist(), purse.pounds_per_contact[0].tolist()
        ([200.0], [30.0])
    """
    purse = no_purse(settlement.place.n_boroughs)
    for group in settlement.groups:
        terms = whole(group.element)
        if isinstance(terms, PersonalBudget):
            _put(settlement, group, terms, purse)
    return purse


def _put(settlement: Settlement, group: Group, terms: PersonalBudget, purse: Purse) -> None:
    """Lay one contract's budget over those found before, where its sum is larger."""
    scope = settlement.contracts[group.contract].scope
    held = _bound(settlement, group, "social_care") * scope.pod_mask("HC")
    offered = _bound(settlement, group, "voluntary_sector") * scope.pod_mask("VOL")
    better = (purse.part == 0) | (terms.pounds_per_week > purse.pounds_per_week)
    people = scope.segment_mask()[:, None] & (held > 0) & better
    purse.part[people] = _part(group.element)
    purse.pounds_per_week[people] = terms.pounds_per_week
    purse.pounds_per_hour[people] = terms.pounds_per_hour
    price = np.where(offered > 0, terms.pounds_per_contact, np.inf)
    purse.pounds_per_contact[people] = np.broadcast_to(price, people.shape)[people]


def _bound(settlement: Settlement, group: Group, kind: str) -> Floats:
    """float[B], 1 where a contract binds the provider of a kind that serves the borough."""
    serves = serving(settlement.place)[kind]
    pairs, bound = group.pairs, np.zeros(settlement.place.n_boroughs)
    for payee, territory in zip(pairs.payee, pairs.territory, strict=True):
        bound[territory[:-1] & (serves == payee)] = 1.0
    return bound


def _part(element: Element) -> float:
    """The share of an element that is paid, wherever it is one of several parts."""
    if not isinstance(element, Part):
        return 1.0
    return (element.share if isinstance(element, InPart) else 1.0) * _part(element.element)
