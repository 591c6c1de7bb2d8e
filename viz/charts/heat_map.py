"""How a result changes with two things at once: a square for every pair of values."""

from textwrap import fill
from typing import Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import TwoSlopeNorm
from matplotlib.figure import Figure

from scenarios.sweeping.rows import Rows
from scenarios.words.numbers import decimals, three_figures
from viz.charts import theme
from viz.charts.chart import Chart
from viz.charts.tables import in_words
from viz.words.plain_words import within
from viz.words.varied_words import with_unit, words

_FEWEST_FOR_NUMBERS = 12
"""More columns than that, and numbers in squares could not be read."""
_WIDTH = 48
"""Characters of a line beside an axis."""


def draw(squares: pd.DataFrame) -> Figure:
    """A square for every pair, blue below zero and orange above, the number in it.

    Args:
        squares: columns x, y (numbers or words), value, x_name, y_name, label, unit; the last four are the
            same in every row. Several rows of one pair are averaged.
    """
    rows = in_words(squares)
    known = rows.dropna(subset=["value"]) if len(rows) else rows
    if known.empty:
        return theme.empty("No pair of values has a result yet.")
    table: Rows = known.pivot_table(index="y", columns="x", values="value", aggfunc="mean", sort=True)
    first = known.iloc[0]
    figure, (axes,) = theme.panels(_message(table, first), 1, 1, height=1.2 + 0.42 * len(table))
    theme.heading(axes, f"{first['label']}, {first['unit']}")
    _squares(axes, table)
    axes.set_xlabel(fill(with_unit(str(first["x_name"])), _WIDTH), fontsize=8, color=theme.INK)
    axes.set_ylabel(fill(with_unit(str(first["y_name"])), _WIDTH), fontsize=8, color=theme.INK)
    return figure


def _squares(axes: Axes, table: Rows) -> None:
    values = table.to_numpy(np.float64)
    most = float(np.nanmax(np.abs(values))) or 1.0
    axes.grid(visible=False)
    drawn = axes.pcolormesh(values, cmap="PuOr_r", norm=TwoSlopeNorm(0.0, -most, most), edgecolors="white")
    axes.set_xticks([x + 0.5 for x in range(table.shape[1])], [_value(v) for v in table.columns])
    axes.set_yticks([y + 0.5 for y in range(table.shape[0])], [_value(v) for v in table.index])
    if table.shape[1] <= _FEWEST_FOR_NUMBERS:
        for (y, x), value in np.ndenumerate(values):
            if not np.isnan(value):
                dark = abs(value) > 0.6 * most
                axes.text(x + 0.5, y + 0.5, _short(value), ha="center", va="center", fontsize=7,
                          color="white" if dark else theme.INK)  # fmt: skip
    bar = axes.figure.colorbar(drawn, ax=axes, shrink=0.8, pad=0.02)  # type: ignore[union-attr]
    bar.outline.set_visible(False)  # type: ignore[operator]
    bar.ax.tick_params(labelsize=7, length=0)


def _message(table: Rows, first: Rows) -> str:
    """Where the result is least and most."""
    stacked = table.stack()
    (low_y, low_x), (high_y, high_x) = stacked.idxmin(), stacked.idxmax()
    x, y = (within(words(str(first[n]))) for n in ("x_name", "y_name"))
    if stacked.min() == stacked.max():
        return f"{first['label']} is {_short(stacked.min())} whatever {x} and {y} are"
    return (
        f"{first['label']} goes from {_short(stacked.min())} ({x} {_value(low_x)}, {y} {_value(low_y)}) to "
        f"{_short(stacked.max())} ({x} {_value(high_x)}, {y} {_value(high_y)})"
    )


def _value(value: object) -> str:
    return three_figures(value) if isinstance(value, float) else str(value)


def _short(value: float) -> str:
    """A number in few characters."""
    for size, letter in ((1e6, "m"), (1e3, "k")):
        if abs(value) >= 10 * size:
            return f"{decimals(value / size)}{letter}"
    return three_figures(value)


CHART: Final = Chart(
    draw=draw,
    caption=(
        "Means over seeds and everything else that was varied; the number is in the square. Of values drawn "
        "at random, a square holds a sixth of the range and is named by its middle."
    ),
)
"""The chart."""
