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
from abm.behaviour.theory import Theory
from abm.quantities import Floats

SLOWEST_SHARE = 0.25
"""No lever goes more than this share of the way in a month."""


def weight_on_money(prospect: Prospect, temperament: Temperament) -> Floats:
    """The pressure s, 1 at or above the target margin, float[n]."""
    return 1 + temperament.pressure * np.maximum(prospect.target_margin - prospect.margin, 0)


def pulls(prospect: Prospect, temperament: Temperament) -> Floats:
    """How far own money, partners, patients and pressure pull from the norm, float[4, K, n], lever units."""
    selfish = (1 - temperament.altruism) * temperament.pass_through / prospect.stiffness
    pressed = selfish * (weight_on_money(prospect, temperament) - 1)
    return np.stack(
        [
            selfish * prospect.own,
            selfish * prospect.partners,
            temperament.altruism * prospect.benefit / prospect.stiffness,
            pressed * (prospect.own + prospect.partners),
        ]
    )


def recover_norm(prospect: Prospect, temperament: Temperament) -> Floats:
    """The norm that makes x = 0 the best response in the reference situation, float[K, n]."""
    return -pulls(prospect, temperament).sum(axis=0)


def share_of_the_way(prospect: Prospect, temperament: Temperament, way: Floats) -> Floats:
    """How much of the way is gone since the last decision, float[K, n]; 0 out of turn."""
    monthly = np.where(way > 0, temperament.building, temperament.dropping)
    return 1 - (1 - np.minimum(monthly, SLOWEST_SHARE)) ** prospect.months


def decide(prospect: Prospect, temperament: Temperament) -> Decision:
    """Go part of the way to the best response; see `abm.behaviour.theory.Theory`."""
    pulled = pulls(prospect, temperament)
    money = weight_on_money(prospect, temperament)
    return settle_on(prospect, temperament, pulled, prospect.norm - prospect.value, money)


def settle_on(
    prospect: Prospect, temperament: Temperament, pulled: Floats, to_norm: Floats, weight: Floats
) -> Decision:
    """Move towards value + pulls + way to the norm, with habit, peers, chance and bounds as terms.

    Args:
        prospect: what levers would bring.
        temperament: how each decides.
        pulled: float[4, K, n], pulls of own money, partners, patients and pressure.
        to_norm: float[K, n], pull of the norm.
        weight: float[n], weight on money, for the record.
    """
    due = prospect.months > 0
    pulled, to_norm = np.where(due, pulled, 0.0), np.where(due, to_norm, 0.0)
    way = pulled.sum(axis=0) + to_norm
    habit = (share_of_the_way(prospect, temperament, way) - 1) * way
    follow = prospect.peer_pull * prospect.months * (prospect.peers - prospect.value)
    shock = np.where(due, prospect.shock, 0.0)
    free = prospect.value + way + habit + follow + shock
    bounded = np.clip(free, prospect.lowest, prospect.highest)
    terms = np.concatenate([pulled, [follow, to_norm, habit, shock, bounded - free]])
    weighed = np.broadcast_to(weight, prospect.own.shape)
    pounds = np.stack([prospect.own, prospect.partners, prospect.benefit, weighed])
    return Decision(bounded, terms, pounds)


THEORY = Theory(
    name="weigh_up",
    title="weigh margin, partners and patients against leaving the norm; a deficit makes money weigh more",
    source="Ellis and McGuire 1986, with target income after McGuire and Pauly 1991",
    recover_norm=recover_norm,
    decide=decide,
)
"""The theory."""
