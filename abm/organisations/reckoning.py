"""The sums behind what one more unit is worth: who gains and who loses, borough by borough.

Compiled, and added up in a fixed order. O organisations are P practices and then A actors; a payer or
payee below P is a practice. What a practice's list uses is delivered in its home borough's mix.
"""

from typing import NamedTuple

import numpy as np

from abm.compiled import maker, part
from abm.contracts.incentives import ACHIEVED, RECORDED, USED, Incentives, UnitEntries
from abm.quantities import Floats, Ints
from abm.vocabulary import OUTCOME, POD

_PREV, _PROACTIVE = POD["PREV"], OUTCOME["proactive_care"]


class Year(NamedTuple):
    """A year's activity, and how the next unit falls if it falls as that year's did.

    Attributes:
        delivered: float[O, pods], units a year.
        used: float[O, pods], units a year used by the people each answers for.
        eligible: float[O], people eligible for proactive care among them.
        enrolled: float[O], people in it.
        outcomes: float[O, outcomes, 2], recorded successes and chances.
        case_mix: float[A, pods], units recorded for one delivered.
        mix: float[A, pods, B + 1], share of an actor's deliveries that went to each borough.
        served_by: float[A, pods, B + 1], share of a borough's use that each actor delivered.
        reached: float[A, pods, B], share of what the people an actor answers for use, by borough.
        of_list: float[P, pods], each list's share of its home borough's use.
    """

    delivered: Floats
    used: Floats
    eligible: Floats
    enrolled: Floats
    outcomes: Floats
    case_mix: Floats
    mix: Floats
    served_by: Floats
    reached: Floats
    of_list: Floats


class View(NamedTuple):
    """What stays the same over a run.

    Attributes:
        home: int[P], home borough of each practice.
        reach: float[A, B], 1 where an actor answers for a borough's residents.
        unit_cost: float[A, pods], cost of one more unit within the horizon.
        sees: float[O, A], 1 where an organisation has an actor's margin in view.
        sees_practices: float[A, P], 1 where an actor has a practice's margin in view.
    """

    home: Ints
    reach: Floats
    unit_cost: Floats
    sees: Floats
    sees_practices: Floats


class Bills(NamedTuple):
    """What each actor pays when one more unit is used, float[A, pods, B + 1] each.

    Attributes:
        by_residence: to those who answer for the resident.
        by_provider: to whoever delivers it, as last year's shares have it.
        by_list: to practices by what their lists use, each list having its share of its home borough.
    """

    by_residence: Floats
    by_provider: Floats
    by_list: Floats


class Following(NamedTuple):
    """Pounds to each actor that follow one more unit, by pod and borough, float[A, pods, B + 1] each.

    Attributes:
        answers: net, where one is used and it answers for the resident, or pays practices by their use.
        used: where one is used, whoever delivers it: income less cost, bills, gains of answering.
        charged: what it pays practices by what their lists use; taken off in `answers` alone.
    """

    answers: Floats
    used: Floats
    charged: Floats


class Own(NamedTuple):
    """The same to the actor itself, by its usual mix of boroughs, float[A, pods] each.

    Attributes:
        delivering: for one more unit delivered.
        recording: for one more unit recorded that was not delivered.
        using: for one more unit used by the people it answers for.
    """

    delivering: Floats
    recording: Floats
    using: Floats


def follow(year: Year, view: View, pounds: Incentives) -> tuple[Following, Own]:
    """Follow one more unit to every actor it pays or charges.

    Args:
        year: last year's activity.
        view: what stays the same.
        pounds: marginal pounds of the contracts.
    """
    bills = bill(year, view.home, pounds.entries, pounds.pounds)
    earned = pounds.actor_income + pounds.actor_recorded * year.case_mix[:, :, None]
    answers = pounds.actor_use_income - bills.by_residence
    used = answers + year.served_by * (earned - view.unit_cost[:, :, None]) - bills.by_provider
    answers = answers - bills.by_list
    net = (used - bills.by_list)[:, :, :-1]
    own = Own(
        delivering=((earned + answers) * year.mix).sum(axis=2),
        recording=(pounds.actor_recorded * year.mix).sum(axis=2),
        using=(net * year.reached).sum(axis=2),
    )
    return Following(answers, used, bills.by_list), own


@maker
def bill(year: Year, home: Ints, entries: UnitEntries, pounds: Floats) -> Bills:
    """Bill every actor that pays others for what is used or delivered; see `Bills`.

    Args:
        year: last year's activity.
        home: int[P], home borough of each practice.
        entries: what is paid for, by payer and payee.
        pounds: float[n], pounds a unit of every entry.
    """
    practices, shape = home.size, year.mix.shape
    by_residence, by_provider, by_list = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    for n in range(pounds.size):
        pair, d, of = entries.pair[n], entries.what[n], entries.of[n]
        payer, payee = entries.payer[pair] - practices, entries.payee[pair] - practices
        if payer < 0 or of == ACHIEVED:
            continue
        if payee < 0:
            if of == USED:
                p = entries.payee[pair]
                by_list[payer, d, home[p]] += pounds[n] * year.of_list[p, d]
            continue
        index = year.case_mix[payee, d] if of == RECORDED else 1.0
        for b in range(shape[2]):
            if entries.territory[pair, b]:
                if of == USED:
                    by_residence[payer, d, b] += pounds[n]
                else:
                    by_provider[payer, d, b] += pounds[n] * index * year.served_by[payee, d, b]
    return Bills(by_residence, by_provider, by_list)


