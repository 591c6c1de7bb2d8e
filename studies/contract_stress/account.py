"""The account of one contract: what its holders are paid, what they buy with it, what their own work costs.

A holder has other business, whose surplus or deficit is not the contract's. So the contract is kept as if an
organisation with nothing else held it: it receives the sum, pays others for what it buys, and pays for the
holder's own work at the prices at which the sum was set. This is how a partnership founded for a contract
stands, such as the one that held the older people's contract in Cambridgeshire in 2015 (National Audit
Office, HC 512, 2016).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from abm.contracts.contract import Contract
from abm.payment.capitation import Capitation
from abm.quantities import MONTHS_PER_YEAR, Floats, Ints
from abm.record import Record
from abm.regimes import Regime
from abm.vocabulary import POD, SEGMENTS

_PENCE: Final = 100


@dataclass(frozen=True, eq=False)
class Account:
    """A contract's account from its first month. M months, H holders.

    Attributes:
        holders: ids of the organisations that hold it.
        received: float[M, H], pounds a month paid to them under it.
        bought: float[M, H], pounds a month that they pay others under its subcontracts.
        own: float[M, H], pounds a month that their own work for its people is worth.
    """

    holders: tuple[str, ...]
    received: Floats
    bought: Floats
    own: Floats

    @property
    def value(self) -> Floats:
        """float[H], pounds a year: what the first twelve months pay."""
        return self.received[:MONTHS_PER_YEAR].mean(axis=0) * MONTHS_PER_YEAR

    @property
    def deficit(self) -> Floats:
        """float[M, H], pounds by which what went out is above what came in, since the first month."""
        return (self.bought + self.own - self.received).cumsum(axis=0)

    def together(self) -> "Account":
        """The same contract as if one organisation held all of it."""
        sums = (part.sum(axis=1, keepdims=True) for part in (self.received, self.bought, self.own))
        return Account(("together",), *sums)

    def share(self) -> Floats:
        """float[M, H], deficit so far as a share of a year's value; negative for a surplus."""
        return self.deficit / self.value


def account_of(record: Record, regime: Regime, contract: str) -> Account:
    """The account of a contract that a kind of provider holds and buys others' care with.

    Args:
        record: a run under the regime.
        regime: the regime with the prices at which the holder's own work is counted.
        contract: id of the contract, a sum a head set at unit prices.

    Raises:
        KeyError: if the regime has no such contract.
    """
    held = {c.id: c for c in regime.contracts}[contract]
    bought = [c.id for c in regime.contracts if c.payer in held.payees]
    members = np.flatnonzero([o.kind in held.payees for o in record.place.organisations])
    received = _paid(record, [contract], members, "payee")
    begins = int(np.flatnonzero(received.sum(axis=1))[0])
    parts = (received, _paid(record, bought, members, "payer"), _own(record, held, members))
    holding = np.flatnonzero(received.sum(axis=0))
    ids = tuple(record.place.organisations[int(o)].id for o in members[holding])
    return Account(ids, *(part[begins:, holding] for part in parts))


def _paid(record: Record, names: list[str], members: Ints, side: str) -> Floats:
    """Pounds a month under contracts to or by each member, float[M, members]."""
    n, found = len(record.place.organisations), np.zeros((record.months, len(members)))
    for month, payments in enumerate(record.payments):
        known = record.contracts[month][0]
        meant = np.isin(payments.contract, [known.index(name) for name in names if name in known])
        who = getattr(payments, side)[meant]
        found[month] = np.bincount(who, payments.pence[meant], n)[members] / _PENCE
    return found


def _own(record: Record, held: Contract, members: Ints) -> Floats:
    """Pounds a month of the members' own work for the contract's people, float[M, members]."""
    rate = next(iter(held.elements.values()))
    assert isinstance(rate, Capitation)
    segments = [SEGMENTS.index(name) for name in held.scope.segments]
    found = np.zeros((record.months, len(members)))
    for at, member in enumerate(members):
        for pod, price in (rate.unit_prices or {}).items():
            line = record.lines.line[member, POD[pod]]
            if line >= 0:
                found[:, at] += price * np.array([m[line][segments, :-1].sum() for m in record.delivered])
    return found


def first_beyond(share: Floats, limit: float) -> Ints:
    """The month, counted from 1, in which a deficit first exceeds a share of value; 0 where it never does.

    Args:
        share: float[M, H], deficit so far as a share of a year's value.
        limit: the share at which the contract counts as lost.

    Returns:
        int[H].

    Example:
        >>> first_beyond(np.array([[0.01, 0.0], [0.06, 0.02], [0.02, 0.03]]), 0.05).tolist()
        [2, 0]
    """
    over = share > limit
    return np.where(over.any(axis=0), over.argmax(axis=0) + 1, 0)
