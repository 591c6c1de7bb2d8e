"""A hundredth of East London from the snapshot after warm-up: what a screen waits for."""

import time
from collections.abc import Callable
from statistics import median

from abm.effects.catalogue import measured
from abm.setup import Setup
from benchmarks.figure import Figure
from scenarios.files.place.load import load_place
from scenarios.files.regime_files import load_regime
from scenarios.runs.task import opened


def measure(repeats: int, small: bool = False) -> list[Figure]:
    """Time of a run with decisions, settlement and the effects that need no counterfactual run."""
    sample, months = (0.001, 2) if small else (0.01, 60)
    place, today = load_place("east_london"), load_regime("east-london-today")
    setup = Setup(place, today, today, sample=sample, months=months)
    people = len(opened(setup, 1).patients)
    measured(opened(setup, 1).run())
    seconds = median(_timed(lambda: measured(opened(setup, 1).run())) for _ in range(max(repeats, 5)))
    return [Figure(f"{people:,} residents, {months} months from the snapshot", seconds * 1e3, "ms", 150.0)]


def _timed(what: Callable[[], object]) -> float:
    start = time.perf_counter()
    what()
    return time.perf_counter() - start
