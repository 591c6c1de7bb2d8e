"""The default theory: weigh margin, partners, patients and pressure against leaving the norm.

In pounds a year, for a lever x that rests at its norm n:

    U(x) = (1 - a) p s [own(x) + w partners(x)] + a v benefit(x) - k V (x - n)^2 / 2

with altruism a, pass-through p, pressure s = 1 + l max(0, target - margin), partner weight w, worth
of a life year v, stiffness k and scale V. Money is priced at the margin, so the best response is

    x* = n + [(1 - a) p s (own + w partners) + a v benefit(x)] / (k V)

and the lever goes a share of the way there, is pulled a little to its peers and shaken a little.
Norms are recovered, not assumed: n is what makes the conduct of the reference year, x = 0, optimal
under the reference year's contracts.
"""

import numpy as np

from abm.behaviour.decision import Decision, Prospect, Temperament
from abm.behaviour.moving import moved, on_grid, share_of_the_way
from abm.behaviour.theory import Theory
from abm.quantities import Floats


def gap(prospect: Prospect) -> Floats:
    """By how much the margin misses its target, as a share of turnover, float[n], 0 or more."""
    return np.maximum(prospect.values["conduct.target_margin"] - prospect.margin, 0)


def weight_on_money(prospect: Prospect, temperament: Temperament) -> Floats:
    """The pressure s, 1 at or above the target margin, float[n]."""
    return 1 + temperament.pressure * gap(prospect)


def pulls(prospect: Prospect, temperament: Temperament) -> Floats:
    """How far own money, partners, patients and pressure pull from the norm, float[4, K, n], lever units."""
    pull = np.empty((4, *prospect.own.shape))
    selfish = (1 - temperament.altruism) * temperament.pass_through / prospect.stiffness
    pull[0] = selfish * prospect.own
    pull[1] = selfish * prospect.partners
    pull[2] = temperament.altruism * prospect.benefit / prospect.stiffness
    pressed = selfish * (weight_on_money(prospect, temperament) - 1)
    pull[3] = pressed * (prospect.own + prospect.partners)
    return on_grid(pull)


def recover_norm(prospect: Prospect, temperament: Temperament) -> Floats:
    """The norm that makes x = 0 the best response in the reference situation, float[K, n]."""
    return -pulls(prospect, temperament).sum(axis=0)


def decide(prospect: Prospect, temperament: Temperament) -> Decision:
    """Go part of the way to the best response; see `abm.behaviour.theory.Theory`."""
    own, partners, patients, pressure = pulls(prospect, temperament)
    norm = prospect.norm - prospect.value
    way = own + partners + patients + pressure + norm
    pull = prospect.values["conduct.peer_pull"] * prospect.months
    return moved(
        prospect,
        weight_on_money(prospect, temperament),
        gap(prospect) * prospect.turnover,
        own_money=own,
        partners=partners,
        patients=patients,
        pressure=pressure,
        peers=pull * (prospect.peers - prospect.value),
        norm=norm,
        habit=(share_of_the_way(prospect, temperament, way) - 1) * way,
        noise=prospect.shock,
    )


THEORY = Theory(
    name="weigh_up",
    title="weigh margin, partners and patients against leaving the norm; a deficit makes money weigh more",
    source="Ellis and McGuire 1986, with target income after McGuire and Pauly 1991",
    recover_norm=recover_norm,
    decide=decide,
)
"""The theory."""
