"""The look of every chart: calm, plenty of white, colours that colour-blind readers can tell apart.

Figures are made without a screen or a global state, so they draw the same in a test, a command and a
server. The baseline is always grey and dashed: colour is never the only sign.
"""

from collections.abc import Sequence
from itertools import pairwise
from textwrap import wrap
from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.ticker import MaxNLocator

from abm.clock import Clock

BLUE: Final = "#005EB8"
INK: Final = "#231F20"
GREY: Final = "#768692"
ORANGE: Final = "#D55E00"
PALE: Final = "#E8EDEE"

KIND_COLOURS: Final = {
    "gp_practice": BLUE,
    "gp_federation": BLUE,
    "acute_trust": ORANGE,
    "community": "#009E73",
    "mental_health": "#009E73",
    "voluntary_sector": "#009E73",
    "social_care": "#CC79A7",
    "commissioner": INK,
    "council": INK,
}
"""Colour by kind of organisation; text is never set in the social care pink."""

BASELINE: Final = {"color": GREY, "linestyle": (0, (5, 2)), "linewidth": 1.4, "zorder": 2}
"""How the option that others are compared with is drawn."""

WIDTH: Final = 9.0
"""Inches; a report's column."""

_TITLE: Final = 11.5
_WORDS: Final = 9.0
_TITLE_CHARACTERS: Final = 96
_PANEL_CHARACTERS: Final = 48
_MOST_TICKS: Final = 6
_LEAST_ROOM: Final = 0.08
_TOUCHING: Final = 0.09


def panels(title: str, count: int, columns: int, height: float = 2.3) -> tuple[Figure, list[Axes]]:
    """A figure with a title that says its message, and a grid of plain axes under it.

    Args:
        title: the message, left-aligned, broken into lines where it is long.
        count: how many axes are wanted, at least one.
        columns: most of them side by side.
        height: inches of each row.
    """
    columns = min(columns, count)
    rows = -(-count // columns)
    figure = Figure(
        figsize=(WIDTH, 0.5 + height * rows),
        layout=ConstrainedLayoutEngine(h_pad=0.08, w_pad=0.06),
        facecolor="white",
    )
    lines = wrap(title, _TITLE_CHARACTERS)
    figure.set_figheight(figure.get_figheight() + 0.2 * (len(lines) - 1))
    figure.suptitle("\n".join(lines), x=0.01, ha="left", fontsize=_TITLE, fontweight="bold", color=INK)
    grid = figure.subplots(rows, columns, squeeze=False).ravel().tolist()
    for spare in grid[count:]:
        spare.set_visible(False)
    for axes in grid[:count]:
        plain(axes)
    return figure, grid[:count]


def plain(axes: Axes) -> None:
    """No frame, light horizontal rules, few ticks, small dark words."""
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.spines["bottom"].set_color(GREY)
    axes.grid(axis="y", color=PALE, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(length=0, labelsize=_WORDS - 1, colors=INK)
    axes.yaxis.set_major_locator(MaxNLocator(4))


def heading(axes: Axes, words: str, unit: str = "") -> None:
    """The name of one panel, left-aligned above it, and under it the unit."""
    axes.set_title(
        "\n".join([*wrap(words, _PANEL_CHARACTERS), *([unit] if unit else [])]),
        loc="left",
        fontsize=_WORDS,
        color=INK,
    )


def label_end(axes: Axes, x: float, y: float, words: str, colour: str, raised: float = 0.0) -> None:
    """Words at the end of a line, instead of a key.

    Args:
        axes: where.
        x: the line's last position.
        y: its last value.
        words: what the line is.
        colour: of the line.
        raised: points up (or down) to keep two labels apart.
    """
    axes.annotate(
        words, (x, y), xytext=(4, raised), textcoords="offset points", va="center",
        fontsize=_WORDS - 1, color=colour, annotation_clip=False,
    )  # fmt: skip


def row_names(axes: Axes, names: Sequence[str]) -> None:
    """Rows that are read from the top, each with its name left of it."""
    axes.grid(visible=False)
    axes.set_yticks(range(len(names)), list(names))
    axes.set_ylim(len(names) - 0.5, -0.5)


def years_axis(axes: Axes, months: list[str]) -> None:
    """Ticks where financial years start, named as 2017-18; every other one where there are many."""
    years = [financial_year(month) for month in months]
    starts = [i for i, year in enumerate(years) if i == 0 or year != years[i - 1]]
    shown = starts[:: 1 + (len(starts) - 1) // _MOST_TICKS]
    axes.set_xticks(shown, [years[i] for i in shown])


def financial_year(month: str) -> str:
    """The financial year of a month.

    Example:
        >>> financial_year("2018-03")
        '2017-18'
    """
    clock = Clock(int(month[:4]))
    return clock.financial_year(clock.month_number(month))


def with_room(axes: Axes) -> None:
    """Widen an axis so that a change of one per cent does not look like a cliff."""
    low, high = axes.get_ylim()
    middle = (low + high) / 2
    half = max((high - low) / 2, _LEAST_ROOM * abs(high))
    axes.set_ylim(middle - half, middle + half)


def empty(message: str) -> Figure:
    """A figure that says why there is nothing to see.

    Example:
        >>> figure = empty("No months to show yet")
        >>> figure.axes[0].texts[0].get_text()
        'No months to show yet'
    """
    figure = Figure(figsize=(WIDTH, 1.6), layout="constrained", facecolor="white")
    axes = figure.subplots()
    axes.set_axis_off()
    axes.text(0.5, 0.5, message, ha="center", va="center", fontsize=_WORDS + 1, color=INK)
    return figure


def label_ends(axes: Axes, x: float, ends: list[tuple[float, str, str]]) -> None:
    """Labels at the ends of several lines, moved apart where they would touch.

    Args:
        axes: where; its limits must be those it will be drawn with.
        x: the lines' last position.
        ends: value, words and colour of each line.
    """
    low, high = axes.get_ylim()
    touching = _TOUCHING * (high - low)
    nudges = {index: 0.0 for index in range(len(ends))}
    order = sorted(nudges, key=lambda index: ends[index][0])
    for below, above in pairwise(order):
        if ends[above][0] - ends[below][0] < touching:
            nudges[below] -= 5
            nudges[above] += 5
    for index, (value, words, colour) in enumerate(ends):
        label_end(axes, x, value, words, colour, nudges[index])
