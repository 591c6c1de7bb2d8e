"""`payscape run`: one scenario, one run, its effects, and its tables where asked."""

from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from cli.options import (
    AsJson,
    Behaviour,
    DrawsFrom,
    Months,
    Out,
    Sample,
    Seed,
    Theory,
    is_on,
    refuse_destination,
)
from cli.progress import progress
from cli.readings import named, say_why_not, why_not
from cli.table import show, show_json
from cli.words import number

if TYPE_CHECKING:
    from scenarios import Run

EXAMPLES: Final = (
    "payscape run small-town-today --months 12",
    "payscape run east-london-today --seed 7 --out results/today",
    "payscape run small-town-today --months 12 --json",
)
"""Shown in the help; the tests see that they are."""


def run(
    scenario: Annotated[
        str, typer.Argument(metavar="SCENARIO", help="A name from the library, or a TOML file.")
    ],
    seed: Seed = 1,
    sample: Sample = None,
    months: Months = None,
    behaviour: Behaviour = None,
    theory: Theory = None,
    draws: DrawsFrom = None,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """One run of a scenario: its effects, and its tables in DIR."""
    refuse_destination(out)
    import scenarios

    asked = scenario
    if draws is not None:
        from scenarios.runs.parameter_draws import drawn, read_draws

        asked = drawn(scenarios.load_scenario(scenario), read_draws(draws), seed)
    with progress(f"Running {scenario}"):
        lived = scenarios.run(
            asked, seed=seed, sample=sample, months=months, behaviour=is_on(behaviour), theory=theory
        )
        effects = _headlines(lived)
        if out is not None:
            lived.save(out)
    if as_json:
        told = {**_told(lived), "out": str(out) if out else None, "effects": effects}
        show_json({**told, "not_applicable": why_not(_values(effects))})
        return
    asked = lived.scenario
    print(f"{asked.title}\nseed {seed}, {asked.months} months, sample {asked.sample:g}\n")
    show(("effect", "what", "scope", "value", "unit"), [_row(effect) for effect in effects])
    say_why_not(_values(effects))
    print(f"\nTables are in {out}" if out else "\nNothing was saved: --out DIR keeps the tables.")


def _headlines(lived: "Run") -> list[dict[str, Any]]:
    """Effects of the run as a whole, for the whole place."""
    organisations = {organisation.id for organisation in lived.record.place.organisations}
    return [
        {"effect": v.effect, "title": named(v.effect), "scope": v.scope, "value": v.value, "unit": v.unit}
        for v in lived.effects()
        if v.month is None and v.scope not in organisations
    ]


def _row(effect: dict[str, Any]) -> tuple[str, ...]:
    return effect["effect"], effect["title"], effect["scope"], number(effect["value"]), effect["unit"]


def _values(effects: list[dict[str, Any]]) -> list[tuple[str, float]]:
    return [(effect["effect"], effect["value"]) for effect in effects]


def _told(lived: "Run") -> dict[str, Any]:
    """What was run, for a script to read."""
    asked = lived.scenario
    return {
        "scenario": asked.id,
        "title": asked.title,
        "place": asked.place,
        "regime": asked.regime,
        "seed": lived.seed,
        "months": asked.months,
        "sample": asked.sample,
        "behaviour": asked.behaviour,
        "theory": asked.theory,
    }
