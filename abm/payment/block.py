"""Block contract (P1): a fixed sum a year, paid in twelfths, whatever is done."""

from typing import ClassVar, Self

import numpy as np
from pydantic import Field, model_validator

from abm.payment.element import Measure, Pounds, Prices, Share, Uplifted
from abm.quantities import Floats


class Block(Uplifted):
    """A fixed sum a year to each payee, with no income from one more of anything.

    The sum is stated (`pounds_per_year`), or a share of a figure of the payee (`pounds_from`, such as
    a practice's `global_sum_pounds`), or last year's activity at stated prices, uplifted
    (`unit_prices`). Owed to date = plan · elapsed. Source: consultation on payment development 2017,
    paragraph 3.3; practices' core payments, paragraph 3.4.

    Example:
        >>> block = Block(unit_prices={"COMM": 40.0}, efficiency=0.02)
        >>> plan = block.plan(np.array([[10_000.0 * 40.0]]))
        >>> plan.tolist(), block.pay(np.array([[0.0]]), plan, elapsed=0.25).tolist()
        ([[392000.0]], [98000.0])
    """

    form: ClassVar[str] = "block"
    identifiers: ClassVar[tuple[str, ...]] = ("P1", "P2")
    owed_in_words: ClassVar[str] = (
        "plan · share of year gone; plan stated, from a figure, or last year's activity at stated prices"
    )

    pounds_per_year: Pounds | None = Field(default=None, description="the sum, pounds a year to each payee")
    pounds_from: str | None = Field(
        default=None, description="or the payee's figure that holds it, pounds a year"
    )
    share: Share = Field(default=1.0, description="share of that figure that this element pays")
    unit_prices: Prices | None = Field(
        default=None, description="or pounds a unit at which last year is valued"
    )

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        """Exactly one way to set the sum, and only an outturn can be rebased to."""
        given = [s for s in (self.pounds_per_year, self.pounds_from, self.unit_prices) if s is not None]
        if len(given) != 1:
            raise ValueError("a block needs one of pounds_per_year, pounds_from, unit_prices")
        if self.rebase and self.unit_prices is None:
            raise ValueError("rebase needs unit_prices, which say what the outturn is worth")
        if self.share != 1 and self.pounds_from is None:
            raise ValueError("share needs pounds_from, of which it is a share")
        return self

    def measures(self) -> tuple[Measure, ...]:
        """The value of activity, the payee's figure, or nothing at all."""
        if self.unit_prices is not None:
            return (Measure("value of activity", "delivered", self.unit_prices),)
        return (Measure(self.pounds_from, "figure"),) if self.pounds_from else ()

    def plan(self, outturn: Floats) -> Floats:
        """Pounds a year: as stated, from the figure, or the uplifted value of last year's activity."""
        if self.unit_prices is not None:
            return outturn[..., :1] * self.net_uplift
        if self.pounds_from is not None:
            return outturn[..., :1] * self.share
        return np.full((*outturn.shape[:-1], 1), self.pounds_per_year)

    def pay(self, measured: Floats, plan: Floats, elapsed: float) -> Floats:
        """Twelfths of the plan."""
        return np.full(measured.shape[:-1], plan[..., 0] * elapsed)

    def cut(self, plan: Floats, factor: Floats) -> Floats:
        """The sum, scaled by the payer."""
        return plan * factor[..., None]
