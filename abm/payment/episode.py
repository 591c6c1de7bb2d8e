"""Episode (P10): one price for a whole pathway, paid when somebody enters it."""

from typing import ClassVar, Self

from pydantic import Field, model_validator

from abm.payment.element import Element, MarketForces, Measure, PodName, Prices, at_market_forces
from abm.quantities import Floats


class Episode(Element):
    """A price for each start of a pathway; the care that follows is in it and brings nothing more.

    Owed = starts as recorded · price · market forces factor. A first attendance, say, starts a pathway whose
    follow-ups are covered: one more of those costs the payee and pays it nothing. Care that others
    deliver within the pathway is theirs to be paid for, under a subcontract with the payee or in a
    bundle settled afterwards. A year of care for people of one segment is a capitation whose contract
    has that segment for its scope. Source: consultation on payment development 2017, paragraphs 2.6 and
    2.11 (note 3, bundled payment) and 4.4, scope by pathway or condition; Southwark discussion paper 2015.

    Example:
        >>> import numpy as np
        >>> pathway = Episode(starts={"OPFA": 315.0}, covers=("OPFUP", "NF2F"))
        >>> pathway.pay(np.array([[315_000.0, 2_000.0]]), np.zeros((1, 0)), elapsed=1.0).tolist()
        [315000.0]
    """

    form: ClassVar[str] = "episode"
    identifiers: ClassVar[tuple[str, ...]] = ("P10",)
    owed_in_words: ClassVar[str] = "starts as recorded · price; what follows is in it"

    starts: Prices = Field(description="pounds a pathway, by the point of delivery that starts it")
    covers: tuple[PodName, ...] = Field(
        min_length=1, description="points of delivery that are in the price of the pathway"
    )
    market_forces_factor: MarketForces = Field(default=1.0, description="multiplies every price, no unit")

    @model_validator(mode="after")
    def _apart(self) -> Self:
        """What starts a pathway is not also covered by it."""
        if set(self.starts) & set(self.covers):
            raise ValueError("a point of delivery either starts the pathway or is covered by it")
        return self

    def measures(self) -> tuple[Measure, ...]:
        """The value of starts, and the care that is covered, counted in units."""
        full = at_market_forces(self.starts, self.market_forces_factor)
        covered = dict.fromkeys(self.covers, 1.0)
        return (Measure("value of starts", "recorded", full), Measure("covered", "delivered", covered))

    def pay(self, measured: Floats, plan: Floats, elapsed: float) -> Floats:
        """A price for every start so far."""
        return measured[..., 0]
