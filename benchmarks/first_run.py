"""From nothing to a first result: import and a short run, without and with compiled code in the cache."""

import tempfile
from pathlib import Path
from statistics import median

from benchmarks.figure import Figure
from benchmarks.fresh_process import RUN, run


def measure(repeats: int, small: bool = False) -> list[Figure]:
    """The same process in an empty cache folder, then again in the same folder."""
    program = RUN.format(place="small_town", sample=0.02 if small else 0.1, months=1 if small else 12)
    with tempfile.TemporaryDirectory() as folder:
        first = run(program, Path(folder))
        later = [run(program, Path(folder)) for _ in range(repeats)]
    return [
        Figure("import and first run, empty cache", first.seconds, "s", 20.0),
        Figure("import and first run, cache filled", median(r.seconds for r in later), "s", 4.0),
    ]
