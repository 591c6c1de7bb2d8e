"""Budgets: who pays for which contracts out of what, and which of them it can set itself."""

import numpy as np

from abm.contracts.contract import LEAD
from abm.contracts.settlement import Settlement
from abm.payment.element import ratio
from abm.quantities import Bools, Floats


def by_payer(settlement: Settlement, pounds: Floats) -> Floats:
    """Pounds of each payment, float[N], added up by who pays them, float[O]."""
    total = np.zeros(len(settlement.place.organisations))
    for group in settlement.groups:
        np.add.at(total, group.pairs.payer, pounds[group.due])
    return total


def by_payee(settlement: Settlement, pounds: Floats) -> Floats:
    """Pounds of each payment, float[N], added up by who is paid them, float[O]."""
    total = np.zeros(len(settlement.place.organisations))
    for group in settlement.groups:
        np.add.at(total, group.pairs.payee, pounds[group.due])
    return total


def leads(settlement: Settlement) -> Bools:
    """bool[O], who pays others out of a sum it is paid as lead."""
    leading = np.zeros(len(settlement.place.organisations), bool)
    for group in settlement.groups:
        if settlement.contracts[group.contract].payer == LEAD:
            leading[group.pairs.payer] = True
    return leading


def lead_budget(settlement: Settlement, opening: Floats, owed: Floats) -> Floats:
    """What each lead has for its members next year, float[O] pounds; all it pays now if it is paid no sum.

    A lead keeps for its own services the share of its sum that it kept by the first plans, and passes
    on the rest: budget = paid on by the first plans · sum next year / sum by the first plans.

    Args:
        settlement: contracts, of which some are paid by a lead.
        opening: float[N], pounds of each payment for a year by the first plans.
        owed: float[N], pounds of each payment next year.
    """
    first, now = _received(settlement, opening), _received(settlement, owed)
    passed_on = by_payer(settlement, opening) * ratio(now, first)
    return np.where(first > 0, passed_on, by_payer(settlement, owed))


def at_discretion(settlement: Settlement, readings: Floats) -> Floats:
    """Pounds a year of each payment that its payer can set itself, float[N].

    That is what a discretionary contract pays, less what it would pay if its sums were cut to nothing.
    Prices and fees are not sums, so they are not counted, nor cut.
    """
    settable = np.zeros(sum(group.pairs.n for group in settlement.groups))
    for group in settlement.groups:
        if settlement.contracts[group.contract].discretionary:
            measured, nothing = group.measured(readings), np.zeros(group.pairs.n)
            bare = group.element.cut(group.plan, nothing)
            pay = group.element.pay
            settable[group.due] = pay(measured, group.plan, 1.0) - pay(measured, bare, 1.0)
    return settable


def scale(settlement: Settlement, factor: Floats) -> None:
    """Multiply the sums of every discretionary contract by its payer's factor, float[O]."""
    for group in settlement.groups:
        if settlement.contracts[group.contract].discretionary:
            group.plan = group.element.cut(group.plan, factor[group.pairs.payer])


def _received(settlement: Settlement, pounds: Floats) -> Floats:
    """float[O], pounds paid to each lead as lead."""
    total = np.zeros(len(settlement.place.organisations))
    for group in settlement.groups:
        if LEAD in settlement.contracts[group.contract].payees:
            np.add.at(total, group.pairs.payee, pounds[group.due])
    return total
