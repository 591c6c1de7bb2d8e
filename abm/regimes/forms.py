"""Forms of governance (G1 to G10): who is paid by whom, and how much a partner's result weighs.

The forms are those of the consultation on payment development 2017 (paragraph 4.2), the inner north-east
London update of 2017, the Southwark discussion paper of 2015 and the whole-system payment paper of
2021. None of them puts a number on how far a member minds a partner's deficit. The weights are our
judgement, in the order of how much is decided and carried together; sweep them over their range.

Example:
    >>> FORMS["G1"].partner_weight, FORMS["G9"].partner_weight
    (0.0, 0.9)
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Form:
    """A form of governance.

    Attributes:
        title: what it is.
        paid: who is paid by whom under it.
        partner_weight: weight of partners' margins beside one's own, where a boundary is named; assumed.
        low: lowest plausible weight.
        high: highest plausible weight.
        source: where the form is described.
    """

    title: str
    paid: str
    partner_weight: float
    low: float
    high: float
    source: str


_PAPER = "whole-system payment paper 2021"
_CONSULTATION = "consultation on payment development 2017, paragraph 4.2"
_UPDATE = "inner north-east London update 2017"
_EACH = "each commissioner pays each provider"
_LEAD = "commissioners pay the lead, who pays the members"

FORMS: Final = {
    "G1": Form("separate organisations with bilateral contracts", _EACH, 0.0, 0.0, 0.2, _CONSULTATION),
    "G2": Form("a consultative forum", _EACH, 0.05, 0.0, 0.2, _PAPER),
    "G3": Form("a joint committee of council and NHS", _EACH, 0.15, 0.0, 0.4, _PAPER),
    "G4": Form("a commissioner's committee", _EACH, 0.1, 0.0, 0.3, _PAPER),
    "G5": Form("a lead provider, paid for all, who pays the members", _LEAD, 0.3, 0.0, 0.6, _PAPER),
    "G6": Form("a provider leadership board: each paid, decisions joint", _EACH, 0.2, 0.0, 0.5, _PAPER),
    "G7": Form(
        "an alliance with one framework of outcomes",
        "commissioners pay the members, who share sums, gains and losses",
        0.3, 0.0, 0.6, _UPDATE,
    ),
    "G8": Form(
        "a prime provider with subcontracts",
        "commissioners pay the prime, who pays its subcontractors",
        0.1, 0.0, 0.4, "consultation on payment development 2017, paragraph 3.19",
    ),
    "G9": Form(
        "one accountable organisation", "commissioners pay it one sum; what were members are its parts",
        0.9, 0.6, 1.0, _CONSULTATION,
    ),
    "G10": Form(
        "joint commissioning by health and council", "both pay out of one plan, or one pot",
        0.25, 0.0, 0.6, "Southwark discussion paper 2015; " + _UPDATE,
    ),
}  # fmt: skip
"""The forms in the source documents. What a form does is in its contracts, members and weight."""
