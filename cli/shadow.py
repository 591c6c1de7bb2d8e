"""`payscape shadow`: what another regime would have paid on the same activity."""

from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from cli.options import AsJson, Months, Out, Sample, Seed, refuse_destination
from cli.progress import progress
from cli.table import show, show_json
from cli.words import number

if TYPE_CHECKING:
    from scenarios.shadow_payments import Shadow
    from viz.arms import Rows

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
    pays others from it is counted on both sides.
    """
    refuse_destination(out)
    from scenarios.shadow_payments import shadow as settle

    with progress(f"Running {scenario}"):
        found = settle(scenario, under, seed, sample, months)
        if out is not None:
            found.save(out)
    frames = found.frames()
    if as_json:
        told = {name: table.to_dict("records") for name, table in frames.items()}
        show_json({**_told(found), "out": str(out) if out else None, **told})
        return
    asked = found.run.scenario
    print(f"{asked.title}\nas it would be paid under: {found.under.title}")
    print(f"seed {found.run.seed}, {asked.months} months, sample {asked.sample:g}\n")
    _show(frames["payers"], "year")
    for side, table in (("who pays", frames["payers"]), ("who is paid", frames["payees"])):
        print()
        _show(table, "organisation", side)
    print(f"\nTables are in {out}" if out else "\nNothing was saved: --out DIR keeps the tables.")


def _show(table: "Rows", by: str, heading: str | None = None) -> None:
    """Pounds added up by a column, and in all."""
    parts = table.groupby(by, sort=False, observed=True)[list(PENCE)].sum()
    rows = [
        (str(name), *map(_millions, row)) for name, row in zip(parts.index, parts.to_numpy(), strict=True)
    ]
    total = ("all", *map(_millions, table[list(PENCE)].sum()))
    show((heading or by, *HEADINGS), [*rows, total])


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
