"""What emerged: every effect where it should appear and where it should not, as a page with intervals.

    python -m studies.emergence.page docs/effects.md [--seeds N] [--workers N]

Every figure on the page is from the runs that this command makes; the words around them are in
`emergence_page.md`, and what is compared with what is in `emergence_arms.toml`.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from abm.behaviour.catalogue import THEORIES
from scenarios.files.scenario_files import load_scenario
from studies.emergence.runs import TODAY, ByVariant, Variant
from studies.emergence.settling import settling_table
from studies.emergence.tables import (
    TwoRuns,
    effects_table,
    number,
    read_rows,
    span,
    theories_table,
    under_theory,
    with_parameters,
)
from studies.page_command import write_page

PAGE: Final = Path(__file__).parent / "page.md"
BACKFILLING: Final = Variant({}, counterfactuals=True)
LED: Final = {
    "one sum a head, held by each sub-system's trust": Variant(
        {"regime": "capitation-trust-led"}, counterfactuals=True
    ),
    "one sum a head, held by each sub-system's practices": Variant(
        {"regime": "capitation-practice-led"}, counterfactuals=True
    ),
    "hospitals on cost and volume, with a collar": Variant(
        {"regime": "hospitals-on-cost-and-volume"}, counterfactuals=True
    ),
    "the same, the collar removed": Variant(
        {"regime": "hospitals-on-cost-and-volume-without-a-collar"}, counterfactuals=True
    ),
}
WATCHED: Final = (("E1", "total"), ("E2", "total"), ("E3", "total"), ("E4", "hospital waiting"))
"""What is set beside today's mix."""

SWEPT: Final = {
    "cost.fixed_share.acute_trust": (0.15, 0.25, 0.35),
    "cost.stepped_release": (0.10, 0.25, 0.50),
    "conduct.altruism.acute_trust": (0.1, 0.25, 0.5),
    "conduct.target_income": (0.0, 15.0, 30.0),
    "conduct.rebasing_belief": (0.0, 0.35, 1.0),
}
"""Parameters that backfilling is thought to hang on, low, as they are, and high."""

ABLATIONS: Final = {
    "the model as it is": {},
    "no pressure from a deficit": {"conduct.target_income": 0.0},
    "no pull of neighbours": {"conduct.peer_pull": 0.0},
    "partners do not count": {"conduct.partners_count": 0.0},
    "no anchor: norms at observed conduct are not recovered": {"conduct.anchor": 0.0},
    "plans believed never to be rebased": {"conduct.rebasing_belief": 0.0},
    "plans believed to be rebased in full": {"conduct.rebasing_belief": 1.0},
}


def led_table(results: ByVariant) -> str:
    """Today's mix against a sum a head, and against cost and volume with a collar and without."""
    heads = [f"{effect} {scope}" for effect, scope in WATCHED]
    lines = ["| against today's mix | " + " | ".join(heads) + " |", "|---" * (len(heads) + 1) + "|"]
    today = [number(results.mean(BACKFILLING, *key).mean) for key in WATCHED]
    lines.append("| today's mix itself | " + " | ".join(today) + " |")
    for name, arm in LED.items():
        found = [span(results.difference(arm, BACKFILLING, *key)) for key in WATCHED]
        lines.append(f"| {name} | " + " | ".join(found) + " |")
    return "\n".join(lines)


def swept_table(results: ByVariant) -> str:
    """Backfilling under today's mix for low, central and high values of what it hangs on."""
    lines = ["| parameter | values | E1, % | high less low (95%) |", "|---|---|---|---|"]
    for name, points in SWEPT.items():
        arms = [with_parameters(BACKFILLING, {name: value}) for value in points]
        means = " / ".join(number(results.mean(arm, "E1").mean) for arm in arms)
        found = results.difference(arms[-1], arms[0], "E1")
        lines.append(f"| `{name}` | {' / '.join(f'{v:g}' for v in points)} | {means} | {span(found)} |")
    return "\n".join(lines)


def ablation_table(results: ByVariant) -> str:
    """What each part of a decision adds: backfilling, and what a sum held by the trust changes of it."""
    led = next(iter(LED.values()))
    lines = ["| ablation | E1 today | trust-led less today: E1 | E2 | E3 | E6 |", "|---|---|---|---|---|---|"]
    for name, parameters in ABLATIONS.items():
        today, other = (with_parameters(arm, parameters) for arm in (BACKFILLING, led))
        found = [span(results.difference(other, today, effect)) for effect in ("E1", "E2", "E3", "E6")]
        lines.append(f"| {name} | {number(results.mean(today, 'E1').mean)} | {' | '.join(found)} |")
    return "\n".join(lines)


def arms(rows: Sequence[TwoRuns]) -> list[Variant]:
    """Every arm that the page needs with all its seeds, theories apart."""
    pairs = [arm for row in rows for arm in (row.appears, row.absent)]
    swept = [with_parameters(BACKFILLING, {n: v}) for n, points in SWEPT.items() for v in points]
    led = next(iter(LED.values()))
    ablated = [with_parameters(arm, p) for p in ABLATIONS.values() for arm in (BACKFILLING, led)]
    return [*pairs, BACKFILLING, *LED.values(), *swept, *ablated]


def theory_arms(rows: Sequence[TwoRuns], theories: Mapping[str, object]) -> list[Variant]:
    """Both arms of every row under every theory."""
    return [under_theory(arm, t) for row in rows for arm in (row.appears, row.absent) for t in theories]


def page(seeds: int, workers: int | None = None) -> str:
    """The page, from as many seeds as asked for; theories, which take four times as long, from a quarter."""
    rows, today = read_rows(), load_scenario(TODAY)
    results = ByVariant(arms(rows), seeds, workers)
    fewer = max(seeds // 4, 2)
    by_theory = ByVariant(theory_arms(rows, THEORIES), fewer, workers)
    return PAGE.read_text(encoding="utf-8").format(
        seeds=seeds,
        fewer=fewer,
        every=round(1 / today.sample),
        months=today.months,
        effects=effects_table(rows, results),
        led=led_table(results),
        swept=swept_table(results),
        ablations=ablation_table(results),
        theories=theories_table(rows, by_theory),
        settling=settling_table(today),
    )


def main(given: Sequence[str] | None = None) -> None:
    """Write the page."""
    write_page(page, __doc__, given)


if __name__ == "__main__":
    main()
