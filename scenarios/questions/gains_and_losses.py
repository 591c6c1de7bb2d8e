"""Who gains and who loses: pounds received less pounds paid on, and how much of the change is which.

    net_i = Σ_p paid(p → i) − Σ_q paid(i → q)

A lead that receives one sum and pays its members out of it gains only what it keeps; a commissioner
gains what it does not spend. Costs are not in it: what is spent on care shows in deficits (E15).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from abm.quantities import Ints
from abm.vocabulary import KINDS
from scenarios.files.place.cache import place_of
from scenarios.questions.comparison import Comparison
from scenarios.questions.money_split import UNNAMED, Parts, parts_of
from scenarios.runs.headlines import PAYERS
from scenarios.runs.who_paid_whom import YearPaid

WORDS: Final = {
    "gp_practice": "practices",
    "acute_trust": "hospital trusts",
    "community": "community providers",
    "mental_health": "mental health providers",
    "social_care": "social care providers",
    "voluntary_sector": "voluntary sector",
    "gp_federation": "practices' federations",
    "commissioner": "commissioners",
    "council": "councils",
    "outside_payer": "payers elsewhere",
}
"""Kinds of organisation, as a finance director says them."""

LEAST: Final = 5e4
"""Pounds a year, in either direction, below which nobody is said to gain or lose: what a tenth of a million
rounds away."""


@dataclass(frozen=True, kw_only=True)
class Net(Parts):
    """The change in what one organisation, or one kind, receives less what it pays on; pounds a year.

    Attributes:
        name: of the organisation or kind, in words.
    """

    name: str


def net_by_kind(pair: Comparison) -> list[Net]:
    """Net pounds of every kind of organisation that is paid or pays, in the order of the vocabulary."""
    pence = _net(pair, lambda paid: paid.kinds.sum(axis=0) - paid.kinds.sum(axis=1))
    return [
        Net(name=WORDS[kind], **parts_of(pence[:, :, i]))
        for i, kind in enumerate(KINDS)
        if pence[:, :, i].any()
    ]


def paid_by_kind(pair: Comparison) -> list[Net]:
    """Pounds that each kind of payer pays, then all of them: money that enters, counted once.

    Where a payer is also paid, what it is paid is taken off.
    """
    return _counted_once(pair, -1, [kind in PAYERS for kind in KINDS])


def kept_by_kind(pair: Comparison) -> list[Net]:
    """Pounds that each kind of provider is paid less what it pays on, then all of them; as much as enters."""
    return _counted_once(pair, 1, [kind not in PAYERS for kind in KINDS])


def _counted_once(pair: Comparison, sign: int, which: Sequence[bool]) -> list[Net]:
    """Net pounds of some kinds, of which any move, and their sum."""
    pence = sign * _net(pair, lambda paid: paid.kinds.sum(axis=0) - paid.kinds.sum(axis=1))
    found = [i for i, chosen in enumerate(which) if chosen and pence[:, :, i].any()]
    each = [Net(name=WORDS[KINDS[i]], **parts_of(pence[:, :, i])) for i in found]
    return [*each, Net(name="all", **parts_of(pence[:, :, found].sum(axis=2)))]


def net_by_organisation(pair: Comparison) -> list[Net]:
    """Net pounds of every organisation but practices, which are told as a kind only."""
    pence = _net(pair, lambda paid: paid.received - paid.spent)
    return [
        Net(name=o.name, **parts_of(pence[:, :, i]))
        for i, o in enumerate(place_of(pair.a.place).place.organisations)
        if o.kind != UNNAMED and pence[:, :, i].any()
    ]


def gainers(found: Sequence[Net], most: int) -> list[Net]:
    """Those who clearly gain, the largest gain first."""
    beyond = (n for n in found if n.change.low > 0 and n.change.mean >= LEAST)
    return sorted(beyond, key=lambda n: -n.change.mean)[:most]


def losers(found: Sequence[Net], most: int) -> list[Net]:
    """Those who clearly lose, the largest loss first."""
    beyond = (n for n in found if n.change.high < 0 and n.change.mean <= -LEAST)
    return sorted(beyond, key=lambda n: n.change.mean)[:most]


def _net(pair: Comparison, of: Callable[[YearPaid], Ints]) -> Ints:
    """int64[seeds, 3, kinds or organisations]: in A, in A by B's rules, and in B."""
    return np.array([[of(paid) for paid in p.money] for p in pair.pairs])
