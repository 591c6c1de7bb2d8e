"""Plants a truth: writes what a run with given parameters would have recorded, as a tidy data file.

    python -m calibration.planted SCENARIO FILE [name=value ...] [--months N] [--seed N] [--targets a,b]

The gap between model and records is left out: what is written is a run. It shows what a calibration can find.
"""

import argparse
import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from calibration.observed.table import SeriesKey
from calibration.simulator import Simulator, providers_of
from calibration.targets.catalogue import TARGETS
from scenarios.files.scenario_files import load_scenario
from scenarios.files.whole_file import write_whole
from scenarios.runs.resolve import resolve
from scenarios.scenario import Scenario

DECIMALS = 5


def planted(scenario: Scenario, values: Mapping[str, float], seed: int, targets: Sequence[str]) -> str:
    """A tidy data file of what a run records.

    Args:
        scenario: with its sample and months.
        values: the truth, by parameter.
        seed: of the run.
        targets: which series; of every organisation, borough or condition that has them.

    Raises:
        InputError: if a value is outside its plausible range.
    """
    arm = resolve(scenario)
    known = providers_of(arm, targets)
    keys = tuple(SeriesKey(target, who) for target in targets for who in sorted(known[target]))
    simulator = Simulator(arm, arm.setup.place.reference_year, keys)
    series = simulator.run(dict(values), seed)
    with io.StringIO(newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("month", "provider", "pod", "activity"))
        for key, row in zip(keys, series, strict=True):
            digits = DECIMALS if TARGETS[key.target].share else 0
            for month, value in zip(simulator.months, row, strict=True):
                writer.writerow((month, key.provider, key.target, f"{value:.{digits}f}"))
        return file.getvalue()


def main(words: Sequence[str] | None = None) -> None:
    """Write a data file from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("scenario")
    parser.add_argument("file", type=Path)
    parser.add_argument("values", nargs="*")
    parser.add_argument("--months", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--targets", default="ae_attendances,emergency_admissions")
    options = parser.parse_args(words)
    values = {name: float(value) for name, _, value in (pair.partition("=") for pair in options.values)}
    scenario = load_scenario(options.scenario).changed(months=options.months)
    write_whole(options.file, planted(scenario, values, options.seed, options.targets.split(",")))


if __name__ == "__main__":
    main()
