"""Global sum (P2): a practice's core payment, so many pounds for each weighted patient on its list."""

from typing import ClassVar

import numpy as np
from pydantic import Field

from abm.payment.element import Measure, Pounds, Uplifted, ratio
from abm.quantities import MONTHS_PER_YEAR, Floats


class GlobalSum(Uplifted):
    """Pounds a year for each patient, weighted as the Carr-Hill formula weighted the practice's list.

    weight = the practice's `weighted_patients` over its person-years in the reference year. Owed
    = pounds_per_weighted_patient · weight · person-months so far / 12. A practice that takes on one more
    patient gains an average patient of its own; one more contact brings nothing. The formula weighs age
    and sex, morbidity, turnover, rurality and market forces; its result is published by practice and
    is read here, not computed again. Source: consultation on payment development 2017, paragraph 3.4
    ("allocated on a per capita basis, using an average payment per patient based on the GP patient
    list"); the statement of financial entitlements.

    Example:
        >>> core = GlobalSum(pounds_per_weighted_patient=85.35)
        >>> plan = core.plan(np.array([[96_000.0, 7_600.0]]))
        >>> core.pay(np.array([[96_000.0, 7_600.0], [97_200.0, 7_600.0]]), plan, 1.0).round(2).tolist()
        [648660.0, 656768.25]
    """

    form: ClassVar[str] = "global_sum"
    identifiers: ClassVar[tuple[str, ...]] = ("P2",)
    owed_in_words: ClassVar[str] = (
        "pounds per weighted patient · published weight of the list · person-months / 12"
    )

    pounds_per_weighted_patient: Pounds = Field(description="pounds a year for a weighted patient")

    def measures(self) -> tuple[Measure, ...]:
        """Person-months on the list, and the weighted list that is published."""
        return (Measure("person-months", "people"), Measure("weighted_patients", "figure"))

    def plan(self, outturn: Floats) -> Floats:
        """Pounds for a person-month on this practice's list."""
        weight = ratio(outturn[..., 1], outturn[..., 0] / MONTHS_PER_YEAR)
        return (weight * self.pounds_per_weighted_patient / MONTHS_PER_YEAR)[..., None]

    def pay(self, measured: Floats, plan: Floats, elapsed: float) -> Floats:
        """The sum for every person-month so far."""
        return plan[..., 0] * measured[..., 0]

    def cut(self, plan: Floats, factor: Floats) -> Floats:
        """The sum for a patient, scaled by the payer."""
        return plan * np.asarray(factor)[..., None]
