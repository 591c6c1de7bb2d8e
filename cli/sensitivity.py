"""`payscape sensitivity`: what a result of a sweep hangs on."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from cli.options import AsJson
from cli.table import show, show_json
from cli.words import number

if TYPE_CHECKING:
    from scenarios.sweeping.rows import Rows
    from scenarios.sweeping.sensitivity import Sensitivity

EXAMPLES: Final = (
    "payscape sensitivity results/mine",
    "payscape sensitivity results/mine --measure E4 --level",
    "payscape sensitivity results/mine --measure E15 --scope providers --json",
)
"""Shown in the help; the tests see that they are."""

Measure = Annotated[str, typer.Option("--measure", metavar="M", help="An effect (E1, E2 …) or a flow.")]
Scope = Annotated[str, typer.Option("--scope", metavar="S", help="Which part of it.")]
ArmName = Annotated[str | None, typer.Option("--arm", metavar="NAME", help="Which arm [see below].")]


def sensitivity(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of a sweep.")],
    measure: Measure = "E1",
    scope: Scope = "total",
    arm: ArmName = None,
    level: Annotated[
        bool, typer.Option("--level", help="The arm's own level, not its difference to the first.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """What a result hangs on: Sobol' indices or Morris screening, and how far each uncertainty swings it.

    Indices come from sweeps whose design is `saltelli` or `morris`; swings from any. The arm is the first
    after the one that others are held against. Charts are written beside the tables of the sweep.
    """
    from scenarios.sweeping.extra import require_extra

    require_extra()
    from scenarios.sweeping.results import Swept
    from scenarios.sweeping.sensitivity import sensitivity as find
    from viz.report.sweep_charts import save_sensitivity

    found = find(Swept(folder), measure, scope, arm, not level)
    files = save_sensitivity(found, folder)
    if as_json:
        tables = {"indices": found.indices.to_dict("records"), "swings": found.swings.to_dict("records")}
        show_json({**{k: v for k, v in asdict(found).items() if k not in tables}, **tables, "charts": files})
        return
    _say(found)
    print("\nCharts: " + ", ".join(files))


def _say(found: "Sensitivity") -> None:
    what = "difference of" if found.paired else "level in"
    print(f"{found.measure} {found.scope}, {what} {found.arm}, {found.unit}; {found.futures} futures")
    if found.imputed:
        print(f"{found.imputed} futures had no number and took the median of the others")
    print()
    indices: Rows = found.indices
    if indices.empty:
        print(f"A {found.kind} design gives no indices; saltelli and morris do.")
    elif found.kind == "saltelli":
        heads = ("uncertainty", "total effect", "± 95%", "first order", "± 95%")
        show(heads, [(r.dimension, *map(number, r[2:])) for r in indices.itertuples()])
    else:
        heads = ("uncertainty", "mean effect", "± 95%", "spread of effects")
        show(heads, [(r.dimension, *map(number, r[2:])) for r in indices.itertuples()])
    print()
    swings: Rows = found.swings
    show(
        ("uncertainty", "low at", "high at", "result when low", "when high", "swing"),
        [
            (r.dimension, r.low_at, r.high_at, number(r.low), number(r.high), number(r.swing))
            for r in swings.itertuples()
        ],
    )
