"""Emergency spells, long and short, however people came: what a contract's monitoring counts."""

from typing import Final

from calibration.targets.target import Target, of_lines

TARGET: Final = Target(
    name="emergency_spells",
    title="emergency spells, short and long",
    unit="spells a month",
    pods=("NEL", "NELST"),
    simulated=of_lines("acute_trust", "NEL", "NELST"),
    level=0.07,  # ratio; range 0.03 to 0.15
    month=0.035,  # ratio; range 0.02 to 0.06
    why="assumed, as for emergency admissions",
)
