"""Fee for service (P3) and council prices by the hour and week (P13): so many pounds an item."""

from typing import Annotated, ClassVar

import numpy as np
from pydantic import Field

from abm.payment.element import Element, Measure, Pounds, Prices, Slider
from abm.quantities import Floats


class FeeForService(Element):
    """A price for each item, up to a cap a year where there is one.

    Owed = min(sum of items · price, cap). Home care by the hour and residential care by the week are
    council contracts of this form; so are enhanced services of a practice. Source: consultation on
    payment development 2017, paragraph 3.5; Barking and Dagenham health and wellbeing board response
    2017, paragraph 2.9.

    Example:
        >>> fee = FeeForService(prices={"RES": 654.0}, cap_pounds_per_year=100_000)
        >>> fee.pay(np.array([[65_400.0], [130_800.0]]), np.zeros((2, 0)), elapsed=1.0).tolist()
        [65400.0, 100000.0]
    """

    form: ClassVar[str] = "fee_for_service"
    identifiers: ClassVar[tuple[str, ...]] = ("P2", "P3", "P13")
    owed_in_words: ClassVar[str] = "items · price, up to a cap"

    prices: Annotated[Prices, Slider(50, unit="pounds")] = Field(
        description="pounds an item by point of delivery"
    )
    cap_pounds_per_year: Pounds | None = Field(
        default=None, description="most that is paid, pounds a year a payee"
    )

    def measures(self) -> tuple[Measure, ...]:
        """The value of items delivered."""
        return (Measure("value of items", "delivered", self.prices),)

    def pay(self, measured: Floats, plan: Floats, elapsed: float) -> Floats:
        """Items at their price, capped over the year."""
        value = measured[..., 0]
        return value if self.cap_pounds_per_year is None else np.minimum(value, self.cap_pounds_per_year)
