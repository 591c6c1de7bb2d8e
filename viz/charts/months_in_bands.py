"""Observed months beside what a calibration says they would have been, fitted and held out."""

from typing import Final

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from scenarios.sweeping.rows import Rows
from viz.charts import theme
from viz.charts.chart import Chart
from viz.charts.tables import in_words


def draw(series: pd.DataFrame) -> Figure:
    """Every series with its predicted median and 90% band; dots are what was observed.

    Args:
        series: columns month, target, provider, observed, low, median, high, fitted, as a calibration saves
            them; observed is missing where nothing is known.

    Returns:
        One panel for each series; held-out months have hollow dots, right of a rule.
    """
    rows = in_words(series)
    known = rows.dropna(subset=["low", "median", "high"]) if len(rows) else rows
    if known.empty:
        return theme.empty("No month was predicted.")
    groups = list(known.groupby(["target", "provider"], sort=False))
    figure, grid = theme.panels(_message(known), len(groups), columns=2)
    for axes, ((target, provider), table) in zip(grid, groups, strict=True):
        _panel(axes, table.sort_values("month"), f"{provider}: {str(target).replace('_', ' ')}")
    return figure


def _panel(axes: Axes, table: Rows, words: str) -> None:
    """One series."""
    theme.heading(axes, words)
    months = [str(month) for month in table["month"]]
    at = range(len(months))
    axes.fill_between(at, table["low"], table["high"], color=theme.BLUE, alpha=0.18, linewidth=0)
    axes.plot(at, table["median"], color=theme.BLUE, linewidth=1.6)
    fitted = table["fitted"].to_numpy(bool)
    seen = table["observed"].to_numpy(float)
    for chosen, fill in ((fitted, theme.INK), (~fitted, "white")):
        places = [i for i in at if chosen[i]]
        axes.plot(places, seen[places], "o", markersize=3.6, color=theme.INK, markerfacecolor=fill, zorder=4)
    if fitted.any() and not fitted[-1]:
        axes.axvline(float(fitted.nonzero()[0].max()) + 0.5, color=theme.GREY, linewidth=0.8)
    axes.margins(x=0.02)
    theme.years_axis(axes, months)


def _message(known: Rows) -> str:
    """How many observed months lie in their bands, fitted and held out."""
    seen = known.dropna(subset=["observed"])
    if seen.empty:
        return "Nothing was observed in these months: bands are predictions"
    inside = (seen["observed"] >= seen["low"]) & (seen["observed"] <= seen["high"])
    parts = []
    for words, chosen in (
        ("fitted", seen["fitted"].astype(bool)),
        ("held-out", ~seen["fitted"].astype(bool)),
    ):
        if chosen.any():
            parts.append(f"{100 * inside[chosen].mean():.0f}% of {words} months")
    return f"{' and '.join(parts)} lie in their 90% bands"


CHART: Final = Chart(
    draw=draw,
    caption=(
        "Dots are what was recorded, the line is the predicted median, the band holds nine in ten "
        "predictions."
    ),
)
"""The chart."""
