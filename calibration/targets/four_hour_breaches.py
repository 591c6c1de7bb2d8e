"""Share of A&E attendances over four hours: the model has crowding only, which stands for it.

Nobody waits in the model's A&E. What drives a trust's four-hour breaches is how full it is, so changes of
crowding over a winter or a year are compared with changes of the share; levels are not.
"""

from typing import Final

import numpy as np

from abm.model import Model
from abm.quantities import Floats
from calibration.targets.bed_occupancy import shares
from calibration.targets.target import Target

BREACHES_PER_OCCUPANCY: Final = 10.0
"""Log-odds of a breach per unit of occupancy, range 4 to 20, assumed: 8 to 17% from 88 to 96% full."""
USUAL_LOG_ODDS: Final = -2.2
"""About one attendance in ten at the usual occupancy; England 2016-17 had 10.9% (NHS England)."""


def simulated(model: Model) -> dict[str, Floats]:
    """Crowding as a share of attendances, by trust."""
    usual = model.world.setting.values["urgent.usual_occupancy"]
    full = shares(model, 1.5)
    return {
        trust: 1 / (1 + np.exp(-USUAL_LOG_ODDS - BREACHES_PER_OCCUPANCY * (share - usual)))
        for trust, share in full.items()
    }


TARGET: Final = Target(
    name="four_hour_breaches",
    title="share of A&E attendances over four hours (crowding stands for it)",
    unit="share of attendances",
    pods=("BREACH",),
    simulated=simulated,
    level=1.0,  # log-odds; not compared
    month=0.30,  # log-odds; range 0.15 to 0.5
    why="assumed: crowding is one of several causes of a breach",
    share=True,
    contrasts=("trend", "winter"),
)
