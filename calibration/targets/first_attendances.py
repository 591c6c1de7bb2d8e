"""First outpatient attendances, by trust."""

from typing import Final

from calibration.targets.target import Target, of_lines

TARGET: Final = Target(
    name="first_attendances",
    title="first outpatient attendances",
    unit="attendances a month",
    pods=("OPFA",),
    simulated=of_lines("acute_trust", "OPFA"),
    level=0.10,  # ratio; range 0.05 to 0.20
    month=0.07,  # ratio; range 0.04 to 0.10
    why="assumed: working days differ by a tenth between months, and the model has none",
)
