"""The smallest effect of a reform that an evaluation would detect, by practices and months."""

from typing import Final

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import ScalarFormatter

from scenarios.sweeping.rows import Rows
from scenarios.words.numbers import percent
from viz.charts import theme
from viz.charts.chart import Chart
from viz.charts.tables import in_words

_COLOURS = (theme.ORANGE, theme.BLUE, theme.INK)


def draw(power: pd.DataFrame) -> Figure:
    """Effects that are detected four times in five, by method, practices and months after the start.

    Args:
        power: columns method, practices, after, arm, truth, detectable; % of the mean outcome.

    Returns:
        One panel for each method; a line for each number of months, dashed lines at the true effects of the
        options over the longest time.
    """
    rows = in_words(power)
    if rows.empty:
        return theme.empty("No evaluation was made.")
    groups = list(rows.groupby("method", sort=False))
    figure, grid = theme.panels(_message(rows), len(groups), columns=2, height=3.0)
    for axes, (method, table) in zip(grid, groups, strict=True):
        theme.heading(axes, str(method), "smallest effect detected four times in five, % of the outcome")
        _panel(axes, table)
        axes.set_ylim(0, 1.08 * float(rows["detectable"].max()))
    return figure


def _panel(axes: Rows, table: Rows) -> None:
    """One method: lines by months after, true effects dashed."""
    axes.set_xscale("log")
    axes.xaxis.set_major_formatter(ScalarFormatter())
    axes.set_xticks(sorted(table["practices"].unique()), minor=False)
    axes.set_xticks([], minor=True)
    axes.set_xlabel("practices", fontsize=9)
    axes.set_xlim(0.4 * table["practices"].min(), 1.1 * table["practices"].max())
    least = table.groupby(["after", "practices"])["detectable"].min().reset_index()
    for (after, line), colour in zip(least.groupby("after"), _COLOURS, strict=False):
        axes.plot(line["practices"], line["detectable"], color=colour, lw=1.8, marker="o", ms=3)
        first = line.iloc[0]
        axes.annotate(f"{after} months", (first["practices"], first["detectable"]), xytext=(-6, 0),
                      textcoords="offset points", ha="right", va="center", fontsize=8,
                      color=colour)  # fmt: skip
    longest = table[table["after"] == table["after"].max()]
    for arm, truth in longest.groupby("arm", sort=False)["truth"].mean().abs().items():
        if truth > 0:
            axes.axhline(truth, **theme.BASELINE)
            theme.label_end(axes, axes.get_xlim()[1], truth, str(arm), theme.GREY)


def _message(rows: Rows) -> str:
    """The smallest effect that any design would detect."""
    best = rows.loc[rows["detectable"].idxmin()]
    return (
        f"No design would detect less than {percent(best['detectable'])}: {best['method']} of "
        f"{best['practices']} practices, {best['after']} months after"
    )


CHART: Final = Chart(
    draw=draw,
    caption=(
        "The smallest effect that is found four times in five: by method, practices, and months after the "
        "start."
    ),
)
"""The chart."""
