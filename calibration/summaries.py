"""What of a series is compared: its level, its trend over the years, and how its winters differ.

All are linear in a month's value on the target's scale, so that what is known of the gap between model and
records in single months carries over to them exactly. The level of a series of M months is its mean; its
trend, in units a year, is the slope of least squares; winter is the mean of December to February less that of
the rest, with the trend taken off.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from abm.quantities import Bools, Floats, Ints
from calibration.observed.cells import index_of
from calibration.observed.table import SeriesKey
from calibration.targets.target import Target

WINTER: Final = (11, 0, 1)
"""December, January and February, January being zero."""
FEWEST_FOR_TREND: Final = 18
"""Months from which a trend can be told from a season."""
FEWEST_WINTER: Final = 2
FEWEST_OTHER: Final = 5


class Summary(NamedTuple):
    """One number that is compared.

    Attributes:
        series: which series, by position.
        contrast: level, trend or winter.
    """

    series: int
    contrast: str


@dataclass(frozen=True, eq=False)
class Summaries:
    """How series become the numbers that are compared. S series, M months, K summaries.

    Attributes:
        keys: the series.
        each: what every summary is.
        weights: float[K, S, M], of a month's value on its target's scale.
        level: float[K, K], covariance of the gap in level for m₁ = 1.
        month: float[K, K], covariance of the gap of single months for m₂ = 1.
    """

    keys: tuple[SeriesKey, ...]
    each: tuple[Summary, ...]
    weights: Floats
    level: Floats
    month: Floats

    @property
    def names(self) -> list[str]:
        """Summaries in words."""
        return [f"{s.contrast} of {self.keys[s.series].words}" for s in self.each]

    def of(self, scaled: Floats) -> Floats:
        """Summaries, float[N, K], of scaled series, float[N, S, M]; unused months may be NaN."""
        used = self.weights != 0
        clean = np.where(used.any(axis=0)[None], scaled, 0.0)
        return np.einsum("ksm,nsm->nk", self.weights, clean)


def summaries_of(
    keys: Sequence[SeriesKey], months: Sequence[str], observed: Floats, targets: Mapping[str, Target]
) -> Summaries:
    """The summaries that observed months allow.

    Args:
        keys: the series.
        months: YYYY-MM of every column.
        observed: float[S, M], NaN where a month is not known or not fitted.
        targets: by name.
    """
    season = np.array([index_of(month) % 12 for month in months])
    each: list[Summary] = []
    rows: list[Floats] = []
    for i, key in enumerate(keys):
        for contrast in targets[key.target].contrasts:
            weights = _weights(contrast, np.isfinite(observed[i]), season)
            if weights is not None:
                each.append(Summary(i, contrast))
                rows.append(_in_series(weights, i, len(keys)))
    weights = np.array(rows).reshape(len(rows), len(keys), len(months))
    scales = np.array([(targets[key.target].level, targets[key.target].month) for key in keys]).reshape(-1, 2)
    sums = weights.sum(axis=2)
    level = np.einsum("ks,ls,s->kl", sums, sums, scales[:, 0] ** 2)
    month = np.einsum("ksm,lsm,s->kl", weights, weights, scales[:, 1] ** 2)
    return Summaries(tuple(keys), tuple(each), weights, level, month)


def _weights(contrast: str, known: Bools, season: Ints) -> Floats | None:
    """Weights of months in one contrast of a series; None where too few are known."""
    n, winter = known.sum(), known & np.isin(season, WINTER)
    if n == 0:
        return None
    if contrast == "level":
        return known / n
    time = np.where(known, np.arange(len(known)) / 12, 0.0)
    time = np.where(known, time - time.sum() / n, 0.0)
    slope = time / max(float((time**2).sum()), 1e-12)
    if contrast == "trend":
        return slope if n >= FEWEST_FOR_TREND else None
    others = known & ~winter
    if winter.sum() < FEWEST_WINTER or others.sum() < FEWEST_OTHER:
        return None
    gap = winter / winter.sum() - others / others.sum()
    return gap - (gap @ time) * slope if n >= FEWEST_FOR_TREND else gap


def _in_series(weights: Floats, at: int, series: int) -> Floats:
    """Weights of one series among all."""
    row = np.zeros((series, len(weights)))
    row[at] = weights
    return row


def scaled(values: Floats, keys: Sequence[SeriesKey], targets: Mapping[str, Target]) -> Floats:
    """Series, float[…, S, M], on their targets' scales."""
    return np.stack([targets[k.target].scaled(values[..., i, :]) for i, k in enumerate(keys)], axis=-2)


def unscaled(values: Floats, keys: Sequence[SeriesKey], targets: Mapping[str, Target]) -> Floats:
    """Series back from their targets' scales."""
    return np.stack([targets[k.target].unscaled(values[..., i, :]) for i, k in enumerate(keys)], axis=-2)
