"""`payscape report`: a page for a board from the folder of a sweep."""

from pathlib import Path
from typing import Annotated, Final

import typer

from cli.options import AsJson, OutFile, refuse_file
from cli.table import show_json

EXAMPLES: Final = ("payscape report results/mine", "payscape report results/mine --out board.html")
"""Shown in the help; the tests see that they are."""

PAGE: Final = "report.html"


def report(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of a sweep.")],
    out: OutFile = None,
    as_json: AsJson = False,
) -> None:
    """A printable page of a sweep: results with luck and futures apart, what they hang on, what is missing.

    It is written into the folder unless --out says otherwise, and needs nothing but itself to be read.
    """
    refuse_file(out)
    from scenarios.sweeping.extra import require_extra

    require_extra()
    from scenarios.sweeping.results import Swept
    from viz.sweep_report import write_sweep_report

    file = write_sweep_report(out or folder / PAGE, Swept(folder))
    if as_json:
        show_json({"report": str(file)})
    else:
        print(f"Report: {file}")
