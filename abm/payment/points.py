"""Points (P2): pounds for the share of eligible people reached, as in the quality framework for GPs."""

from typing import Annotated, ClassVar, Self

import numpy as np
from pydantic import Field, model_validator

from abm.payment.element import Element, Measure, Pounds, Share, Slider, ratio
from abm.quantities import Floats

AverageList = Annotated[float, Field(strict=True, ge=1, le=1e6, allow_inf_nan=False)]


class Points(Element):
    """Points for the share of eligible people in proactive care, between two thresholds.

    Owed = points · pounds_per_point · (list / average_list) · achievement · elapsed, where
    achievement = (recorded / eligible - lower) / (upper - lower), held between 0 and 1. Nothing is
    earned below the lower threshold or by going beyond the upper. Source: consultation on payment
    development 2017, paragraph 3.4; the GMS contract's quality and outcomes framework.

    Example:
        >>> points = Points(points=100, pounds_per_point=171.2, average_list=7732, lower=0.2, upper=0.7)
        >>> points.pay(np.array([[450.0, 1_000.0, 7_732.0]]), np.zeros((1, 0)), elapsed=1.0).round(2).tolist()
        [8560.0]
    """

    form: ClassVar[str] = "points"
    identifiers: ClassVar[tuple[str, ...]] = ("P2",)
    owed_in_words: ClassVar[str] = (
        "points · pounds · list / average list · recorded achievement between two thresholds"
    )

    points: Pounds = Field(description="points available to a practice, a year")
    pounds_per_point: Annotated[Pounds, Slider(70, "QOF £ per point", unit="pounds")] = Field(
        description="pounds a point at the average list"
    )
    average_list: AverageList = Field(description="registered patients at which a point has that value")
    lower: Annotated[Share, Slider(190, "QOF lower threshold")] = Field(
        description="share of eligible people at which points start"
    )
    upper: Annotated[Share, Slider(200, "QOF upper threshold", seldom=True)] = Field(
        description="share of eligible people at which all are earned"
    )

    @model_validator(mode="after")
    def _thresholds_apart(self) -> Self:
        """A threshold below another."""
        if self.lower >= self.upper:
            raise ValueError("lower must be below upper")
        return self

    def measures(self) -> tuple[Measure, ...]:
        """Resident-months recorded in proactive care, those eligible, and the size of the list."""
        return (
            Measure("proactive_care", "outcome"),
            Measure("proactive_care", "outcome_of"),
            Measure("registered_patients", "figure"),
        )

    def pay(self, measured: Floats, plan: Floats, elapsed: float) -> Floats:
        """Pounds for the points achieved so far."""
        reached = ratio(measured[..., 0], measured[..., 1])
        achieved = np.clip((reached - self.lower) / (self.upper - self.lower), 0, 1)
        size = measured[..., 2] / self.average_list
        return self.points * self.pounds_per_point * size * achieved * elapsed
