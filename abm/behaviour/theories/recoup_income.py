"""Recoup a lost income: do as usual while the margin holds, and win back part of what it loses.

A share phi of a loss is won back. What is still missing is then 1 - phi of the loss, so the pounds a
year to bring in, against the shortfall that shows, are

    R = phi / (1 - phi) x max(0, usual margin - margin) x turnover

They are spread over the levers in proportion to what each brings for the unpleasantness of leaving
the norm, d_k = m own_k / (k V)_k, which is the least unpleasant way: m = R / sum_k own_k^2 / (k V)_k.
At d_k the last pound recouped costs m pounds of unpleasantness, and nobody goes beyond a limit for m:
who is paid nothing for doing more cannot recoup a loss by it. Patients and partners count for nothing
except through the stiffness of the norm; a gain changes nothing (the response is asymmetric).
"""

import numpy as np

from abm.behaviour.decision import Decision, Prospect, Temperament
from abm.behaviour.moving import moved, share_of_the_way
from abm.behaviour.theory import Theory
from abm.quantities import Floats


def shortfall(prospect: Prospect) -> Floats:
    """Pounds a year by which the margin is below the reference year's, float[n], 0 or more."""
    return np.maximum(prospect.usual_margin - prospect.margin, 0) * prospect.turnover


def burden(prospect: Prospect) -> Floats:
    """m, pounds of unpleasantness borne for the last pound recouped, float[n], up to the limit."""
    share = prospect.values["conduct.recoup_share"]
    wanted = share / (1 - share) * shortfall(prospect)
    # Lever by lever, so that one organisation alone gets the digits it gets among others.
    raised = sum(prospect.own**2 / prospect.stiffness, start=np.zeros_like(prospect.margin))
    limit = np.full_like(prospect.margin, prospect.values["conduct.recoup_burden"])
    within = wanted < limit * raised
    return np.where(wanted > 0, np.divide(wanted, raised, out=limit, where=within), 0.0)


def recover_norm(prospect: Prospect, temperament: Temperament) -> Floats:
    """The reference year's conduct itself: nothing is missing there, float[K, n] of 0."""
    return np.zeros_like(prospect.own)


def decide(prospect: Prospect, temperament: Temperament) -> Decision:
    """Go part of the way to where the missing income is won back, or back to the norm."""
    pressed = burden(prospect)
    pressure = pressed * prospect.own / prospect.stiffness
    norm = prospect.norm - prospect.value
    way = pressure + norm
    return moved(
        prospect,
        pressed,
        shortfall(prospect),
        pressure=pressure,
        norm=norm,
        habit=(share_of_the_way(prospect, temperament, way) - 1) * way,
        noise=prospect.shock,
    )


THEORY = Theory(
    name="recoup_income",
    title="do as usual; when the margin falls, win back part of the loss by whatever brings most",
    source="McGuire and Pauly 1991; Yip 1998; the 50% volume offset of the HCFA",
    recover_norm=recover_norm,
    decide=decide,
)
"""The theory."""
