"""A contract as declared: who pays whom, for what scope, by which elements.

Example:
    >>> from abm.payment.block import Block
    >>> core = Contract(id="core", payer="commissioner", payees=("gp_practice",),
    ...                 elements={"sum": Block(pounds_from="global_sum_pounds")})
    >>> core.payer, list(core.elements)
    ('commissioner', ['sum'])
"""

from typing import Annotated, Final, Self

from pydantic import BaseModel, ConfigDict, Field, InstanceOf, SerializeAsAny, model_validator

from abm.contracts.scope import Scope
from abm.contracts.split import Split
from abm.payment.element import Element, one_of

PAYERS: Final = ("commissioner", "council", "lead", "other_commissioners")
"""Who may pay: each borough's health commissioner, each council, the lead of each sub-system, and
whoever pays for patients who live outside the place."""

PRIMES: Final = ("gp_federation", "community", "mental_health")
"""Providers that may pay others out of what they are paid, as prime provider of the boroughs they serve."""

PAYEE_KINDS: Final = (
    "gp_practice",
    "acute_trust",
    "community",
    "mental_health",
    "social_care",
    "voluntary_sector",
)
"""Kinds that deliver care and are paid for it."""

MONEY_HOLDERS: Final = ("gp_federation",)
"""Kinds that deliver nothing themselves, and may be paid to hold money for those who do."""
LEAD: Final = "lead"


class Contract(BaseModel):
    """A contract between kinds of organisation, true of any place.

    Attributes:
        id: short name, unique in the regime.
        payer: one of `PAYERS`, or of `PRIMES` in a chain of subcontracts.
        payees: kinds of provider, `lead`, or ids of organisations.
        scope: what it covers.
        split: how several payees share one sum; without it each is paid for its own.
        elements: forms of payment by name; each is paid on its own, in this order.
        discretionary: whether the payer can set its sums itself next April, as with local blocks and
            enhanced services; not national prices, core general practice or the outside payer's.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str = Field(min_length=1)
    payer: Annotated[str, one_of("payer", (*PAYERS, *PRIMES))]
    payees: tuple[str, ...] = Field(min_length=1)
    scope: Scope = Scope()
    split: Split | None = None
    elements: dict[str, SerializeAsAny[InstanceOf[Element]]] = Field(min_length=1)
    discretionary: Annotated[bool, Field(strict=True)] = False

    @model_validator(mode="after")
    def _people_where_known(self) -> Self:
        """Outcomes and the use of a practice's list are not counted by segment or condition, nor all else."""
        way, bases = self._people_by, self._bases
        if way and "outcome" in bases:
            raise ValueError(f"an outcome is not counted by {way}")
        if self.scope.by_condition and bases & {"bought", "set_aside"}:
            raise ValueError("what is bought with a personal budget is not counted by condition")
        weighted = (m for e in self.elements.values() for m in e.measures() if m.basis == "people")
        if self.scope.by_condition and any(m.weights for m in weighted):
            raise ValueError("people with a condition are not counted by segment; leave out segment_weights")
        return self

    @model_validator(mode="after")
    def _practices_where_counted(self) -> Self:
        """Practices by kind, where their lists are counted as the contract counts people."""
        if "gp_practice" in self.payees and (why := self.why_no_practice("gp_practice")):
            raise ValueError(why)
        return self

    def why_no_practice(self, payee: str) -> str:
        """Why practices cannot be paid by this contract, empty where they can.

        Args:
            payee: what names them, their kind or the id of one.
        """
        if self.split is not None:
            return f"practices share a sum by their federation; name gp_federation, not {payee}"
        if self._people_by and "population_use" in self._bases:
            return f"a practice's population_use is not counted by {self._people_by}"
        return ""

    @property
    def _people_by(self) -> str:
        """By what people are in or out, empty where everybody is in."""
        return "condition" if self.scope.by_condition else "segment" if self.scope.segments else ""

    @property
    def _bases(self) -> set[str]:
        """What its elements count."""
        return {m.basis for e in self.elements.values() for m in e.measures()}

    @model_validator(mode="after")
    def _one_sum_where_split(self) -> Self:
        """A split is of one sum, among payees who read one population."""
        if self.split is None:
            return self
        bases = self._bases
        if "bought" in bases:
            raise ValueError("a split shares one sum, but a personal budget is each person's own")
        if "figure" in bases:
            raise ValueError("a split shares one sum, but pounds_from is each payee's own")
        if self.split.shares and set(self.split.shares) != set(self.payees):
            raise ValueError(f"split.shares must name the payees, {', '.join(self.payees)}, and only those")
        return self

    @model_validator(mode="after")
    def _prime_is_bound(self) -> Self:
        """A prime provider has no allocation, so nothing that it could set by what it can afford."""
        if self.discretionary and self.payer in PRIMES:
            raise ValueError(f"discretionary is for payers with an allocation; '{self.payer}' has none")
        return self
