"""What hospitals did, month by month, under each option."""

from typing import Final

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from abm.vocabulary import EMERGENCY_PODS
from scenarios.sweeping.rows import Rows
from scenarios.words.numbers import percent
from viz.charts import theme
from viz.charts.chart import Chart, ReportRuns, names_of
from viz.charts.tables import arms_of, as_one, in_words, only

_MEASURES: Final = {"A&E attendances": ("AE",), "emergency admissions": EMERGENCY_PODS}
_MOST_PROVIDERS: Final = 3
_YEAR: Final = 12


def draw(activity: pd.DataFrame) -> Figure:
    """A&E attendances and emergency admissions of the largest trusts.

    Args:
        activity: columns arm, month, provider, kind, pod, count, as a run saves them. The first option is
            the baseline.

    Returns:
        A row for each trust, attendances left, emergency admissions right; thousands a month, as the mean
        of the last twelve where the run is long enough.
    """
    rows = in_words(activity)
    trusts = rows[rows["kind"] == "acute_trust"] if len(rows) else rows
    counts = trusts[trusts["pod"].isin([pod for pods in _MEASURES.values() for pod in pods])]
    if counts.empty:
        return theme.empty("No A&E attendance or emergency admission was recorded.")
    providers = counts.groupby("provider")["count"].sum().nlargest(_MOST_PROVIDERS).index
    figure, grid = theme.panels(_message(counts), 2 * len(providers), columns=2, height=1.8)
    cells = [(provider, measure) for provider in providers for measure in _MEASURES]
    for axes, (provider, measure) in zip(grid, cells, strict=True):
        mine = counts[(counts["provider"] == provider) & counts["pod"].isin(_MEASURES[measure])]
        _panel(axes, mine, (str(provider), f"{measure}, thousands a month"), arms_of(counts))
    return figure


def _panel(axes: Axes, table: Rows, words: tuple[str, str], arms: list[str]) -> None:
    """One measure of one trust, every option."""
    theme.heading(axes, *words)
    months = sorted(table["month"].unique())
    if not months:
        axes.set_axis_off()
        return
    ends = []
    for place, arm in enumerate(arms):
        line = _smooth(only(table, arm).groupby("month")["count"].sum().reindex(months, fill_value=0) / 1000)
        style = {"color": theme.KIND_COLOURS["acute_trust"], "linewidth": 1.6} if place else theme.BASELINE
        axes.plot(range(len(months)), line, **style)
        ends.append((float(line.iloc[-1]), arm, theme.INK if place else theme.GREY))
    theme.with_room(axes)
    axes.margins(x=0)
    theme.label_ends(axes, len(months) - 1, ends)
    theme.years_axis(axes, months)


def _smooth(line: Rows) -> Rows:
    """The mean of twelve months, where there are two years or more: winters and sampling out of the way."""
    return line.rolling(_YEAR).mean() if len(line) >= 2 * _YEAR else line


def _message(counts: Rows) -> str:
    """The change in emergency admissions in the last year, as one sentence."""
    arms = arms_of(counts)
    if len(arms) < 2:
        return "A&E attendances and emergency admissions, month by month"
    year = sorted(counts["month"].unique())[-12:]
    late = counts[counts["month"].isin(year) & counts["pod"].isin(EMERGENCY_PODS)]
    totals = late.groupby("arm", sort=False)["count"].sum().reindex(arms, fill_value=0)
    if not totals.iloc[0]:
        return f"Emergency admissions under {arms[0]} and {arms[1]}"
    change = 100 * (totals.iloc[1] / totals.iloc[0] - 1)
    if abs(change) < 0.05:
        return f"Emergency admissions in the last year are the same under {arms[0]} and {arms[1]}"
    direction = "more" if change > 0 else "fewer"
    return f"{percent(abs(change))} {direction} emergency admissions in the last year under {arms[1]}"


def of_runs(runs: ReportRuns) -> pd.DataFrame:
    """Every option's activity by month, provider by name, and point of delivery."""
    keys = ["month", "provider", "kind", "pod"]
    counts: Rows = {
        arm: f["activity"].groupby(keys, observed=True)["count"].sum() for arm, f in runs.arms.items()
    }
    joined: Rows = as_one({arm: count.reset_index() for arm, count in counts.items()})
    return joined.assign(provider=joined["provider"].astype(str).map(names_of(runs.place)))


CHART: Final = Chart(
    draw=draw,
    caption=(
        "Means of twelve months, one run of each option, with the same people and the same chance events. "
        "The scale does not start at zero."
    ),
    of_runs=of_runs,
)
"""The chart."""
