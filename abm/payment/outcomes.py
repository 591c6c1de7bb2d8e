"""Outcomes (P6): a share of contract value tied to a few measured outcomes, as a reward or a penalty."""

from typing import Annotated, ClassVar, Final, Literal, Self

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, model_validator

from abm.payment.element import Basis, Beside, Measure, OutcomeName, Pounds, Prices, Share, Slider, ratio
from abm.quantities import Floats

_COUNTED: Final[tuple[Basis, ...]] = ("outcome", "outcome_of")


class OutcomeTarget(BaseModel):
    """Between which shares a measured outcome counts: nothing below the lower, no more above the upper.

    Attributes:
        lower: recorded share at which achievement starts, 0 to 1.
        upper: recorded share at which it is full, 0 to 1, above the lower.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    lower: Share
    upper: Share

    @model_validator(mode="after")
    def _apart(self) -> Self:
        """A threshold below another."""
        if self.lower >= self.upper:
            raise ValueError("lower must be below upper")
        return self


class Outcomes(Beside):
    """A stake in pounds a year, shared equally by measured outcomes and earned as each is achieved.

    The stake is stated, or a share of a figure of the payee, or a share of what its deliveries under the
    contract were worth last year at `unit_prices`, as 2.5% of a contract's value hung on quality (CQUIN);
    it stays what it was in the first year.
    achievement = (recorded / of - lower) / (upper - lower), held between 0 and 1, year to date, where
    recorded / of is the payee's recorded share of successes. A reward owes stake · elapsed · mean
    achievement; a penalty owes -stake · elapsed · mean (1 - achievement). One more success is worth the
    same either way; the level differs by the stake. A measure with no chances so far neither earns nor
    costs. Source: consultation on payment development 2017, paragraph 3.8.

    Example:
        >>> timely = {"timely_discharge": OutcomeTarget(lower=0.90, upper=0.98)}
        >>> reward = Outcomes(pounds_per_year=1_000_000.0, targets=timely)
        >>> reward.pay(np.array([[9_400.0, 10_000.0]]), np.zeros((1, 0)), elapsed=0.5).round(2).tolist()
        [250000.0]
    """

    form: ClassVar[str] = "outcomes"
    identifiers: ClassVar[tuple[str, ...]] = ("P6",)
    owed_in_words: ClassVar[str] = (
        "stake · mean achievement between two thresholds, of recorded shares; as a penalty, less stake · "
        "what is missed"
    )

    pounds_per_year: Pounds | None = Field(default=None, description="the stake, pounds a year to each payee")
    pounds_from: str | None = Field(
        default=None, description="or the payee's figure that holds it, pounds a year"
    )
    unit_prices: Prices | None = Field(
        default=None, description="or pounds a unit at which last year's deliveries are valued"
    )
    share: Annotated[Share, Slider(80)] = Field(
        default=1.0, description="share of that figure, or of that value, that is at stake"
    )
    targets: dict[OutcomeName, OutcomeTarget] = Field(
        min_length=1, description="outcomes measured, each with its lower and upper share"
    )
    framing: Literal["reward", "penalty"] = Field(
        default="reward", description="whether achievement is paid for, or falling short is charged for"
    )

    @model_validator(mode="after")
    def _one_stake(self) -> Self:
        """Exactly one way to set the stake."""
        given = [s for s in (self.pounds_per_year, self.pounds_from, self.unit_prices) if s is not None]
        if len(given) != 1:
            raise ValueError("outcomes need one of pounds_per_year, pounds_from, unit_prices")
        if self.share != 1 and self.pounds_per_year is not None:
            raise ValueError("share needs pounds_from or unit_prices, of which it is a share")
        return self

    def measures(self) -> tuple[Measure, ...]:
        """Recorded successes and chances of each outcome, and what the stake is a share of."""
        counted = tuple(Measure(name, basis) for name in self.targets for basis in _COUNTED)
        if self.unit_prices is not None:
            return (*counted, Measure("value of deliveries", "delivered", self.unit_prices))
        return (*counted, Measure(self.pounds_from, "figure")) if self.pounds_from else counted

    def plan(self, outturn: Floats) -> Floats:
        """The stake in pounds a year where it is a share of last year's deliveries; else nothing is fixed."""
        return super().plan(outturn) if self.unit_prices is None else outturn[..., -1:] * self.share

    def pay(self, measured: Floats, plan: Floats, elapsed: float) -> Floats:
        """The stake for what is achieved so far, or less it for what is not."""
        n = 2 * len(self.targets)
        successes, chances = measured[..., 0:n:2], measured[..., 1:n:2]
        lower, upper = self._thresholds
        achieved = np.clip((ratio(successes, chances) - lower) / (upper - lower), 0, 1)
        level = achieved if self.framing == "reward" else achieved - 1
        return self._stake(measured, plan) * elapsed * np.where(chances > 0, level, 0.0).mean(axis=-1)

    def _stake(self, measured: Floats, plan: Floats) -> Floats | float:
        """Pounds a year at stake."""
        if self.pounds_per_year is not None:
            return self.pounds_per_year
        return plan[..., 0] if self.unit_prices is not None else measured[..., -1] * self.share

    @property
    def _thresholds(self) -> tuple[Floats, Floats]:
        """Lower and upper share of each outcome, float[outcomes] each."""
        targets = self.targets.values()
        return np.array([t.lower for t in targets]), np.array([t.upper for t in targets])
