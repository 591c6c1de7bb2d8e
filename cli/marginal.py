"""`payscape marginal`: the pound of one more and one fewer, and the cliffs near the forecast."""

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from cli.options import AsJson, OutFile, Sample, Seed, refuse_file
from cli.progress import progress
from cli.table import show, show_json
from cli.words import number

if TYPE_CHECKING:
    from scenarios.questions.marginal import Marginals
    from scenarios.sweeping.rows import Rows

EXAMPLES: Final = (
    "payscape marginal small-town-today",
    "payscape marginal small-town-today --provider TGH --month 2017-09",
    "payscape marginal east-london-today --out results/marginal.csv",
)
"""Shown in the help; the tests see that they are."""

HEADINGS: Final = {
    "provider": "provider",
    "does": "does",
    "what": "what",
    "units": "units a year",
    "paid_by": "paid by",
    "one_more": "one more, £",
    "one_fewer": "one fewer, £",
    "next_year": "next year if reset, £",
    "variable_cost": "cost at once, £",
    "horizon_cost": "cost in time, £",
    "margin": "margin, £",
}


def marginal(
    scenario: Annotated[
        str, typer.Argument(metavar="SCENARIO", help="A name from the library, or a TOML file.")
    ],
    provider: Annotated[
        str | None, typer.Option("--provider", metavar="ID", help="Whose [all; practices together].")
    ] = None,
    month: Annotated[
        str | None,
        typer.Option("--month", metavar="YYYY-MM", help="As seen in [March of the regime's first year]."),
    ] = None,
    seed: Seed = 1,
    sample: Sample = None,
    out: OutFile = None,
    as_json: AsJson = False,
) -> None:
    """The pound of one more and one fewer of everything, and the cliffs near the forecast.

    Months before the one asked about are known, the rest of the contract year is forecast. A reset is
    what one more now adds next year if the contract is set afresh from this year; the margin is what
    one more brings this year, less the cost that follows within the planning horizon.
    """
    refuse_file(out)
    from scenarios.questions.marginal import marginal as ask

    with progress(f"Looking at {scenario}"):
        found = ask(scenario, provider, month, seed, sample)
    if out is not None:
        from scenarios.files.whole_file import write_whole

        write_whole(out, found.table().to_csv(index=False, lineterminator="\n"))
    if as_json:
        show_json(_told(found, out))
        return
    print(f"{found.scenario.title}\nas seen in {found.month}\n")
    _show_pounds(found.pounds)
    if provider is not None:
        print()
        _show_elements(found.by_element)
    print()
    _show_cliffs(found)
    print(f"\nThe table is in {out}" if out else "\nNothing was saved: --out FILE.csv keeps the table.")


def _show_pounds(table: "Rows") -> None:
    """One row a provider and thing done."""
    rows = table.to_dict("records")
    show(list(HEADINGS.values()), [[_cell(row[key]) for key in HEADINGS] for row in rows])


def _show_elements(table: "Rows") -> None:
    """The same pounds, each contract's element apart."""
    keys = ("what", "contract", "element", "one_more", "one_fewer", "next_year")
    rows = table.to_dict("records")
    show([HEADINGS.get(key, key) for key in keys], [[_cell(row[key]) for key in keys] for row in rows])


def _show_cliffs(found: "Marginals") -> None:
    """Cliffs one by one; those of practices by how many have one, unless one practice was asked about."""
    if not found.cliffs:
        print("No cliff within a quarter of the forecast.")
        return
    practices: defaultdict[str, set[str]] = defaultdict(set)
    print("Cliffs within a quarter of the forecast:")
    for cliff in found.cliffs:
        if cliff.payee in found.practices:
            practices[f"{cliff.contract}.{cliff.element}"].add(cliff.payee)
        else:
            print(f"- {cliff.words}")
    for element, near in practices.items():
        print(
            f"- {len(near)} of {len(found.practices)} practices near one in {element}: --provider ID says how"
        )


def _cell(value: Any) -> str:
    """A number as people read it; nothing where none applies."""
    if isinstance(value, str):
        return value
    return "" if value != value else number(value)


def _told(found: "Marginals", out: Path | None) -> dict[str, Any]:
    """All of it, for a script to read."""
    return {
        "scenario": found.scenario.id,
        "month": found.month,
        "out": str(out) if out else None,
        "pounds": found.pounds.to_dict("records"),
        "by_element": found.by_element.to_dict("records"),
        "cliffs": [vars(cliff) for cliff in found.cliffs],
    }
