"""Share of beds that are occupied overnight, by trust."""

from typing import Final

import numpy as np

from abm.model import Model
from abm.quantities import Floats
from calibration.targets.target import Target


def simulated(model: Model) -> dict[str, Floats]:
    """Occupied beds as a share of those there are, over a trust's sites; at most 99.5%."""
    return shares(model, 0.995)


def shares(model: Model, most: float) -> dict[str, Floats]:
    """Occupancy of trusts, months' bed days as weights of sites, cut at `most`."""
    place, stocks = model.place, model.record.stocks
    days = np.array([s["bed_days"] for s in stocks])
    full = np.array([s["occupancy"] for s in stocks]) * days
    trust_of = np.array([site.trust for site in place.sites])
    found: dict[str, Floats] = {}
    for t in place.trusts:
        mine = trust_of == t
        share = full[:, mine].sum(axis=1) / np.maximum(days[:, mine].sum(axis=1), 1e-9)
        found[place.organisations[t].id] = np.minimum(share, most)
    return found


TARGET: Final = Target(
    name="bed_occupancy",
    title="share of beds occupied overnight",
    unit="share of beds",
    pods=("OCC",),
    simulated=simulated,
    level=0.40,  # log-odds; range 0.2 to 0.8; 0.4 is three points about 90%
    month=0.30,  # log-odds; range 0.15 to 0.5
    why="assumed: beds are counted at midnight, and escalation beds open and close between counts",
    share=True,
)
