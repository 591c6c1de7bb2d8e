"""`python -m benchmarks`: measure, and show each figure beside its budget."""

import json
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from benchmarks import catalogue, machine
from benchmarks.figure import Figure


def main(
    only: Annotated[list[str] | None, typer.Option(help="Name of a benchmark; may be given again.")] = None,
    repeats: Annotated[int, typer.Option(help="Runs of which the median is shown.", min=1)] = 3,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
) -> None:
    """Measure speed and memory against their budgets."""
    unknown = sorted(set(only or ()) - set(catalogue.BENCHMARKS))
    if unknown:
        valid = ", ".join(catalogue.BENCHMARKS)
        raise typer.BadParameter(f"no benchmark '{unknown[0]}'; there are {valid}", param_hint="--only")
    found: dict[str, list[Figure]] = {}
    for name in only or catalogue.BENCHMARKS:
        Console(stderr=True).print(f"measuring {name}", style="dim")
        found[name] = catalogue.BENCHMARKS[name](repeats)
    if as_json:
        figures = [{"benchmark": n, **asdict(f), "met": f.met} for n, fs in found.items() for f in fs]
        print(json.dumps({"machine": machine.description(), "figures": figures}, indent=2))
    else:
        Console().print(_table(found))


def _table(found: dict[str, list[Figure]]) -> Table:
    """Figures by benchmark, with budgets and whether they are met."""
    table = Table(title=machine.description(), title_justify="left", min_width=100)
    for heading in ("benchmark", "what", "median", "unit", "budget", ""):
        table.add_column(heading, justify="right" if heading in ("median", "budget") else "left")
    for name, figures in found.items():
        for f in figures:
            budget = "" if f.budget is None else f"{f.sense} {f.budget:g}"
            met = {None: "", True: "met", False: "not met"}[f.met]
            table.add_row(name, f.what, f"{f.value:,.2f}", f.unit, budget, met)
    return table


if __name__ == "__main__":
    typer.run(main)
