"""Terms of contracts that move no pound: said before a run, so that nobody waits for what they do.

A term is tried: the element is settled on much or little of everything that it reads, over three years, with
the term as given and as if it had been left out. Where nothing that is owed differs, it has no effect.

Example:
    >>> from abm.contracts.possible import possible
    >>> from abm.example import hamlet
    >>> from abm.flows import lines_of
    >>> from abm.payment.fixed_payment import FixedPayment
    >>> terms = FixedPayment(unit_prices={"COMM": 45.0}, absorbed=0.5)
    >>> fixed = Contract(id="c", payer="commissioner", payees=("community",), elements={"sum": terms})
    >>> place, lines = hamlet(), lines_of(hamlet())
    >>> without_effect(Settlement(place, lines, [fixed], possible(place, lines)))
    ['absorbed of c.sum moves no pound beside its other terms']
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final

import numpy as np

from abm.contracts.contract import Contract
from abm.contracts.in_part import OWN, whole
from abm.contracts.settlement import Group, Settlement
from abm.payment.element import Element
from abm.quantities import Floats

UNWEIGHTED: Final = ("people", "outcome", "outcome_of", "figure")
"""What is read whatever its weights."""
_TRIALS: Final = 120
_TIMES: Final = (0.7548776662466927, 0.5698402909980532)
"""Steps by which trials are spread evenly over all that may be read, see `_spread`."""


def without_effect(settlement: Settlement) -> list[str]:
    """Terms that change nothing of what anybody is paid, a line each.

    Args:
        settlement: contracts in a place.
    """
    return list(dict.fromkeys(line for group in settlement.groups for line in _of_group(settlement, group)))


def providers_without_effect(contracts: Iterable[Contract]) -> list[str]:
    """Contracts that name providers in their scope and yet pay for care wherever it was given, a line each.

    A scope's providers say who is paid. What a population used is counted whoever delivered it, and so is
    what the members of a split share.

    Args:
        contracts: as declared.
    """
    return [
        f"scope.providers of {c.id} says who is paid; {name} counts what people used wherever it was given"
        for c in contracts
        if c.scope.providers != "any"
        for name, element in c.elements.items()
        if {m.basis for m in element.measures()} & {"population_use", *(OWN if c.split else ())}
    ]


def _of_group(settlement: Settlement, group: Group) -> Iterator[str]:
    """Terms of one element."""
    element = whole(group.element)
    for term in sorted(element.model_fields_set):
        if _idle(element, term):
            yield f"{term} of {_named(settlement, group)} moves no pound beside its other terms"


def _idle(element: Element, term: str) -> bool:
    """Whether an element pays the same as if a term had been left out."""
    field = type(element).model_fields[term]
    if field.is_required() or getattr(element, term) == (
        usual := field.get_default(call_default_factory=True)
    ):
        return False
    try:
        other: Any = type(element).model_validate({**element.model_dump(exclude={term}), term: usual})
    except ValueError:
        return False  # another term needs it
    return other.measures() == element.measures() and np.allclose(_owed(element), _owed(other), 1e-9, 1e-6)


def _owed(element: Element) -> Floats:
    """Pounds owed by half a year and by the whole of each of two years, as much done in each as may be."""
    first, *years = (_spread(element, year) for year in range(4))
    plan, owed = element.plan(first), list[Floats]()
    for done in years:
        owed += [element.pay(done * part, plan, part) for part in (0.5, 1.0)]
        plan = element.replan(plan, done)
    return np.array(owed)


def _spread(element: Element, year: int) -> Floats:
    """float[trials, m], readings of every measure spread evenly, from a village's to a country's."""
    measures = element.measures()
    trial, which = np.arange(1, _TRIALS + 1)[:, None], np.arange(len(measures)) + len(measures) * year
    size = 10.0 ** (9 * (trial * _TIMES[0] % 1))
    counted = [float(m.basis in UNWEIGHTED or any(m.weights.values())) for m in measures]
    return size * (0.5 + trial * _TIMES[1] * (1 + which) % 1) * counted


def _named(settlement: Settlement, group: Group) -> str:
    """An element as messages call it."""
    return f"{settlement.contracts[group.contract].id}.{group.name}"
