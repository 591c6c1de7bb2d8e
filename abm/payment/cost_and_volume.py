"""Cost and volume (P5): a core sum for planned activity, and a part of the price of what differs from it."""

from typing import Annotated, ClassVar, Self

import numpy as np
from pydantic import Field, model_validator

from abm.payment.element import (
    MarketForces,
    Measure,
    PartOfPlan,
    Prices,
    Share,
    Slider,
    Uplifted,
    at_market_forces,
)
from abm.quantities import Floats

AtLeastPlan = Annotated[float, Field(strict=True, ge=1, le=2, allow_inf_nan=False)]


class CostAndVolume(Uplifted):
    """A sum for planned activity; beyond a threshold and below the plan, a share of each unit's price.

    planned = last year's recorded units · price · market forces factor · `planned` · net uplift, so far.
    Owed = planned + above · (value between threshold · planned and ceiling · planned)
    - below · (planned - value, where it is positive), held between collar · planned and cap · planned.
    Below 1, the shares leave with the provider the risk of its fixed costs; the collar gives it back
    what is beyond bearing, and inside a collar one more unit brings nothing at all. The payer cannot
    cut the plan alone: the volume beyond which it pays, and the collar, would move with it.

    The same form is the fixed and variable part of aligned payment (P11), where 75% of the price of
    planned care was paid above a plan and taken below it in 2022/23; a council's guaranteed hours (P13);
    and, with `above` at 1, a tariff whose income cannot fall far (P24). Source: consultation on payment
    development 2017, paragraph 3.7: "a block element for the core service, allowing for variable costs
    and/or case adjustment between a threshold and a ceiling", with caps and collars; whole-system
    payment paper 2021, blended payment elements; National tariff 2022/23 as reported by HFMA.

    Example:
        >>> terms = {"prices": {"NEL": 2_000.0}, "above": 0.5, "below": 0.5, "collar": 0.9}
        >>> element = CostAndVolume.model_validate(terms)
        >>> plan = element.plan(np.array([[1_000_000.0]]))
        >>> element.pay(np.array([[1_100_000.0], [900_000.0], [700_000.0]]), plan, elapsed=1.0).tolist()
        [1050000.0, 950000.0, 900000.0]
    """

    form: ClassVar[str] = "cost_and_volume"
    identifiers: ClassVar[tuple[str, ...]] = ("P5", "P11", "P13")
    owed_in_words: ClassVar[str] = (
        "plan, and a share of the price of what is above a threshold up to a ceiling, or short of plan, "
        "between collar and cap"
    )

    prices: Annotated[Prices, Slider(50, unit="pounds")] = Field(
        description="pounds a unit by point of delivery"
    )
    market_forces_factor: MarketForces = Field(default=1.0, description="multiplies every price, no unit")
    planned: Annotated[PartOfPlan, Slider(140)] = Field(
        default=1.0, description="plan as a share of reference outturn"
    )
    above: Annotated[Share, Slider(20)] = Field(
        description="share of price paid for activity above the threshold"
    )
    below: Annotated[Share, Slider(290)] = Field(
        default=0.0, description="share of price withheld for activity short of plan"
    )
    threshold: Annotated[AtLeastPlan, Slider(280)] = Field(
        default=1.0, description="where pay for more begins, as a share of plan"
    )
    ceiling: AtLeastPlan | None = Field(default=None, description="where it ends, as a share of plan")
    cap: AtLeastPlan | None = Field(default=None, description="most that is paid, as a share of plan")
    collar: Annotated[Share, Slider(130)] = Field(
        default=0.0, description="least that is paid, as a share of plan"
    )

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        """A ceiling is above its threshold."""
        if self.ceiling is not None and self.ceiling <= self.threshold:
            raise ValueError("ceiling must be above threshold")
        return self

    def measures(self) -> tuple[Measure, ...]:
        """The value of activity as recorded."""
        full = at_market_forces(self.prices, self.market_forces_factor)
        return (Measure("value of activity", "recorded", full),)

    def plan(self, outturn: Floats) -> Floats:
        """The planned value, pounds a year."""
        return outturn[..., :1] * self.planned * self.net_uplift

    def pay(self, measured: Floats, plan: Floats, elapsed: float) -> Floats:
        """The core sum, more for more and less for less, within collar and cap."""
        value, planned = measured[..., 0], plan[..., 0] * elapsed
        counted = value if self.ceiling is None else np.minimum(value, self.ceiling * planned)
        more = np.maximum(counted - self.threshold * planned, 0)
        fewer = np.maximum(planned - value, 0)
        owed = np.maximum(planned + self.above * more - self.below * fewer, self.collar * planned)
        return owed if self.cap is None else np.minimum(owed, self.cap * planned)
