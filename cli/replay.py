"""`payscape replay`: one run of a sweep again, here: a failed one to see why, another to look inside."""

from typing import TYPE_CHECKING, Annotated, Final

import typer

from cli.effect_words import title_of
from cli.folders import kept_in
from cli.options import AsJson, Out, Replace, SweepFolder
from cli.table import show, show_json
from scenarios.words.visible import visible

if TYPE_CHECKING:
    from scenarios.sweeping.replay import Replay

EXAMPLES: Final = (
    "payscape replay results/mine 4f0c2a",
    "payscape replay results/mine 4f0c2a --out results/run-4f0c2a",
    "payscape --debug replay results/mine 4f0c2a",
)


def replay(
    folder: SweepFolder,
    key: Annotated[str, typer.Argument(metavar="KEY", help="The run's key, or how it begins.")],
    out: Out = None,
    replace: Replace = False,
    as_json: AsJson = False,
) -> None:
    """Make one run of a sweep again; what failed there fails here, and --debug shows where.

    With --out the run's tables are saved, so that `payscape why` and `payscape effects` can look inside.
    """
    from scenarios.sweeping.extra import require_extra

    require_extra()
    from scenarios.sweeping.replay import replay as find_run

    again = find_run(folder, key)
    if not as_json:
        _say(again)
    with kept_in(out, "run", [again.arm.scenario.id], replace):
        run = again.run()
        effects = [effect for effect in run.effects() if effect.month is None and effect.scope == "total"]
        if out is not None:
            again.save(run, out, replace)
    if as_json:
        show_json(
            {
                "key": again.key,
                "arm": again.option,
                "future": again.cell.future,
                "seed": again.cell.seed,
                "state": again.state,
                "out": str(out) if out else None,
                "effects": [effect._asdict() for effect in effects],
            }
        )
        return
    show(
        ("effect", "what", "value", "unit"),
        [(e.effect, title_of(e.effect), e.value, e.unit) for e in effects],
    )
    if out is not None:
        print(f"\nTables are in {out}")


def _say(again: "Replay") -> None:
    """Which run it is, what was changed in it, and how it went in the sweep."""
    cell = again.cell
    print(f"{again.option}, future {cell.future}, random seed {cell.seed}: {again.state} in the sweep")
    for which, terms in again.arm.terms.items():
        print(*(f"  {which}.{path} = {value}" for path, value in terms.items()), sep="\n")
    for name, value in again.arm.scenario.parameters.items():
        print(f"  {name} = {value:g}")
    if again.error:
        print(f"\n{visible(again.error)}")
