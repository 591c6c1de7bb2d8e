"""Writing down a run of a hundredth of East London: tables, network and manifest."""

import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.figure import Figure
from scenarios.questions.run import Run, run

SCENARIO, SAMPLE, MONTHS = "east-london-today", 0.01, 60


def measure(repeats: int) -> list[Figure]:
    """Seconds to write the folder, and how large it is; effects are measured before."""
    lived = run(SCENARIO, sample=SAMPLE, months=MONTHS, twins=False)
    lived.effects()
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "results"
        seconds = median(_seconds_to_save(lived, target) for _ in range(max(repeats, 3)))
        size = sum(file.stat().st_size for file in target.rglob("*") if file.is_file())
    what = f"files of a run at {SAMPLE:g}, {MONTHS} months"
    return [Figure(what, seconds, "s", 0.5), Figure("their size", size / 1e6, "MB")]


def _seconds_to_save(lived: Run, target: Path) -> float:
    start = time.perf_counter()
    lived.save(target)
    return time.perf_counter() - start
