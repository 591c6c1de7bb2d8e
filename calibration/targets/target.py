"""A target: a kind of monthly series that a run gives and that somebody publishes or records.

The gap between a perfect model and what is recorded is told apart from luck: an observed series is taken as

    g(observed) = g(simulated) + b + e
    b ~ N(0, (level · m₁)²) once a series,    e ~ N(0, (month · m₂)²) a month

with g the logarithm, or the log-odds for a share. The scales `level` and `month` are a target's own; the
multiples m₁ and m₂ are learned, so that providers share what is known of the gap.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from abm.model import Model
from abm.quantities import Floats
from abm.vocabulary import POD

Contrast = Literal["level", "trend", "winter"]
LEVEL_TREND_WINTER: Final[tuple[Contrast, ...]] = ("level", "trend", "winter")
Simulated = Callable[[Model], dict[str, Floats]]
EVERYWHERE: Final = "all"
"""Whose a series of the whole place is."""


@dataclass(frozen=True)
class Target:
    """One kind of series.

    Attributes:
        name: what a calibration file calls it.
        title: one line.
        unit: of a month's value.
        pods: words of a data file's `pod` column whose activity it adds up, beside its own name.
        simulated: a run's monthly values by whose they are: float[M] by id.
        level: standard deviation of the gap in level between model and records, on the scale of g.
        month: standard deviation of the gap of a single month beyond it.
        why: where those two come from.
        share: whether it is a share of 1, compared in log-odds.
        contrasts: what of a series is compared.
    """

    name: str
    title: str
    unit: str
    pods: tuple[str, ...]
    simulated: Simulated
    level: float
    month: float
    why: str
    share: bool = False
    contrasts: tuple[Contrast, ...] = LEVEL_TREND_WINTER

    @property
    def counted(self) -> bool:
        """Whether it counts people or events, so that a month has a whole number of them."""
        return not self.share and not self.unit.startswith(("pounds", "days"))

    def scaled(self, values: Floats) -> Floats:
        """Values on the scale on which they are compared; NaN where there is nothing to compare.

        Args:
            values: of any shape.
        """
        known = np.where(values > 0, values, np.nan)
        return np.log(known) - np.log1p(-np.minimum(known, 1 - 1e-9)) if self.share else np.log(known)

    def unscaled(self, values: Floats) -> Floats:
        """Back from the scale of comparison."""
        return 1 / (1 + np.exp(-values)) if self.share else np.exp(values)


def of_lines(kind: str, *pods: str) -> Simulated:
    """Activity of every organisation of a kind, in some points of delivery, month by month.

    Args:
        kind: of organisation.
        pods: points of delivery, added up.
    """

    def simulated(model: Model) -> dict[str, Floats]:
        record, wanted = model.record, [POD[pod] for pod in pods]
        by_line = record.by_line()
        found: dict[str, Floats] = {}
        for i, organisation in enumerate(record.place.organisations):
            lines = record.lines.line[i, wanted]
            if organisation.kind == kind and (lines >= 0).any():
                found[organisation.id] = by_line[:, lines[lines >= 0]].sum(axis=1)
        return found

    return simulated


def by_practice(values: Floats, model: Model) -> dict[str, Floats]:
    """Values of every practice, of its home borough and of the whole place, float[M] each.

    Args:
        values: float[M, P].
        model: whose practices they are.
    """
    place = model.place
    found = {place.organisations[p].id: values[:, p] for p in range(place.n_practices)}
    for b, borough in enumerate(place.boroughs):
        found[borough] = values[:, place.practice_borough == b].sum(axis=1)
    return {**found, EVERYWHERE: values.sum(axis=1)}


def at_trusts(values: Floats, model: Model) -> dict[str, Floats]:
    """Values of every acute trust from those of its sites, float[M] each.

    Args:
        values: float[M, sites].
        model: whose sites they are.
    """
    place = model.place
    trust_of = np.array([site.trust for site in place.sites])
    return {place.organisations[t].id: values[:, trust_of == t].sum(axis=1) for t in place.trusts}


Targets = Mapping[str, Target]
