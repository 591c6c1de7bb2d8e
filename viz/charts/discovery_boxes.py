"""The conditions under which a way of paying is worse: the limits of every box on every axis."""

from typing import Final

import pandas as pd
from matplotlib.figure import Figure

from scenarios.sweeping.rows import Rows
from viz.charts import theme
from viz.charts.chart import Chart
from viz.charts.tables import in_words
from viz.words.varied_words import words


def draw(limits: pd.DataFrame) -> Figure:
    """For every box a bar on every axis that it limits, over the whole range of that axis in grey.

    Args:
        limits: columns box, dimension, low, high (parts of the axis, 0 to 1), words (the limit in words),
            coverage, density (of the box, shares), label; a row for every limit.
    """
    rows = in_words(limits)
    if rows.empty:
        return theme.empty("No conditions make it worse more often than elsewhere.")
    blocks = list(rows.groupby("box", sort=False))
    figure, grid = theme.panels(_message(rows), len(blocks), columns=1)
    heights = [0.75 + 0.36 * len(block) for _, block in blocks]
    figure.set_figheight(0.5 + sum(heights))
    layout: Rows = grid[0].get_gridspec()
    layout.set_height_ratios(heights)
    for axes, (box, block) in zip(grid, blocks, strict=True):
        first = block.iloc[0]
        counts = (
            f"{first['density']:.0%} of its cases are worse; it holds {first['coverage']:.0%} of all such"
        )
        theme.heading(axes, f"Box {box}: {counts}"[:96])
        for place, row in enumerate(block.itertuples()):
            axes.barh(place, 1.0, color=theme.PALE, height=0.5)
            axes.barh(place, row.high - row.low, left=row.low, color=theme.BLUE, height=0.5)
            axes.text(1.02, place, str(row.words), va="center", fontsize=7.5, color=theme.INK)
        theme.row_names(axes, [words(str(d)) for d in block["dimension"]])
        axes.set_xticks([0, 1], ["lowest", "highest"])
        axes.set_xlim(0, 1.6)
    return figure


def _message(rows: Rows) -> str:
    """The first box in words."""
    first = rows[rows["box"] == rows.iloc[0]["box"]]
    return f"{first.iloc[0]['label']} is worse most often where {' and '.join(map(str, first['words']))}"


CHART: Final = Chart(draw=draw, caption="Blue: where the box is on the whole range of what was varied.")
"""The chart."""
