"""Every benchmark, one line each."""

from collections.abc import Callable, Mapping
from typing import Final

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

BENCHMARKS: Final[Mapping[str, Callable[[int], list[Figure]]]] = {
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
"""Benchmarks by name; each takes how many runs to take the median of."""
