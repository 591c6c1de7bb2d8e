"""Which way of paying is the safest choice: how much worse each may be than the best, over futures."""

from typing import Final

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from scenarios.sweeping.rows import Rows
from scenarios.words.numbers import three_figures
from viz.charts import theme
from viz.charts.chart import Chart
from viz.charts.tables import in_words

MOST = 20


def draw(regrets: pd.DataFrame) -> Figure:
    """For every option a tick for each future, a square at its mean, a ring at its largest; the least on top.

    Args:
        regrets: columns arm, future, regret, label, unit; the last two are the same in every row.
    """
    rows = in_words(regrets)
    known = rows.dropna(subset=["regret"]) if len(rows) else rows
    if known.empty:
        return theme.empty("No future has a result for every option yet.")
    largest: Rows = known.groupby("arm", sort=False)["regret"].max().sort_values(kind="stable").head(MOST)
    figure, (axes,) = theme.panels(_message(largest, known), 1, 1, height=0.8 + 0.36 * len(largest))
    first = known.iloc[0]
    theme.heading(axes, f"How much worse than the best option: {first['label']}, {first['unit']}")
    for place, arm in enumerate(largest.index):
        values = known[known["arm"] == arm]["regret"].to_numpy(np.float64)
        axes.plot(values, np.full(len(values), place), "|", color=theme.GREY, markersize=9, alpha=0.6)
        axes.plot(values.mean(), place, "s", color=theme.BLUE, markersize=5)
        axes.plot(values.max(), place, "o", color=theme.BLUE, markerfacecolor="white", markersize=7)
    theme.row_names(axes, [str(arm) for arm in largest.index])
    axes.margins(x=0.08)
    return figure


def _message(largest: Rows, known: Rows) -> str:
    """The option whose largest regret is smallest."""
    option, label, most = largest.index[0], known.iloc[0]["label"], three_figures(largest.iloc[0])
    worse = f"at most {most} worse than the best (square: mean, ring: largest)"
    return f"{option} is the safest choice for {label}: {worse}"


CHART: Final = Chart(
    draw=draw, caption="How much worse than the best option of the same future, future by future."
)
"""The chart."""
