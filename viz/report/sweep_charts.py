"""Writes the charts of a sweep beside its tables, each as a file that any program can show."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final
from uuid import uuid4

import matplotlib as mpl
from matplotlib.figure import Figure

from scenarios.sweeping.discovery import Discovery
from scenarios.sweeping.rows import Rows
from scenarios.sweeping.sensitivity import Sensitivity
from viz.charts.catalogue import CHARTS
from viz.report.sweep_tables import of_discovery, of_sensitivity

FOLDER: Final = "charts"
DPI: Final = 150


def save_sensitivity(strengths: Sensitivity, folder: Path) -> list[str]:
    """The charts of what a result depends on: a tornado, and indices where there are any.

    Returns:
        The files, as they are strengths from where we stand.
    """
    return _saved(of_sensitivity(strengths), folder, strengths.measure)


def save_discovery(discovery: Discovery, folder: Path) -> list[str]:
    """The charts of conditions and regret.

    Returns:
        The files, as they are discovery from where we stand.
    """
    return _saved(of_discovery(discovery), folder, discovery.cases.measure)


def _saved(tables: Mapping[str, Rows], folder: Path, measure: str) -> list[str]:
    target = folder / FOLDER
    target.mkdir(exist_ok=True)
    return [
        str(save_figure(CHARTS[name].draw(table), target / f"{name}-{measure}.png"))
        for name, table in tables.items()
    ]


def save_figure(figure: Figure, file: Path) -> Path:
    """Write a chart as a picture, all of it or nothing; the same chart is the same file, byte for byte."""
    aside = file.with_name(f".{uuid4().hex[:8]}{file.suffix}")
    try:
        with mpl.rc_context({"svg.hashsalt": file.stem}):
            figure.savefig(aside, dpi=DPI, metadata={"Software": None})
        aside.replace(file)
    finally:
        aside.unlink(missing_ok=True)
    return file
