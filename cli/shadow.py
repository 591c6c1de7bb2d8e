"""`payscape shadow`: what another regime would have paid on the same activity."""

from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from cli.options import AsJson, Months, Out, Sample, Seed, refuse_destination
from cli.progress import progress
from cli.table import show, show_json
from cli.words import number

if TYPE_CHECKING:
    from scenarios.questions.shadow import Shadow
    from scenarios.sweeping.rows import Rows

EXAMPLES: Final = (
    "payscape shadow small-town-today --under capitation-trust-led --months 24",
    "payscape shadow east-london-today --under capitation-practice-led --out results/shadow",
    "payscape shadow small-town-today --under east-london-today --months 12 --json",
)
"""Shown in the help; the tests see that they are."""

PENCE: Final = ("paid_pence", "shadow_pence", "difference_pence")
HEADINGS: Final = ("paid, £m", "would have paid, £m", "difference, £m")


def shadow(
    scenario: Annotated[
        str, typer.Argument(metavar="SCENARIO", help="A name from the library, or a TOML file.")
    ],
    under: Annotated[
        str, typer.Option("--under", metavar="REGIME", help="The other regime, by name or TOML file.")
    ],
    seed: Seed = 1,
    sample: Sample = None,
    months: Months = None,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """What another regime would have paid on the same activity, by payer, payee and year.

    Nobody knows of the other regime, so the difference is what its rules alone do before anybody
    responds. Until it begins, the reference mix is paid under it. A lead that is given a budget and
    pays others from it stands on both sides; what it passes on is taken off before `all`.
    """
    refuse_destination(out)
    from scenarios.questions.shadow import shadow as settle

    with progress(f"Running {scenario}"):
        found = settle(scenario, under, seed, sample, months)
        if out is not None:
            found.save(out)
    frames = found.frames()
    if as_json:
        told = {name: table.to_dict("records") for name, table in frames.items()}
        totals = found.totals().to_dict("records")
        show_json({**_told(found), "out": str(out) if out else None, **told, "totals": totals})
        return
    asked = found.run.scenario
    print(f"{asked.title}\nas it would be paid under: {found.under.title}")
    print(f"seed {found.run.seed}, {asked.months} months, sample {asked.sample:g}\n")
    totals = found.totals()
    whole = totals[list(PENCE)].sum()
    _show("year", _by(totals, "year"), whole)
    for side, table in (("who pays", frames["payers"]), ("who is paid", frames["payees"])):
        print()
        _show(side, _by(table, "organisation"), whole)
    print(f"\nTables are in {out}" if out else "\nNothing was saved: --out DIR keeps the tables.")


def _by(table: "Rows", column: str) -> "Rows":
    """Pence added up by a column."""
    return table.groupby(column, sort=False, observed=True)[list(PENCE)].sum()


def _show(heading: str, parts: "Rows", whole: "Rows") -> None:
    """Pounds of each, and in all: what a lead is paid and pays on is taken off once."""
    rows = [(str(name), *row) for name, row in zip(parts.index, parts.to_numpy(), strict=True)]
    passed_on = whole - parts.sum()
    if passed_on.any():
        rows.append(("less what is passed on", *passed_on))
    rows.append(("all", *whole))
    show((heading, *HEADINGS), [(name, *map(_millions, row)) for name, *row in rows])


def _millions(pence: float) -> str:
    return number(round(float(pence) / 1e8, 3))


def _told(found: "Shadow") -> dict[str, Any]:
    """What was run, for a script to read."""
    asked = found.run.scenario
    return {
        "scenario": asked.id,
        "regime": asked.regime,
        "under": found.under.id,
        "seed": found.run.seed,
        "months": asked.months,
        "sample": asked.sample,
    }
