"""`payscape why`: the terms of a move, in pounds and in words."""

from pathlib import Path
from typing import Annotated, Any, Final

import typer

from cli.folders import read_manifest, read_results
from cli.options import AsJson
from cli.table import show, show_json

STEP: Final = 0.0001
"""Terms are shown in ten-thousandths of the lever's unit."""

EXAMPLES: Final = (
    "payscape run small-town-today --months 12 --out results/town",
    "payscape why results/town --organisation TGH",
    "payscape why results/town --organisation TGH --lever admission_threshold --month 2017-12",
)


def why(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="What `payscape run --out DIR` left.")],
    organisation: Annotated[str, typer.Option("--organisation", metavar="ID", help="Whose move.")],
    lever: Annotated[
        str | None, typer.Option("--lever", help="Which lever [the one that moved most].")
    ] = None,
    month: Annotated[
        str | None, typer.Option("--month", metavar="YYYY-MM", help="Up to when [the end].")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Why an organisation did more or less of something: the terms of one move.

    Terms are in the lever's own unit and add up to the move; the sentence says them in words.
    """
    manifest = read_manifest(folder)
    if (kind := manifest.get("kind")) != "run":
        from scenarios.errors import InputError

        remedy = "save one of its runs with payscape run SCENARIO --out FOLDER, and name that folder"
        raise InputError(f"is a {kind}, which keeps no moves", str(folder), remedy)
    from scenarios.questions.why import COLUMNS, reason
    from scenarios.questions.why_in_words import TERM_WORDS
    from scenarios.words.numbers import adding_up, decimals

    decisions = read_results(folder, "decisions", COLUMNS)
    move = reason(decisions, organisation, lever, month, _name_of(manifest, organisation))
    if as_json:
        show_json({**vars(move), "words": move.words})
        return
    print(f"{move.words}\n")
    steps = adding_up(list(move.terms.values()), STEP)
    terms = [(term, TERM_WORDS[term], at) for term, at in zip(move.terms, steps, strict=True)]
    rows = [*terms, ("move", "the sum of the terms", sum(steps))]
    show(("term", "what it is", move.unit), [(*row, decimals(at * STEP, 4, plus=True)) for *row, at in rows])


def _name_of(manifest: dict[str, Any], organisation: str) -> str:
    """What people call an organisation, where the results keep that."""
    place = manifest.get("place")
    rows = place.get("organisations") if isinstance(place, dict) else None
    named = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return next((str(row.get("name", "")) for row in named if row.get("id") == organisation), "")
