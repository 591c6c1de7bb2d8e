"""From runs to the panels of the live screen: lines, their interval, and what each of them says.

One run of each option gives both lines at once. As more pairs of runs come in, lines become means over them,
and the band is the 95% interval of the paired difference, laid around option B.
"""

import math
import warnings
from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from scenarios.questions.interval import student
from scenarios.words.numbers import decimals, from_to, money, month, percent
from viz.room.picture import SERIES, Picture, Series, Small
from viz.room.runs_in_worker import OnePair
from viz.widgets.charts import panel

FEWEST: Final = 3
"""Pairs of runs before an interval is drawn."""

_SLIGHT: Final = 0.002
"""A change under this share of option A is none to speak of in one run."""


def panels_of(
    a: Picture, b: Picture, pairs: Sequence[OnePair], names: tuple[str, str]
) -> tuple[list[Any], Small]:
    """Panels in the order of `SERIES`, and their lines, float32[K, 4, M].

    Args:
        a: one run of option A.
        b: one run of option B.
        pairs: both options with one seed after another.
        names: of both options.
    """
    lines = banded(a.series, b.series, [pair.lines for pair in pairs])
    return [_panel(series, line, names) for series, line in zip(SERIES, lines, strict=True)], lines


def panels_so_far(
    a: Picture, b: Small, names: tuple[str, str], before: Small | None
) -> tuple[list[Any], Small]:
    """Panels while option B is still running, and their lines so far, float32[K, 4, M].

    Args:
        a: one run of option A.
        b: float32[K, m], the first months of option B.
        names: of both options.
        before: float32[K, M], what was on the screen, so that axes stay where they are; or None.
    """
    reached = b.shape[1]
    lines = np.full((len(SERIES), 4, len(a.months)), np.nan, np.float32)
    lines[:, 0], lines[:, 1, :reached] = a.series, b
    panels = [_panel(s, line[:, :reached], names) for s, line in zip(SERIES, lines, strict=True)]
    by = month(a.months[reached - 1])
    return [_on_the_way(p, by, k, before) for k, p in enumerate(panels)], lines


def _on_the_way(given: dict[str, Any], by: str, k: int, before: Small | None) -> dict[str, Any]:
    """A panel whose message holds for a month on the way, on the axis of what was there before."""
    known = before[k][np.isfinite(before[k])] if before is not None else np.zeros(0)
    reach = [float(known.min()), float(known.max())] if known.size else None
    spoken = given["spoken"].replace("At the end", f"By {by}")
    return {**given, "message": f"{given['message']}, by {by}", "spoken": spoken, "reach": reach}


def banded(a: Small, b: Small, pairs: Sequence[Small]) -> Small:
    """Option A, option B and both ends of its interval, float32[K, 4, M].

    Args:
        a: float32[K, M], of one run.
        b: the same.
        pairs: float32[2, K, M] each; under `FEWEST` of them there is no interval.
    """
    if len(pairs) < FEWEST:
        nothing = np.full_like(a, np.nan)
        return np.stack([a, b, nothing, nothing], axis=1)
    many = np.array(pairs, np.float64)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        means, spread = many.mean(axis=0), (many[:, 1] - many[:, 0]).std(axis=0, ddof=1)
    half = student(len(pairs) - 1) * spread / math.sqrt(len(pairs))
    return np.stack([means[0], means[1], means[1] - half, means[1] + half], axis=1).astype(np.float32)


def _panel(series: Series, line: Small, names: tuple[str, str]) -> dict[str, Any]:
    a, b, low, high = (float(part[-1]) for part in line)
    unit = series.unit

    def shown(value: float) -> str:
        return decimals(value, series.decimals)

    spoken = f"At the end {shown(b)} {unit} under {names[1]}, {shown(a)} under {names[0]}."
    if math.isfinite(low):
        spoken += f" 95% interval {from_to(low, high, shown)}."
    words = unit + (", mean of the last twelve months" if series.flow else "")
    floor = None if series.key == "surplus" else 0.0
    return panel(series.key, series.title, message(series, line), words, series.decimals, spoken, floor)


def message(series: Series, line: Small) -> str:
    """What a panel shows at its end, as a title.

    Args:
        series: what is drawn.
        line: float32[4, M], as `banded` gives it.
    """
    a, b, low, high = (float(part[-1]) for part in line)
    if not (math.isfinite(a) and math.isfinite(b)):
        return f"{series.title}: not known yet"
    unsure = math.isfinite(low) and low <= a <= high
    if unsure or abs(b - a) <= _SLIGHT * abs(a):
        return f"{series.title}: no clear difference"
    way = "higher" if b > a else "lower"
    return f"{series.title}: {_difference(a, b, series)} {way}"


def _difference(a: float, b: float, series: Series) -> str:
    """How far two ends are apart, on the scale that suits them."""
    if series.unit.startswith("%"):
        return f"{decimals(abs(b - a), 1)} points"
    if series.unit.startswith("£m"):
        return f"{money(1e6 * abs(b - a))} a year"
    return percent(100 * abs(b / a - 1)) if a else decimals(abs(b - a))
