"""Names of what is shown, in the words of a practice manager or a finance director.

Example:
    >>> millions(-2_340_000.0), share(0.175), payer_words("lead", "acute_trust")
    ('−£2.3m', '17.5%', 'the leading trust')
"""

from collections.abc import Sequence
from typing import Final

from abm.contracts.contract import LEAD, Contract
from abm.place import Organisation, Place
from viz.charts.theme import KIND_WORDS

_SAID: Final = {
    "other_commissioners": "commissioners elsewhere",
    "council": "councils",
    "commissioner": "commissioners",
}
_LEADS: Final = {"acute_trust": "the leading trust", "gp_federation": "the leading federation"}

_SHORTENED: Final = {"cvd": "cardiovascular disease", "copd": "COPD", "msk": "a condition of joints or back"}
"""Long-term conditions whose name in a file is short for something."""

QUIET: Final = "gp_practice"
"""Told as a kind: there are hundreds, and many bear a doctor's name."""


def contract_words(contract: Contract, lead_kind: str | None) -> str:
    """A contract by who pays whom.

    Args:
        contract: the contract.
        lead_kind: the kind that leads, or None.
    """
    payees = _listed([payer_words(kind, lead_kind) for kind in contract.payees])
    words = f"{payer_words(contract.payer, lead_kind)} to {payees}"
    return words[:1].upper() + words[1:]


def payer_words(kind: str, lead_kind: str | None = None) -> str:
    """A kind of organisation, or the lead, within a sentence."""
    if kind == LEAD:
        return _LEADS.get(lead_kind or "", "the lead")
    said = _SAID.get(kind) or KIND_WORDS.get(kind)
    if said is None or said.startswith("GP"):
        return said or kind
    return said[:1].lower() + said[1:]


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


def millions(pounds: float) -> str:
    """Pounds in millions, or in thousands where they are less than a tenth of one, with a true minus sign.

    Example:
        >>> millions(-2_340_000.0), millions(41_600.0), millions(-120.0)
        ('−£2.3m', '£42k', '£0k')
    """
    small = abs(pounds) < 95_000
    size = f"{abs(pounds) / 1e3:,.0f}k" if small else f"{abs(pounds) / 1e6:,.1f}m"
    return f"{'−' if pounds < 0 and size != '0k' else ''}£{size}"


def share(value: float) -> str:
    """A share in per cent, as short as it can be said."""
    return f"{100 * value:.1f}".rstrip("0").rstrip(".") + "%"


def _listed(words: Sequence[str]) -> str:
    """Words as a list in a sentence."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
