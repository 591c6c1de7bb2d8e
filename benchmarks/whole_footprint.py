"""Two million residents of East London over sixty months, the whole process on one core."""

from statistics import median

from benchmarks.figure import Figure
from benchmarks.fresh_process import RUN, run


def measure(repeats: int, small: bool = False) -> list[Figure]:
    """Time and memory of the full run, with and without its warm-up year."""
    sample, months = (0.001, 2) if small else (1.0, 60)
    program = RUN.format(place="east_london", sample=sample, months=months)
    run(RUN.format(place="small_town", sample=0.1, months=3))  # fills the cache of compiled code
    runs = [run(program) for _ in range(repeats)]
    people = runs[0].printed["people"] / 1e6
    what = f"{people:.1f} million residents, {months} months"
    return [
        Figure(f"{what}: run", median(r.printed["run"] for r in runs), "s", 10.0),
        Figure(f"{what}: opening and warm-up year", median(r.printed["warm_up"] for r in runs), "s"),
        Figure(f"{what}: whole process with warm-up", median(r.seconds for r in runs), "s", 12.0),
        Figure(f"{what}: peak memory", median(r.peak_bytes for r in runs) / 1e6, "MB", 700.0),
    ]
