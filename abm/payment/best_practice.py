"""Best-practice top-up (P4): a premium for care done the better way, beyond the share already so done."""

from typing import Annotated, ClassVar, Self

import numpy as np
from pydantic import Field, model_validator

from abm.payment.element import Beside, Measure, PodName, Pounds, Share, Slider, ratio
from abm.quantities import Floats


class BestPractice(Beside):
    """A premium a unit for the best way, such as a day case, beyond a target share of all that could be so.

    Owed = premium · max(best - target · (best + other), 0), in units delivered. The target is stated, or is
    the payee's own share in the year before the contract, and stays where it was set. The tariff pays for the
    units themselves; this comes on top. Best practice tariffs have paid a premium for day-case surgery since
    2010. Source: consultation on payment development 2017, paragraph 3.6, the national tariff with its
    adjustments; 3.18, local variations.

    Example:
        >>> top_up = BestPractice(best=("DC",), other=("EL",), premium=200.0, target=0.8)
        >>> top_up.pay(np.array([[850.0, 1_000.0]]), top_up.plan(np.zeros((1, 2))), elapsed=1.0).tolist()
        [10000.0]
    """

    form: ClassVar[str] = "best_practice"
    identifiers: ClassVar[tuple[str, ...]] = ("P4",)
    owed_in_words: ClassVar[str] = "premium · units done the better way beyond a target share"

    best: tuple[PodName, ...] = Field(min_length=1, description="points of delivery that are best practice")
    other: tuple[PodName, ...] = Field(
        min_length=1, description="points of delivery that could have been best practice"
    )
    premium: Annotated[Pounds, Slider(110, unit="pounds")] = Field(
        description="pounds for each unit of best practice beyond the target"
    )
    target: Share | None = Field(
        default=None, description="share of units that is expected; last year's own where not stated"
    )

    @model_validator(mode="after")
    def _apart(self) -> Self:
        """What is best is not also the other way."""
        if set(self.best) & set(self.other):
            raise ValueError("a point of delivery is either in best or in other")
        return self

    def measures(self) -> tuple[Measure, ...]:
        """Units done the best way, and all units."""
        best = dict.fromkeys(self.best, 1.0)
        every = best | dict.fromkeys(self.other, 1.0)
        return (Measure("best practice", "delivered", best), Measure("all units", "delivered", every))

    def plan(self, outturn: Floats) -> Floats:
        """The target share: as stated, or as it was."""
        if self.target is not None:
            return np.full((*outturn.shape[:-1], 1), self.target)
        return ratio(outturn[..., 0], outturn[..., 1])[..., None]

    def pay(self, measured: Floats, plan: Floats, elapsed: float) -> Floats:
        """The premium for every unit beyond the target share."""
        return self.premium * np.maximum(measured[..., 0] - plan[..., 0] * measured[..., 1], 0)
