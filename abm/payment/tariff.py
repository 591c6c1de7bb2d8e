"""Payment by activity (P4, P19): a price for each spell and attendance, national or varied locally."""

from typing import Annotated, ClassVar, Final, Self

import numpy as np
from pydantic import Field, model_validator

from abm.payment.element import (
    Element,
    MarketForces,
    Measure,
    PartOfPlan,
    Prices,
    Share,
    Slider,
    at_market_forces,
)
from abm.quantities import Floats
from abm.vocabulary import EMERGENCY_PODS

Days = Annotated[float, Field(strict=True, ge=0, le=30, allow_inf_nan=False)]
_EXCESS: Final = "XBD"
_IN_A_BED: Final[tuple[str, ...]] = ("NEL", "EL")


class Tariff(Element):
    """A price for each unit by point of delivery, less for emergencies above a baseline.

    Owed = planned + min(emergency, baseline · elapsed) + marginal_rate · (emergency above that),
    where planned and emergency are recorded units · price · market forces factor: a spell coded as
    heavier than it was is paid as heavier. The baseline is a value,
    `marginal_baseline` times the reference outturn, and stays where it was set unless `rebase` moves
    it; the marginal rate emergency tariff of 2010-2019 worked so.

    Excess bed days are paid beyond the trim point: of XBD, `trim_days` for each overnight spell, NEL or
    EL, are in the spell's own price. The trim is on the average stay, since no element sees one spell.
    A local variation (P19) is a price written over the national one. Source: consultation on payment
    development 2017, paragraphs 2.9, 3.6, 3.10-3.12 and 3.18.

    Example:
        >>> tariff = Tariff(prices={"AE": 150.0, "NEL": 2100.0}, marginal_rate=0.7, marginal_baseline=1.0)
        >>> plan = tariff.plan(np.array([[0.0, 210_000.0]]))
        >>> tariff.pay(np.array([[150.0, 231_000.0]]), plan, elapsed=1.0).tolist()
        [224850.0]
    """

    form: ClassVar[str] = "tariff"
    identifiers: ClassVar[tuple[str, ...]] = ("P4", "P19")
    owed_in_words: ClassVar[str] = (
        "units as recorded · price · market forces factor; emergencies above the baseline at the marginal "
        "rate; excess bed days beyond the trim"
    )

    prices: Annotated[Prices, Slider(50, unit="pounds")] = Field(
        description="pounds a unit by point of delivery"
    )
    market_forces_factor: MarketForces = Field(default=1.0, description="multiplies every price, no unit")
    marginal_rate: Annotated[Share, Slider(10, "Emergency marginal rate (MRET)")] = Field(
        default=1.0, description="share of price paid for emergencies above the baseline"
    )
    marginal_baseline: Annotated[PartOfPlan, Slider(170, "Emergency baseline, as a share of last year")] = (
        Field(default=1.0, description="baseline as a share of reference outturn")
    )
    rebase: Annotated[Share, Slider(180)] = Field(
        default=0.0, description="share of the gap to last year's outturn taken into the baseline"
    )
    trim_days: Days = Field(
        default=0.0, description="excess bed days in the price of an overnight spell, days a spell"
    )

    @model_validator(mode="after")
    def _terms_have_prices(self) -> Self:
        """A marginal rate needs a price for some emergencies, and a trim one for excess bed days."""
        if self.marginal_rate < 1 and not set(EMERGENCY_PODS) & set(self.prices):
            raise ValueError("marginal_rate needs a price for NEL or NELST")
        if self.trim_days and _EXCESS not in self.prices:
            raise ValueError("trim_days needs a price for XBD, of which it is the part not paid")
        return self

    def measures(self) -> tuple[Measure, ...]:
        """Value at full price of everything else, of emergency spells and, with a trim, of excess days."""
        full = at_market_forces(self.prices, self.market_forces_factor)
        emergency = {pod: price for pod, price in full.items() if pod in EMERGENCY_PODS}
        other = {pod: price for pod, price in full.items() if pod not in EMERGENCY_PODS}
        value = Measure("value of emergency spells", "recorded", emergency)
        if not self.trim_days:
            return (Measure("value of other activity", "recorded", other), value)
        excess = other.pop(_EXCESS)
        trimmed = dict.fromkeys(_IN_A_BED, self.trim_days * excess)
        return (
            Measure("value of other activity", "recorded", other),
            value,
            Measure("value of excess bed days", "delivered", {_EXCESS: excess}),
            Measure("value of days in the price of a spell", "delivered", trimmed),
        )

    def plan(self, outturn: Floats) -> Floats:
        """The emergency baseline, pounds a year."""
        return outturn[..., 1:2] * self.marginal_baseline

    def pay(self, measured: Floats, plan: Floats, elapsed: float) -> Floats:
        """Full price up to the baseline, the marginal rate beyond it, excess days beyond the trim."""
        planned, emergency = measured[..., 0], measured[..., 1]
        if self.trim_days:
            planned = planned + np.maximum(measured[..., 2] - measured[..., 3], 0)
        if self.marginal_rate == 1:
            return planned + emergency
        above = np.maximum(emergency - plan[..., 0] * elapsed, 0)
        return planned + emergency - (1 - self.marginal_rate) * above

    def replan(self, plan: Floats, outturn: Floats) -> Floats:
        """Move the baseline by `rebase` of the way to one set from the outturn."""
        return plan + self.rebase * (self.plan(outturn) - plan)
