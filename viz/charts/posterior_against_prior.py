"""What local data said of each parameter: its prior and posterior interval, side by side."""

from typing import Final

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from scenarios.sweeping.rows import Rows
from scenarios.words.numbers import three_figures
from viz.charts import theme
from viz.charts.chart import Chart
from viz.charts.tables import in_words

UNKNOWN = "not identified"


def draw(parameters: pd.DataFrame) -> Figure:
    """Prior and posterior of every parameter, each on its own prior's scale.

    Args:
        parameters: columns parameter, identified, prior_low, prior_median, prior_high, posterior_low,
            posterior_median, posterior_high, as a calibration saves them.

    Returns:
        A row for each parameter: a grey bar for 90% of the prior, a blue one for 90% of the posterior, hollow
        where the data did not identify it.
    """
    rows = in_words(parameters)
    known = rows.dropna(subset=["prior_low", "prior_high", "posterior_median"]) if len(rows) else rows
    if known.empty:
        return theme.empty("No parameter was fitted.")
    figure, (axes,) = theme.panels(_message(known), 1, columns=1)
    figure.set_figheight(1.1 + 0.36 * len(known))
    theme.heading(axes, "90% intervals, as a part of the prior's")
    for place, row in enumerate(known.to_dict("records")):
        _row(axes, place, row)
    theme.row_names(axes, [_label(row) for row in known.to_dict("records")])
    axes.set_xticks([0, 0.5, 1], ["lower end", "middle", "upper end"])
    axes.margins(x=0.08)
    return figure


def _row(axes: Axes, place: int, row: Rows) -> None:
    """One parameter."""
    low, width = row["prior_low"], max(row["prior_high"] - row["prior_low"], 1e-12)
    ends = [(row[f"posterior_{end}"] - low) / width for end in ("low", "median", "high")]
    axes.plot([0, 1], [place, place], color=theme.PALE, linewidth=9, solid_capstyle="butt", zorder=1)
    axes.plot(ends[::2], [place, place], color=theme.BLUE, linewidth=2.4, solid_capstyle="butt")
    fill = "white" if row["identified"] == UNKNOWN else theme.BLUE
    axes.plot(ends[1], place, "o", markersize=7, color=theme.BLUE, markerfacecolor=fill)


def _label(row: Rows) -> str:
    return f"{row['parameter']}  {three_figures(row['posterior_median'])}"


def _message(known: Rows) -> str:
    """How many parameters the data identified."""
    unknown = int((known["identified"] == UNKNOWN).sum())
    if unknown == len(known):
        return "The data say nothing of any of these parameters: all keep their priors"
    if not unknown:
        return f"The data say something of {'all ' if len(known) > 1 else ''}{len(known)} parameters"
    share = f"{len(known) - unknown} of {len(known)} parameters"
    return f"The data say something of {share} (hollow dots keep their priors)"


CHART: Final = Chart(
    draw=draw,
    caption=(
        "Grey is what was believed before, blue what is believed after the data. A hollow dot: the data say "
        "nothing of it."
    ),
)
"""The chart."""
