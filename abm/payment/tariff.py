"""Payment by activity (P4): a national price for each spell and attendance."""

from typing import Annotated, ClassVar, Self

import numpy as np
from pydantic import Field, model_validator

from abm.payment.element import Element, Measure, Prices, Share
from abm.quantities import Floats
from abm.vocabulary import EMERGENCY_PODS

MarketForces = Annotated[float, Field(strict=True, ge=0.5, le=2, allow_inf_nan=False)]
BaselineShare = Annotated[float, Field(strict=True, ge=0, le=2, allow_inf_nan=False)]


class Tariff(Element):
    """A price for each unit by point of delivery, less for emergencies above a baseline.

    Owed = planned + min(emergency, baseline · elapsed) + marginal_rate · (emergency above that),
    where planned and emergency are recorded units · price · market forces factor: a spell coded as
    heavier than it was is paid as heavier. The baseline is a value,
    `marginal_baseline` times the reference outturn, and stays where it was set unless `rebase` moves
    it; the marginal rate emergency tariff of 2010-2019 worked so. Source: consultation on payment
    development 2017, paragraphs 3.6 and 3.10-3.12.

    Example:
        >>> tariff = Tariff(prices={"AE": 150.0, "NEL": 2100.0}, marginal_rate=0.7, marginal_baseline=1.0)
        >>> plan = tariff.plan(np.array([[0.0, 210_000.0]]))
        >>> tariff.pay(np.array([[150.0, 231_000.0]]), plan, elapsed=1.0).tolist()
        [224850.0]
    """

    form: ClassVar[str] = "tariff"
    identifiers: ClassVar[tuple[str, ...]] = ("P4",)

    prices: Prices = Field(description="pounds a unit by point of delivery")
    market_forces_factor: MarketForces = Field(default=1.0, description="multiplies every price, no unit")
    marginal_rate: Share = Field(
        default=1.0, description="share of price paid for emergencies above the baseline"
    )
    marginal_baseline: BaselineShare = Field(
        default=1.0, description="baseline as a share of reference outturn"
    )
    rebase: Share = Field(
        default=0.0, description="share of the gap to last year's outturn taken into the baseline"
    )

    @model_validator(mode="after")
    def _emergencies_priced(self) -> Self:
        """A marginal rate on emergencies needs a price for some."""
        if self.marginal_rate < 1 and not set(EMERGENCY_PODS) & set(self.prices):
            raise ValueError("marginal_rate needs a price for NEL or NELST")
        return self

    def measures(self) -> tuple[Measure, ...]:
        """Value at full price of everything else, and of emergency spells."""
        full = {pod: price * self.market_forces_factor for pod, price in self.prices.items()}
        emergency = {pod: price for pod, price in full.items() if pod in EMERGENCY_PODS}
        other = {pod: price for pod, price in full.items() if pod not in EMERGENCY_PODS}
        return (
            Measure("value of other activity", "recorded", other),
            Measure("value of emergency spells", "recorded", emergency),
        )

    def plan(self, outturn: Floats) -> Floats:
        """The emergency baseline, pounds a year."""
        return outturn[..., 1:2] * self.marginal_baseline

    def pay(self, measured: Floats, plan: Floats, elapsed: float) -> Floats:
        """Full price up to the baseline, the marginal rate beyond it."""
        planned, emergency = measured[..., 0], measured[..., 1]
        if self.marginal_rate == 1:
            return planned + emergency
        above = np.maximum(emergency - plan[..., 0] * elapsed, 0)
        return planned + emergency - (1 - self.marginal_rate) * above

    def replan(self, plan: Floats, outturn: Floats) -> Floats:
        """Move the baseline by `rebase` of the way to one set from the outturn."""
        return plan + self.rebase * (self.plan(outturn) - plan)
