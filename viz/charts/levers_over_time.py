"""How far organisations have moved from their professional norm, lever by lever."""

from typing import Any, Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from abm.behaviour.catalogue import LEVERS
from scenarios.sweeping.rows import Rows
from viz.charts import theme
from viz.charts.chart import Chart, ReportRuns, with_kind
from viz.charts.tables import arms_of, as_one, in_words, only
from viz.words.plain_words import KIND_WORDS

_BAND: Final = (0.1, 0.5, 0.9)


def draw(decisions: pd.DataFrame) -> Figure:
    """Median of organisations and the band that holds eight in ten of them, over time.

    Args:
        decisions: columns arm, month, kind, organisation, lever, value, as a run saves them with the
            kind of the organisation added. The first option is the baseline.

    Returns:
        One panel for each lever of each kind, in per cent of the flow that the lever scales where its
        unit is a logarithm, else in its own unit.
    """
    rows = in_words(decisions)
    if rows.empty:
        return theme.empty("No decisions were taken in this run, so no lever moved.")
    groups = list(rows.groupby(["lever", "kind"], sort=False))
    figure, grid = theme.panels(_message(rows), len(groups), columns=2)
    for axes, ((lever, kind), table) in zip(grid, groups, strict=True):
        _panel(axes, table, (str(lever), str(kind)), arms_of(rows))
    return figure


def _panel(axes: Axes, table: Rows, of: tuple[str, str], arms: list[str]) -> None:
    """One lever of one kind, every arm."""
    lever, kind = of
    months = sorted(table["month"].unique())
    theme.heading(axes, f"{KIND_WORDS.get(kind, kind)}: {lever.replace('_', ' ')}", _unit(lever))
    axes.axhline(0, color=theme.INK, linewidth=0.6)
    ends = []
    for place, arm in enumerate(arms):
        band = _band(only(table, arm), months, lever)
        colour = theme.KIND_COLOURS.get(kind, theme.BLUE) if place else theme.GREY
        axes.fill_between(range(len(months)), band[0.1], band[0.9], color=colour, alpha=0.15, linewidth=0)
        axes.plot(range(len(months)), band[0.5], **(_line(colour) if place else theme.BASELINE))
        ends.append((float(band[0.5].iloc[-1]), arm, theme.INK if place else theme.GREY))
    axes.margins(x=0)
    theme.label_ends(axes, len(months) - 1, ends)
    theme.years_axis(axes, months)


def _line(colour: str) -> dict[str, Any]:
    return {"color": colour, "linewidth": 1.8, "zorder": 3}


def _band(table: Rows, months: list[str], lever: str) -> Rows:
    """Tenth, half and nine tenths of organisations, by month."""
    spread = table.groupby("month")["value"].quantile(_BAND).unstack().reindex(months).ffill()
    return _in_words_unit(spread, lever)


def _in_words_unit(value: Rows, lever: str) -> Rows:
    return 100 * np.expm1(value) if _is_logarithm(lever) else value


def _is_logarithm(lever: str) -> bool:
    return lever in LEVERS and LEVERS[lever].unit.startswith("log ")


def _unit(lever: str) -> str:
    if _is_logarithm(lever):
        return f"% more {LEVERS[lever].unit.removeprefix('log ')} than at the norm"
    return LEVERS[lever].unit if lever in LEVERS else "own unit"


def _message(decisions: Rows) -> str:
    """The lever that differs most between the arms at the end, said in words."""
    arms = arms_of(decisions)
    last = decisions[decisions["month"] == decisions["month"].max()]
    medians = last.groupby(["lever", *(["arm"] if "arm" in last else [])])["value"].median()
    if len(arms) < 2:
        return "What organisations do, against their professional norm"
    gap = medians.unstack().pipe(lambda table: table[arms[1]] - table[arms[0]]).dropna()
    gap = gap[[_is_logarithm(str(lever)) for lever in gap.index]]
    if gap.empty or gap.abs().max() < 0.005:
        return f"Under {arms[1]}, organisations do much as under {arms[0]}"
    lever = str(gap.abs().idxmax())
    change = 100 * np.expm1(gap[lever])
    what = LEVERS[lever].unit.removeprefix("log ")
    return f"Under {arms[1]}, {abs(change):.0f}% {'more' if change > 0 else 'fewer'} {what} at equal need"


def of_runs(runs: ReportRuns) -> pd.DataFrame:
    """Every option's decisions, with the kind of each organisation."""
    tables = {
        arm: with_kind(frames["decisions"], "organisation", runs.place) for arm, frames in runs.arms.items()
    }
    return as_one(tables)


CHART: Final = Chart(
    draw=draw,
    caption=(
        "Lines are medians, bands hold eight organisations in ten; zero is the professional norm. Grey and "
        "dashed is the option compared with. One run of each option."
    ),
    of_runs=of_runs,
)
"""The chart."""
