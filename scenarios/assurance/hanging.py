"""How much a result hangs on each assumption alone: every one at both ends of its plausible range.

The result is the main comparison's: what changes in East London when capitation replaces today's mix. One
assumption is moved at a time, all others as they are, with the same people and chance events. So it shows
what each does by itself, not what several do together; a sweep does that.

    python -m scenarios.assurance.hanging [--workers N] [--runs DIR]

writes `hanging.csv` beside this file, from which the assumptions log is made; some ten minutes.
"""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import pandas as pd

from abm.parameters import ALL, Parameter
from scenarios.files.toml_files import Table
from scenarios.files.whole_file import write_whole
from scenarios.sweeping.rows import Rows
from scenarios.sweeping.sweep import sweep

FILE: Final = Path(__file__).with_name("hanging.csv")
ARMS: Final = ("east-london-today", "east-london-capitation")
MEASURES: Final = ("referrals", "emergency_spells", "E15")
"""Referrals and emergency spells a year; surplus of all providers, pounds a year."""
WITH: Final[Table] = {"months": 36, "sample": 0.01}
LUCK_SEEDS: Final = 16
"""Seeds from which the spread of chance is known."""
UNSURE: Final = ("assumed", "low")
"""Confidence of the numbers that are assumptions."""


def logged() -> list[Parameter]:
    """Numbers that are assumptions: judged, or known with low confidence."""
    return [p for p in ALL if p.confidence in UNSURE]


def ends(parameters: Sequence[Parameter]) -> dict[str, list[float]]:
    """Both ends of the plausible range of each."""
    return {p.name: [p.low, p.high] for p in parameters}


def declared(uncertain: Mapping[str, list[float]], seeds: int) -> Table:
    """A sweep that moves one thing at a time."""
    return {
        "title": "Every assumption alone",
        "scenarios": list(ARMS),
        "with": dict(WITH),
        "seeds": seeds,
        "backfilling": False,
        "uncertainties": dict(uncertain),
        "design": {"kind": "one_at_a_time" if uncertain else "grid"},
    }


def hanging(
    parameters: Sequence[Parameter], folder: Path, workers: int, luck_seeds: int = LUCK_SEEDS
) -> pd.DataFrame:
    """The result with each assumption at its lower and upper end; NaN where a run failed.

    Args:
        parameters: assumptions.
        folder: where runs are kept; what is there already is not lived again.
        workers: processes.
        luck_seeds: seeds from which the spread of chance is known.

    Returns:
        Columns name, measure, plain (the result as assumed), low, high (with this one at its ends), luck
        (standard deviation of the result over seeds).
    """
    moved = sweep(declared(ends(parameters), 1), folder / "moved", number=workers)
    lucky = sweep(declared({}, luck_seeds), folder / "luck", number=workers)
    tables = [_of(moved, lucky, measure, parameters) for measure in MEASURES]
    return pd.concat(tables, ignore_index=True)


def _of(moved: Any, lucky: Any, measure: str, parameters: Sequence[Parameter]) -> Rows:
    """One measure's rows: futures are, in order, nothing moved, then each assumption's two ends."""
    known: Rows = moved.differences(measure).set_index("future")["difference"]
    values = known.reindex(range(1 + 2 * len(parameters)))
    luck = float(lucky.differences(measure)["difference"].std(ddof=1))
    rows = [
        (p.name, measure, values[0], values[1 + 2 * i], values[2 + 2 * i], luck)
        for i, p in enumerate(parameters)
    ]
    return pd.DataFrame(rows, columns=["name", "measure", "plain", "low", "high", "luck"])


def known() -> pd.DataFrame:
    """What was found when it was last asked; empty where it never was."""
    if not FILE.is_file():
        return pd.DataFrame(columns=["name", "measure", "plain", "low", "high", "luck"])
    return pd.read_csv(FILE)


def main(given: Sequence[str] | None = None) -> None:
    """Move every assumption and write what came of it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--workers", type=int, default=2, help="processes [2]")
    parser.add_argument("--runs", type=Path, default=Path("results/assumptions"), help="where runs are kept")
    chosen = parser.parse_args(given)
    found = hanging(logged(), chosen.runs, chosen.workers)
    write_whole(FILE, found.round(6).to_csv(index=False, lineterminator="\n"))


if __name__ == "__main__":
    main()
