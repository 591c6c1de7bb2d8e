"""Whether cost grows in proportion to residents: from an eighth of the footprint to the whole."""

from statistics import median

from benchmarks.figure import Figure
from benchmarks.fresh_process import RUN, live

SAMPLES = (0.125, 0.25, 0.5, 1.0)
MONTHS = 12
MOST = 1.25


def measure(repeats: int) -> list[Figure]:
    """Seconds a million resident-years at each size, and the dearest against the cheapest."""
    figures: list[Figure] = []
    for sample in SAMPLES:
        program = RUN.format(place="east_london", sample=sample, months=MONTHS)
        runs = [live(program) for _ in range(repeats)]
        people = runs[0].said["people"] / 1e6
        each = median(r.said["run"] for r in runs) / people
        figures.append(Figure(f"{people:.2f} million residents, a year", each, "s a million"))
    costs = [f.value for f in figures]
    dearer = Figure("cost of a resident, whole footprint over an eighth", costs[-1] / costs[0], "times", MOST)
    return [*figures, dearer]
