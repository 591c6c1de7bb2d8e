"""Referrals to hospital that practices make: by practice, by borough, and all together."""

from typing import Final

import numpy as np

from abm.model import Model
from abm.quantities import Floats
from abm.vocabulary import POD
from calibration.targets.target import Target, by_practice


def simulated(model: Model) -> dict[str, Floats]:
    """Referrals by practice, borough and place."""
    lines = model.record.lines.line[np.arange(model.place.n_practices), POD["REF"]]
    return by_practice(model.record.by_line()[:, lines], model)


TARGET: Final = Target(
    name="gp_referrals",
    title="referrals to hospital made by practices",
    unit="referrals a month",
    pods=("REF",),
    simulated=simulated,
    level=0.10,  # ratio; range 0.05 to 0.20
    month=0.07,  # ratio; range 0.04 to 0.10
    why="assumed: working days differ by a tenth between months, and the model has none",
)
