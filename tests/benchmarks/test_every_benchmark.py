"""Every benchmark can still be run, at its smallest, and each of its figures is a number with a unit."""

import json
import math
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import room
from benchmarks.catalogue import BENCHMARKS

IN_A_BROWSER = {"workshop_screen"}
LEAST = {"plain_mesa": 3, "first_run": 2, "scaling": 3, "sweep": 6, "whole_footprint": 4}
"""Figures without which a benchmark's own sentence in the documents would have nothing under it."""


@pytest.mark.parametrize(
    "name", [pytest.param(n, marks=pytest.mark.browser) if n in IN_A_BROWSER else n for n in BENCHMARKS]
)
def test_a_benchmark_runs_at_its_smallest(name: str, project: Path) -> None:
    if name in IN_A_BROWSER and room.chromium_here() is None:
        pytest.skip("no chromium on this machine")
    # In a process of its own: a browser that other tests hold open would be in the way.
    command = [sys.executable, "-m", "benchmarks", "--only", name, "--repeats", "1", "--small", "--json"]
    ended = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    figures = json.loads(ended.stdout)["figures"]
    assert len(figures) >= LEAST.get(name, 1)
    assert all(math.isfinite(figure["value"]) and figure["unit"] for figure in figures)
    assert len({figure["what"] for figure in figures}) == len(figures)
