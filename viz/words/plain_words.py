"""Names of what is shown, in the words of a practice manager or a finance director.

Example:
    >>> payer_words("lead", "acute_trust"), payer_words("gp_practice"), payer_words("community")
    ('the lead trust', 'GP practices', 'community services')
"""

from collections.abc import Sequence
from typing import Final

from abm.contracts.contract import LEAD, Contract
from abm.payment.catalogue import ELEMENTS
from abm.payment.element import slider_of
from abm.place import Organisation, Place

KIND_WORDS: Final = {
    "gp_practice": "GP practices",
    "acute_trust": "Hospital trusts",
    "community": "Community services",
    "mental_health": "Mental health services",
    "social_care": "Social care",
    "voluntary_sector": "Voluntary sector",
    "gp_federation": "GP federations",
    "commissioner": "Commissioners",
    "council": "Councils",
    "outside_payer": "Payers elsewhere",
}
"""Kinds of organisation as a reader would say them."""

_PAYERS: Final = {
    "other_commissioners": "commissioners elsewhere",
    "council": "councils",
    "commissioner": "commissioners",
}
_LEADS: Final = {"acute_trust": "the lead trust", "gp_federation": "the lead federation"}

_SHORTENED: Final = {"cvd": "cardiovascular disease", "copd": "COPD", "msk": "a condition of joints or back"}
"""Long-term conditions whose name in a file is short for something."""

TERM_WORDS: Final = {
    name: slider.label
    for element in ELEMENTS.values()
    for name, field in element.model_fields.items()
    if (slider := slider_of(field)) and slider.label
}
"""Terms of payment by the name that the NHS gives them; all others are called what they are declared as."""

QUIET: Final = "gp_practice"
"""Shown as a kind: there are hundreds, and many bear a doctor's name."""


def contract_words(contract: Contract, lead_kind: str | None) -> str:
    """A contract by who pays whom.

    Args:
        contract: the contract.
        lead_kind: the kind that leads, or None.
    """
    payees = _listed([payer_words(kind, lead_kind) for kind in contract.payees])
    return capital(f"{payer_words(contract.payer, lead_kind)} to {payees}")


def payer_words(kind: str, lead_kind: str | None = None) -> str:
    """A kind of organisation, or the lead, within a sentence."""
    if kind == LEAD:
        return _LEADS.get(lead_kind or "", "the lead")
    return within(_PAYERS.get(kind) or KIND_WORDS.get(kind) or kind)


def condition_words(condition: str) -> str:
    """A long-term condition within a sentence.

    Example:
        >>> condition_words("heart_failure"), condition_words("copd")
        ('heart failure', 'COPD')
    """
    return _SHORTENED.get(condition) or condition.replace("_", " ")


def name_of(organisation: Organisation, place: Place) -> str:
    """What an organisation is called on a screen; a practice only by its borough."""
    if organisation.kind != QUIET:
        return organisation.name
    return f"GP practice in {place.borough_names[organisation.borough]}"


def capital(words: str) -> str:
    """Words as a label or a sentence begins."""
    return words[:1].upper() + words[1:]


def within(label: str) -> str:
    """A label within a sentence; what begins with two capitals, such as GP, keeps them.

    Example:
        >>> within("Hospital trusts"), within("GP practices"), within("A&E attendances")
        ('hospital trusts', 'GP practices', 'A&E attendances')
    """
    return label if label[1:2] in "&" or label[:2].isupper() else label[:1].lower() + label[1:]


def _listed(words: Sequence[str]) -> str:
    """Words as a list in a sentence."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
