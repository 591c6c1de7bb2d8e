"""How many contracts have run out of money by each month, for each share of value that counts as default."""

from typing import Final

import pandas as pd
from matplotlib.figure import Figure

from scenarios.sweeping.rows import Rows
from viz.charts import theme
from viz.charts.chart import Chart
from viz.charts.tables import in_words

_COLOURS = (theme.ORANGE, theme.BLUE, theme.INK)


def draw(defaults: pd.DataFrame) -> Figure:
    """Share of contracts in default by the end of each month, with its interval.

    Args:
        defaults: columns who, limit, month, share, low, high, as the contract's stress test writes them.

    Returns:
        One panel for each holder; a line for each limit, with a band that is its 95% interval.
    """
    rows = in_words(defaults)
    if rows.empty:
        return theme.empty("No contract was run.")
    groups = list(rows.groupby("who", sort=False))
    figure, grid = theme.panels(_message(rows), len(groups), columns=2, height=3.0)
    for axes, (who, table) in zip(grid, groups, strict=True):
        theme.heading(axes, str(who), "% of contracts in default by the end of the month")
        ends: list[tuple[float, str, str]] = []
        for (limit, line), colour in zip(table.groupby("limit", sort=True), _COLOURS, strict=False):
            _line(axes, line, colour)
            ends.append((100 * line["share"].iloc[-1], f"{limit:.0%}", colour))
        axes.set_ylim(0, 100)
        theme.label_ends(axes, table["month"].max(), ends)
        axes.set_xlabel("month of the contract", fontsize=9)
    return figure


def _line(axes: Rows, line: Rows, colour: str) -> None:
    """One limit: a line in its band."""
    axes.fill_between(line["month"], 100 * line["low"], 100 * line["high"], color=colour, alpha=0.12, lw=0)
    axes.plot(line["month"], 100 * line["share"], color=colour, lw=1.8)


def _message(rows: Rows) -> str:
    """The share lost within a year at the middle limit."""
    limit = sorted(rows["limit"].unique())[len(rows["limit"].unique()) // 2]
    first = rows["who"].iloc[0]
    year = rows[(rows["who"] == first) & (rows["limit"] == limit) & (rows["month"] <= 12)]
    lost = 100 * year["share"].iloc[-1]
    return f"In {lost:.0f}% of futures a deficit of {limit:.0%} of a year's value is passed within a year"


CHART: Final = Chart(
    draw=draw, caption="Share of contracts in default by the end of each month, with 95% intervals."
)
"""The chart."""
