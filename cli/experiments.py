"""`payscape experiments`: reforms that really happened, re-enacted and scored."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from cli.folders import refuse_file
from cli.options import AsJson, Workers
from cli.progress import progress
from cli.table import show, show_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scenarios.reforms.answers import Answer

EXAMPLES: Final = (
    "payscape experiments",
    "payscape experiments --only NE12 --only S12 --seeds 3 --workers 1",
    "payscape experiments my-studies --seeds 20 --json",
    "payscape experiments --doubt 20 --out docs/validation.md",
)


def experiments(
    folder: Annotated[
        Path | None, typer.Argument(metavar="FOLDER", help="A folder of studies [those that come along].")
    ] = None,
    seeds: Annotated[
        int, typer.Option("--seeds", min=2, max=10_000, metavar="N", help="Pairs of runs.")
    ] = 10,
    only: Annotated[
        list[str] | None,
        typer.Option("--only", metavar="ID", help="Only this study, by id; may be repeated."),
    ] = None,
    workers: Workers = None,
    doubt: Annotated[
        int,
        typer.Option("--doubt", min=0, max=10_000, metavar="N", help="Draws of what is assumed of conduct."),
    ] = 0,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write the page of results there.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Re-enact reforms by changing contract terms only, and set the answer beside what was published.

    A study is a TOML file: how people were paid before and after, what was measured, what was published.
    Signs, sizes and nulls are scored, and studies that informed a parameter are counted apart.
    """
    from scenarios.reforms.answers import answers
    from scenarios.reforms.page import as_data, first_line, page
    from scenarios.reforms.studies import EXPERIMENTS, chosen, load_studies
    from scenarios.runs.file import write_result

    refuse_file(out, first_line())

    where = folder or EXPERIMENTS
    studies = chosen(load_studies(where), only or [])
    with progress(f"{len(studies)} studies") as report:
        scored = answers(studies, seeds, workers, report, doubt)
    if out is not None:
        write_result(out, page(scored, seeds, where, out.as_posix()))
    if as_json:
        show_json(as_data(scored, seeds))
        return
    _show(scored)
    if out is not None:
        print(f"\nWritten to {out}.")


def _show(scored: "Sequence[Answer]") -> None:
    """Every result, then the scoreboard."""
    from scenarios.reforms.page_tables import COUNTS, HEADS, row
    from scenarios.reforms.page_tables import cells as tally_words
    from scenarios.reforms.scoreboard import scoreboard

    show(HEADS, [row(a, i) for a in scored for i in range(len(a.scores))])
    print()
    show(("counted", *COUNTS), [(name, *tally_words(tally)) for name, tally in scoreboard(scored).items()])
