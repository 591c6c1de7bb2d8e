"""The terms of a way of paying that a room can move: a handful, read from the regime itself.

A term is named by its path, `contract.element.field`, a price `contract.element.prices.POD`, and what
is beside the contracts `governance.partner_weight` and `savings`. Labels, units and bounds come from
the declared terms of each form of payment, so that no control can name what does not exist.

Example:
    >>> from scenarios.files.regime_files import load_regime
    >>> today = load_regime("east-london-today")
    >>> [term.path for term in terms_of(today)][:2]
    ['acute.tariff.marginal_rate', 'local_primary_care.enhanced_items.prices.PREV']
    >>> paid = changed(today, [("acute.tariff.marginal_rate", 1.0)])
    >>> [term.value for term in terms_of(paid)][0]
    1.0
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from annotated_types import Ge, Le
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from abm.contracts.contract import Contract
from abm.payment.element import Slider, slider_of
from abm.regimes import Regime
from scenarios.words.activity_words import POD_WORDS
from viz.words.plain_words import capital, contract_words

MOST: Final = 8
"""Terms shown at once: more than a handful is no longer moved by hand."""

_PARTNERS, _SAVINGS = Slider(40), Slider(240)
"""What is beside the contracts, in the order of their terms."""

_ASIDE: Final = ("outside", "walk_in")
"""Contracts that come last: other places' patients, and walk-in centres."""

_WIDE: Final = 3.0
"""A price without an upper bound of its own can be moved from zero to three times what it is."""


@dataclass(frozen=True)
class Term:
    """One number of a regime that a room can move.

    Attributes:
        path: where it is in the regime.
        title: what it is, in a few words.
        whose: the contract it belongs to, in words.
        unit: `pounds`, `share` or `times`.
        value: as it stands.
        low: smallest that can be chosen.
        high: largest that can be chosen.
        step: between two choices.
    """

    path: str
    title: str
    whose: str
    unit: str
    value: float
    low: float
    high: float
    step: float

    def within(self, value: Any) -> float | None:
        """What a browser says it was moved to, between its ends; None where that is no number."""
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            return None
        return float(min(max(value, self.low), self.high))


def terms_of(regime: Regime, most: int = MOST) -> list[Term]:
    """The terms of a regime that can be moved, the most telling first.

    Args:
        regime: how everybody is paid.
        most: how many at most.
    """
    marked = [*_beside(regime), *(t for c in regime.contracts for t in _of_contract(c, regime))]
    return [term for _, term in sorted(marked, key=lambda one: _place(*one))][:most]


def changed(regime: Regime, terms: Iterable[tuple[str, float]]) -> Regime:
    """A regime with some of its terms changed; a path that leads nowhere changes nothing.

    Raises:
        ValueError: if a number is not one that the term may have.
    """
    for path, value in terms:
        try:
            regime = _with(regime, path.split("."), value)
        except ValidationError as fault:
            raise ValueError(f"{path} = {value:g}: {fault.errors()[0]['msg']}") from None
    return regime


def _with(regime: Regime, path: list[str], value: float) -> Regime:
    if path == ["savings"]:
        return Regime.model_validate({**_parts(regime), "savings": value})
    if path == ["governance", "partner_weight"]:
        governance = type(regime.governance).model_validate(
            {**_parts(regime.governance), "partner_weight": value}
        )
        return Regime.model_validate({**_parts(regime), "governance": governance})
    contracts = tuple(_in_contract(c, path[1:], value) if c.id == path[0] else c for c in regime.contracts)
    return Regime.model_validate({**_parts(regime), "contracts": contracts})


def _in_contract(contract: Contract, path: list[str], value: float) -> Contract:
    """A contract with one term of one element changed."""
    element = contract.elements.get(path[0]) if path else None
    if element is None or len(path) < 2 or path[1] not in type(element).model_fields:
        return contract
    new: Any = value
    if len(path) == 3:
        prices = getattr(element, path[1])
        if path[2] not in prices:
            return contract
        new = {**prices, path[2]: value}
    made = type(element).model_validate({**_parts(element), path[1]: new})
    return Contract.model_validate({**_parts(contract), "elements": {**contract.elements, path[0]: made}})


def _parts(model: Any) -> dict[str, Any]:
    """The fields of a model as they are, not taken apart further."""
    return {name: getattr(model, name) for name in type(model).model_fields}


Marked = tuple[Slider, Term]
"""A term with the mark that says when it is offered."""


def _beside(regime: Regime) -> Iterator[Marked]:
    """What is beside the contracts: how much members weigh one another, and savings taken each April."""
    governance = regime.governance
    if governance.lead_kind is not None:
        yield _PARTNERS, Term(
            "governance.partner_weight", "Weight of partners' money", "Among the members",
            "share", governance.partner_weight, 0.0, 1.0, 0.05,
        )  # fmt: skip
    yield _SAVINGS, Term(
        "savings", "Savings required each April", "Of contracts that can be cut", "share",
        regime.savings, 0.0, 0.1, 0.005,
    )  # fmt: skip


def _of_contract(contract: Contract, regime: Regime) -> Iterator[Marked]:
    """The terms of a contract that are marked as sliders, and stated."""
    whose = contract_words(contract, regime.governance.lead_kind)
    for name, element in contract.elements.items():
        for key in sorted(element.model_fields_set):
            field = type(element).model_fields[key]
            if slider := slider_of(field):
                path, value = f"{contract.id}.{name}.{key}", getattr(element, key)
                yield from ((slider, term) for term in _moved_by(slider, path, whose, field, value))


def _moved_by(slider: Slider, path: str, whose: str, field: FieldInfo, value: Any) -> Iterator[Term]:
    """The slider of a number, or of the one price of an element that pays for one thing."""
    if isinstance(value, float):
        yield from _of_field(slider, path, whose, field, value)
    elif isinstance(value, dict) and len(value) == 1:
        ((pod, price),) = value.items()
        high = _rounded(_WIDE * price)
        what = f"£ for each {POD_WORDS[pod][0]}"
        yield Term(f"{path}.{pod}", what, whose, slider.unit, price, 0.0, high, high / 60)


def _of_field(slider: Slider, path: str, whose: str, field: FieldInfo, value: float) -> Iterator[Term]:
    """A number with bounds; one in pounds is moved from zero to three times what it is."""
    low = [float(bound.ge) for bound in field.metadata if isinstance(bound, Ge)]  # pyright: ignore
    high = [float(bound.le) for bound in field.metadata if isinstance(bound, Le)]  # pyright: ignore
    declared = field.description or ""
    what = slider.label or capital(declared)
    top = _rounded(_WIDE * value) if slider.unit == "pounds" else high[0] if high else 0.0
    if top > 0:
        yield Term(path, what, whose, slider.unit, value, low[0] if low else 0.0, top, top / 100)


def _rounded(value: float) -> float:
    """A number of two figures, so that the end of a scale reads well."""
    return float(f"{value:.2g}")


def _place(slider: Slider, term: Term) -> tuple[bool, int]:
    """Where a term comes: what is seldom argued about and other places' patients last."""
    return slider.seldom or any(word in term.path for word in _ASIDE), slider.order
