"""Transition protection (P24): a part of the income lost since the change, less of it every year."""

from typing import Annotated, ClassVar

import numpy as np
from pydantic import Field

from abm.payment.element import Beside, MarketForces, Measure, Prices, Share, Slider, at_market_forces
from abm.quantities import Floats

Years = Annotated[tuple[Share, ...], Field(min_length=1, max_length=10)]


class IncomeFloor(Beside):
    """Relief for a shortfall of income against the year before the change, falling by year to nothing.

    guaranteed = guarantee · what last year's recorded activity was worth at the prices `before`. income
    = this year's at the prices `now`, which are the same unless given. Owed = relief of the year ·
    max(guaranteed · elapsed - income, 0); after the last year named, nothing. With the same prices it
    is relief for stranded costs: beds and staff stay for a while when patients go. With other prices it
    is a floor under the income of whoever the new price hurts. It does not see other elements, so
    sums that are not by these prices are outside it. Source: whole-system payment paper 2021 (risk share:
    "manage the impact on individual organisations during the transition phase ... stranded costs");
    consultation on payment development 2017, paragraphs 2.9 and 4.6.

    Example:
        >>> floor = IncomeFloor(before={"NEL": 2_000.0}, guarantee=0.98, relief=(1.0, 0.5))
        >>> plan = floor.plan(np.array([[1_000_000.0, 1_000_000.0]]))
        >>> year = np.array([[900_000.0, 900_000.0]])
        >>> later = floor.replan(plan, year)
        >>> [floor.pay(year, p, 1.0).tolist() for p in (plan, later, floor.replan(later, year))]
        [[80000.0], [40000.0], [0.0]]
    """

    form: ClassVar[str] = "income_floor"
    identifiers: ClassVar[tuple[str, ...]] = ("P24",)
    owed_in_words: ClassVar[str] = (
        "relief of the year · shortfall of income against a guaranteed share of the year before the change"
    )

    before: Prices = Field(description="pounds a unit before the change, by point of delivery")
    now: Prices | None = Field(default=None, description="pounds a unit since, where they are other prices")
    market_forces_factor: MarketForces = Field(default=1.0, description="multiplies every price, no unit")
    guarantee: Annotated[Share, Slider(120)] = Field(
        description="income that is protected, as a share of last year's"
    )
    relief: Years = Field(description="share of the shortfall that is paid, for each year after the change")

    def measures(self) -> tuple[Measure, ...]:
        """The value of activity at the prices before, and at those of now."""
        tables = (self.before, self.now or self.before)
        before, now = (at_market_forces(prices, self.market_forces_factor) for prices in tables)
        return (
            Measure("value at the prices before", "recorded", before),
            Measure("value at the prices of now", "recorded", now),
        )

    def plan(self, outturn: Floats) -> Floats:
        """What is guaranteed, pounds a year, and how many years have gone."""
        guaranteed = self.guarantee * outturn[..., 0]
        return np.stack([guaranteed, np.zeros_like(guaranteed)], axis=-1)

    def pay(self, measured: Floats, plan: Floats, elapsed: float) -> Floats:
        """This year's share of the shortfall so far."""
        relief = np.array([*self.relief, 0.0])[plan[..., 1].astype(np.int64)]
        return relief * np.maximum(plan[..., 0] * elapsed - measured[..., 1], 0)

    def replan(self, plan: Floats, outturn: Floats) -> Floats:
        """The same guarantee, a year on."""
        year = np.minimum(plan[..., 1] + 1, len(self.relief))
        return np.stack([plan[..., 0], year], axis=-1)
