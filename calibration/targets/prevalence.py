"""Share of people with a long-term condition, by condition: what registers of general practice count."""

from typing import Final

import numpy as np

from abm.model import Model
from abm.patients.columns import ALIVE
from abm.quantities import Floats
from abm.vocabulary import CONDITION
from calibration.targets.target import Target


def simulated(model: Model) -> dict[str, Floats]:
    """Share with each condition at the end of the run, the same in every month; `who` is the condition."""
    columns = model.world.life.columns
    health = columns.health[(columns.flags & ALIVE) > 0].astype(np.int64)
    months = np.ones(model.record.months)
    return {name: months * max(float((health >> bit & 1).mean()), 1e-6) for name, bit in CONDITION.items()}


TARGET: Final = Target(
    name="prevalence",
    title="share of people with a long-term condition",
    unit="share of people",
    pods=("QOF",),
    simulated=simulated,
    level=0.25,  # log-odds; range 0.1 to 0.5
    month=0.02,  # log-odds; published by the year
    why="assumed: registers hold those who were found, and miss a tenth to a third of some conditions",
    share=True,
    contrasts=("level",),
)
