"""`payscape sweep`: many runs of a few scenarios over levers and uncertainties; and how far one has come."""

import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from cli.options import AsJson, Out, refuse_destination
from cli.progress import progress
from cli.readings import named
from cli.table import show, show_json
from cli.words import number

if TYPE_CHECKING:
    from scenarios.sweeping.results import Swept
    from scenarios.sweeping.rows import Rows
    from scenarios.sweeping.status import Status

EXAMPLES: Final = (
    "payscape sweep part-fixed-hospital-payment --out results/part-fixed",
    "payscape sweep my-sweep.toml --out results/mine --workers 8",
    "payscape sweep my-sweep.toml --out results/mine --scheduler tcp://head:8786",
    "payscape sweep status results/mine",
)
"""Shown in the help; the tests see that they are."""

STATUS: Final = "status"
SHOWN_FAILURES: Final = 10
SHOWN: Final = ("level", "mean", "half", "lower", "upper")
HEADINGS: Final = ("arm", "measure", "what", "mean", "B - A", "± luck", "from", "to", "unit")


def sweep(
    what: Annotated[str, typer.Argument(metavar="FILE", help="A sweep by name or file; or `status`.")],
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="With `status`: the folder of a sweep.")
    ] = None,
    out: Out = None,
    workers: Annotated[
        int | None,
        typer.Option("--workers", min=1, max=1024, metavar="N", help="Processes [one a processor]."),
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option("--scheduler", metavar="ADDRESS", help="Use the workers of a Dask scheduler."),
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Try runs that failed before once more.")] = False,
    as_json: AsJson = False,
) -> None:
    """Run a sweep, or what is missing of it: stopped or killed, the same line goes on where it was.

    Every arm meets the same futures and the same luck as the first scenario, and is held against it. `± luck`
    is half the 95% interval of the mean difference; from and to are the 5th and 95th of a hundred futures.
    """
    from scenarios.sweeping.extra import require_extra

    require_extra()
    if what == STATUS:
        _show_status(_named(folder), as_json)
        return
    _refuse(folder, out)
    refuse_destination(out)
    from scenarios.sweeping.sweep import sweep as live

    assert out is not None
    with progress(what) as report:
        swept = live(what, out, workers, scheduler, report, again)
    if as_json:
        show_json(told(swept))
        return
    print(f"{swept.manifest['title']}\n{swept.manifest['question']}\n")
    show_summary(swept)
    print(f"\n{_counted(swept)} Tables are in {out}; next: payscape report {out}")


def _named(folder: Path | None) -> Path:
    """The folder of a sweep, as typed."""
    if folder is None:
        raise typer.BadParameter("name the folder of a sweep", param_hint="DIR")
    return folder


def _refuse(folder: Path | None, out: Path | None) -> None:
    """A sweep has one file, and somewhere to keep what comes out."""
    if folder is not None:
        raise typer.BadParameter(f"'{folder}' is one word too many; DIR goes with --out", param_hint="DIR")
    if out is None:
        raise typer.BadParameter("name a folder to keep results in", param_hint="--out")


def show_summary(swept: "Swept") -> None:
    """Effects of every arm: its level, its difference to the first arm, luck, and the span of futures."""
    from abm.effects.catalogue import EFFECTS

    table: Rows = swept.summary()
    effects = table[table["measure"].isin(list(EFFECTS))]
    order = {effect: i for i, effect in enumerate(EFFECTS)}
    rows = sorted(effects.itertuples(), key=lambda r: (order[r.measure], r.arm))
    show(HEADINGS, [(r.arm, r.measure, named(r.measure), *_numbers(r), r.unit) for r in rows])


def _numbers(row: Any) -> tuple[str, ...]:
    """Level, difference, luck and span; luck is not known where seeds are too few for it."""
    level, mean, half, lower, upper = (number(getattr(row, n)) for n in SHOWN)
    few = math.isnan(row.half) and not math.isnan(row.mean)
    return level, mean, "too few seeds" if few else half, lower, upper


def told(swept: "Swept") -> dict[str, Any]:
    """What a sweep found, for a script to read."""
    return {
        "title": swept.manifest["title"],
        "out": str(swept.folder),
        "arms": swept.manifest["arms"],
        "futures": swept.manifest["futures"],
        "seeds": swept.manifest["seeds"],
        "runs": swept.manifest["runs"],
        "failures": swept.manifest["failures"],
        "summary": swept.summary().to_dict("records"),
    }


def _counted(swept: "Swept") -> str:
    runs = ", ".join(f"{n} {state}" for state, n in swept.manifest["runs"].items())
    return f"{len(swept.manifest['arms'])} arms, {swept.manifest['futures']} futures; runs: {runs}."


def _show_status(folder: Path, as_json: bool) -> None:
    """How far a sweep has come, and what failed."""
    from dataclasses import asdict

    from scenarios.sweeping.status import status

    found: Status = status(folder)
    if as_json:
        show_json({**asdict(found), "missing": found.missing})
        return
    show(
        ("state", "asked", "done", "failed", "missing", "arms", "futures", "worker hours", "largest MB"),
        [
            (
                found.state,
                found.asked,
                found.done,
                len(found.failures),
                found.missing,
                found.arms,
                found.futures,
                f"{found.seconds / 3600:.2f}",
                f"{found.memory_mb:.0f}",
            )
        ],
    )
    if found.failures:
        print()
        failures = found.failures[:SHOWN_FAILURES]
        show(
            ("key", "arm", "future", "seed", "state", "why"),
            [(f.key, f.arm, f.future, f.seed, f.status, f.why) for f in failures],
        )
        print(f"\n{len(found.failures)} in all. One again: payscape replay {folder} {failures[0].key}")
