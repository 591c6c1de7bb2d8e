"""Pooled budget (P9): what one partner of a section 75 pot pays for the care bought out of it."""

from typing import Annotated, ClassVar

from pydantic import Field

from abm.payment.element import MarketForces, Measure, Prices, Share, Slider, Uplifted, at_market_forces
from abm.quantities import Floats


class PooledBudget(Uplifted):
    """One partner's contribution to a common pot, and its share of the pot's surplus or deficit.

    budget = last year's recorded units · price · market forces factor · net uplift. Owed by this partner
    = contribution · budget · elapsed + share · (value - budget · elapsed). Each partner of the pot, health
    or council, has a contract of its own with the provider; where contributions add up to one and
    shares do, the provider has its full price, and whose overspend it was no longer matters. A day that
    somebody waits in a hospital bed then costs the council too, and an hour of home care the
    commissioner. Source: consultation on payment development 2017, paragraph 3.15(iv) and its note on
    section 75 of the NHS Act 2006; whole-system payment paper 2021 (risk and benefit sharing with
    councils); Southwark discussion paper 2015.

    Example:
        >>> import numpy as np
        >>> council = PooledBudget(prices={"HC": 18.0}, contribution=1.0, share=0.4)
        >>> health = PooledBudget(prices={"HC": 18.0}, contribution=0.0, share=0.6)
        >>> year = np.array([[110_000.0]])
        >>> [e.pay(year, e.plan(np.array([[100_000.0]])), 1.0).tolist() for e in (council, health)]
        [[104000.0], [6000.0]]
    """

    form: ClassVar[str] = "pooled_budget"
    identifiers: ClassVar[tuple[str, ...]] = ("P9",)
    owed_in_words: ClassVar[str] = "contribution · budget + share · (value − budget), from each partner"

    prices: Annotated[Prices, Slider(50, unit="pounds")] = Field(
        description="pounds a unit by point of delivery, before it is shared"
    )
    market_forces_factor: MarketForces = Field(default=1.0, description="multiplies every price, no unit")
    contribution: Share = Field(description="share of the budget that this partner puts in")
    share: Annotated[Share, Slider(80)] = Field(
        description="share of surplus and deficit that is this partner's"
    )

    @property
    def part_of_price(self) -> float:
        """This partner's share; the others' make up the rest."""
        return self.share

    def measures(self) -> tuple[Measure, ...]:
        """The value of care bought from this provider."""
        full = at_market_forces(self.prices, self.market_forces_factor)
        return (Measure("value of care", "recorded", full),)

    def plan(self, outturn: Floats) -> Floats:
        """The whole budget for this provider, pounds a year."""
        return outturn[..., :1] * self.net_uplift

    def pay(self, measured: Floats, plan: Floats, elapsed: float) -> Floats:
        """The contribution, and this partner's share of the difference."""
        budget = plan[..., 0] * elapsed
        return self.contribution * budget + self.share * (measured[..., 0] - budget)
