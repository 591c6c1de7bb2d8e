"""`payscape compare`: two scenarios, the same people and luck, differences with intervals."""

from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from cli.options import AsJson, Months, Out, Sample, refuse_destination
from cli.progress import progress
from cli.table import show, show_json
from cli.words import number

if TYPE_CHECKING:
    from scenarios import Comparison
    from viz.arms import Rows

EXAMPLES: Final = (
    "payscape compare small-town-today small-town-capitation --seeds 3 --months 18 --workers 1",
    "payscape compare east-london-today east-london-capitation --out results/capitation",
    "payscape compare east-london-today east-london-capitation --seeds 100 --until 2",
)
"""Shown in the help; the tests see that they are."""

MOST_SEEDS: Final = 100_000


def _above_zero(until: float | None) -> float | None:
    if until is not None and not until > 0:
        raise typer.BadParameter(f"{until:g} is not above 0; give percentage points of backfilling (E1)")
    return until


def compare(
    a: Annotated[str, typer.Argument(metavar="A", help="The scenario to compare with, by name or file.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The scenario that is compared with it.")],
    seeds: Annotated[
        int, typer.Option("--seeds", min=2, max=MOST_SEEDS, metavar="N", help="Pairs of runs.")
    ] = 20,
    until: Annotated[
        float | None,
        typer.Option(
            "--until",
            callback=_above_zero,
            metavar="HALFWIDTH",
            help="Stop when E1 is known this well, in points.",
        ),
    ] = None,
    sample: Sample = None,
    months: Months = None,
    workers: Annotated[
        int | None,
        typer.Option("--workers", min=1, max=1024, metavar="N", help="Processes [one a processor]."),
    ] = None,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """What differs between two scenarios, with intervals, and why the pounds differ.

    Each seed gives both the same people and luck. The change in pounds is split: what B's rules would
    have paid for A's activity is mechanical, the rest is behavioural.
    """
    refuse_destination(out)
    import scenarios

    with progress(f"{a} against {b}") as report:
        pair = scenarios.compare(
            a, b, seeds=seeds, sample=sample, months=months, workers=workers, until=until, progress=report
        )
    if out is not None:
        pair.save(out)
    if as_json:
        show_json(_told(pair, str(out) if out else None))
        return
    print(f"A: {pair.a.title}\nB: {pair.b.title}\n{pair.seeds} pairs of runs of {pair.a.months} months\n")
    show_differences(pair.table())
    print()
    show_money(pair.money())
    print(f"\nTables are in {out}" if out else "\nNothing was saved: --out DIR keeps the tables.")


def show_differences(table: "Rows") -> None:
    """Every measure under A and B, the difference and its 95% interval."""
    show(
        ("measure", "scope", "A", "B", "B - A", "95% interval", "unit"),
        [
            (r.measure, r.scope, number(r.a), number(r.b), number(r.difference), _ends(r), r.unit)
            for r in table.itertuples()
        ],
    )


def show_money(table: "Rows") -> None:
    """Pounds a year by kind of payer: mechanical, behavioural and together."""
    headings = ("who pays", "A, £m a year", "mechanical, £m", "behavioural, £m", "B - A, £m")
    paid = table[table["payee_kind"] == "all"]
    rows = [
        (r.payer_kind, *map(_millions, (r.a, r.mechanical, r.behavioural, r.change)))
        for r in paid.itertuples()
    ]
    show(headings, rows)


def _millions(pounds: float) -> str:
    return number(round(pounds / 1e6, 1))


def _ends(row: Any) -> str:
    return f"{number(row.difference_low)} to {number(row.difference_high)}"


def _told(pair: "Comparison", out: str | None) -> dict[str, Any]:
    """The comparison for a script to read."""
    return {
        "a": pair.a.id,
        "b": pair.b.id,
        "seeds": pair.seeds,
        "months": pair.a.months,
        "sample": pair.a.sample,
        "out": out,
        "differences": pair.table().to_dict("records"),
        "money": pair.money().to_dict("records"),
    }
