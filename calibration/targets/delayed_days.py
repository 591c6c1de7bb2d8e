"""Days that people who are ready to leave spend in acute beds, by trust."""

from typing import Final

import numpy as np

from abm.model import Model
from abm.quantities import Floats
from calibration.targets.target import Target, at_trusts


def simulated(model: Model) -> dict[str, Floats]:
    """Delayed bed days of a month by trust."""
    return at_trusts(np.array([stocks["delayed_days"] for stocks in model.record.stocks]), model)


TARGET: Final = Target(
    name="delayed_days",
    title="delayed bed days",
    unit="days a month",
    pods=("XBD", "DTOC"),
    simulated=simulated,
    level=0.5,  # log; range 0.2 to 0.9
    month=0.10,  # ratio; range 0.05 to 0.20
    why="NAO 2016: true delays are 2 to 2.7 times the recorded ones, and trusts differ in what they record",
)
