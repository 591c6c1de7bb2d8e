"""`payscape discover`: under which conditions one way of paying is worse than another, and regret."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from cli.options import AsJson
from cli.sensitivity import ArmName, Measure, Scope
from cli.table import show, show_json
from cli.words import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scenarios.sweeping.boxes import Box
    from scenarios.sweeping.discovery import Discovery

EXAMPLES: Final = (
    "payscape discover results/mine",
    "payscape discover results/mine --measure E4 --beyond 0.1",
    "payscape discover results/mine --measure referrals --worse more --json",
)
"""Shown in the help; the tests see that they are."""


class Worse(StrEnum):
    """Which direction is worse."""

    more = "more"
    less = "less"


def discover(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of a sweep.")],
    measure: Measure = "E1",
    scope: Scope = "total",
    arm: ArmName = None,
    worse: Annotated[
        Worse | None, typer.Option("--worse", help="Which way is worse [as judged for effects].")
    ] = None,
    beyond: Annotated[
        float, typer.Option("--beyond", min=0.0, metavar="X", help="How much worse counts.")
    ] = 0.0,
    as_json: AsJson = False,
) -> None:
    """Under which conditions arms are worse than the first (PRIM and CART), and what each may be regretted.

    All arms are taken together, with their levers as conditions, unless one is named. Coverage is the share
    of all bad cases that a box holds, density the share of its cases that are bad. Charts are written beside
    the tables of the sweep.
    """
    from scenarios.sweeping.extra import require_extra

    require_extra()
    from scenarios.sweeping.discovery import discover as find
    from scenarios.sweeping.results import Swept
    from viz.report.sweep_charts import save_discovery

    found = find(Swept(folder), measure, scope, arm, worse.value if worse else None, beyond)
    files = save_discovery(found, folder)
    if as_json:
        show_json({**_told(found), "charts": files})
        return
    _say(found)
    print("\nCharts: " + ", ".join(files))


def _say(found: "Discovery") -> None:
    cases = found.cases
    print(f"{cases.question}: {cases.worse.sum()} of {len(cases.worse)} cases\n")
    if found.prim:
        show(("box (PRIM)", "cases", "coverage", "density"), [_row(box) for box in found.prim])
    else:
        print("PRIM found no box that holds more of them than the whole does.")
    if found.tree is not None:
        print()
        show(("region (CART)", "cases", "coverage", "density"), [_row(box) for box in found.tree.boxes])
        right = number(100 * found.tree.right)
        print(
            f"It gets {right}% of unseen cases right; the commoner answer {100 * found.tree.commoner:.0f}%."
        )
    print()
    heads = ("arm", "mean regret", "90th", "largest", "best in % of futures")
    rows: Any = found.regret.itertuples()
    show(
        heads,
        [(r.arm, *(number(v) for v in (r.mean, r.ninetieth, r.largest, 100 * r.best_in))) for r in rows],
    )


def _row(box: "Box") -> tuple[str, str, str, str]:
    return box.words, str(box.inside), f"{box.coverage:.0%}", f"{box.density:.0%}"


def _told(found: "Discovery") -> dict[str, Any]:
    """What was found, for a script to read."""
    cases, grown = found.cases, found.tree
    return {
        "question": cases.question,
        "measure": cases.measure,
        "scope": cases.scope,
        "cases": len(cases.worse),
        "worse": int(cases.worse.sum()),
        "left_out": cases.left_out,
        "prim": _boxes(found.prim),
        "cart": _boxes(grown.boxes) if grown else [],
        "cart_right": grown.right if grown else None,
        "commoner": grown.commoner if grown else None,
        "regret": found.regret.to_dict("records"),
    }


def _boxes(boxes: "Sequence[Box]") -> list[dict[str, Any]]:
    return [
        {
            "limits": {
                name: {"low": limit.low, "high": limit.high, "words": limit.words, "chance": limit.chance}
                for name, limit in box.limits.items()
            },
            "words": box.words,
            "cases": box.inside,
            "coverage": box.coverage,
            "density": box.density,
        }
        for box in boxes
    ]
