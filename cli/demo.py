"""`payscape demo`: East London under today's mix and under one sum held by trusts, in a minute."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from cli.folders import kept_in, refuse_file
from cli.progress import progress
from cli.table import show

if TYPE_CHECKING:
    from scenarios import Comparison, Run
    from scenarios.questions.reason import Reason
    from scenarios.sweeping.rows import Rows
    from viz.report.findings import Finding

EXAMPLES: Final = ("payscape demo", "payscape demo --seeds 3 --months 24 --out results/quick")

BASELINE: Final = ("today's mix", "east-london-today")
ALTERNATIVE: Final = ("trust-led payment", "east-london-capitation")


def demo(
    seeds: Annotated[int, typer.Option("--seeds", min=2, max=1000, metavar="N", help="Pairs of runs.")] = 20,
    months: Annotated[
        int | None, typer.Option("--months", min=1, max=600, metavar="N", help="Months to run [five years].")
    ] = None,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder for tables and report.")] = Path(
        "results/demo"
    ),
) -> None:
    """East London, one resident in a hundred: today's mix against one sum a head held by trusts.

    Prints what differs, with intervals; leaves tables and an HTML report with charts.
    """
    import scenarios
    from scenarios.runs.file import PAGE

    (baseline, a), (alternative, b) = BASELINE, ALTERNATIVE
    refuse_file(out / "report.html", PAGE)
    with (
        kept_in(out / "comparison", "comparison", [a, b]),
        kept_in(out / a, "run", [a]),
        kept_in(out / b, "run", [b]),
        progress("East London") as report,
    ):
        pair = scenarios.compare(a, b, seeds=seeds, months=months, progress=report)
        runs = {
            baseline: scenarios.run(a, months=months, counterfactuals=False),
            alternative: scenarios.run(b, months=months, counterfactuals=False),
        }
        pair.save(out / "comparison")
        for (_, name), run in zip((BASELINE, ALTERNATIVE), runs.values(), strict=True):
            run.save(out / name)
    _say(pair)
    print(f"\nReport: {_written(out / 'report.html', pair, runs)}\nTables: {out}")


def _say(pair: "Comparison") -> None:
    """What differs as a table, then pounds."""
    from cli.comparing.pounds import show_pounds
    from viz.report.findings import findings

    place = pair.arms[0].setup.place
    trusts = {place.organisations[i].id: place.organisations[i].name for i in place.trusts}
    rows = [_row(finding) for finding in findings(pair.table(), trusts)]
    runs = f"{pair.seeds} pairs of runs of {pair.a.months} months: same people, same chance events"
    print(f"{pair.b.question}\n{runs}.\n")
    show(("what", "difference", "95% interval", "clear difference?"), rows)
    show_pounds(pair)


def _row(finding: "Finding") -> tuple[str, str, str, str]:
    return finding.label, finding.change, finding.interval, finding.verdict


def _written(file: Path, pair: "Comparison", runs: dict[str, "Run"]) -> Path:
    """The report, made from the comparison and one run of each option."""
    from scenarios.runs.manifest import manifest
    from viz.report.comparison import Story, write_report

    (baseline, a), (alternative, b) = BASELINE, ALTERNATIVE
    seeds = [paired.seed for paired in pair.pairs]
    story = Story(
        question=pair.b.question,
        place=runs[baseline].record.place,
        baseline=baseline,
        alternative=alternative,
        titles={baseline: pair.a.title, alternative: pair.b.title},
        differences=pair.table(),
        money=pair.money(),
        arms={arm: run.frames() for arm, run in runs.items()},
        reasons=_reasons(runs[alternative]),
        published=_published(pair.a.place),
        notes=[pair.a.note, pair.b.note],
        manifest=manifest("comparison", pair.arms, seeds, pair.seconds),
        commands=["payscape demo", f"payscape compare {a} {b} --seeds {len(seeds)} --months {pair.a.months}"],
    )
    return write_report(file, story)


def _reasons(run: "Run") -> list["Reason"]:
    """The largest move of each lever in the first year of the new way of paying."""
    from viz.report.largest_moves import reasons

    return reasons(run.frames()["decisions"], run.record.place, *_first_year(run))


def _first_year(run: "Run") -> tuple[str, str]:
    """First and last month of the first year in which the scenario's regime is in force."""
    start = min(run.arm.setup.regime.transition.start_month, max(run.record.months - 12, 0))
    return run.record.clock.label(start), run.record.clock.label(start + 11)


def _published(place: str) -> "Rows":
    """Emergency admissions as published for a place that payscape brings; empty where there are none."""
    import pandas as pd

    from scenarios.files.place.load import PLACES

    file = PLACES / place / "observed" / "ae_monthly.csv"
    if not file.is_file():
        return pd.DataFrame({"period": [], "organisation_id": [], "admissions": []})
    return pd.read_csv(file)
