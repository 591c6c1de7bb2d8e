"""Emergency admissions by way of A&E, the ones that NHS England publishes by trust and month."""

from typing import Final

from calibration.targets.target import Target, of_lines

TARGET: Final = Target(
    name="emergency_admissions",
    title="emergency admissions by way of A&E",
    unit="admissions a month",
    pods=("AEADM",),
    simulated=of_lines("acute_trust", "AEADM"),
    level=0.07,  # ratio; range 0.03 to 0.15
    month=0.035,  # ratio; range 0.02 to 0.06
    why="assumed: what counts as an admission differs between trusts more than what counts as an attendance",
)
