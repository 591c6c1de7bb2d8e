"""`payscape sweep`: many runs of a few scenarios over levers and uncertainties; and how far one has come."""

import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from cli.effect_words import title_of
from cli.folders import refuse_tables
from cli.options import AsJson, Out, Replace, Scheduler, Tables, Workers
from cli.progress import progress
from cli.table import show, show_json

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

STATUS: Final = "status"
SHOWN_FAILURES: Final = 10
HEADINGS: Final = ("option", "measure", "what", "mean", "difference", "± chance", "from", "to", "unit")


def sweep(
    what: Annotated[str, typer.Argument(metavar="FILE", help="A sweep by name or file; or `status`.")],
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="With `status`: the folder of a sweep.")
    ] = None,
    out: Out = None,
    workers: Workers = None,
    scheduler: Scheduler = None,
    again: Annotated[bool, typer.Option("--again", help="Try runs that failed before once more.")] = False,
    replace: Replace = False,
    tables: Tables = None,
    as_json: AsJson = False,
) -> None:
    """Run a sweep, or what is missing of it: stopped or killed, the same line goes on where it was.

    Every option meets the same futures and the same chance events as the first, which it is compared with.
    `± chance` is half the 95% interval of the mean difference; from and to are the 5th and 95th of a hundred
    futures.
    """
    from scenarios.sweeping.extra import require_extra

    require_extra()
    if what == STATUS:
        _show_status(_named(folder), as_json)
        return
    _refuse(folder, out)
    refuse_tables(tables, out)
    from scenarios.sweeping.sweep import sweep as run_sweep

    assert out is not None
    with progress(what) as report:
        swept = run_sweep(what, out, workers, scheduler, report, again, replace=replace)
    if tables is not None:
        from scenarios.sweeping.export import export

        export(swept, tables)
    if as_json:
        show_json(as_data(swept))
        return
    print(f"{swept.manifest['title']}\n{swept.manifest['question']}\n")
    show_summary(swept)
    _say_damaged(swept)
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
    """Effects of every option: level, difference to the first, chance in it, and the span of futures."""
    from abm.effects.catalogue import EFFECTS

    table: Rows = swept.summary()
    effects = table[table["measure"].isin(list(EFFECTS))]
    order = {effect: i for i, effect in enumerate(EFFECTS)}
    rows = sorted(effects.itertuples(), key=lambda r: (order[r.measure], r.arm))
    show(HEADINGS, [(r.arm, r.measure, title_of(r.measure), *_numbers(r), r.unit) for r in rows])


def _numbers(row: Any) -> tuple[object, ...]:
    """Level, difference, chance and span; chance is not known where runs are too few for it."""
    from scenarios.words.numbers import TOO_FEW

    few = math.isnan(row.half) and not math.isnan(row.mean)
    return row.level, row.mean, TOO_FEW if few else row.half, row.lower, row.upper


def as_data(swept: "Swept") -> dict[str, Any]:
    """A sweep as a whole and its summary, for a script to read."""
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


def _say_damaged(swept: "Swept") -> None:
    """Batches that could not be read, if any."""
    if damaged := swept.manifest["damaged"]:
        print(f"\nCould not be read, set aside, their runs made again: batches {', '.join(damaged)}.")


def _counted(swept: "Swept") -> str:
    runs = ", ".join(f"{n} {state}" for state, n in swept.manifest["runs"].items())
    return f"{len(swept.manifest['arms'])} options, {swept.manifest['futures']} futures; runs: {runs}."


def _show_status(folder: Path, as_json: bool) -> None:
    """How far a sweep has come, and what failed."""
    from dataclasses import asdict

    from scenarios.sweeping.status import status

    now: Status = status(folder)
    if as_json:
        show_json({**asdict(now), "missing": now.missing})
        return
    show(
        ("state", "runs", "done", "failed", "missing", "options", "futures", "worker hours", "largest MB"),
        [
            (
                now.state,
                now.planned,
                now.done,
                len(now.failures),
                now.missing,
                now.arms,
                now.futures,
                f"{now.seconds / 3600:.2f}",
                f"{now.memory_mb:.0f}",
            )
        ],
    )
    if now.damaged:
        print(
            f"\nCannot be read: batches {', '.join(now.damaged)}; start the sweep again to make their runs."
        )
    if now.failures:
        print()
        failures = now.failures[:SHOWN_FAILURES]
        show(
            ("key", "option", "future", "random seed", "state", "why"),
            [(f.key, f.arm, f.future, f.seed, f.status, f.why) for f in failures],
        )
        print(f"\n{len(now.failures)} in all. One again: payscape replay {folder} {failures[0].key}")
