"""Every benchmark can still be run, at its smallest, and each of its figures is a number with a unit."""

import math

import pytest

from benchmarks import room
from benchmarks.catalogue import BENCHMARKS

IN_A_BROWSER = {"workshop_screen"}
LEAST = {"plain_mesa": 3, "first_run": 2, "scaling": 3, "sweep": 6, "whole_footprint": 4}
"""Figures without which a benchmark's own sentence in the documents would have nothing under it."""


@pytest.mark.parametrize(
    "name", [pytest.param(n, marks=pytest.mark.browser) if n in IN_A_BROWSER else n for n in BENCHMARKS]
)
def test_a_benchmark_runs_at_its_smallest(name: str) -> None:
    if name in IN_A_BROWSER and room.chromium_here() is None:
        pytest.skip("no chromium on this machine")
    figures = BENCHMARKS[name](1, small=True)
    assert len(figures) >= LEAST.get(name, 1)
    assert all(math.isfinite(figure.value) and figure.unit for figure in figures)
    assert len({figure.what for figure in figures}) == len(figures)
