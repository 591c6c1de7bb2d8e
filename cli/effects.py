"""`payscape effects`: the effects that a saved run or comparison measured."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from cli.effect_words import in_either, say_not_applicable, title_of
from cli.folders import read_manifest, read_results
from cli.options import AsJson
from cli.table import show, show_json

if TYPE_CHECKING:
    from scenarios.sweeping.rows import Rows
EXAMPLES: Final = (
    "payscape run small-town-today --months 12 --out results/town",
    "payscape effects results/town",
    "payscape effects results/town --scope all --json",
)

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
    table = _of_scope(_compared(folder, str(kind)) if several else _of_run(folder), scope)
    if as_json:
        rows = table.rename(columns={"measure": "effect"}).to_dict("records")
        show_json({"kind": kind if several else "run", "effects": rows})
    elif several:
        _show_compared(table, list(_TABLES[str(kind)][1][len(_COMPARED) :]))
    else:
        rows = [(r.effect, title_of(r.effect), r.scope, r.value, r.unit) for r in table.itertuples()]
        show(("effect", "what", "scope", "value", "unit"), rows)
        say_not_applicable(zip(table["effect"], table["value"], strict=True))


def _show_compared(table: "Rows", beside: list[str]) -> None:
    """Effects of both options, their difference and interval, and what tells several comparisons apart."""
    from cli.comparing.differences import cells

    headings = ("effect", "what", "scope", "A", "B", "B minus A", "95% interval", "unit", *beside)
    rows = (
        (r.measure, title_of(r.measure), r.scope, *cells(r), r.unit, *(getattr(r, b) for b in beside))
        for r in table.itertuples()
    )
    show(headings, rows)
    say_not_applicable(in_either(table))


def _of_run(folder: Path) -> "Rows":
    """Effects of a run as a whole."""
    table: Rows = read_results(folder, "effects", _COLUMNS)
    return table[table["month"].isna()].drop(columns="month")[["effect", "scope", "value", "unit"]]


def _compared(folder: Path, kind: str) -> "Rows":
    """Effects of both options with their difference and interval; of each comparison, if there are more."""
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
