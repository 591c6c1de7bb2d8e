"""What differs between two ways of paying, and how sure the runs are of it."""

from typing import Any, Final

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from scenarios.sweeping.rows import Rows
from viz.charts import theme
from viz.charts.chart import Chart
from viz.charts.tables import in_words


def draw(differences: pd.DataFrame) -> Figure:
    """A dot for each mean difference, a whisker for its 95% interval, a line at no difference.

    Args:
        differences: columns label, unit, mean, low, high; one row for each thing compared. A mean that
            is not a number (not applicable) is left out.

    Returns:
        One block for each unit. A hollow dot means that the interval includes zero.
    """
    rows = in_words(differences)
    known = rows.dropna(subset=["mean", "low", "high"]) if len(rows) else rows
    if known.empty:
        return theme.empty("No difference could be measured.")
    blocks = list(known.groupby("unit", sort=False))
    figure, grid = theme.panels(_message(known), len(blocks), columns=1)
    heights = [0.6 + 0.32 * len(rows) for _, rows in blocks]
    figure.set_figheight(0.5 + sum(heights))
    layout: Any = grid[0].get_gridspec()
    layout.set_height_ratios(heights)
    for axes, (unit, rows) in zip(grid, blocks, strict=True):
        _block(axes, rows, str(unit))
    return figure


def _block(axes: Axes, rows: Rows, unit: str) -> None:
    """All differences of one unit on one scale."""
    theme.heading(axes, f"Difference, {unit}")
    axes.axvline(0, **theme.BASELINE)
    for place, row in enumerate(rows.itertuples()):
        unsure = row.low <= 0 <= row.high
        axes.plot([row.low, row.high], [place, place], color=theme.BLUE, linewidth=2, solid_capstyle="butt")
        axes.plot(
            row.mean,
            place,
            "o",
            markersize=7,
            color=theme.BLUE,
            markerfacecolor="white" if unsure else theme.BLUE,
        )
    theme.row_names(axes, rows["label"])
    axes.margins(x=0.08)


def _message(rows: Rows) -> str:
    """How many of the differences are clear."""
    clear = int(((rows["low"] > 0) | (rows["high"] < 0)).sum())
    if not clear:
        return "No clear difference: every interval includes zero"
    return f"{clear} of {len(rows)} differences are clear; hollow dots are not"


CHART: Final = Chart(
    draw=draw, caption="Dots: means. Lines: 95% intervals. A hollow dot: the interval includes zero."
)
"""The chart."""
