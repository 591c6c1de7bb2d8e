"""Personal budget (P14): the money sits with the person, who buys home care or other support with it."""

from typing import Annotated, ClassVar

import numpy as np
from pydantic import Field

from abm.payment.element import Element, Measure, Share
from abm.quantities import WEEKS_PER_MONTH, Floats

Sum = Annotated[float, Field(strict=True, ge=0, le=10_000, allow_inf_nan=False)]
Price = Annotated[float, Field(strict=True, ge=0.01, le=10_000, allow_inf_nan=False)]


class PersonalBudget(Element):
    """An indicative sum a week for everybody with a home care package, spent as the person chooses.

    spent = hours of home care · price + contacts of other support bought · price. set aside = sum a
    week · weeks · the share of it that people meant for this provider. Owed = spent + (1 - clawback) ·
    (set aside - spent, where it is positive): what is not spent within the year goes back to the payer,
    but for what stays with the provider that keeps the account. Other support is what voluntary and
    similar providers offer: a personal assistant, a club, a class. The payer is a council (personal
    budget) or a commissioner (personal health budget). What people buy follows from these terms, see
    `abm.behaviour.purse`; a provider is paid for contacts that people bought, beside what a block pays
    it for. Source: Barking and Dagenham health and wellbeing board response 2017, paragraph 2.10; Care
    Act 2014, sections 26 to 33.

    Example:
        >>> budget = PersonalBudget(
        ...     pounds_per_week=234.0, pounds_per_hour=18.0, pounds_per_contact=30.0, clawback=0.8
        ... )
        >>> weeks = 234.0 * WEEKS_PER_MONTH
        >>> year = np.array([[0.0, weeks * 10 - 500.0, 10.0]])
        >>> budget.pay(year, np.zeros((1, 0)), elapsed=1.0).round(2).tolist() == [round(weeks * 10 - 400, 2)]
        True
    """

    form: ClassVar[str] = "personal_budget"
    identifiers: ClassVar[tuple[str, ...]] = ("P14",)
    owed_in_words: ClassVar[str] = (
        "home care delivered and other support bought · the person's prices, and what is not clawed back of "
        "the sums set aside"
    )

    pounds_per_week: Sum = Field(description="indicative sum a week for each person")
    pounds_per_hour: Price = Field(description="pounds an hour of home care that the person pays")
    pounds_per_contact: Price = Field(description="pounds a contact of other support that the person pays")
    clawback: Share = Field(default=1.0, description="share of what is not spent that goes back to the payer")

    def measures(self) -> tuple[Measure, ...]:
        """The value of home care and of other support bought, and person-months set aside for both."""
        return (
            Measure("value of home care", "delivered", {"HC": self.pounds_per_hour}),
            Measure("value of other support", "bought", {"VOL": self.pounds_per_contact}),
            Measure("person-months set aside", "set_aside", {"HC": 1.0, "VOL": 1.0}),
        )

    def pay(self, measured: Floats, plan: Floats, elapsed: float) -> Floats:
        """What was spent, and what of the rest stays with the provider."""
        spent = measured[..., 0] + measured[..., 1]
        set_aside = self.pounds_per_week * WEEKS_PER_MONTH * measured[..., 2]
        return spent + (1 - self.clawback) * np.maximum(set_aside - spent, 0)
