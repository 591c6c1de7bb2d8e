"""`payscape shadow`: what another regime would have paid on the same activity."""

from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from cli.folders import kept_in, say_tables
from cli.options import AsJson, Months, Out, Replace, Sample, ScenarioName, Seed
from cli.progress import progress
from cli.table import show, show_json

if TYPE_CHECKING:
    from scenarios.questions.shadow import Shadow
    from scenarios.sweeping.rows import Rows

EXAMPLES: Final = (
    "payscape shadow small-town-today --under capitation-trust-led --months 24",
    "payscape shadow east-london-today --under capitation-practice-led --out results/shadow",
    "payscape shadow small-town-today --under east-london-today --months 12 --json",
)

PENCE: Final = ("paid_pence", "shadow_pence", "difference_pence")
HEADINGS: Final = ("paid", "would have paid", "difference")


def shadow(
    scenario: ScenarioName,
    under: Annotated[
        str, typer.Option("--under", metavar="REGIME", help="The other regime, by name or TOML file.")
    ],
    seed: Seed = 1,
    sample: Sample = None,
    months: Months = None,
    out: Out = None,
    replace: Replace = False,
    as_json: AsJson = False,
) -> None:
    """What another regime would have paid on the same activity, by payer, payee and year.

    Nobody knows of the other regime, so the difference is what its rules alone do before anybody
    responds. Until it begins, the reference mix is paid under it. A lead that is given a budget and
    pays others from it stands on both sides; what it passes on is taken off before `all`.
    """
    import scenarios
    from scenarios.questions.shadow import shadow as settle

    ids = [scenarios.load_scenario(scenario).id]
    with kept_in(out, "shadow", ids, replace) as replaced, progress(f"Running {scenario}"):
        answer = settle(scenario, under, seed, sample, months)
        if out is not None:
            answer.save(out, replace)
    frames, totals = answer.frames(), answer.totals()
    if as_json:
        tables = {name: table.to_dict("records") for name, table in {**frames, "totals": totals}.items()}
        show_json({**_setting(answer), "out": str(out) if out else None, **tables})
        return
    of = answer.run.scenario
    print(f"{of.title}\nas it would be paid under: {answer.under.title}")
    print(f"random seed {answer.run.seed}, {of.months} months, sample {of.sample:g}\n")
    whole = totals[list(PENCE)].sum()
    _show("year", _by(totals, "year"), whole)
    for side, table in (("who pays", frames["payers"]), ("who is paid", frames["payees"])):
        print()
        _show(side, _by(table, "organisation"), whole)
    say_tables(out, replaced)


def _by(table: "Rows", column: str) -> "Rows":
    """Pence added up by a column."""
    return table.groupby(column, sort=False, observed=True)[list(PENCE)].sum()


def _show(heading: str, parts: "Rows", whole: "Rows") -> None:
    """Pounds of each, and in all: what a lead is paid and pays on is taken off once."""
    from scenarios.words.numbers import unit_of_pounds

    rows = [(str(name), *row) for name, row in zip(parts.index, parts.to_numpy(), strict=True)]
    passed_on = whole - parts.sum()
    if passed_on.any():
        rows.append(("less what is passed on", *passed_on))
    rows.append(("all", *whole))
    unit, _, write = unit_of_pounds(whole.max() / 100)
    headings = (f"{what}, {unit}" for what in HEADINGS)
    show((heading, *headings), [(name, *(write(pence / 100) for pence in row)) for name, *row in rows])


def _setting(answer: "Shadow") -> dict[str, Any]:
    """What was run, for a script to read."""
    of = answer.run.scenario
    return {
        "scenario": of.id,
        "regime": of.regime,
        "under": answer.under.id,
        "seed": answer.run.seed,
        "months": of.months,
        "sample": of.sample,
    }
