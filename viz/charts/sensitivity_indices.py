"""Sobol' indices or Morris effects of every uncertainty, with their intervals."""

from textwrap import fill
from typing import Final

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from scenarios.sweeping.rows import Rows
from scenarios.words.numbers import percent, three_figures
from viz.charts import theme
from viz.charts.chart import Chart
from viz.charts.tables import in_words
from viz.words.varied_words import with_unit, words

MOST = 15


def draw(indices: pd.DataFrame) -> Figure:
    """A dot for each index with a whisker for its 95% interval; of Sobol', total effect and first order.

    Args:
        indices: columns dimension, index, half, label; with Sobol' first and first_half, with Morris sigma.
    """
    rows = in_words(indices)
    known = rows.dropna(subset=["index"]) if len(rows) else rows
    if known.empty:
        return theme.empty("This design gives no indices.")
    known = known.sort_values("index", ascending=False, kind="stable").head(MOST)
    sobol = "first" in known
    figure, (axes,) = theme.panels(_message(known, sobol), 1, 1, height=0.8 + 0.36 * len(known))
    about = "share of variance, total effect (filled) and first order (hollow)"
    theme.heading(axes, f"{known.iloc[0]['label']}:", about if sobol else "mean size of effect (Morris)")
    axes.axvline(0, **theme.BASELINE)
    for place, row in enumerate(known.to_dict("records")):
        _dot(axes, place - 0.12 * sobol, row["index"], row["half"], filled=True)
        if sobol:
            _dot(axes, place + 0.18, row["first"], row["first_half"], filled=False)
    theme.row_names(axes, [fill(with_unit(str(name)), 44) for name in known["dimension"]])
    axes.margins(x=0.08)
    return figure


def _dot(axes: Axes, place: float, value: float, half: float, filled: bool) -> None:
    colour = theme.BLUE if filled else theme.GREY
    axes.plot([value - half, value + half], [place, place], color=colour, linewidth=2, solid_capstyle="butt")
    axes.plot(value, place, "o", markersize=6, color=colour, markerfacecolor=colour if filled else "white")


def _message(known: Rows, sobol: bool) -> str:
    """What matters most, and how many have no clear effect."""
    first, lost = known.iloc[0], int((known["index"] - known["half"] <= 0).sum())
    name = words(str(first["dimension"]))
    rest = f"; {lost} of {len(known)} have no clear effect" if lost else ""
    if sobol:
        share = percent(100 * first["index"], places=0)
        return f"{name} matters most: {share} of the variance, alone and together with others{rest}"
    size = three_figures(first["index"])
    return f"{name} matters most: it moves the result by {size} on average over its range{rest}"


CHART: Final = Chart(draw=draw, caption="Dots are indices, lines their 95% intervals.")
"""The chart."""
