"""Every benchmark, one line each."""

from collections.abc import Mapping
from typing import Final, Protocol

from benchmarks import (
    first_run,
    need_kernel,
    plain_mesa,
    result_files,
    scaling,
    stopping,
    sweep,
    whole_footprint,
    workshop_room,
    workshop_run,
    workshop_screen,
)
from benchmarks.figure import Figure


class Benchmark(Protocol):
    """Measures: `repeats` runs to take the median of; `small` is the least that shows that it works."""

    def __call__(self, repeats: int, small: bool = False) -> list[Figure]:
        """The figures."""
        ...


BENCHMARKS: Final[Mapping[str, Benchmark]] = {
    "whole_footprint": whole_footprint.measure,
    "workshop_run": workshop_run.measure,
    "first_run": first_run.measure,
    "need_kernel": need_kernel.measure,
    "plain_mesa": plain_mesa.measure,
    "result_files": result_files.measure,
    "scaling": scaling.measure,
    "sweep": sweep.measure,
    "stopping": stopping.measure,
    "workshop_screen": workshop_screen.measure,
    "workshop_room": workshop_room.measure,
}
"""Benchmarks by name."""
