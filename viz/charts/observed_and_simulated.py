"""Emergency admissions as published, beside those of the model."""

from typing import Final

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from scenarios.sweeping.rows import Rows
from scenarios.words.numbers import percent
from viz.charts import theme
from viz.charts.chart import Chart, ReportRuns, names_of
from viz.charts.tables import in_words


def draw(admissions: pd.DataFrame) -> Figure:
    """Published and simulated emergency admissions by way of A&E, thousands a month.

    Args:
        admissions: columns month, provider, observed, simulated; a missing value is a gap.

    Returns:
        One panel for each trust, on an axis that starts at zero.
    """
    rows = in_words(admissions)
    known = rows.dropna(subset=["observed", "simulated"]) if len(rows) else rows
    if known.empty:
        return theme.empty("No published month falls within this run.")
    providers = list(known["provider"].unique())
    figure, grid = theme.panels(_message(known), len(providers), columns=2)
    for axes, provider in zip(grid, providers, strict=True):
        _panel(axes, known[known["provider"] == provider].sort_values("month"), str(provider))
    return figure


def _panel(axes: Axes, table: Rows, provider: str) -> None:
    """One trust."""
    months = [str(month) for month in table["month"]]
    theme.heading(axes, provider, "emergency admissions by way of A&E, thousands a month")
    observed, simulated = table["observed"] / 1000, table["simulated"] / 1000
    axes.plot(range(len(months)), observed, **theme.BASELINE)
    axes.plot(range(len(months)), simulated, color=theme.BLUE, linewidth=1.8)
    axes.set_ylim(0, 1.15 * max(observed.max(), simulated.max()))
    ends = [(observed.iloc[-1], "published", theme.GREY), (simulated.iloc[-1], "simulated", theme.BLUE)]
    axes.margins(x=0)
    theme.label_ends(axes, len(months) - 1, ends)
    theme.years_axis(axes, months)


def _message(known: Rows) -> str:
    """How far the totals are apart, by trust."""
    totals = known.groupby("provider", sort=False)[["observed", "simulated"]].sum()
    gaps = 100 * (totals["simulated"] / totals["observed"] - 1)
    each = ", ".join(f"{who} {percent(gap, plus=True, places=0)}" for who, gap in gaps.items())
    return f"Simulated against published emergency admissions: {each}"


def of_runs(runs: ReportRuns) -> pd.DataFrame:
    """Published emergency admissions by way of A&E beside those of the first option."""
    columns = ["month", "provider", "observed", "simulated"]
    if runs.published.empty or not runs.arms:
        return pd.DataFrame({column: [] for column in columns})
    done: Rows = next(iter(runs.arms.values()))["activity"]
    by_way_of_ae = done[done["pod"] == "AEADM"].groupby(["month", "provider"], observed=True)["count"].sum()
    simulated = by_way_of_ae.rename("simulated").reset_index().astype({"month": str, "provider": str})
    seen: Rows = runs.published.rename(
        columns={"period": "month", "organisation_id": "provider", "admissions": "observed"}
    ).astype({"month": str, "provider": str})
    joined = seen.merge(simulated, on=["month", "provider"])[columns]
    return joined.assign(provider=joined["provider"].map(names_of(runs.place)))


CHART: Final = Chart(
    draw=draw,
    caption=(
        "The series that NHS England publishes beside one run of the option compared with. In a sample, "
        "chance moves single months."
    ),
    of_runs=of_runs,
)
"""The chart."""
