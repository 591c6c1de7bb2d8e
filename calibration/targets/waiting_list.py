"""People waiting for a first attendance or for treatment at the end of a month, by trust."""

from typing import Final

import numpy as np

from abm.model import Model
from abm.quantities import Floats
from calibration.targets.target import Target, at_trusts


def simulated(model: Model) -> dict[str, Floats]:
    """People waiting by trust."""
    waiting = [s["waiting_first"] + s["waiting_treatment"] for s in model.record.stocks]
    return at_trusts(np.array(waiting), model)


TARGET: Final = Target(
    name="waiting_list",
    title="people waiting for planned care (incomplete pathways)",
    unit="people",
    pods=("RTT",),
    simulated=simulated,
    level=0.20,  # ratio; range 0.10 to 0.40
    month=0.03,  # ratio; range 0.01 to 0.05
    why="assumed: pathways open after a first attendance, without treatment, are counted in one only",
    contrasts=("level", "trend"),
)
