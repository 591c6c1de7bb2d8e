"""The outlook: what one more unit of every lever of a kind is believed to bring, in pounds a year."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from abm.behaviour.lever import Bundle, Lever
from abm.behaviour.situation import Situation
from abm.compiled import maker
from abm.quantities import Floats, Ints


@dataclass(frozen=True, eq=False)
class Outlook:
    """What one more unit of K levers brings n organisations, pounds a year.

    Attributes:
        own: float[K, n], income less cost and effort, to the organisation itself.
        partners: float[K, n], to partners in view, as weighed.
        benefit: float[K, n], what patients are believed to gain, valued, where the lever stands.
        stiffness: float[K, n], pounds a year per unit squared of leaving the norm.
        effort: float[K, n], pounds really spent beyond the cost of units delivered.
    """

    own: Floats
    partners: Floats
    benefit: Floats
    stiffness: Floats
    effort: Floats


def look_out(levers: Sequence[Lever], situation: Situation, value: Floats) -> Outlook:
    """Price every lever of a kind, where it stands.

    Args:
        levers: K of them.
        situation: what the n organisations of the kind see.
        value: float[K, n], where the levers stand.
    """
    worth, bundles = situation.values["cost.qaly"], [lever.belief(situation) for lever in levers]
    earned, partners = pounds_of(bundles, situation)
    effort, unposted, benefit, stiffness = (np.zeros((len(levers), situation.n)) for _ in range(4))
    for k, (lever, bundle) in enumerate(zip(levers, bundles, strict=True)):
        effort[k] = 0.0 if bundle.effort is None else bundle.effort
        unposted[k] += 0.0 if bundle.staff_time is None else bundle.staff_time
        unposted[k] += 0.0 if bundle.stepped is None else bundle.stepped
        benefit[k] = worth * lever.benefit(situation, value[k])
        stiffness[k] = situation.values[lever.stiffness] * lever.scale(situation)
    weight = situation.partner_weight * situation.values["conduct.partners_count"]
    return Outlook(earned - effort - unposted, weight * partners, benefit, stiffness, effort)


def pounds_of(bundles: Sequence[Bundle], situation: Situation) -> tuple[Floats, Floats]:
    """Pounds a year of all that bundles move, to who moves it and to partners, float[K, n] each.

    Pounds a unit of the four things that can be moved lie side by side, so that one pass prices them all.
    """
    s = situation
    own = (s.income - s.unit_cost, s.use_income, s.recorded_income, s.outcome_income)
    partners = (s.partners_delivered, s.partners_used, s.partners_recorded, s.partners_outcome)
    firsts = np.cumsum([0, *(table.shape[1] for table in own[:-1])]).tolist()
    moves = [
        (lever, thing, firsts[thing] + column, units)
        for lever, b in enumerate(bundles)
        for thing, moved in enumerate((b.delivered, b.used, b.recorded, b.outcomes))
        for column, units in moved.items()
    ]
    units = np.array([move[3] for move in moves]).reshape(len(moves), s.n)
    at = np.array([move[:3] for move in moves], np.int64).reshape(len(moves), 3)
    shape = len(bundles), s.n
    earned, gained = (added_up(at, units, np.concatenate(t, axis=1), shape) for t in (own, partners))
    return earned, gained


@maker
def added_up(at: Ints, units: Floats, pounds: Floats, shape: tuple[int, int]) -> Floats:
    """Pounds of moves added up by lever: those of one thing first, then thing after thing.

    Args:
        at: int[m, 3], of each move the lever, which of the four things, and its column of pounds.
        units: float[m, n], units moved.
        pounds: float[n, columns], pounds a unit.
        shape: levers, and n.

    Returns:
        float[levers, n].
    """
    total, of_thing = np.zeros(shape), np.zeros(shape[1])
    moves = len(at)
    for m in range(moves):
        lever, thing, column = at[m]
        for i in range(shape[1]):
            of_thing[i] += units[m, i] * pounds[i, column]
        if m + 1 == moves or at[m + 1, 0] != lever or at[m + 1, 1] != thing:
            total[lever] += of_thing
            of_thing[:] = 0.0
    return total
