"""Who paid whom in a year, in whole pence, so that every sum taken of it is exact."""

from dataclasses import dataclass

import numpy as np

from abm.place import Place
from abm.quantities import MONTHS_PER_YEAR, Ints
from abm.record import Record
from abm.vocabulary import KIND, KINDS


@dataclass(frozen=True, eq=False)
class YearPaid:
    """What was paid in a year, in whole pence. O organisations.

    Attributes:
        kinds: int64[kinds, kinds], by kind of payer (rows) and kind of payee (columns).
        spent: int64[O], by who paid.
        received: int64[O], by who was paid.
    """

    kinds: Ints
    spent: Ints
    received: Ints


def paid(record: Record, shadow: str | None = None, start: int = 0) -> YearPaid:
    """What was paid in a year, on average over the months counted.

    Each pair of organisations is rounded to whole pence first, so that kinds and organisations, being
    sums over the same pairs, agree to the penny.

    Args:
        record: what happened.
        shadow: a shadow regime by id, or None for what was paid.
        start: first month counted.
    """
    months = (record.payments if shadow is None else record.shadow[shadow])[start:]
    n = len(record.place.organisations)
    total = np.zeros((n, n), np.int64)
    for payments in months:
        np.add.at(total, (payments.payer, payments.payee), payments.pence)
    yearly = np.rint(total * (MONTHS_PER_YEAR / max(len(months), 1))).astype(np.int64)
    kind = kinds_of(record.place)
    between = np.zeros((len(KINDS), len(KINDS)), np.int64)
    np.add.at(between, (kind[:, None], kind[None, :]), yearly)
    return YearPaid(between, yearly.sum(axis=1), yearly.sum(axis=0))


def kinds_of(place: Place) -> Ints:
    """The kind of every organisation, int64[O], by its place in the vocabulary."""
    return np.array([KIND[o.kind] for o in place.organisations], np.int64)
