"""Be content with good enough: as usual while the margin suffices, steps towards money while it does not.

Good enough is what one is used to, or breaking even, whichever is less, give or take what season and
luck make of a margin. While the margin is there, the
lever drifts back to its norm. Below, it takes a step of a fixed part of its range, each time, in the
direction in which money points,

    step = sign(own) x months x size x range / 2 x (1 + growth x (aspiration - margin))

larger the deeper the shortfall; and as the margin is that of twelve months, a loss that lasts is a
deeper one. How much money a lever brings makes no difference, once it is enough to be noticed.
"""

import numpy as np

from abm.behaviour.decision import Decision, Prospect, Temperament
from abm.behaviour.moving import moved
from abm.behaviour.theory import Theory
from abm.quantities import Floats


def gap(prospect: Prospect) -> Floats:
    """By how much the margin misses what would be good enough, a share of turnover, float[n], 0 or more."""
    aspired = np.minimum(prospect.usual_margin, prospect.values["conduct.target_margin"])
    return np.maximum(aspired - prospect.values["conduct.satisfice_slack"] - prospect.margin, 0)


def steps(prospect: Prospect) -> Floats:
    """How many times its usual size a step is, float[n]; 0 for who is content."""
    missing = gap(prospect)
    return np.where(missing > 0, 1 + prospect.values["conduct.satisfice_growth"] * missing, 0.0)


def way_of_money(prospect: Prospect) -> Floats:
    """1 where more brings money, -1 where less does, 0 where it is too little to notice, float[K, n]."""
    noticed = prospect.values["conduct.satisfice_notice"] * prospect.turnover
    return np.where(np.abs(prospect.own) > noticed, np.sign(prospect.own), 0.0)


def recover_norm(prospect: Prospect, temperament: Temperament) -> Floats:
    """The reference year's conduct itself: it was good enough, float[K, n] of 0."""
    return np.zeros_like(prospect.own)


def decide(prospect: Prospect, temperament: Temperament) -> Decision:
    """Drift to the norm when content; otherwise take a step."""
    taken = steps(prospect)
    size = prospect.values["conduct.satisfice_step"] * (prospect.highest - prospect.lowest) / 2
    back = 1 - (1 - prospect.values["conduct.satisfice_return"]) ** prospect.months
    return moved(
        prospect,
        taken,
        gap(prospect) * prospect.turnover,
        pressure=taken * way_of_money(prospect) * size * prospect.months,
        norm=np.where(taken > 0, 0.0, back * (prospect.norm - prospect.value)),
        noise=prospect.shock,
    )


THEORY = Theory(
    name="satisfice",
    title="as usual while the margin is good enough; otherwise steps to where money is, until it is again",
    source="Simon 1955; Cyert and March 1963",
    recover_norm=recover_norm,
    decide=decide,
)
"""The theory."""
