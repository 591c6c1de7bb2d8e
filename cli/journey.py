"""`payscape journey`: one resident's two lives, and where they part."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from cli.folders import refuse_file, save_csv, say_table
from cli.options import AsJson, Months, OutFile, Sample, Seed
from cli.progress import progress
from cli.table import show, show_json

if TYPE_CHECKING:
    from scenarios.questions.journey import Journey, Person

EXAMPLES: Final = (
    "payscape journey small-town-today small-town-capitation --segment older_75_plus --months 24",
    "payscape journey small-town-today small-town-capitation --person 42 --months 18 --json",
    "payscape journey east-london-today east-london-capitation --out results/journey.csv",
)

MOST_PERSON: Final = 2**63 - 1


def journey(
    a: Annotated[str, typer.Argument(metavar="A", help="The scenario of one life, by name or file.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The scenario of the other.")],
    person: Annotated[
        int | None,
        typer.Option("--person", min=0, max=MOST_PERSON, metavar="ID", help="A resident's permanent number."),
    ] = None,
    segment: Annotated[
        str | None, typer.Option("--segment", metavar="S", help="Choose among this segment [among all].")
    ] = None,
    seed: Seed = 1,
    sample: Sample = None,
    months: Months = None,
    out: OutFile = None,
    as_json: AsJson = False,
) -> None:
    """What happened to one resident under two ways of paying, and where the two lives part.

    Both runs have the same people and the same chance events. Without --person it is the one whose two
    lives look different in most months. People are known by their number, never by name.
    """
    refuse_file(out)
    from scenarios.questions.journey import journey as follow

    with progress(f"{a} beside {b}"):
        lives = follow(a, b, person, segment, seed, sample, months)
    save_csv(lives.table(), out)
    if as_json:
        show_json(_as_data(lives, out))
        return
    print(f"Option A: {lives.a.title}\nOption B: {lives.b.title}\n\n{_described(lives.person)}\n")
    rows = lives.table().to_dict("records")
    show(
        ("month", "", f"A: {lives.a.id}", f"B: {lives.b.id}"),
        [(row["month"], "" if row["same"] else "≠", row["in_a"], row["in_b"]) for row in rows],
    )
    print(f"\n{lives.parting.words if lives.parting else 'The two lives are the same in all that is seen.'}")
    say_table(out)


def _described(person: "Person") -> str:
    """Who it is, in a sentence or two."""
    ill = ", ".join(person.conditions).replace("_", " ") or "no long-term condition"
    return (
        f"Resident {person.identity}: {person.sex}, {person.age}, in segment {person.segment}, with {ill}; "
        f"lives in {person.borough} (deprivation quintile {person.deprivation}), registered with "
        f"{person.practice}.\nChosen: {person.chosen}."
    )


def _as_data(lives: "Journey", out: Path | None) -> dict[str, Any]:
    """All of it, for a script to read."""
    return {
        "a": lives.a.id,
        "b": lives.b.id,
        "seed": lives.seed,
        "months": lives.a.months,
        "sample": lives.a.sample,
        "out": str(out) if out else None,
        "person": vars(lives.person),
        "lives": lives.table().to_dict("records"),
        "parting": vars(lives.parting) if lives.parting else None,
    }
