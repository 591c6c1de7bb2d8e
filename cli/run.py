"""`payscape run`: one scenario, one run, its effects, and its tables where asked."""

import sys
from typing import TYPE_CHECKING, Any, Final

from cli.effect_words import not_applicable, say_not_applicable, title_of
from cli.folders import kept_in, refuse_tables, say_tables
from cli.options import (
    AsJson,
    Behaviour,
    DrawsFrom,
    Months,
    Out,
    Replace,
    Sample,
    ScenarioName,
    Seed,
    Tables,
    Theory,
    is_on,
)
from cli.progress import progress
from cli.table import show, show_json

if TYPE_CHECKING:
    from scenarios import Run

EXAMPLES: Final = (
    "payscape run small-town-today --months 12",
    "payscape run east-london-today --seed 7 --out results/today",
    "payscape run small-town-today --months 12 --json",
)


def run(
    scenario: ScenarioName,
    seed: Seed = 1,
    sample: Sample = None,
    months: Months = None,
    behaviour: Behaviour = None,
    theory: Theory = None,
    draws: DrawsFrom = None,
    out: Out = None,
    replace: Replace = False,
    tables: Tables = None,
    as_json: AsJson = False,
) -> None:
    """One run of a scenario: its effects, and its tables in DIR."""
    import scenarios
    from abm.contracts.without_effect import providers_without_effect
    from scenarios.questions.notes import stand_ins

    refuse_tables(tables, out)
    request = scenarios.load_scenario(scenario)
    if draws is not None:
        from scenarios.runs.parameter_draws import read_draws

        request = request.with_parameters(read_draws(draws).of(seed))
    with kept_in(out, "run", [request.id], replace) as replaced, progress(f"Running {scenario}"):
        ran = scenarios.run(
            request, seed=seed, sample=sample, months=months, behaviour=is_on(behaviour), theory=theory
        )
        effects = _headlines(ran)
        if out is not None:
            ran.save(out, replace=replace, tables=tables)
    for line in providers_without_effect(ran.arm.setup.regime.contracts):
        print(f"note: {line}", file=sys.stderr)
    values = [(effect["effect"], effect["value"]) for effect in effects]
    if as_json:
        show_json(
            {
                **_setting(ran),
                "out": str(out) if out else None,
                "effects": effects,
                "not_applicable": not_applicable(values),
            }
        )
        return
    of = ran.scenario
    print(f"{of.title}\nrandom seed {seed}, {of.months} months, sample {of.sample:g}\n")
    show(("effect", "what", "scope", "value", "unit"), [tuple(effect.values()) for effect in effects])
    say_not_applicable(values)
    for note in stand_ins([ran.arm]):
        print(f"note: {note}")
    say_tables(out, replaced)


def _headlines(ran: "Run") -> list[dict[str, Any]]:
    """Effects of the run as a whole, for the whole place."""
    organisations = {organisation.id for organisation in ran.record.place.organisations}
    return [
        {"effect": v.effect, "title": title_of(v.effect), "scope": v.scope, "value": v.value, "unit": v.unit}
        for v in ran.effects()
        if v.month is None and v.scope not in organisations
    ]


def _setting(ran: "Run") -> dict[str, Any]:
    """What was run, for a script to read."""
    of = ran.scenario
    return {
        "scenario": of.id,
        "title": of.title,
        "place": of.place,
        "regime": of.regime,
        "seed": ran.seed,
        "months": of.months,
        "sample": of.sample,
        "behaviour": of.behaviour,
        "theory": of.theory,
    }
