"""Parallel coordinates: a line for every case across everything that was varied, the bad ones in colour."""

from textwrap import fill
from typing import Final

import pandas as pd
from matplotlib.figure import Figure

from scenarios.sweeping.rows import Rows
from scenarios.words.numbers import percent
from viz.charts import theme
from viz.charts.chart import Chart
from viz.charts.tables import in_words
from viz.words.varied_words import words

MOST = 400
"""Lines beyond that hide one another; an even share of each kind is drawn."""


def draw(cases: pd.DataFrame) -> Figure:
    """A line for every case: orange and solid where it is worse, grey and dashed where it is not.

    Args:
        cases: columns case, axis, part (0 at the lowest value of the axis, 1 at the highest), low_at, high_at
            (those values in words), worse, label; a row for every case and axis.
    """
    rows = in_words(cases)
    if rows.empty:
        return theme.empty("No case has a result yet.")
    wide: Rows = rows.pivot_table(index="case", columns="axis", values="part", sort=False)
    wide = wide[list(dict.fromkeys(rows["axis"]))]
    worse: Rows = rows.groupby("case", sort=False)["worse"].first()
    figure, (axes,) = theme.panels(_message(rows, worse), 1, 1, height=3.4)
    theme.heading(axes, "Orange: worse. Grey and dashed: not")
    axes.grid(visible=False)
    every = max(-(-len(wide) // MOST), 1)
    for bad in (False, True):
        style = {"color": theme.ORANGE, "linewidth": 0.9} if bad else {**theme.BASELINE, "linewidth": 0.6}
        chosen = wide[worse.reindex(wide.index) == bad].iloc[::every]
        for line in chosen.to_numpy(float):
            axes.plot(range(len(line)), line, alpha=0.55, **style)
    ends = rows.groupby("axis", sort=False)[["low_at", "high_at"]].first().reindex(wide.columns)
    names = [fill(words(str(axis)), 18) for axis in wide.columns]
    axes.set_xticks(range(len(names)), [f"{low}\n{n}" for n, low in zip(names, ends["low_at"], strict=True)])
    for place, high in enumerate(ends["high_at"]):
        axes.text(place, 1.04, str(high), ha="center", fontsize=7, color=theme.INK)
        axes.axvline(place, color=theme.PALE, linewidth=1, zorder=1)
    axes.set_yticks([])
    axes.set_ylim(-0.05, 1.12)
    return figure


def _message(rows: Rows, worse: Rows) -> str:
    """How many cases are worse."""
    bad, label = int(worse.sum()), rows.iloc[0]["label"]
    return f"{label} is worse in {bad} of {len(worse)} cases ({percent(100 * bad / len(worse), places=0)})"


CHART: Final = Chart(
    draw=draw, caption="Each line is an option in a future; each axis has its lowest value at the foot."
)
"""The chart."""
