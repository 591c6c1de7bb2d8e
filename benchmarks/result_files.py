"""Writing down a run of a hundredth of East London: tables, network and manifest."""

import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.figure import Figure
from scenarios import Run, run


def measure(repeats: int, small: bool = False) -> list[Figure]:
    """Seconds to write the folder, and how large it is; effects are measured before."""
    sample, months = (0.001, 2) if small else (0.01, 60)
    ran = run("east-london-today", sample=sample, months=months, counterfactuals=False)
    ran.effects()
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "results"
        seconds = median(_seconds_to_save(ran, target) for _ in range(max(repeats, 3)))
        size = sum(file.stat().st_size for file in target.rglob("*") if file.is_file())
    what = f"files of a run at {sample:g}, {months} months"
    return [Figure(what, seconds, "s", 0.5), Figure("their size", size / 1e6, "MB")]


def _seconds_to_save(ran: Run, target: Path) -> float:
    start = time.perf_counter()
    ran.save(target)
    return time.perf_counter() - start
