"""Whether cost grows in proportion to residents: from an eighth of the footprint to the whole."""

from statistics import median

from benchmarks.figure import Figure
from benchmarks.fresh_process import RUN, run

SAMPLES, SMALL_SAMPLES = (0.125, 0.25, 0.5, 1.0), (0.01, 0.02)
MOST = 1.25


def measure(repeats: int, small: bool = False) -> list[Figure]:
    """Seconds a million resident-years at each size, and the dearest against the cheapest."""
    figures: list[Figure] = []
    for sample in SMALL_SAMPLES if small else SAMPLES:
        program = RUN.format(place="east_london", sample=sample, months=2 if small else 12)
        runs = [run(program) for _ in range(repeats)]
        people = runs[0].printed["people"] / 1e6
        each = median(r.printed["run"] for r in runs) / people
        figures.append(Figure(f"{people:.2f} million residents, a year", each, "s a million"))
    costs = [f.value for f in figures]
    dearer = Figure("cost of a resident, whole footprint over an eighth", costs[-1] / costs[0], "times", MOST)
    return [*figures, dearer]
