"""What residents buy: a choice between home care and other support, by what a pound of each is worth.

Where no contract puts money in a person's hands, home care costs the person nothing and other support
cannot be had with the money: the price of the other is infinite and none of it is bought. With a sum and
prices, the share s of money meant for other support is a logit over worth per pound,

    log-odds of s = taste - e (log of price of a contact / price of an hour, against their reference costs)

where the taste is what people like this chose where they could, and e their response to price. Money
spent is the lesser of the sum and what the hours assessed would cost: nobody is given more care than
they were found to need.

Example:
    >>> from abm.parameters import values
    >>> prices = (30.0, 60.0, np.inf)  # pounds a contact, where an hour costs 18
    >>> shares = (share_of_other(values(), np.array([18.0]), np.array([p]))[0, 0] for p in prices)
    >>> [round(float(share), 2) for share in shares]
    [0.35, 0.21, 0.0]
"""

from typing import NamedTuple

import numpy as np

from abm.parameter import Values
from abm.quantities import WEEKS_PER_MONTH, Floats
from abm.vocabulary import SEGMENTS

_SMALLEST, _LARGEST = 0.001, 0.999
"""Shares of taste are kept within these, so that they have log-odds."""


class Purse(NamedTuple):
    """The money in residents' hands and the prices they face. float[S, B] each.

    Attributes:
        part: share of people who have a budget, 0 where nobody does; below 1 on the way to it.
        pounds_per_week: what each of them has.
        pounds_per_hour: price of an hour of home care.
        pounds_per_contact: price of a contact of other support; infinite where none can be bought.
    """

    part: Floats
    pounds_per_week: Floats
    pounds_per_hour: Floats
    pounds_per_contact: Floats


class Purchases(NamedTuple):
    """What residents with a home care package get of what they were assessed for. float[S, B] each.

    Attributes:
        hours: hours of home care for one assessed, 1 without a budget.
        contacts: contacts of other support that a person with a package buys a month, mean over all of them.
        other: share of a budget meant for other support.
        part: share of people with a package who have a budget.
        eases: fall of severity a month, standard deviations.
    """

    hours: Floats
    contacts: Floats
    other: Floats
    part: Floats
    eases: Floats


def no_purse(boroughs: int) -> Purse:
    """Nobody has a budget.

    Args:
        boroughs: B.
    """
    nothing, nowhere = np.zeros((len(SEGMENTS), boroughs)), np.full((len(SEGMENTS), boroughs), np.inf)
    return Purse(nothing, nothing.copy(), np.ones_like(nothing), nowhere)


def share_of_other(values: Values, pounds_per_hour: Floats, pounds_per_contact: Floats) -> Floats:
    """Share of a budget meant for other support, float[S, B]; none where it cannot be bought.

    Args:
        values: parameters in force.
        pounds_per_hour: float[S, B] or float[B], price of an hour of home care.
        pounds_per_contact: the same for a contact of other support.
    """
    taste = np.clip(values.table("personal_budgets.other_support"), _SMALLEST, _LARGEST)[:, None]
    dearer = np.log(pounds_per_contact / pounds_per_hour) - np.log(values["cost.VOL"] / values["cost.HC"])
    odds = taste / (1 - taste) * np.exp(-values["personal_budgets.price_response"] * dearer)
    return odds / (1 + odds)


def purchases(values: Values, purse: Purse, hours_per_week: Floats) -> Purchases:
    """What residents buy with the money in their hands, at the prices they face.

    Args:
        values: parameters in force.
        purse: money and prices.
        hours_per_week: float[B], hours of home care a week that a person is assessed for.
    """
    other = share_of_other(values, purse.pounds_per_hour, purse.pounds_per_contact)
    assessed = hours_per_week * purse.pounds_per_hour
    spent = np.minimum(purse.pounds_per_week, assessed)
    found = spent * other * values["personal_budgets.found"]
    kept = np.divide(spent * (1 - other), assessed, out=np.zeros_like(other), where=assessed > 0)
    helped = np.divide(found, assessed, out=np.zeros_like(other), where=assessed > 0)
    return Purchases(
        hours=1 - purse.part + purse.part * kept,
        contacts=purse.part * found / purse.pounds_per_contact * WEEKS_PER_MONTH,
        other=other,
        part=purse.part,
        eases=purse.part * helped * values.table("personal_budgets.eases")[:, None],
    )
