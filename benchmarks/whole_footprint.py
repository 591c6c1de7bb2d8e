"""Two million residents of East London over sixty months, the whole process on one core."""

from statistics import median

from benchmarks.figure import Figure
from benchmarks.fresh_process import RUN, live

SAMPLE, MONTHS = 1.0, 60


def measure(repeats: int) -> list[Figure]:
    """Time and memory of the full run, with and without its warm-up year."""
    program = RUN.format(place="east_london", sample=SAMPLE, months=MONTHS)
    live(RUN.format(place="small_town", sample=0.1, months=3))  # fills the cache of compiled code
    runs = [live(program) for _ in range(repeats)]
    people = runs[0].said["people"] / 1e6
    what = f"{people:.1f} million residents, {MONTHS} months"
    return [
        Figure(f"{what}: run", median(r.said["run"] for r in runs), "s", 10.0),
        Figure(f"{what}: opening and warm-up year", median(r.said["warm_up"] for r in runs), "s"),
        Figure(f"{what}: whole process with warm-up", median(r.seconds for r in runs), "s", 12.0),
        Figure(f"{what}: peak memory", median(r.peak_bytes for r in runs) / 1e6, "MB", 700.0),
    ]
