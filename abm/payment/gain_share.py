"""Gain and loss share (P7): a part of the saving, or of the overspend, against an expected cost."""

from typing import Annotated, ClassVar, Literal

import numpy as np
from pydantic import Field

from abm.payment.element import Beside, Measure, Prices, Share, Slider, Uplifted, ratio
from abm.quantities import Floats

Corridor = Annotated[float, Field(strict=True, gt=0, le=1, allow_inf_nan=False)]


class GainShare(Beside, Uplifted):
    """A share of what the covered population costs less, or more, than expected, within a corridor.

    expected = last year's value of the named activity per person-month, uplifted, times person-months
    so far. saving = expected - value, held within ± corridor · expected, less `hurdle` · expected, which
    is left to the payer either way since so small a difference may be chance. Owed = gain_share · saving
    where it is positive, loss_share · saving where it is negative, but never more than stop_loss · expected.
    For a practice the population is its own list; otherwise the residents of the territory. Several
    members with shares of one population's saving are a multilateral gain and loss share. Source:
    consultation on payment development 2017, paragraphs 3.9 and 3.15(iii); whole-system payment paper 2021.

    Example:
        >>> share = GainShare(unit_prices={"NEL": 2000.0}, gain_share=0.5, corridor=0.1)
        >>> plan = share.plan(np.array([[200_000.0, 12_000.0]]))
        >>> share.pay(np.array([[190_000.0, 12_000.0], [100_000.0, 12_000.0]]), plan, 1.0).round(2).tolist()
        [5000.0, 10000.0]
    """

    form: ClassVar[str] = "gain_share"
    identifiers: ClassVar[tuple[str, ...]] = ("P7", "P17")
    owed_in_words: ClassVar[str] = (
        "share of saving or overspend against expected cost per head, beyond a hurdle, within a corridor "
        "and a stop-loss"
    )

    unit_prices: Prices = Field(description="pounds a unit at which activity is valued")
    basis: Literal["population_use", "delivered"] = Field(
        default="population_use", description="what the population used, or what the payee delivered to it"
    )
    gain_share: Annotated[Share, Slider(30)] = Field(description="share of a saving paid to the payee")
    loss_share: Annotated[Share, Slider(90)] = Field(
        default=0.0, description="share of an overspend owed by the payee"
    )
    corridor: Annotated[Corridor, Slider(210, seldom=True)] = Field(
        default=1.0, description="most that is shared, as a share of expected cost"
    )
    hurdle: Annotated[Share, Slider(270)] = Field(
        default=0.0, description="difference from which sharing begins, as a share of expected cost"
    )
    stop_loss: Share = Field(default=1.0, description="most the payee owes, as a share of expected cost")

    def measures(self) -> tuple[Measure, ...]:
        """The value of activity, and person-months."""
        value = Measure("value of activity", self.basis, self.unit_prices)
        return (value, Measure("person-months", "people"))

    def plan(self, outturn: Floats) -> Floats:
        """Expected cost, pounds per person-month."""
        return (ratio(outturn[..., 0], outturn[..., 1]) * self.net_uplift)[..., None]

    def pay(self, measured: Floats, plan: Floats, elapsed: float) -> Floats:
        """The shared part of the saving less the shared part of the overspend."""
        expected = plan[..., 0] * measured[..., 1]
        limit, least = self.corridor * expected, self.hurdle * expected
        saving = np.clip(expected - measured[..., 0], -limit, limit)
        gain = self.gain_share * np.maximum(saving - least, 0)
        return gain + np.maximum(self.loss_share * np.minimum(saving + least, 0), -self.stop_loss * expected)
