"""`payscape sensitivity`: what a result of a sweep hangs on."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Final

import typer

from cli.options import ArmName, AsJson, Measure, Scope, SweepFolder
from cli.table import show, show_json

if TYPE_CHECKING:
    from scenarios.sweeping.rows import Rows
    from scenarios.sweeping.sensitivity import Sensitivity

EXAMPLES: Final = (
    "payscape sensitivity results/mine",
    "payscape sensitivity results/mine --measure E4 --level",
    "payscape sensitivity results/mine --measure E15 --scope providers --json",
)


def sensitivity(
    folder: SweepFolder,
    measure: Measure = "E1",
    scope: Scope = "total",
    arm: ArmName = None,
    level: Annotated[
        bool, typer.Option("--level", help="The option's own level, not its difference to the first.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """What a result hangs on: Sobol' indices or Morris screening, and how far each uncertainty swings it.

    Indices come from sweeps whose design is `saltelli` or `morris`; swings from any. Without --arm they are
    of the first option after the one that others are compared with. Charts are written beside the tables of
    the sweep.
    """
    from scenarios.sweeping.extra import require_extra

    require_extra()
    from scenarios.sweeping.results import Swept
    from scenarios.sweeping.sensitivity import sensitivity as read
    from viz.report.sweep_charts import save_sensitivity

    answer = read(Swept(folder), measure, scope, arm, not level)
    files = save_sensitivity(answer, folder)
    if as_json:
        tables = {"indices": answer.indices.to_dict("records"), "swings": answer.swings.to_dict("records")}
        show_json({**{k: v for k, v in asdict(answer).items() if k not in tables}, **tables, "charts": files})
        return
    _say(answer)
    print("\nCharts: " + ", ".join(files))


def _say(answer: "Sensitivity") -> None:
    what = "difference of" if answer.paired else "level in"
    print(f"{answer.measure} {answer.scope}, {what} {answer.arm}, {answer.unit}; {answer.futures} futures")
    if answer.imputed:
        print(f"{answer.imputed} futures had no number and took the median of the others")
    if answer.constant:
        print("\nThe same in every future: nothing to share out.")
        return
    print()
    indices: Rows = answer.indices
    if indices.empty:
        print(f"A {answer.kind} design gives no indices; saltelli and morris do.")
    elif answer.kind == "saltelli":
        heads = ("uncertainty", "total effect", "± 95%", "first order", "± 95%")
        show(heads, [(r.dimension, *r[2:]) for r in indices.itertuples()])
    else:
        heads = ("uncertainty", "mean effect", "± 95%", "spread of effects")
        show(heads, [(r.dimension, *r[2:]) for r in indices.itertuples()])
    print()
    swings: Rows = answer.swings
    show(
        ("uncertainty", "low at", "high at", "result when low", "when high", "swing"),
        [(r.dimension, r.low_at, r.high_at, r.low, r.high, r.swing) for r in swings.itertuples()],
    )
