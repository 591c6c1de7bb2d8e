"""Capitation (P8, P10): a sum for each person of a population or of one segment, for all the care named."""

from typing import ClassVar, Self

import numpy as np
from pydantic import Field, model_validator

from abm.payment.element import Measure, Pounds, Prices, SegmentName, Uplifted, Weight, ratio
from abm.quantities import MONTHS_PER_YEAR, Floats


class Capitation(Uplifted):
    """Pounds per person-year of the covered population, risk adjusted by segment or not.

    The rate is stated (`pounds_per_person_year`), or is what the population used last year, valued at
    `unit_prices`, per weighted person and uplifted. Owed = rate · weighted person-months / 12. One
    more admission brings no income this year; it may raise the rate at the next rebasing. In a contract whose
    scope is one segment, people with complex needs say, it is a year of care (P10). Source:
    consultation on payment development 2017, paragraphs 3.15(i) and 4.4.

    Example:
        >>> capitation = Capitation(pounds_per_person_year=600.0)
        >>> plan = capitation.plan(np.zeros((1, 1)))
        >>> capitation.pay(np.array([[1_000.0 * 6]]), plan, elapsed=0.5).tolist()
        [300000.0]
    """

    form: ClassVar[str] = "capitation"
    identifiers: ClassVar[tuple[str, ...]] = ("P2", "P8", "P10")
    owed_in_words: ClassVar[str] = "rate · weighted person-months / 12"

    pounds_per_person_year: Pounds | None = Field(
        default=None, description="the rate, pounds a person a year"
    )
    unit_prices: Prices | None = Field(default=None, description="or pounds a unit to value last year's use")
    segment_weights: dict[SegmentName, Weight] = Field(
        default_factory=dict[str, float], description="risk weight by segment, 1 where not named"
    )

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        """Exactly one way to set the rate."""
        if (self.pounds_per_person_year is None) == (self.unit_prices is None):
            raise ValueError("a capitation needs one of pounds_per_person_year, unit_prices")
        if self.rebase and self.unit_prices is None:
            raise ValueError("rebase needs unit_prices, which say what the outturn is worth")
        return self

    def measures(self) -> tuple[Measure, ...]:
        """Weighted person-months, and the value of what they used where the rate comes from it."""
        people = Measure("weighted person-months", "people", self.segment_weights)
        if self.unit_prices is None:
            return (people,)
        return (people, Measure("value of use", "population_use", self.unit_prices))

    def plan(self, outturn: Floats) -> Floats:
        """The rate, pounds per weighted person-year."""
        if self.unit_prices is None:
            return np.full((*outturn.shape[:-1], 1), self.pounds_per_person_year)
        person_years = outturn[..., 0] / MONTHS_PER_YEAR
        return (ratio(outturn[..., 1], person_years) * self.net_uplift)[..., None]

    def pay(self, measured: Floats, plan: Floats, elapsed: float) -> Floats:
        """The rate for every person-month so far."""
        return plan[..., 0] * measured[..., 0] / MONTHS_PER_YEAR

    def cut(self, plan: Floats, factor: Floats) -> Floats:
        """The rate, scaled by the payer."""
        return plan * factor[..., None]
