"""A regime: contracts, governance and transition, as one frozen piece of data.

Example:
    >>> from abm.contracts.contract import Contract
    >>> from abm.payment.block import Block
    >>> core = Contract(id="core", payer="commissioner", payees=("gp_practice",),
    ...                 elements={"sum": Block(pounds_per_year=1e6)})
    >>> Regime(id="plain", title="One block", contracts=(core,)).bases()
    ('block',)
"""

from typing import Annotated, Self

from pydantic import Field, model_validator

from abm.content_hash import NamedTerms
from abm.contracts.contract import LEAD, PRIMES, Contract
from abm.contracts.whom import cohorts_of
from abm.regimes.governance import Governance
from abm.regimes.transition import Transition


class Regime(NamedTerms):
    """How everybody is paid, who leads, and from when.

    Attributes:
        contracts: who pays whom, by which elements.
        governance: who leads and whose margins count.
        transition: from when, and in which steps.
        savings: savings programme (P22), the share of every discretionary contract taken out each April.
    """

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

    def bases(self) -> tuple[str, ...]:
        """The distinct forms of payment in use, in order of first use; many dilute the response (E18)."""
        return tuple(dict.fromkeys(e.form for c in self.contracts for e in c.elements.values()))
