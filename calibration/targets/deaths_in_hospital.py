"""Share of deaths that are in hospital: by borough, and all together."""

from typing import Final

import numpy as np

from abm.model import Model
from abm.quantities import Floats
from calibration.targets.target import EVERYWHERE, Target

SPREAD_OVER: Final = 12
"""Months over which deaths are averaged: a borough has too few in one."""


def simulated(model: Model) -> dict[str, Floats]:
    """Deaths in hospital over all deaths of the last twelve months, by borough and all together."""
    deaths = np.array([outcomes["deaths"] for outcomes in model.record.outcomes])
    found = {borough: _share(deaths[:, b]) for b, borough in enumerate(model.place.boroughs)}
    return {**found, EVERYWHERE: _share(deaths.sum(axis=1))}


def _share(deaths: Floats) -> Floats:
    """Running share of deaths in hospital, from float[M, 2] of deaths elsewhere and there."""
    total = np.cumsum(deaths, axis=0)
    year = total - np.vstack([np.zeros((min(SPREAD_OVER, len(total)), 2)), total[:-SPREAD_OVER]])
    return np.clip((year[:, 1] + 0.5) / (year.sum(axis=1) + 1), 1e-6, 1 - 1e-6)


TARGET: Final = Target(
    name="deaths_in_hospital",
    title="share of deaths in hospital",
    unit="share of deaths",
    pods=("DIH",),
    simulated=simulated,
    level=0.20,  # log-odds; range 0.1 to 0.4
    month=0.15,  # log-odds; range 0.05 to 0.3
    why="PHE End of Life Care Profiles 2018: boroughs lie between 34 and 63%, whatever their age mix",
    share=True,
    contrasts=("level",),
)
