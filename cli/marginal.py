"""`payscape marginal`: what one more and one fewer bring in, and the cliffs near the forecast."""

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from cli.folders import refuse_file, save_csv, say_table
from cli.options import AsJson, OutFile, Sample, ScenarioName, Seed
from cli.progress import progress
from cli.table import show, show_json

if TYPE_CHECKING:
    from scenarios.questions.marginal import Marginals
    from scenarios.sweeping.rows import Rows

EXAMPLES: Final = (
    "payscape marginal small-town-today",
    "payscape marginal small-town-today --provider TGH --month 2017-09",
    "payscape marginal east-london-today --out results/marginal.csv",
)

HEADINGS: Final = {
    "provider": "provider",
    "does": "does",
    "what": "what",
    "units": "units a year",
    "paid_by": "paid by",
    "one_more": "one more, £",
    "one_fewer": "one fewer, £",
    "next_year": "next year if reset, £",
    "variable_cost": "variable cost, £",
    "horizon_cost": "marginal cost, £",
    "margin": "margin, £",
}
"""What one provider does, by column."""
ELEMENT_HEADINGS: Final = {
    "what": "what",
    "contract": "contract",
    "element": "element",
    "one_more": "one more, £",
    "one_fewer": "one fewer, £",
    "next_year": "next year if reset, £",
}
"""The same pounds, each contract's element apart."""


def marginal(
    scenario: ScenarioName,
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
    """What one more and one fewer of everything bring in, and the cliffs near the forecast.

    Months before the one asked about are known, the rest of the contract year is forecast. A reset is
    what one more now adds next year if the contract is set afresh from this year; the margin is what
    one more brings in this year, less its marginal cost: what follows within the planning horizon.
    """
    refuse_file(out)
    from scenarios.questions.marginal import marginal as read
    from scenarios.words.numbers import month as in_words

    with progress(f"Looking at {scenario}"):
        answer = read(scenario, provider, month, seed, sample)
    save_csv(answer.table(), out)
    if as_json:
        show_json(_as_data(answer, out))
        return
    print(f"{answer.scenario.title}\nas seen in {in_words(answer.month)}\n")
    _show_columns(answer.pounds, HEADINGS)
    if provider is not None:
        print()
        _show_columns(answer.by_element, ELEMENT_HEADINGS)
    print()
    _show_cliffs(answer)
    say_table(out)


def _show_columns(table: "Rows", headings: dict[str, str]) -> None:
    """Columns of a table under their headings."""
    rows = table.to_dict("records")
    show(list(headings.values()), [[_cell(row[key]) for key in headings] for row in rows])


def _show_cliffs(answer: "Marginals") -> None:
    """Cliffs one by one; those of practices by how many have one, unless one practice was named."""
    if not answer.cliffs:
        print("No cliff within a quarter of the forecast.")
        return
    practices: defaultdict[str, set[str]] = defaultdict(set)
    print("Cliffs within a quarter of the forecast:")
    for cliff in answer.cliffs:
        if cliff.payee in answer.practices:
            practices[f"{cliff.contract}.{cliff.element}"].add(cliff.payee)
        else:
            print(f"- {cliff.words}")
    for element, near in practices.items():
        many = f"{len(near)} of {len(answer.practices)} practices near one in {element}"
        print(f"- {many}: --provider ID says how")


def _cell(value: Any) -> Any:
    """Nothing where no number applies."""
    return "" if value != value else value


def _as_data(answer: "Marginals", out: Path | None) -> dict[str, Any]:
    """All of it, for a script to read."""
    return {
        "scenario": answer.scenario.id,
        "month": answer.month,
        "out": str(out) if out else None,
        "pounds": answer.pounds.to_dict("records"),
        "by_element": answer.by_element.to_dict("records"),
        "cliffs": [vars(cliff) for cliff in answer.cliffs],
    }
