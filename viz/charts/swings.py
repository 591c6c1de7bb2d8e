"""A tornado: how far each uncertainty alone swings a result, the widest at the top."""

from textwrap import fill
from typing import Final

import pandas as pd
from matplotlib.figure import Figure

from scenarios.sweeping.rows import Rows
from scenarios.words.numbers import three_figures
from viz.charts import theme
from viz.charts.chart import Chart
from viz.charts.tables import in_words
from viz.words.varied_words import with_unit, words

_LOW, _HIGH = theme.BLUE, theme.ORANGE
MOST = 15


def draw(swings: pd.DataFrame) -> Figure:
    """A bar from the result where an uncertainty is low to where it is high, the values at its ends.

    Args:
        swings: columns dimension, low, high (results), low_at, high_at (values of the uncertainty), label
            and unit, which are the same in every row.
    """
    rows = in_words(swings)
    known = rows.dropna(subset=["low", "high"]) if len(rows) else rows
    if known.empty:
        return theme.empty("Nothing uncertain was varied.")
    wide = (known["high"] - known["low"]).abs()
    known = known.assign(swing=wide).sort_values("swing", ascending=False, kind="stable").head(MOST)
    first = known.iloc[0]
    figure, (axes,) = theme.panels(_message(first), 1, 1, height=0.8 + 0.34 * len(known))
    theme.heading(axes, f"{first['label']}, {first['unit']}")
    axes.axvline(float((known["low"] + known["high"]).mean() / 2), **theme.BASELINE)
    for place, row in enumerate(known.itertuples()):
        middle = (row.low + row.high) / 2
        axes.barh(place, row.low - middle, left=middle, color=_LOW, height=0.55)
        axes.barh(
            place, row.high - middle, left=middle, color=_HIGH, height=0.55, hatch="///", edgecolor="white"
        )
        for value, at in ((row.low, row.low_at), (row.high, row.high_at)):
            left = value < middle or (value == middle and at == row.low_at)
            axes.annotate(str(at), (value, place), xytext=(-4 if left else 4, 0), va="center",
                          ha="right" if left else "left", textcoords="offset points", fontsize=7)  # fmt: skip
    theme.row_names(axes, [fill(with_unit(str(name)), 44) for name in known["dimension"]])
    axes.margins(x=0.15)
    return figure


def _message(first: Rows) -> str:
    """What swings it most."""
    name = words(str(first["dimension"]))
    if not first["swing"]:
        return f"Nothing that was varied swings {first['label']} by itself"
    return (
        f"{name} swings {first['label']} most, by {three_figures(first['swing'])} (plain: low, hatched: high)"
    )


CHART: Final = Chart(
    draw=draw,
    caption="Means where each uncertainty is low (plain) and high (hatched), the others as they fall.",
)
"""The chart."""
