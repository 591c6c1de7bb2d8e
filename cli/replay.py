"""`payscape replay`: one run of a sweep again, here: a failed one to see why, another to look inside."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from cli.options import AsJson, Out, refuse_destination
from cli.table import show, show_json
from cli.words import number

if TYPE_CHECKING:
    from scenarios.sweeping.replay import Replay

EXAMPLES: Final = (
    "payscape replay results/mine 4f0c2a",
    "payscape replay results/mine 4f0c2a --out results/run-4f0c2a",
    "payscape --debug replay results/mine 4f0c2a",
)
"""Shown in the help; the tests see that they are."""


def replay(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of a sweep.")],
    key: Annotated[str, typer.Argument(metavar="KEY", help="The run's key, or how it begins.")],
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Live one run of a sweep again; what failed there fails here, and --debug shows where.

    With --out the run's tables are saved, so that `payscape why` and `payscape effects` can look inside.
    """
    refuse_destination(out)
    from scenarios.sweeping.extra import require_extra

    require_extra()
    from scenarios.sweeping.replay import replay as find

    found = find(folder, key)
    if not as_json:
        _say(found)
    run = found.run()
    effects = [effect for effect in run.effects() if effect.month is None and effect.scope == "total"]
    if out is not None:
        found.save(run, out)
    if as_json:
        show_json(
            {
                "key": found.key,
                "arm": found.option,
                "future": found.cell.future,
                "seed": found.cell.seed,
                "state": found.state,
                "out": str(out) if out else None,
                "effects": [effect._asdict() for effect in effects],
            }
        )
        return
    show(("effect", "value", "unit"), [(e.effect, number(e.value), e.unit) for e in effects])
    if out is not None:
        print(f"\nTables are in {out}")


def _say(found: "Replay") -> None:
    """Which run it is, what was changed in it, and how it went in the sweep."""
    cell = found.cell
    print(f"{found.option}, future {cell.future}, seed {cell.seed}: {found.state} in the sweep")
    for which, terms in found.arm.terms.items():
        print(*(f"  {which}.{path} = {value}" for path, value in terms.items()), sep="\n")
    for name, value in found.arm.scenario.parameters.items():
        print(f"  {name} = {value:g}")
    if found.error:
        print(f"\n{found.error}")
