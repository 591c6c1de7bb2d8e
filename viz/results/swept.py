"""What a finished sweep shows of one result: drawings, each with the table behind it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from abm.effects.catalogue import EFFECTS
from scenarios.errors import InputError
from scenarios.sweeping.discovery import discover
from scenarios.runs.outcome import DONE
from scenarios.sweeping.results import Swept
from scenarios.sweeping.sensitivity import sensitivity
from viz.report import sweep_tables
from viz.charts.arms import Rows
from viz.charts.catalogue import CHARTS
from viz.report.page import Html, picture

MOST_ROWS: Final = 2_000
"""Rows of a table that are sent to a browser; all are in the sweep's folder."""



@dataclass(frozen=True, eq=False)
class Drawing:
    """One drawing.

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
class Told:
    """What a sweep tells of one result.

    Attributes:
        title: of the sweep.
        question: that it was made for.
        about: arms, futures, seeds and runs, in a sentence.
        measures: results that can be looked at, each with its title.
        measure: the one that is.
        varied: what was varied, levers first.
        axes: the two of them that the heat map is drawn over.
        drawings: in reading order.
        silent: why a drawing is missing, a line each.
    """

    title: str
    question: str
    about: str
    measures: tuple[tuple[str, str], ...]
    measure: str
    varied: tuple[str, ...]
    axes: tuple[str, str]
    drawings: tuple[Drawing, ...]
    silent: tuple[str, ...]


def told(folder: Path, measure: str = "", x: str = "", y: str = "") -> Told:
    """What a sweep tells of one result.

    Args:
        folder: of the sweep.
        measure: which result; the first effect there is, unless it is one of them.
        x: a lever or uncertainty of the heat map; the first unless it is one of them.
        y: another.

    Raises:
        InputError: if it is not the folder of a sweep, or no run has given a number.
    """
    swept = Swept(folder)
    measures = _measures(swept)
    chosen = measure if measure in dict(measures) else measures[0][0]
    names = sweep_tables.varied(swept)
    axes = _axes(names, x, y)
    silent: list[str] = []
    drawings = tuple(_drawings(swept, chosen, axes, silent))
    manifest = swept.manifest
    return Told(
        str(manifest.get("title") or folder.name),
        str(manifest.get("question") or ""),
        _about(swept),
        measures,
        chosen,
        tuple(names),
        axes,
        drawings,
        tuple(silent),
    )


def _measures(swept: Swept) -> tuple[tuple[str, str], ...]:
    """Results of the whole system, effects first."""
    known = list(dict.fromkeys(swept.summary()["measure"]))
    if not known:
        raise InputError("no run has given a number yet", swept.folder.name, "live the sweep first")
    first = [m for m in EFFECTS if m in known]
    rest = [m for m in known if m not in EFFECTS]
    return tuple((m, sweep_tables.measure_words(m)) for m in (*first, *rest))


def _about(swept: Swept) -> str:
    arms, futures = swept.arms(), swept.futures()
    runs: Rows = swept.runs()
    done, failed = len(runs), int((runs["status"] != DONE).sum())
    told = f"{len(arms)} ways of paying in {len(futures)} futures; {done:,} runs."
    return f"{told} {failed} gave no number." if failed else told


def _axes(varied: list[str], x: str, y: str) -> tuple[str, str]:
    """Two different things that were varied; empty where there are not two."""
    if len(varied) < 2:
        return "", ""
    first = x if x in varied else varied[0]
    return first, y if y in varied and y != first else next(name for name in varied if name != first)


def _drawings(swept: Swept, measure: str, axes: tuple[str, str], silent: list[str]) -> Iterator[Drawing]:
    """Every chart that the sweep can fill."""
    if axes[0]:
        yield from _drawing("heat_map", lambda: sweep_tables.squares(swept, measure, *axes), measure, silent)
    try:
        hangs = sensitivity(swept, measure)
        yield from _drawing("swings", lambda: sweep_tables.swings(hangs), measure, silent)
        if len(hangs.indices):
            yield from _drawing("sensitivity_indices", lambda: sweep_tables.indices(hangs), measure, silent)
    except InputError as fault:
        silent.append(f"What it hangs on: {_said(fault)}")
    try:
        found = discover(swept, measure)
    except InputError as fault:
        silent.append(f"Where it is worse: {_said(fault)}")
        return
    yield from _drawing("futures_in_parallel", lambda: sweep_tables.parallel(found.cases), measure, silent)
    yield from _drawing("discovery_boxes", lambda: sweep_tables.boxes(found), measure, silent)
    yield from _drawing("regret", lambda: sweep_tables.regrets(found), measure, silent)


def _drawing(name: str, read: Callable[[], Rows], measure: str, silent: list[str]) -> Iterator[Drawing]:
    try:
        data = read()
    except InputError as fault:
        silent.append(_said(fault))
        return
    shown = data.head(MOST_ROWS)
    rows = tuple(tuple(_cell(value) for value in row) for row in shown.itertuples(index=False))
    drawn = picture(CHARTS[name].draw(data), f"{name}-{measure}", CHARTS[name].caption)
    headings = tuple(str(column).replace("_", " ") for column in data.columns)
    yield Drawing(name, drawn, headings, rows, len(data) - len(shown))


def _said(fault: InputError) -> str:
    """What is missing, without the path of the folder."""
    return f"{fault.what}; {fault.remedy}." if fault.remedy else f"{fault.what}."


def _cell(value: Any) -> str:
    return f"{value:.6g}" if isinstance(value, float) else str(value)
