"""Running a piece of Python in a process of its own, with its time and its largest memory."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
_ONE_CORE = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")
_PRINT_PEAK = """
import resource as _resource, sys as _sys
_peak = _resource.getrusage(_resource.RUSAGE_SELF).ru_maxrss
print("peak", _peak * (1 if _sys.platform == "darwin" else 1024))
"""


@dataclass(frozen=True)
class FinishedProcess:
    """A process that came to its end.

    Attributes:
        seconds: wall clock, from start to end.
        peak_bytes: largest resident memory.
        printed: numbers that it printed, by the word before each.
    """

    seconds: float
    peak_bytes: float
    printed: dict[str, float]


def run(program: str, cache: Path | None = None) -> FinishedProcess:
    """Run a program.

    Args:
        program: Python source; lines it prints as `word number` are kept.
        cache: folder for compiled code, instead of the user's.

    Raises:
        RuntimeError: with the program's last line of error, if it fails.
    """
    environment = {k: v for k, v in os.environ.items() if k != "NUMBA_CACHE_DIR"}
    environment |= {name: "1" for name in _ONE_CORE} | {"PYTHONPATH": str(PROJECT)}
    if cache is not None:
        environment["XDG_CACHE_HOME"] = str(cache)
    start = time.perf_counter()
    command = [sys.executable, "-c", program + _PRINT_PEAK]
    done = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True)
    seconds = time.perf_counter() - start
    if done.returncode:
        raise RuntimeError(done.stderr.strip().splitlines()[-1])
    printed = {word: float(number) for word, number in (line.split() for line in done.stdout.splitlines())}
    return FinishedProcess(seconds, printed.pop("peak"), printed)


RUN = """
import time
from abm.model import Model
from abm.setup import Setup
from scenarios.files.place.load import load_place
from scenarios.files.regime_files import load_regime
today = load_regime("east-london-today")
place = load_place("{place}")
start = time.perf_counter()
model = Model(Setup(place, today, today, sample={sample}, months={months}), rng=1)
opened = time.perf_counter()
model.run()
print("warm_up", opened - start)
print("run", time.perf_counter() - opened)
print("people", len(model.patients))
"""
"""A run of a place from import to its last month."""
