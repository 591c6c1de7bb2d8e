"""What emerged: the effects of two ways of paying against today's mix, as a page with intervals.

    python -m scenarios.emergence docs/effects.md [--seeds N]

Every figure on the page is from the runs that this command makes; the words around them are in
`emergence_page.md`. For each effect it says whether the interval of the paired difference leaves out
zero.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from scenarios.comparison import Comparison
from scenarios.interval import Interval, interval
from scenarios.pair_of_arms import ARMS
from scenarios.paired_runs import compare
from scenarios.scenario_files import load_scenario

TODAY: Final = "east-london-today"
FORMS: Final = {
    "east-london-capitation": "one sum a head, held by each sub-system's trust",
    "east-london-capitation-practice-led": "one sum a head, held by each sub-system's practices",
}
EFFECTS: Final = ("E1", "E2", "E3")
WITHOUT_PRESSURE: Final = {"conduct.target_income": 0.0}
WHOLE_POUNDS: Final = 1000.0
"""Amounts from which decimals are left out."""
PAGE: Final = Path(__file__).parent / "emergence_page.md"


def row(name: str, unit: str, a: Interval, b: Interval, difference: Interval) -> str:
    """One line of the table, with a verdict that the interval allows."""
    places = 0 if abs(a.mean) >= WHOLE_POUNDS else 2
    sign = "higher" if difference.mean > 0 else "lower"
    verdict = "not distinguishable" if difference.includes_zero else sign
    means = f"{a.mean:,.{places}f} | {b.mean:,.{places}f}"
    span = f"{difference.low:+,.{places}f} to {difference.high:+,.{places}f}"
    return f"| {name} | {unit} | {means} | {difference.mean:+,.{places}f} ({span}) | {verdict} |"


def table(compared: Comparison) -> str:
    """The effects of a comparison as a table."""
    lines = ["| effect | unit | today | instead | difference (95%) | verdict |", "|---|---|---|---|---|---|"]
    for measure, scope in compared.keys:
        if measure in EFFECTS:
            found = compared.difference(measure, scope)
            a, b = (interval(compared.values(arm, (measure, scope))) for arm in ARMS)
            lines.append(row(f"{measure} {scope}", found.unit, a, b, found.difference))
    return "\n".join(lines)


def pressure_table(with_it: Comparison, without: Comparison) -> str:
    """E1 of each arm with and without financial pressure, and the paired rest."""
    lines = ["| arm | E1 | E1 without pressure | part from pressure (95%) |", "|---|---|---|---|"]
    for arm, name in zip(ARMS, ("today's mix", next(iter(FORMS.values()))), strict=True):
        full, bare = (c.values(arm, ("E1", "total")) for c in (with_it, without))
        rest = interval([x - y for x, y in zip(full, bare, strict=True)])
        means = f"{interval(full).mean:.1f}% | {interval(bare).mean:.1f}%"
        lines.append(f"| {name} | {means} | {rest.mean:+.1f} ({rest.low:+.1f} to {rest.high:+.1f}) |")
    return "\n".join(lines)


def page(seeds: int) -> str:
    """The page, from as many pairs of runs as asked for."""
    today, led = load_scenario(TODAY), load_scenario(next(iter(FORMS)))
    compared = {name: compare(today, load_scenario(name), seeds=seeds) for name in FORMS}
    without = compare(*(s.changed(parameters=WITHOUT_PRESSURE) for s in (today, led)), seeds=seeds)
    tables = [
        f"\n## Today's mix against {title} (`{name}`)\n\n{table(compared[name])}\n"
        for name, title in FORMS.items()
    ]
    return PAGE.read_text(encoding="utf-8").format(
        seeds=seeds,
        every=round(1 / today.sample),
        months=today.months,
        tables="".join(tables),
        pressure=pressure_table(next(iter(compared.values())), without),
    )


def main(given: Sequence[str] | None = None) -> None:
    """Write the page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--seeds", type=int, default=20)
    chosen = parser.parse_args(given)
    chosen.file.write_text(page(chosen.seeds), encoding="utf-8")


if __name__ == "__main__":
    main()
