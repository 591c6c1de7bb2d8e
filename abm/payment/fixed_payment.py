"""Setting a fixed payment (P12): from an outturn to a sum for the year, every step of it visible."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Self

import numpy as np
from pydantic import Field, model_validator

from abm.payment.element import Element, Measure, Prices, Rate, Share, Slider, ratio
from abm.quantities import Floats

OUTTURN, UPLIFT, GROWTH, EFFICIENCY, SHIFT, NEED = (
    "last year's outturn",
    "net uplift of prices",
    "expected growth of activity",
    "growth met by efficiency",
    "activity shifted to another sector",
    "population need",
)


class FixedPayment(Element):
    """A fixed sum a year, set from last year's outturn in six steps, and paid in twelfths.

    With outturn o at unit prices, net = (1 + cost_uplift) · (1 - tariff_efficiency), and c the value of
    the same activity at patient-level cost where that is given and at unit price otherwise, uplifted:

    1. the outturn, o;
    2. net uplift of prices, o · (net - 1);
    3. expected growth of activity, activity_growth · c;
    4. less the part of that growth which efficiency and improvement absorb, absorbed · step 3;
    5. less activity agreed to move to another sector, shifted · c;
    6. population need, need · (sum of the five).

    A shift taken out at unit price takes its fixed costs with it; at a patient-level cost that holds only
    what is saved, it leaves them. So whatever has a cost has a unit price, and what is shifted of it is worth
    no more than the sum that it is taken out of. Each April the steps are taken again, from the sum as it is,
    or in part (`rebase`) from the outturn. Source: whole-system payment paper 2021, initial elements for a
    fixed payment 1 and 2, and "beginning to address healthcare needs of a whole population".

    Example:
        >>> terms = {"unit_prices": {"NEL": 2_000.0}, "cost_uplift": 0.03, "tariff_efficiency": 0.01}
        >>> payment = FixedPayment.model_validate(terms | {"activity_growth": 0.02, "absorbed": 0.5})
        >>> {step: round(float(pounds)) for step, pounds in payment.steps(np.array([1_000_000.0])).items()}
        ... # doctest: +NORMALIZE_WHITESPACE
        {"last year's outturn": 1000000, 'net uplift of prices': 19700, 'expected growth of activity': 20394,
         'growth met by efficiency': -10197, 'activity shifted to another sector': 0, 'population need': 0}
        >>> payment.plan(np.array([[1_000_000.0]])).round(2).tolist()
        [[1029897.0, 1.0]]
    """

    form: ClassVar[str] = "fixed_payment"
    identifiers: ClassVar[tuple[str, ...]] = ("P11", "P12")
    owed_in_words: ClassVar[str] = (
        "plan · share of year gone; plan = outturn, net uplift, growth, less what efficiency absorbs, less "
        "what is shifted, at unit price or patient-level cost, and need"
    )

    unit_prices: Prices = Field(description="pounds a unit at which last year is valued")
    patient_level_costs: Prices | None = Field(
        default=None, description="or pounds a unit at which growth and shift are, by patient-level cost"
    )
    cost_uplift: Rate = Field(default=0.0, description="rise of input prices, share a year")
    tariff_efficiency: Share = Field(default=0.0, description="efficiency taken off prices, share a year")
    activity_growth: Rate = Field(default=0.0, description="expected growth of activity, share a year")
    absorbed: Annotated[Share, Slider(150)] = Field(
        default=0.0, description="share of that growth met by efficiency"
    )
    shifted: Annotated[Share, Slider(160)] = Field(
        default=0.0, description="share of activity moved to another sector, a year"
    )
    need: Rate = Field(default=0.0, description="change for the need of the population, share a year")
    rebase: Annotated[Share, Slider(180)] = Field(
        default=0.0, description="share of the gap to the outturn taken into next year's sum"
    )

    @model_validator(mode="after")
    def _is_a_sum(self) -> Self:
        """Growth and shift are a part of a sum: whatever has a cost has a price, and the sum stays one."""
        net = (1 + self.cost_uplift) * (1 - self.tariff_efficiency)
        for pod, cost in (self.patient_level_costs or self.unit_prices).items():
            price = self.unit_prices.get(pod, 0.0)
            if cost and not price:
                raise ValueError(f"{pod} costs {cost:g} and has no unit price, so no sum can be set from it")
            change = (self.activity_growth * (1 - self.absorbed) - self.shifted) * (
                cost / price if price else 0
            )
            if net * (1 + change) < 0:
                raise ValueError(
                    f"what is shifted of {pod} is worth more than the sum, at {cost:g} against {price:g}"
                )
        return self

    def measures(self) -> tuple[Measure, ...]:
        """The value of activity at unit price, and at patient-level cost where that is given."""
        value = Measure("value of activity", "delivered", self.unit_prices)
        if self.patient_level_costs is None:
            return (value,)
        return (value, Measure("patient-level cost", "delivered", self.patient_level_costs))

    def steps(self, outturn: Floats) -> Mapping[str, Floats]:
        """Every step in pounds a year, from measures [..., m]; the sum is their total, if above nothing."""
        cost = ratio(outturn[..., -1], outturn[..., 0])
        return self._steps(outturn[..., 0], cost)

    def plan(self, outturn: Floats) -> Floats:
        """The sum, pounds a year, and what growth and shift cost for each pound of it."""
        cost = ratio(outturn[..., -1], outturn[..., 0])
        return self._planned(outturn[..., 0], cost)

    def pay(self, measured: Floats, plan: Floats, elapsed: float) -> Floats:
        """Twelfths of the sum."""
        return np.full(measured.shape[:-1], plan[..., 0] * elapsed)

    def replan(self, plan: Floats, outturn: Floats) -> Floats:
        """The steps taken again from this year's sum, and in part from its outturn."""
        carried = self._planned(plan[..., 0], plan[..., 1])
        return carried + self.rebase * (self.plan(outturn) - carried)

    def cut(self, plan: Floats, factor: Floats) -> Floats:
        """The sum, scaled by the payer; costs for each pound of it stay."""
        return np.stack([plan[..., 0] * factor, plan[..., 1]], axis=-1)

    def _planned(self, base: Floats, cost: Floats) -> Floats:
        """The total of the steps beside the cost ratio, [..., 2]."""
        total = np.sum(list(self._steps(base, cost).values()), axis=0)
        return np.stack([np.maximum(total, 0), cost], axis=-1)

    def _steps(self, base: Floats, cost: Floats) -> dict[str, Floats]:
        """The steps from a base in pounds, growth and shift costing `cost` for each pound of it."""
        net = (1 + self.cost_uplift) * (1 - self.tariff_efficiency)
        activity = base * net * cost
        growth = self.activity_growth * activity
        found = {
            OUTTURN: base,
            UPLIFT: base * (net - 1),
            GROWTH: growth,
            EFFICIENCY: -self.absorbed * growth,
            SHIFT: -self.shifted * activity,
        }
        return found | {NEED: self.need * np.sum(list(found.values()), axis=0)}
