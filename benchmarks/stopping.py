"""Ctrl-C while a sweep runs on two cores: how long until the prompt is back, what was finished being kept."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.figure import Figure
from scenarios.sweeping.status import status

DRIVER = """
import signal
import sys
from benchmarks.sweep import SEEDS, TOWN
from scenarios.sweeping.sweep import sweep

def tell(done, planned):
    if done > 20:
        print(done, flush=True)

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # begun in the background it would be ignored
    sweep({**TOWN, "seeds": 10 * SEEDS}, sys.argv[1], 2, progress=tell)
"""


def measure(repeats: int, small: bool = False) -> list[Figure]:
    """Seconds from the signal, sent to driver and workers as a terminal does, to the end of the driver."""
    with tempfile.TemporaryDirectory() as folder:
        seconds = median(_stopped(Path(folder) / str(n)) for n in range(1 if small else repeats))
    return [Figure("Ctrl-C to the end of a sweep on two cores", seconds, "s", 1.5)]


def _stopped(folder: Path) -> float:
    command = [sys.executable, "-c", DRIVER, str(folder)]
    pipe = subprocess.PIPE
    driver = subprocess.Popen(command, stdout=pipe, stderr=subprocess.DEVNULL, start_new_session=True)
    assert driver.stdout is not None
    driver.stdout.readline()
    began = time.perf_counter()
    os.killpg(driver.pid, signal.SIGINT)
    driver.wait(60)
    seconds = time.perf_counter() - began
    if status(folder).state != "stopped" or not status(folder).done:
        raise RuntimeError("what was finished before Ctrl-C was not kept")
    return seconds
