"""How well a calibration predicts months that it has not seen, against last year's months."""

from typing import Final

import pandas as pd
from matplotlib.figure import Figure

from scenarios.sweeping.rows import Rows
from viz.charts import theme
from viz.charts.chart import Chart
from viz.charts.tables import in_words


def draw(scores: pd.DataFrame) -> Figure:
    """The score (CRPS) of every series against that of a seasonal-naive forecast; lower is better.

    Args:
        scores: columns target, provider, months, ratio, as a calibration saves them; a ratio below 1 is
            better than the same months of the year before.

    Returns:
        A bar for each series, with a dashed line at 1.
    """
    rows = in_words(scores)
    known = rows.dropna(subset=["ratio"]) if len(rows) else rows
    if known.empty:
        return theme.empty("No month was held out.")
    figure, (axes,) = theme.panels(_message(known), 1, columns=1)
    figure.set_figheight(1.1 + 0.36 * len(known))
    theme.heading(axes, "CRPS against that of the same months of the year before")
    colours = [theme.BLUE if ratio < 1 else theme.GREY for ratio in known["ratio"]]
    axes.barh(range(len(known)), known["ratio"], color=colours, height=0.6)
    axes.axvline(1, **theme.BASELINE)
    theme.row_names(axes, [_label(row) for row in known.to_dict("records")])
    return figure


def _label(row: Rows) -> str:
    return f"{row['provider']}: {str(row['target']).replace('_', ' ')}"


def _message(known: Rows) -> str:
    """In how many series the fit is the better forecast."""
    better = int((known["ratio"] < 1).sum())
    if better == len(known):
        which = f"all {better} series" if better > 1 else "the one series"
        return f"In {which} the fit predicts better than last year's months"
    return f"In {better} of {len(known)} series the fit predicts better than last year's months"


CHART: Final = Chart(
    draw=draw, caption="Scores (CRPS) on months that were not fitted: the lower, the better."
)
"""The chart."""
