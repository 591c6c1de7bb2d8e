"""What practices are paid, pounds a month: by practice, by borough, and all together."""

from typing import Final

import numpy as np

from abm.model import Model
from abm.quantities import Floats
from calibration.targets.target import Target, by_practice


def simulated(model: Model) -> dict[str, Floats]:
    """Pounds received in a month by every practice, from whoever pays."""
    p = model.place.n_practices
    paid = np.zeros((model.record.months, p))
    for month, payments in enumerate(model.record.payments):
        to_practice = payments.payee < p
        np.add.at(paid[month], payments.payee[to_practice], payments.pence[to_practice] / 100)
    return by_practice(paid, model)


TARGET: Final = Target(
    name="practice_payments",
    title="payments to practices",
    unit="pounds a month",
    pods=("GPPAY",),
    simulated=simulated,
    level=0.10,  # ratio; range 0.05 to 0.20
    month=0.10,  # ratio; published by the year, so months say little
    why="assumed: what is published by the year has premises and arrears in it",
    contrasts=("level",),
)