@maker
def to_partners(
    year: Year, view: View, following: Following, entries: UnitEntries, pounds: Floats, list_income: Floats
) -> tuple[Floats, Floats, Floats, Floats]:
    """Pounds of one more unit to the partners each organisation has in view, each partner once.

    Args:
        year: last year's activity.
        view: whose margins are in view.
        following: pounds that follow it.
        entries: what is paid for, by payer and payee.
        pounds: float[n], pounds a unit of every entry.
        list_income: float[P, pods], a practice's income for one more unit its list uses.

    Returns:
        For a unit delivered, merely recorded and used, float[O, pods] each; for a recorded success,
        float[O, outcomes].
    """
    n, pods = len(view.sees), year.delivered.shape[1]
    delivered, recorded, used = np.zeros((n, pods)), np.zeros((n, pods)), np.zeros((n, pods))
    achieved = np.zeros(year.outcomes.shape[:2])
    _charges(year, view, entries, pounds, delivered, recorded, used, achieved)
    _seen_by_actors(year, view, following, list_income, delivered, used)
    _seen_by_practices(view, following, used)
    _lists_reached(year, view, entries, pounds, np.zeros(len(view.reach)), achieved)
    return delivered, recorded, used, achieved


@part
def _charges(
    year: Year,
    view: View,
    entries: UnitEntries,
    pounds: Floats,
    delivered: Floats,
    recorded: Floats,
    used: Floats,
    achieved: Floats,
) -> None:
    """What an organisation earns directly, partners in view who pay it lose."""
    practices = view.home.size
    for n in range(pounds.size):
        pair, d, of = entries.pair[n], entries.what[n], entries.of[n]
        payer, payee = entries.payer[pair] - practices, entries.payee[pair]
        lost = pounds[n] * view.sees[payee, payer] if payer >= 0 else 0.0
        if lost == 0:
            continue
        if of == ACHIEVED:
            achieved[payee, d] -= lost
        elif of == USED:
            if payee < practices:
                used[payee, d] -= lost
        else:
            index = 1.0
            if payee >= practices:
                inside = 0.0
                for b in range(year.mix.shape[2]):
                    inside += year.mix[payee - practices, d, b] * entries.territory[pair, b]
                lost *= inside
                index = year.case_mix[payee - practices, d]
            if of == RECORDED:
                recorded[payee, d] -= lost
            delivered[payee, d] -= lost * (index if of == RECORDED else 1.0)


@part
def _seen_by_actors(
    year: Year, view: View, following: Following, list_income: Floats, delivered: Floats, used: Floats
) -> None:
    """Gains of the actors and practices that an actor has in view, by its own mix of boroughs."""
    practices, (actors, pods, width) = view.home.size, year.mix.shape
    for o in range(actors):
        row = practices + o
        for a in range(actors):
            seen = view.sees[row, a]
            for d in range(pods if seen != 0 else 0):
                for b in range(width):
                    delivered[row, d] += seen * following.answers[a, d, b] * year.mix[o, d, b]
                for b in range(width - 1):
                    net = following.used[a, d, b] - following.charged[a, d, b]
                    used[row, d] += seen * net * year.reached[o, d, b]
        for p in range(practices):
            b = view.home[p]
            for d in range(pods if view.sees_practices[o, p] != 0 else 0):
                gain = view.sees_practices[o, p] * year.of_list[p, d] * list_income[p, d]
                delivered[row, d] += gain * year.mix[o, d, b]
                used[row, d] += gain * year.reached[o, d, b]


@part
def _seen_by_practices(view: View, following: Following, used: Floats) -> None:
    """Gains of the actors that a practice has in view when its list uses one more unit."""
    actors, pods, _ = following.used.shape
    for p in range(view.home.size):
        for a in range(actors):
            for d in range(pods if view.sees[p, a] != 0 else 0):
                used[p, d] += view.sees[p, a] * following.used[a, d, view.home[p]]


@part
def _lists_reached(
    year: Year, view: View, entries: UnitEntries, pounds: Floats, people: Floats, achieved: Floats
) -> None:
    """What partners gain when an actor's effort puts someone on the lists it reaches in proactive care.

    Lists are reached in proportion to who is eligible on them. The practice is paid by the unit and by
    the outcome; whoever pays loses as much. `people`, zeros, is filled with who is eligible by actor.
    """
    practices, actors = view.home.size, len(view.reach)
    for p in range(practices):
        for o in range(actors):
            people[o] += view.reach[o, view.home[p]] * year.eligible[p]
    for n in range(pounds.size):
        pair, of = entries.pair[n], entries.of[n]
        payer, payee = entries.payer[pair] - practices, entries.payee[pair]
        by_unit = of <= RECORDED and entries.what[n] == _PREV
        by_outcome = of == ACHIEVED and entries.what[n] == _PROACTIVE
        if payee < practices and payer >= 0 and (by_unit or by_outcome):
            for o in range(actors):
                if people[o] > 0:
                    share = view.reach[o, view.home[payee]] * year.eligible[payee] / people[o]
                    net = view.sees_practices[o, payee] - view.sees[practices + o, payer]
                    achieved[practices + o, _PROACTIVE] += share * pounds[n] * net
