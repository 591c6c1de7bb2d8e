"""`payscape effects`: the effects that a saved run or comparison measured."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from cli.options import AsJson
from cli.results import read_manifest, read_results
from cli.table import show, show_json
from cli.words import number

if TYPE_CHECKING:
    from viz.arms import Rows
EXAMPLES: Final = (
    "payscape run small-town-today --months 12 --out results/town",
    "payscape effects results/town",
    "payscape effects results/town --scope all --json",
)
"""Shown in the help; the tests see that they are."""

_COLUMNS: Final = ("month", "effect", "scope", "value", "unit")
_COMPARED: Final = ("measure", "scope", "unit", "a", "b", "difference", "difference_low", "difference_high")
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
    found = _compared(folder, str(kind)) if kind in _TABLES else _lived(folder)
    rows = _of_scope(found, scope).to_dict("records")
    if as_json:
        show_json({"kind": kind if kind in _TABLES else "run", "effects": rows})
    else:
        headings = list(found.columns)
        show(headings, [[number(r[h]) if _is_number(r[h]) else str(r[h]) for h in headings] for r in rows])


def _lived(folder: Path) -> "Rows":
    """Effects of a run as a whole."""
    table: Rows = read_results(folder, "effects", _COLUMNS)
    return table[table["month"].isna()].drop(columns="month")[["effect", "scope", "value", "unit"]]


def _compared(folder: Path, kind: str) -> "Rows":
    """Effects of both arms, and their difference with its interval; under each theory, if there are more."""
    from abm.effects.catalogue import EFFECTS

    name, columns = _TABLES[kind]
    table: Rows = read_results(folder, name, columns)
    return table[table["measure"].isin(list(EFFECTS))].rename(columns={"measure": "effect"})[
        ["effect", *columns[1:]]
    ]


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


def _is_number(value: Any) -> bool:
    return isinstance(value, float)
