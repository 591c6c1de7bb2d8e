"""Imitate the best: go part of the way to where the neighbour with the best margin stands.

    move = (1 - (1 - rho)^(months / 12)) (x_best - x) + chance

Nothing else counts: no prices, no patients, no norm. Payment acts only by deciding whose margin is
best, so conduct that pays has first to be stumbled upon, and then spreads.
"""

import numpy as np

from abm.behaviour.decision import Decision, Prospect, Temperament
from abm.behaviour.moving import moved
from abm.behaviour.theory import Theory
from abm.quantities import MONTHS_PER_YEAR, Floats


def recover_norm(prospect: Prospect, temperament: Temperament) -> Floats:
    """The reference year's conduct itself: all stand alike there, float[K, n] of 0."""
    return np.zeros_like(prospect.own)


def decide(prospect: Prospect, temperament: Temperament) -> Decision:
    """Go part of the way to the best neighbour, or stay where one is the best oneself."""
    yearly = prospect.values["conduct.imitation"]
    share = 1 - (1 - yearly) ** (prospect.months / MONTHS_PER_YEAR)
    nothing = np.zeros_like(prospect.margin)
    return moved(
        prospect, nothing, nothing, peers=share * (prospect.best - prospect.value), noise=prospect.shock
    )


THEORY = Theory(
    name="imitate",
    title="do as the neighbour with the best margin does, a little more each time, and nothing else",
    source="Molitor 2018, an upper bound; Cyert and March 1963",
    recover_norm=recover_norm,
    decide=decide,
)
"""The theory."""
