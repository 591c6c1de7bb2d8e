"""Whether a calibration finds truths that were planted: where they fall among its draws."""

from typing import Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from scenarios.sweeping.rows import Rows
from viz.charts import theme
from viz.charts.chart import Chart
from viz.charts.tables import in_words

_BINS = 10


def draw(planted: pd.DataFrame) -> Figure:
    """Ranks of planted values among draws, by parameter.

    Args:
        planted: columns parameter, part, low, high, rank, as a calibration saves them; a rank is the share of
            draws below the truth.

    Returns:
        One panel for each parameter: truths by tenth of the draws, and a dashed line where all tenths are as
        likely, as they are when intervals are as wide as they should be.
    """
    rows = in_words(planted)
    known = rows.dropna(subset=["rank"]) if len(rows) else rows
    if known.empty:
        return theme.empty("No truth was planted.")
    groups = list(known.groupby("parameter", sort=False))
    figure, grid = theme.panels(_message(known), len(groups), columns=3, height=1.7)
    for axes, (name, table) in zip(grid, groups, strict=True):
        _panel(axes, table, str(name))
    return figure


def _panel(axes: Axes, table: Rows, name: str) -> None:
    """One parameter's truths by tenth of the draws."""
    share = _inside(table).mean()
    theme.heading(axes, name, f"{100 * share:.0f}% in their 90% intervals")
    counts = np.histogram(table["rank"], _BINS, (0, 1))[0]
    axes.bar((np.arange(_BINS) + 0.5) / _BINS, counts, width=0.9 / _BINS, color=theme.BLUE)
    axes.axhline(len(table) / _BINS, **theme.BASELINE)
    axes.set_xticks([0, 0.5, 1], ["below all", "middle", "above all"])


def _inside(table: Rows) -> Rows:
    return (table["low"] <= table["part"]) & (table["part"] <= table["high"])


def _message(known: Rows) -> str:
    """Coverage over all parameters."""
    return f"90% intervals hold {100 * _inside(known).mean():.0f}% of {len(known)} planted values"


CHART: Final = Chart(
    draw=draw,
    caption=(
        "Each dot is the rank of a planted value among the draws of its fit: spread evenly where intervals "
        "are honest."
    ),
)
"""The chart."""
