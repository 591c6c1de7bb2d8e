"""`payscape report`: a page for a board from the folder of a run, a comparison, a set or a sweep."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from cli.folders import read_manifest, read_results, refuse_file
from cli.options import AsJson, OutFile
from cli.table import show_json

EXAMPLES: Final = (
    "payscape run small-town-today --months 12 --out results/town",
    "payscape report results/town",
    "payscape compare small-town-today small-town-capitation --seeds 3 --months 18 --out results/pair",
    "payscape report results/pair --out board.html",
)

PAGE: Final = "report.html"
SWEEP: Final = "sweep"
_COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "activity": ("month", "provider", "kind", "pod", "count"),
    "money": ("month", "payer", "payee", "pence", "shadow"),
    "decisions": ("month", "organisation", "lever", "value"),
    "effects": ("month", "effect", "scope", "value", "unit"),
    "differences": ("measure", "scope", "unit", "a", "b", "difference", "difference_low", "difference_high"),
    "theories": ("theory", "measure", "scope", "unit", "a", "b", "difference", "difference_low"),
    "money_split": ("payer_kind", "payee_kind", "a", "mechanical", "behavioural", "change"),
}
"""Columns that a table of results has to have."""


def report(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="What `run`, `compare` or `sweep` left with --out.")
    ],
    out: OutFile = None,
    as_json: AsJson = False,
) -> None:
    """A printable page of results, with what they assume, what they cannot tell and how they were checked.

    It is written into the folder unless --out says otherwise, and needs nothing but itself to be read. Every
    page ends with the assumptions, the quality assurance log and blanks for signing it off.
    """
    from scenarios.runs.file import PAGE as FIRST_LINE

    refuse_file(out or folder / PAGE, FIRST_LINE)
    manifest = read_manifest(folder)
    write = _sweep if manifest.get("kind") == SWEEP else _saved
    file = write(folder, manifest)(out or folder / PAGE)
    if as_json:
        show_json({"report": str(file)})
    else:
        print(f"Report: {file}")


def _sweep(folder: Path, manifest: dict[str, Any]) -> Callable[[Path], Path]:
    """What writes the page of a sweep."""
    from scenarios.sweeping.extra import require_extra

    require_extra()
    from scenarios.sweeping.results import Swept
    from viz.report.sweep import write_sweep_report

    swept = Swept(folder)
    return lambda file: write_sweep_report(file, swept)


def _saved(folder: Path, manifest: dict[str, Any]) -> Callable[[Path], Path]:
    """What writes the page of a run or a comparison.

    Raises:
        InputError: if it is neither, or what it holds is not what they leave.
    """
    from scenarios.errors import InputError
    from scenarios.runs.file import write_result
    from viz.report.manifest import results_in
    from viz.report.saved import TABLES, saved_report

    kind = str(manifest.get("kind"))
    if kind not in TABLES:
        raise InputError(
            f"is the folder of a {kind}, not of a run, comparison, set or sweep",
            str(folder),
            "name a folder that `run`, `compare` or `sweep` wrote",
        )
    results = results_in(manifest, folder)
    tables = {name: read_results(folder, name, _COLUMNS[name]) for name in TABLES[results.kind]}
    page = saved_report(results, tables)
    return lambda file: write_result(file, page)
