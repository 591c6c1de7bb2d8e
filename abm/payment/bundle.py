"""Bundle (P10): a pathway over several providers, settled afterwards against one price for each start."""

from typing import Annotated, ClassVar, Self

import numpy as np
from pydantic import Field, model_validator

from abm.payment.element import Beside, Measure, PodName, Prices, Share, Slider, Uplifted, ratio
from abm.quantities import Floats

LimitShare = Annotated[float, Field(strict=True, gt=0, le=1, allow_inf_nan=False)]


class Bundle(Beside, Uplifted):
    """A share of what all the care of a pathway cost less, or more, than its price, whoever gave it.

    Providers are paid as they are in other contracts. target = starts of the covered population · last
    year's value of `covers` per start, uplifted, less `discount`. saving = target - value of `covers`
    used, held within ± limit · target. Owed = share · saving, positive or negative. One more start
    brings a target of its own; one more follow-up, at whichever provider, takes its price away. Source:
    consultation on payment development 2017, paragraphs 2.11 (note 3, bundled payment in the
    Netherlands) and 3.9; settled afterwards as in Medicare's Bundled Payments for Care Improvement.

    Example:
        >>> bundle = Bundle(starts=("OPFA",), covers={"OPFUP": 75.0}, share=0.5)
        >>> plan = bundle.plan(np.array([[1_000.0, 150_000.0]]))
        >>> bundle.pay(np.array([[1_000.0, 140_000.0], [1_100.0, 150_000.0]]), plan, 1.0).tolist()
        [5000.0, 7500.0]
    """

    form: ClassVar[str] = "bundle"
    identifiers: ClassVar[tuple[str, ...]] = ("P10",)
    owed_in_words: ClassVar[str] = "share of target per start less the value of what followed, anywhere"

    starts: tuple[PodName, ...] = Field(min_length=1, description="points of delivery that start a pathway")
    covers: Prices = Field(description="pounds a unit of the care that follows, by point of delivery")
    share: Annotated[Share, Slider(80)] = Field(
        description="share of a saving paid to the payee, and of an overspend owed by it"
    )
    discount: Share = Field(default=0.0, description="part of the target that the payer keeps")
    limit: Annotated[LimitShare, Slider(220)] = Field(
        default=1.0, description="most that counts either way, as a share of target"
    )

    @model_validator(mode="after")
    def _apart(self) -> Self:
        """What starts a pathway is not also covered by it."""
        if set(self.starts) & set(self.covers):
            raise ValueError("a point of delivery either starts the pathway or is covered by it")
        return self

    def measures(self) -> tuple[Measure, ...]:
        """Starts, and the value of the care that followed, of the covered population anywhere."""
        starts = Measure("starts", "population_use", dict.fromkeys(self.starts, 1.0))
        return (starts, Measure("value of care", "population_use", self.covers))

    def plan(self, outturn: Floats) -> Floats:
        """The target for one start, pounds."""
        target = ratio(outturn[..., 1], outturn[..., 0]) * self.net_uplift * (1 - self.discount)
        return target[..., None]

    def pay(self, measured: Floats, plan: Floats, elapsed: float) -> Floats:
        """The payee's share of target less value, within the limit."""
        target = plan[..., 0] * measured[..., 0]
        limit = self.limit * target
        return self.share * np.clip(target - measured[..., 1], -limit, limit)
