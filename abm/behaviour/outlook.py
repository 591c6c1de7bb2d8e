"""The outlook: what one more unit of every lever of a kind is believed to bring, in pounds a year.

What is believed from last year's activity alone is asked once in a contract year, and held; the rest, with
all prices, is asked whenever levers are decided.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from abm.behaviour.lever import Believed, Lever, OfLastYear, worth_left
from abm.behaviour.situation import LastYear, Situation
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


@dataclass(frozen=True, eq=False)
class Moves:
    """Units that several levers move, m of them, and what they spend. K levers, n organisations.

    Attributes:
        at: int[m, 3], of each move the lever, which of the four things that can be moved, and its column.
        units: float[m, n], units moved.
        effort: float[K, n], pounds really spent beyond the cost of units delivered.
        unposted: float[K, n], pounds spent or felt that are not posted as effort.
    """

    at: Ints
    units: Floats
    effort: Floats
    unposted: Floats


@dataclass(frozen=True, eq=False)
class HeldBelief:
    """What is believed of K levers for a contract year, and which of them have to be asked again.

    Attributes:
        moves: what levers move whose belief is of last year alone.
        gain: float[K, n], quality-adjusted life years; 0 where it is not of last year alone.
        stiffness: float[K, n], pounds a year per unit squared of leaving the norm.
        fall_off: float[K, 1], see `abm.behaviour.lever.worth_left`.
        harm: float[K, 1], see there.
        ask: levers whose belief rests on more than last year.
        ask_gain: levers whose gain does.
    """

    moves: Moves
    gain: Floats
    stiffness: Floats
    fall_off: Floats
    harm: Floats
    ask: tuple[int, ...]
    ask_gain: tuple[int, ...]


def hold(levers: Sequence[Lever], year: LastYear) -> HeldBelief:
    """Ask every lever of a kind what can be believed from last year alone.

    Args:
        levers: K of them.
        year: what the n organisations of the kind did.
    """
    gain, bundles = np.zeros((len(levers), year.n)), dict[int, Believed]()
    for k, lever in enumerate(levers):
        if isinstance(lever.belief, OfLastYear):
            bundles[k] = lever.belief(year)
        if isinstance(lever.gain, OfLastYear):
            gain[k] = lever.gain(year)
    fall_off, harm = np.array([(lever.fall_off, lever.harm) for lever in levers]).T
    return HeldBelief(
        moves=_moves(bundles, year, len(levers)),
        gain=gain,
        stiffness=np.array([year.values[lever.stiffness_name] * lever.scale(year) for lever in levers]),
        fall_off=fall_off[:, None],
        harm=harm[:, None],
        ask=tuple(k for k in range(len(levers)) if k not in bundles),
        ask_gain=tuple(k for k, lever in enumerate(levers) if not isinstance(lever.gain, OfLastYear)),
    )


def look_out(
    levers: Sequence[Lever], situation: Situation, value: Floats, held: HeldBelief | None = None
) -> Outlook:
    """Price every lever of a kind, where it stands.

    Args:
        levers: K of them.
        situation: what the n organisations of the kind see.
        value: float[K, n], where the levers stand.
        held: what is believed for the contract year, or None to ask it of the situation.
    """
    held = held or hold(levers, situation)
    now = _moves({k: levers[k].belief(situation) for k in held.ask}, situation, len(levers))
    gain = held.gain.copy()
    for k in held.ask_gain:
        gain[k] = levers[k].gain(situation)
    earned, partners = pounds_of((held.moves, now), situation)
    effort, unposted = held.moves.effort + now.effort, held.moves.unposted + now.unposted
    weight = situation.partner_weight * situation.values["conduct.partners_count"]
    return Outlook(
        own=earned - effort - unposted,
        partners=weight * partners,
        benefit=situation.values["cost.qaly"] * (gain * worth_left(value, held.fall_off, held.harm)),
        stiffness=held.stiffness,
        effort=effort,
    )


def _moves(bundles: Mapping[int, Believed], year: LastYear, levers: int) -> Moves:
    """What bundles move and spend, by the position of their lever."""
    effort, unposted = np.zeros((levers, year.n)), np.zeros((levers, year.n))
    at: list[tuple[int, int, int]] = []
    units: list[Floats] = []
    for k, b in bundles.items():
        effort[k] = 0.0 if b.effort is None else b.effort
        for spent in (b.staff_time, b.stepped):
            unposted[k] += 0.0 if spent is None else spent
        for thing, moved in enumerate((b.delivered, b.used, b.recorded, b.outcomes)):
            at += [(k, thing, column) for column in moved]
            units += moved.values()
    shape = len(units), year.n
    return Moves(np.array(at, np.int64).reshape(-1, 3), np.array(units).reshape(shape), effort, unposted)


def pounds_of(moves: Sequence[Moves], situation: Situation) -> tuple[Floats, Floats]:
    """Pounds a year of all that moves, to who moves it and to partners, float[K, n] each.

    Pounds a unit of the four things that can be moved lie side by side, so that one pass prices them all.
    """
    s = situation
    own = (s.income - s.unit_cost, s.use_income, s.recorded_income, s.outcome_income)
    partners = (s.partners_delivered, s.partners_used, s.partners_recorded, s.partners_outcome)
    width = s.income.shape[1]
    at, units = (np.concatenate(parts) for parts in zip(*((m.at, m.units) for m in moves), strict=True))
    shape = moves[0].effort.shape
    earned, gained = (added_up(at, units, np.concatenate(t, axis=1), width, shape) for t in (own, partners))
    return earned, gained


@maker
def added_up(at: Ints, units: Floats, pounds: Floats, width: int, shape: tuple[int, int]) -> Floats:
    """Pounds of moves added up by lever: those of one thing first, then thing after thing.

    Args:
        at: int[m, 3], of each move the lever, which of the four things, and its column among that thing's.
        units: float[m, n], units moved.
        pounds: float[n, columns], pounds a unit, thing after thing.
        width: columns of each thing but the last.
        shape: levers, and n.

    Returns:
        float[levers, n].
    """
    levers, n = shape
    total, of_thing = np.zeros((levers, n)), np.zeros(n)
    moves = at.shape[0]
    for m in range(moves):
        lever, thing = at[m, 0], at[m, 1]
        column = thing * width + at[m, 2]
        for i in range(n):
            of_thing[i] += units[m, i] * pounds[i, column]
        if m + 1 == moves or at[m + 1, 0] != lever or at[m + 1, 1] != thing:
            for i in range(n):
                total[lever, i] += of_thing[i]
                of_thing[i] = 0.0
    return total
