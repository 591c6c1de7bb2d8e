"""Attendances at A&E, all types, by trust or other provider."""

from typing import Final

from calibration.targets.target import Target, of_lines

TARGET: Final = Target(
    name="ae_attendances",
    title="A&E attendances, all types",
    unit="attendances a month",
    pods=("AE", "A&E"),
    simulated=of_lines("acute_trust", "AE"),
    level=0.05,  # ratio; range 0.02 to 0.10
    month=0.025,  # ratio; range 0.015 to 0.04
    why="assumed: the best seasonal forecasts of a trust's monthly attendances miss by 2 to 4%",
)
