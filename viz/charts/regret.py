"""How much every way of paying may be regretted: over futures, against the best of each."""

from typing import Final

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from viz.charts import theme
from viz.charts.arms import Rows, in_words
from viz.charts.chart import Chart

MOST = 20


def draw(regrets: pd.DataFrame) -> Figure:
    """For every arm a tick for each future, a square at its mean, a ring at its largest; the least on top.

    Args:
        regrets: columns arm, future, regret, label, unit; the last two are the same in every row.
    """
    rows = in_words(regrets)
    known = rows.dropna(subset=["regret"]) if len(rows) else rows
    if known.empty:
        return theme.empty("No future has a result for every arm yet.")
    largest: Rows = known.groupby("arm", sort=False)["regret"].max().sort_values(kind="stable").head(MOST)
    figure, (axes,) = theme.panels(_message(largest, known), 1, 1, height=0.8 + 0.36 * len(largest))
    first = known.iloc[0]
    theme.heading(axes, f"Regret in {first['label']}, {first['unit']}")
    axes.grid(visible=False)
    for place, arm in enumerate(largest.index):
        values = known[known["arm"] == arm]["regret"].to_numpy(np.float64)
        axes.plot(values, np.full(len(values), place), "|", color=theme.GREY, markersize=9, alpha=0.6)
        axes.plot(values.mean(), place, "s", color=theme.BLUE, markersize=5)
        axes.plot(values.max(), place, "o", color=theme.BLUE, markerfacecolor="white", markersize=7)
    axes.set_yticks(range(len(largest)), [str(arm) for arm in largest.index])
    axes.set_ylim(len(largest) - 0.5, -0.5)
    axes.margins(x=0.08)
    return figure


def _message(largest: Rows, known: Rows) -> str:
    """Whose largest regret is least."""
    arm, label = largest.index[0], known.iloc[0]["label"]
    if len(largest) == 1:
        return f"{arm}: at most {largest.iloc[0]:.3g} to regret in {label}"
    most = f"at most {largest.iloc[0]:.3g} (square: mean, ring: largest)"
    return f"{arm} can be regretted least in {label}: {most}"


CHART: Final = Chart(
    draw=draw, caption="How much worse than the best arm of the same future, future by future."
)
"""The chart."""
