"""`payscape discover`: under which conditions one way of paying is worse than another, and regret."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from cli.options import ArmName, AsJson, Measure, Scope, SweepFolder
from cli.table import show, show_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scenarios.sweeping.boxes import Box
    from scenarios.sweeping.discovery import Discovery

EXAMPLES: Final = (
    "payscape discover results/mine",
    "payscape discover results/mine --measure E4 --beyond 0.1",
    "payscape discover results/mine --measure referrals --worse more --json",
)


class Worse(StrEnum):
    """Which direction is worse."""

    more = "more"
    less = "less"


def discover(
    folder: SweepFolder,
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
    """Under which conditions options are worse than the first (PRIM and CART), and the regret of each.

    All options are taken together, with their levers as conditions, unless one is named. Coverage is the
    share of all bad cases that a box holds, density the share of its cases that are bad. Charts are written
    beside the tables of the sweep.
    """
    from scenarios.sweeping.extra import require_extra

    require_extra()
    from scenarios.sweeping.discovery import discover as search
    from scenarios.sweeping.results import Swept
    from viz.report.sweep_charts import save_discovery

    discovery = search(Swept(folder), measure, scope, arm, worse.value if worse else None, beyond)
    files = save_discovery(discovery, folder)
    if as_json:
        show_json({**_as_data(discovery), "charts": files})
        return
    _say(discovery)
    print("\nCharts: " + ", ".join(files))


def _say(discovery: "Discovery") -> None:
    from scenarios.words.numbers import share

    cases = discovery.cases
    print(f"{cases.question}: {cases.worse.sum()} of {len(cases.worse)} cases\n")
    if discovery.prim:
        show(("box (PRIM)", "cases", "coverage", "density"), [_row(box) for box in discovery.prim])
    else:
        print("PRIM found no box that holds more of them than the whole does.")
    if discovery.tree is not None:
        print()
        show(("region (CART)", "cases", "coverage", "density"), [_row(box) for box in discovery.tree.boxes])
        right, commoner = (share(part) for part in (discovery.tree.right, discovery.tree.commoner))
        print(f"It gets {right} of unseen cases right; the commoner answer {commoner}.")
    print()
    heads = ("option", "mean regret", "90th", "largest", "best in % of futures")
    rows: Any = discovery.regret.itertuples()
    show(heads, [(r.arm, r.mean, r.ninetieth, r.largest, 100 * r.best_in) for r in rows])


def _row(box: "Box") -> tuple[str, str, str, str]:
    return box.words, str(box.inside), f"{box.coverage:.0%}", f"{box.density:.0%}"


def _as_data(discovery: "Discovery") -> dict[str, Any]:
    """Boxes, regions and regret, for a script to read."""
    cases, grown = discovery.cases, discovery.tree
    return {
        "question": cases.question,
        "measure": cases.measure,
        "scope": cases.scope,
        "cases": len(cases.worse),
        "worse": int(cases.worse.sum()),
        "left_out": cases.left_out,
        "prim": _boxes(discovery.prim),
        "cart": _boxes(grown.boxes) if grown else [],
        "cart_right": grown.right if grown else None,
        "commoner": grown.commoner if grown else None,
        "regret": discovery.regret.to_dict("records"),
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
