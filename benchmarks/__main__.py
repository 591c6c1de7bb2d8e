"""`python -m benchmarks`: measure, and show each figure beside its budget as soon as it is known."""

import json
from pathlib import Path
from typing import Annotated

import typer

from benchmarks import catalogue, machine, page
from benchmarks.report import BenchmarkReport, measured

FAILED = 1
"""What the command ends with when a benchmark could not be measured."""


def main(
    only: Annotated[list[str] | None, typer.Option(help="Name of a benchmark; may be given again.")] = None,
    repeats: Annotated[int, typer.Option(help="Runs of which the median is shown.", min=1)] = 3,
    small: Annotated[bool, typer.Option(help="The least that shows that each works.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
    into: Annotated[Path | None, typer.Option(help="A page that holds the table between two marks.")] = None,
) -> None:
    """Measure speed and memory against their budgets; ends with 1 where a benchmark fails."""
    unknown = sorted(set(only or ()) - set(catalogue.BENCHMARKS))
    if unknown:
        valid = ", ".join(catalogue.BENCHMARKS)
        raise typer.BadParameter(f"no benchmark '{unknown[0]}'; there are {valid}", param_hint="--only")
    reports: list[BenchmarkReport] = []
    if not as_json:
        print(machine.description())
    for name in only or catalogue.BENCHMARKS:
        typer.echo(f"measuring {name}", err=True)
        reports.append(measured(name, catalogue.BENCHMARKS[name], repeats, small))
        if not as_json:
            print(*reports[-1].lines(), sep="\n", flush=True)
        if into is not None:
            page.write(into, reports)
    if as_json:
        print(json.dumps({"machine": machine.description(), **page.as_json(reports)}, indent=2))
    raise typer.Exit(FAILED if any(report.fault for report in reports) else 0)


if __name__ == "__main__":
    typer.run(main)
