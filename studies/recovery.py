"""The study of planted truths: a dozen parameters and more, fifty truths, and how many intervals hold them.

    python -m studies.recovery [FILE] [--name CALIBRATION] [--truths N] [--runs DIR]

Every truth is a run of the small town drawn from the priors, with a gap between model and records drawn for
it, and is fitted by an emulator that has not seen it. Writes a page of Markdown to FILE, or prints it.
"""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from calibration.calibration_file import Calibration, load_calibration
from calibration.diagnostics.planted_truths import covered, planted
from calibration.diagnostics.verdict import Verdict
from calibration.effort import Effort
from calibration.observed.table import Rows, SeriesKey
from calibration.problem import Problem, problem_of
from calibration.runs import Simulations, silent
from calibration.simulator import Simulator, providers_of
from calibration.targets.catalogue import TARGETS
from calibration.waves import Screen, first_wave, screened
from scenarios.files.whole_file import write_whole
from scenarios.runs.resolve import resolve


def study(spec: Calibration, runs_in: Path | None = None) -> tuple[Verdict, Rows, Screen, Problem]:
    """Plant truths and fit them.

    Args:
        spec: parameters, targets, months and effort; data are not needed.
        runs_in: where finished runs are kept.

    Returns:
        The verdict, planted values with their intervals, the screen, and the problem.
    """
    arm = resolve(spec.scenario, months=spec.months)
    there = providers_of(arm, spec.targets)
    keys = [
        SeriesKey(target, who) for target in spec.targets for who in spec.providers if who in there[target]
    ]
    simulator = Simulator(arm, spec.starts, tuple(keys))
    runs = Simulations(simulator, spec.priors.names, runs_in, progress=silent)
    seen = runs(spec.priors.values(np.full((1, len(spec.priors.each)), 0.5)), [spec.effort.seed])[0]
    months = simulator.months
    problem = problem_of(spec.priors, runs, keys, months, seen, spec.fit, TARGETS, spec.effort)
    screen = screened(problem)
    verdict, table = planted(problem, first_wave(problem), screen)
    return verdict, table, screen, problem


def by_parameter(table: Rows) -> Rows:
    """Coverage of each parameter, and the width of its intervals against that of its prior."""
    scored = table.assign(covered=covered(table), width=(table["high"] - table["low"]) / 0.9)
    return scored.groupby("parameter", sort=False)[["covered", "width"]].mean().reset_index()


def page(spec: Calibration, found: tuple[Verdict, Rows, Screen, Problem]) -> str:
    """The study as a page of Markdown."""
    verdict, table, screen, problem = found
    idle = [name for i, name in enumerate(problem.priors.names) if i not in screen.active]
    lines = [
        f"# {spec.title}",
        "",
        f"{spec.effort.truths} truths, {spec.effort.wave} runs, {len(problem.summaries.each)} summaries of "
        f"{len(problem.keys)} series. {verdict.says}: {verdict.word}.",
        "",
        "Width is that of the 90% interval against the prior's: 1 where nothing was learned.",
        "",
        "| parameter | 90% intervals that hold the truth | width |",
        "|---|---|---|",
        *(
            f"| `{row['parameter']}` | {row['covered']:.0%} | {row['width']:.2f} |"
            for row in by_parameter(table).to_dict("records")
        ),
    ]
    if idle:
        lines += ["", "Screened out, and so kept at their priors: " + ", ".join(f"`{n}`" for n in idle) + "."]
    return "\n".join([*lines, ""])


def main(words: Sequence[str] | None = None) -> None:
    """Run the study from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--name", default="small-town-fourteen")
    parser.add_argument("--truths", type=int)
    parser.add_argument("--runs", type=Path)
    given = parser.parse_args(words)
    spec = load_calibration(given.name)
    if given.truths is not None:
        effort = {**spec.effort.model_dump(), "truths": given.truths}
        spec = replace(spec, effort=Effort.model_validate(effort))
    found = study(spec, given.runs)
    written = page(spec, found)
    if given.file is None:
        print(written)
    else:
        write_whole(given.file, written)


if __name__ == "__main__":
    main()
