"""Where the money ends up: what each sector keeps, year by year, under each option."""

from typing import Final

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from scenarios.sweeping.rows import Rows
from scenarios.words.numbers import decimals, million_pounds
from viz.charts import theme
from viz.charts.chart import Chart, NamedPlace, ReportRuns, with_kind
from viz.charts.tables import arms_of, as_one, in_words, only
from viz.words.plain_words import KIND_WORDS

_PAYERS: Final = ("commissioner", "council", "outside_payer")


def draw(money: pd.DataFrame) -> Figure:
    """What each sector received, minus what it paid on to others, £m a financial year.

    Args:
        money: columns arm, year (as 2017-18), kind, pounds. The first option is the baseline.

    Returns:
        A panel for each sector that was paid, largest first.
    """
    rows = in_words(money)
    if rows.empty or not rows["pounds"].any():
        return theme.empty("No money changed hands.")
    kinds = rows.groupby("kind")["pounds"].sum().sort_values(ascending=False).index
    figure, grid = theme.panels(_message(rows), len(kinds), columns=3, height=1.9)
    for axes, kind in zip(grid, kinds, strict=True):
        _panel(axes, rows[rows["kind"] == kind], str(kind), arms_of(rows))
    return figure


def _panel(axes: Axes, table: Rows, kind: str, arms: list[str]) -> None:
    """One sector, every option."""
    theme.heading(axes, KIND_WORDS.get(kind, kind), "£m a year")
    years = sorted(table["year"].unique())
    ends = []
    for place, arm in enumerate(arms):
        line = only(table, arm).groupby("year")["pounds"].sum().reindex(years, fill_value=0) / 1e6
        colour = theme.KIND_COLOURS.get(kind, theme.BLUE)
        style = {"color": colour, "linewidth": 1.8} if place else theme.BASELINE
        axes.plot(range(len(years)), line, marker="o" if place else "s", markersize=3.5, **style)
        ends.append((float(line.iloc[-1]), decimals(line.iloc[-1], 1), theme.INK if place else theme.GREY))
    theme.with_room(axes)
    theme.label_ends(axes, len(years) - 1, ends)
    axes.set_xticks(range(len(years)), years)
    axes.set_xlim(-0.2, max(len(years) - 1, 0.2))


def _message(money: Rows) -> str:
    """Who gains most and who loses most in the last year."""
    arms = arms_of(money)
    if len(arms) < 2:
        return "What each sector keeps of what it is paid"
    last = money[money["year"] == money["year"].max()]
    by_arm = last.pivot_table(index="kind", columns="arm", values="pounds", aggfunc="sum", fill_value=0)
    change = (by_arm[arms[1]] - by_arm[arms[0]]) / 1e6
    most, least = str(change.idxmax()), str(change.idxmin())
    named = [
        f"{KIND_WORDS.get(kind, kind)} {million_pounds(1e6 * change[kind], plus=True)}"
        for kind, moved in ((most, change[most] >= 0.5), (least, change[least] <= -0.5))
        if moved
    ]
    if not named:
        return f"Under {arms[1]}, each sector keeps what it would under {arms[0]}"
    return f"Under {arms[1]} in {last['year'].iloc[0]}: {', '.join(named)} (solid) against {arms[0]} (dashed)"


def of_runs(runs: ReportRuns) -> pd.DataFrame:
    """What each kind of provider received minus what it paid on, pounds by financial year.

    Who only pays (commissioners, councils) is left out, and so is what a shadow would have paid.
    """
    return as_one({arm: _kept_by_kind(frames["money"], runs.place) for arm, frames in runs.arms.items()})


def _kept_by_kind(payments: Rows, place: NamedPlace) -> Rows:
    """Received minus paid on, by year and kind."""
    real = payments[~payments["shadow"].astype(bool)]
    received = _yearly(with_kind(real, "payee", place))
    paid_on = _yearly(with_kind(real, "payer", place))
    left = received.sub(paid_on, fill_value=0)
    left = left[~left.index.get_level_values("kind").isin(_PAYERS)]
    return left.div(100).rename("pounds").reset_index()


def _yearly(payments: Rows) -> Rows:
    years = payments["month"].astype(str).map(theme.financial_year)
    return payments.assign(year=years).groupby(["year", "kind"], observed=True)["pence"].sum()


CHART: Final = Chart(
    draw=draw,
    caption=(
        "What each sector was paid, minus what it paid on to others. One run of each option. The scale does "
        "not start at zero."
    ),
    of_runs=of_runs,
)
"""The chart."""
