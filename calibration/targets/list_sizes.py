"""People on practices' lists: by practice, by borough, and all together."""

from typing import Final

import numpy as np

from abm.model import Model
from abm.quantities import Floats
from calibration.targets.target import Target, by_practice


def simulated(model: Model) -> dict[str, Floats]:
    """People on lists, month by month."""
    return by_practice(np.array(model.record.people), model)


TARGET: Final = Target(
    name="list_sizes",
    title="people registered with practices",
    unit="people",
    pods=("LIST",),
    simulated=simulated,
    level=0.05,  # ratio; range 0.03 to 0.08
    month=0.005,  # ratio; range 0.002 to 0.01
    why="lists hold 5 to 8% more people than live there, and from month to month change little",
    contrasts=("level", "trend"),
)
