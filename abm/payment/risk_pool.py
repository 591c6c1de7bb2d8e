"""Ring-fenced risk pool (P7, P16): money held back for unplanned demand; what is left of it is shared."""

from typing import Annotated, ClassVar, Literal

import numpy as np
from pydantic import Field

from abm.payment.element import Beside, Measure, Prices, Share, Slider, Uplifted, ratio
from abm.quantities import Floats


class RiskPool(Beside, Uplifted):
    """A pool that pays for demand beyond a tolerance until it is empty, and shares what is left.

    expected = last year's value of the named activity per person-month, uplifted, times person-months
    so far; held = pool · expected. The payee bears demand up to (1 + tolerance) · expected itself.
    drawn = min(draw · value beyond that, held). Owed = drawn + left · (held - drawn) - paid_in · held: the
    payee puts in its part of the pool, draws on it, and gets its part of what is left. It never draws
    more than is held, which is what ring-fenced means. Where members each take their part of one
    population's demand, the pool is theirs in common, as the Newham collaborative runs its own. Source:
    consultation on payment development 2017, paragraphs 3.9 ("a risk pool across providers and
    commissioners that is ring-fenced to manage unanticipated changes in demand") and 3.14 (block and
    tolerance, stranded costs).

    Example:
        >>> terms = {"unit_prices": {"OPFA": 165.0}, "pool": 0.05, "tolerance": 0.02}
        >>> pool = RiskPool.model_validate(terms | {"draw": 0.8, "left": 0.5})
        >>> plan = pool.plan(np.array([[1_000_000.0, 12_000.0]]))
        >>> year = np.array([[1_000_000.0, 12_000.0], [1_040_000.0, 12_000.0], [1_200_000.0, 12_000.0]])
        >>> pool.pay(year, plan, elapsed=1.0).round(2).tolist()
        [25000.0, 33000.0, 50000.0]
    """

    form: ClassVar[str] = "risk_pool"
    identifiers: ClassVar[tuple[str, ...]] = ("P7", "P16")
    owed_in_words: ClassVar[str] = (
        "what demand beyond a tolerance draws from a sum held, and a share of what is left, less what was "
        "paid in"
    )

    unit_prices: Prices = Field(description="pounds a unit at which activity is valued")
    basis: Literal["population_use", "delivered"] = Field(
        default="population_use", description="what the population used, or what the payee delivered to it"
    )
    pool: Annotated[Share, Slider(230)] = Field(description="what is held, as a share of expected value")
    tolerance: Annotated[Share, Slider(250)] = Field(
        default=0.0, description="growth the payee bears, as a share of expected value"
    )
    draw: Annotated[Share, Slider(260)] = Field(
        default=1.0, description="share of the value beyond tolerance that the pool pays"
    )
    left: Share = Field(default=0.0, description="share of what is left that is the payee's")
    paid_in: Share = Field(default=0.0, description="share of the pool that the payee puts in")

    def measures(self) -> tuple[Measure, ...]:
        """The value of activity, and person-months."""
        value = Measure("value of activity", self.basis, self.unit_prices)
        return (value, Measure("person-months", "people"))

    def plan(self, outturn: Floats) -> Floats:
        """Expected value, pounds per person-month."""
        return (ratio(outturn[..., 0], outturn[..., 1]) * self.net_uplift)[..., None]

    def pay(self, measured: Floats, plan: Floats, elapsed: float) -> Floats:
        """What is drawn, and the payee's part of what is left, less what it put in."""
        expected = plan[..., 0] * measured[..., 1]
        held = self.pool * expected
        unplanned = np.maximum(measured[..., 0] - (1 + self.tolerance) * expected, 0)
        drawn = np.minimum(self.draw * unplanned, held)
        return drawn + self.left * (held - drawn) - self.paid_in * held
