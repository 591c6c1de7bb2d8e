"""A regime: contracts, governance and transition, as one frozen piece of data.

Example:
    >>> from abm.contracts.contract import Contract
    >>> from abm.payment.block import Block
    >>> core = Contract(id="core", payer="commissioner", payees=("gp_practice",),
    ...                 elements={"sum": Block(pounds_per_year=1e6)})
    >>> Regime(id="plain", title="One block", contracts=(core,)).bases()
    ('block',)
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from abm.content_hash import content_hash
from abm.contracts.contract import LEAD, PRIMES, Contract
from abm.contracts.whom import cohorts_of
from abm.regimes.governance import Governance
from abm.regimes.transition import Transition


class Regime(BaseModel):
    """How everybody is paid, who leads, and from when.

    Attributes:
        id: short name.
        title: one line.
        note: what it is and what it cannot answer.
        contracts: who pays whom, by which elements.
        governance: who leads and whose margins count.
        transition: from when, and in which steps.
        savings: savings programme (P22), the share of every discretionary contract taken out each April.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str = Field(min_length=1)
    title: str = Field(min_length=1)
    note: str = ""
    contracts: tuple[Contract, ...] = Field(min_length=1)
    governance: Governance = Governance()
    transition: Transition = Transition()
    savings: Annotated[float, Field(strict=True, ge=0, le=0.2, allow_inf_nan=False)] = 0.0

    @model_validator(mode="after")
    def _lead_where_named(self) -> Self:
        """A contract with a lead needs somebody who leads, and a prime provider pays somebody."""
        named = [c.id for c in self.contracts if c.payer == LEAD or LEAD in c.payees]
        if named and self.governance.lead_kind is None:
            raise ValueError(f"contract '{named[0]}' names a lead, so governance needs lead_kind")
        primes = [c.id for c in self.contracts if c.payer in (LEAD, *PRIMES)]
        if self.governance.form == "G8" and not primes:
            raise ValueError("form G8 is a prime provider with subcontracts, so some contract's payer is one")
        return self

    @model_validator(mode="after")
    def _nobody_covered_twice(self) -> Self:
        """Contracts by condition tell people apart the same way, and do not move by segment."""
        cohorts = cohorts_of(self.contracts)
        if cohorts and self.transition.segments:
            raise ValueError("contracts go by condition, and the pace by segment; go by phases")
        return self

    @cached_property
    def hash(self) -> str:
        """Sixteen hex digits of how it pays, leads and begins, whatever it is called."""
        return content_hash(self, leave_out=("id", "title", "note"))

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy, some of it changed. Its hash is its own: pydantic would hand the cached one on."""
        copy = super().model_copy(update=update, deep=deep)
        vars(copy).pop("hash", None)
        return copy

    def bases(self) -> tuple[str, ...]:
        """The distinct forms of payment in use, in order of first use; many dilute the response (E18)."""
        return tuple(dict.fromkeys(e.form for c in self.contracts for e in c.elements.values()))
