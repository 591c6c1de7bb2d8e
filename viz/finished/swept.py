"""What a finished sweep shows of one result: charts, each with the table behind it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from abm.effects.catalogue import EFFECTS
from scenarios.errors import InputError
from scenarios.runs.outcome import DONE
from scenarios.sweeping.results import Swept
from scenarios.sweeping.rows import Rows
from viz.report.page import Html
from viz.report.sweep_pictures import SweepPicture, pictures_of
from viz.report.sweep_tables import varied
from viz.words.effect_words import measure_words

MOST_ROWS: Final = 2_000
"""Rows of a table that are sent to a browser; all are in the sweep's folder."""


@dataclass(frozen=True, eq=False)
class Drawing:
    """One chart.

    Attributes:
        name: of the chart.
        drawn: as HTML, its title inside it.
        headings: of the table behind it.
        rows: of that table, as text.
        cut: how many more rows there are than are given.
    """

    name: str
    drawn: Html
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    cut: int = 0


@dataclass(frozen=True, eq=False)
class SweepView:
    """A sweep as seen through one of its results.

    Attributes:
        title: of the sweep.
        question: that it was made for.
        about: options, futures, seeds and runs, in a sentence.
        measures: results that can be looked at, each with its title.
        measure: the one that is.
        varied: what was varied, levers first.
        axes: the two of them that the heat map is drawn over.
        drawings: in reading order.
        missing: why a drawing is missing, a line each.
    """

    title: str
    question: str
    about: str
    measures: tuple[tuple[str, str], ...]
    measure: str
    varied: tuple[str, ...]
    axes: tuple[str, str]
    drawings: tuple[Drawing, ...]
    missing: tuple[str, ...]


def view(folder: Path, measure: str = "", x: str = "", y: str = "") -> SweepView:
    """A sweep as seen through one of its results.

    Args:
        folder: of the sweep.
        measure: which result; the first effect there is, unless it is one of them.
        x: a lever or uncertainty of the heat map, if it is one of them.
        y: another.

    Raises:
        InputError: if it is not the folder of a sweep, or no run has given a number.
    """
    swept = Swept(folder)
    measures = _measures(swept)
    chosen = measure if measure in dict(measures) else measures[0][0]
    charts = pictures_of(swept, chosen, x, y)
    return SweepView(
        title=str(swept.manifest.get("title") or folder.name),
        question=str(swept.manifest.get("question") or ""),
        about=_about(swept),
        measures=measures,
        measure=chosen,
        varied=tuple(varied(swept)),
        axes=charts.axes,
        drawings=tuple(map(_drawing, charts.pictures)),
        missing=charts.missing,
    )


def _measures(swept: Swept) -> tuple[tuple[str, str], ...]:
    """Results of the whole system, effects first."""
    known = list(dict.fromkeys(swept.summary()["measure"]))
    if not known:
        raise InputError("no run has given a number yet", swept.folder.name, "run the sweep first")
    first = [m for m in EFFECTS if m in known]
    rest = [m for m in known if m not in EFFECTS]
    return tuple((m, measure_words(m)) for m in (*first, *rest))


def _about(swept: Swept) -> str:
    runs: Rows = swept.runs()
    failed = int((runs["status"] != DONE).sum())
    words = f"{len(swept.arms())} ways of paying in {len(swept.futures())} futures; {len(runs):,} runs."
    return f"{words} {failed} gave no number." if failed else words


def _drawing(chart: SweepPicture) -> Drawing:
    """A chart with its table, cut to what a browser is sent."""
    shown = chart.table.head(MOST_ROWS)
    rows = tuple(tuple(map(_cell, row)) for row in shown.itertuples(index=False))
    headings = tuple(str(column).replace("_", " ") for column in chart.table.columns)
    return Drawing(chart.name, chart.html, headings, rows, len(chart.table) - len(shown))


def _cell(value: Any) -> str:
    return f"{value:.6g}" if isinstance(value, float) else str(value)
