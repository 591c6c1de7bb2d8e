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

from abm.behaviour.decision import Decision, Temperament
from abm.behaviour.lever import Lever, sum_over
from abm.behaviour.situation import Situation
from abm.quantities import Floats

SLOWEST_SHARE = 0.25
"""No lever goes more than this share of the way in a month."""


def money(lever: Lever, situation: Situation) -> tuple[Floats, Floats]:
    """Pounds a year for one unit of a lever: to the organisation itself, and to partners as weighed.

    Returns:
        own, float[n]: income less cost of what changes; partners, float[n].
    """
    bundle, n = lever.belief(situation), situation.n
    own = sum_over(bundle.delivered, situation.income - situation.unit_cost, n)
    own += sum_over(bundle.used, situation.use_income, n)
    partners = sum_over(bundle.delivered, situation.partners_delivered, n)
    partners += sum_over(bundle.used, situation.partners_used, n)
    if bundle.enrolled is not None:
        own += bundle.enrolled * situation.enrolled_income
        partners += bundle.enrolled * situation.partners_enrolled
    if bundle.staff_cost is not None:
        own -= bundle.staff_cost
    return own, situation.partner_weight * partners


def weight_on_money(situation: Situation, temperament: Temperament) -> Floats:
    """The pressure s, 1 at or above the target margin, float[n]."""
    short = situation.values["conduct.target_margin"] - situation.margin
    return 1 + temperament.pressure * np.maximum(short, 0)


def stiffness(lever: Lever, situation: Situation) -> Floats:
    """K V, pounds a year per unit squared, float[n]."""
    return situation.values[lever.stiffness] * lever.scale(situation)


def pulls(
    lever: Lever, situation: Situation, temperament: Temperament, value: Floats
) -> tuple[Floats, Floats]:
    """How far money, partners, patients and pressure pull from the norm.

    Returns:
        float[4, n], in lever units; float[4, n], own money, partners and benefit in pounds a year and
        the weight on money.
    """
    own, partners = money(lever, situation)
    pressure = weight_on_money(situation, temperament)
    benefit = situation.values["cost.qaly"] * lever.benefit(situation, value)
    stiff = stiffness(lever, situation)
    selfish = (1 - temperament.altruism) * temperament.pass_through / stiff
    pulled = np.array(
        [
            selfish * own,
            selfish * partners,
            temperament.altruism * benefit / stiff,
            selfish * (pressure - 1) * (own + partners),
        ]
    )
    return pulled, np.array([own, partners, benefit, pressure])


def recover_norm(lever: Lever, situation: Situation, temperament: Temperament) -> Floats:
    """The norm that makes x = 0 the best response in the reference situation, float[n]."""
    return -pulls(lever, situation, temperament, np.zeros(situation.n))[0].sum(axis=0)


def decide(
    lever: Lever,
    situation: Situation,
    temperament: Temperament,
    value: Floats,
    norm: Floats,
    peers: Floats,
    shock: Floats,
    months: int,
) -> Decision:
    """Go part of the way to the best response; see `abm.behaviour.theory.Theory`."""
    pulled, pounds = pulls(lever, situation, temperament, value)
    to_norm = norm - value
    way = pulled.sum(axis=0) + to_norm
    monthly = np.where(way > 0, temperament.building, temperament.dropping)
    share = 1 - (1 - np.minimum(monthly, SLOWEST_SHARE)) ** months
    habit = -(1 - share) * way
    follow = situation.values["conduct.peer_pull"] * months * (peers - value)
    free = value + way + habit + follow + shock
    bounded = np.clip(free, lever.lowest, lever.highest)
    own, partners, patients, pressure = pulled
    terms = np.array([own, partners, patients, pressure, follow, to_norm, habit, shock, bounded - free])
    return Decision(bounded, terms, pounds)
