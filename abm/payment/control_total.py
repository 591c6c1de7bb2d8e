"""System control total (P21): money that is there for all if the system keeps within one envelope."""

from typing import Annotated, ClassVar

import numpy as np
from pydantic import Field

from abm.payment.element import Beside, Measure, Prices, Share, Slider, Uplifted, ratio
from abm.quantities import Floats

Taper = Annotated[float, Field(strict=True, gt=0, le=1, allow_inf_nan=False)]


class ControlTotal(Beside, Uplifted):
    """A sum to each member while what the whole population used costs no more than one agreed total.

    total = last year's value of the named care of the territory's residents, wherever it was given, times
    net uplift; it does not grow with the population. sum = share · what the member's own deliveries were
    worth. overspend = value / (total · elapsed) - 1. Owed = sum · elapsed · (1 - overspend / taper), held
    between nothing and the whole sum. With a small taper it is nearly all or nothing, as the provider
    sustainability fund was. Care is valued at unit prices: members' own costs are not measured, so that
    what is shared is the bill and not the deficit. Source: accountable care update for inner north-east
    London 2017 (a shadow system control total, an open book strategy); whole-system payment paper 2021
    (system-wide risk management, a defined financial envelope).

    Example:
        >>> fund = ControlTotal(unit_prices={"NEL": 2_000.0}, share=0.02, taper=0.02)
        >>> plan = fund.plan(np.array([[100e6, 50e6]]))
        >>> fund.pay(np.array([[99e6, 50e6], [101e6, 50e6], [103e6, 50e6]]), plan, 1.0).round(2).tolist()
        [1000000.0, 500000.0, 0.0]
    """

    form: ClassVar[str] = "control_total"
    identifiers: ClassVar[tuple[str, ...]] = ("P21",)
    owed_in_words: ClassVar[str] = "a sum for each member, lost as the population's bill exceeds one total"

    unit_prices: Prices = Field(description="pounds a unit at which the population's care is valued")
    share: Annotated[Share, Slider(80)] = Field(
        description="the sum, as a share of what the payee delivered last year"
    )
    taper: Annotated[Taper, Slider(100)] = Field(
        description="overspend at which all of it is lost, as a share of the total"
    )

    def measures(self) -> tuple[Measure, ...]:
        """The value of everything the population used, and of what the payee delivered to it."""
        used = Measure("value of use", "population_use", self.unit_prices)
        return (used, Measure("value of deliveries", "delivered", self.unit_prices))

    def plan(self, outturn: Floats) -> Floats:
        """The control total and the payee's sum, pounds a year."""
        return outturn * np.array([self.net_uplift, self.share])

    def replan(self, plan: Floats, outturn: Floats) -> Floats:
        """The total is uplifted, and moved by `rebase` towards the outturn; the sum stays as it is."""
        return np.stack([super().replan(plan, outturn)[..., 0], plan[..., 1]], axis=-1)

    def pay(self, measured: Floats, plan: Floats, elapsed: float) -> Floats:
        """The sum so far, less what an overspend has lost of it."""
        total = plan[..., 0] * elapsed
        over = ratio(measured[..., 0] - total, total)
        return plan[..., 1] * elapsed * np.clip(1 - over / self.taper, 0, 1)
