"""`payscape journey`: one resident's two lives, and where they part."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from cli.options import AsJson, Months, OutFile, Sample, Seed, refuse_file
from cli.progress import progress
from cli.table import show, show_json

if TYPE_CHECKING:
    from scenarios.questions.journey import Journey, Person

EXAMPLES: Final = (
    "payscape journey small-town-today small-town-capitation --segment older_75_plus --months 24",
    "payscape journey small-town-today small-town-capitation --person 42 --months 18 --json",
    "payscape journey east-london-today east-london-capitation --out results/journey.csv",
)
"""Shown in the help; the tests see that they are."""

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

    The same people with the same luck open both runs. Without --person it is the one whose two lives
    look different in most months. People are known by their number, never by name.
    """
    refuse_file(out)
    from scenarios.questions.journey import journey as follow

    with progress(f"{a} beside {b}"):
        found = follow(a, b, person, segment, seed, sample, months)
    if out is not None:
        from scenarios.files.whole_file import write_whole

        write_whole(out, found.table().to_csv(index=False, lineterminator="\n"))
    if as_json:
        show_json(_told(found, out))
        return
    print(f"A: {found.a.title}\nB: {found.b.title}\n\n{_described(found.person)}\n")
    rows = found.table().to_dict("records")
    show(
        ("month", "", f"A: {found.a.id}", f"B: {found.b.id}"),
        [(row["month"], "" if row["same"] else "≠", row["in_a"], row["in_b"]) for row in rows],
    )
    print(f"\n{found.parting.words if found.parting else 'The two lives are the same in all that is seen.'}")
    print(f"\nThe table is in {out}" if out else "\nNothing was saved: --out FILE.csv keeps the table.")


def _described(person: "Person") -> str:
    """Who it is, in a sentence or two."""
    ill = ", ".join(person.conditions).replace("_", " ") or "no long-term condition"
    return (
        f"Resident {person.identity}: {person.sex}, {person.age}, in segment {person.segment}, with {ill}; "
        f"lives in {person.borough} (deprivation quintile {person.deprivation}), registered with "
        f"{person.practice}.\nChosen: {person.chosen}."
    )


def _told(found: "Journey", out: Path | None) -> dict[str, Any]:
    """All of it, for a script to read."""
    return {
        "a": found.a.id,
        "b": found.b.id,
        "seed": found.seed,
        "months": found.a.months,
        "sample": found.a.sample,
        "out": str(out) if out else None,
        "person": vars(found.person),
        "lives": found.table().to_dict("records"),
        "parting": vars(found.parting) if found.parting else None,
    }
