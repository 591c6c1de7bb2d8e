"""`payscape effects`: the effects that a saved run or comparison measured."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from cli.options import AsJson
from cli.readings import arms_of, compared, named, say_why_not
from cli.results import read_manifest, read_results
from cli.table import show, show_json
from cli.words import number

if TYPE_CHECKING:
    from scenarios.sweeping.rows import Rows
EXAMPLES: Final = (
    "payscape run small-town-today --months 12 --out results/town",
    "payscape effects results/town",
    "payscape effects results/town --scope all --json",
)
"""Shown in the help; the tests see that they are."""

_COLUMNS: Final = ("month", "effect", "scope", "value", "unit")
_COMPARED: Final = (
    "measure",
    "scope",
    "unit",
    "a",
    "b",
    "difference",
    "difference_low",
    "difference_high",
    "seeds",
)
_TABLES: Final = {
    "comparison": ("differences", _COMPARED),
    "theories": ("theories", (*_COMPARED, "theory", "holds_under")),
    "set": ("differences", (*_COMPARED, "scenario")),
}
"""By kind of results: the table that holds what was compared, and its columns."""


def effects(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="What `run --out` or `compare --out` left.")],
    scope: Annotated[
        str, typer.Option("--scope", help="`total`, an organisation, or `all` of them.")
    ] = "total",
    as_json: AsJson = False,
) -> None:
    """The effects of a saved run, or those of a comparison with their intervals."""
    kind = read_manifest(folder).get("kind")
    several = kind in _TABLES
    found = _of_scope(_compared(folder, str(kind)) if several else _lived(folder), scope)
    if as_json:
        rows = found.rename(columns={"measure": "effect"}).to_dict("records")
        show_json({"kind": kind if several else "run", "effects": rows})
    elif several:
        _show_compared(found, list(_TABLES[str(kind)][1][len(_COMPARED) :]))
    else:
        rows = [(r.effect, named(r.effect), r.scope, number(r.value), r.unit) for r in found.itertuples()]
        show(("effect", "what", "scope", "value", "unit"), rows)
        say_why_not(zip(found["effect"], found["value"], strict=True))


def _show_compared(table: "Rows", beside: list[str]) -> None:
    """Effects of both arms, their difference and its interval, and what tells several comparisons apart."""
    headings = ("effect", "what", "scope", "A", "B", "B - A", "95% interval", "unit", *beside)
    rows = (
        (r.measure, named(r.measure), r.scope, *compared(r), r.unit, *(getattr(r, b) for b in beside))
        for r in table.itertuples()
    )
    show(headings, rows)
    say_why_not(arms_of(table))


def _lived(folder: Path) -> "Rows":
    """Effects of a run as a whole."""
    table: Rows = read_results(folder, "effects", _COLUMNS)
    return table[table["month"].isna()].drop(columns="month")[["effect", "scope", "value", "unit"]]


def _compared(folder: Path, kind: str) -> "Rows":
    """Effects of both arms, and their difference with its interval; under each theory, if there are more."""
    from abm.effects.catalogue import EFFECTS

    name, columns = _TABLES[kind]
    table: Rows = read_results(folder, name, columns)
    return table[table["measure"].isin(list(EFFECTS))][list(columns)]


def _of_scope(table: "Rows", scope: str) -> "Rows":
    """Rows of one scope.

    Raises:
        InputError: if there is no such scope.
    """
    if scope == "all":
        return table
    rows = table[table["scope"] == scope]
    if rows.empty:
        from scenarios.errors import InputError, nearest

        raise InputError(
            f"no effect of '{scope}'", "--scope", nearest(scope, map(str, table["scope"].unique()))
        )
    return rows
