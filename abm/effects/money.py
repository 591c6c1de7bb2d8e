"""Pounds that moved: who paid whom in a year, and what each organisation and sector kept of it.

A lead that is paid for everybody and pays its partners counts once, with what it keeps.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from abm.effects.effect import share
from abm.effects.history import History, last_year
from abm.effects.yearly import kept_while_it_stands
from abm.quantities import MONTHS_PER_YEAR, PENCE_PER_POUND, Floats

SECTORS: Final = {
    "acute": ("acute_trust",),
    "primary": ("gp_practice", "gp_federation"),
    "community": ("community",),
    "mental health": ("mental_health",),
    "social care": ("social_care",),
    "voluntary": ("voluntary_sector",),
}
"""Sectors of providers, by kind of organisation."""

_SECTOR_OF: Final = {kind: sector for sector, kinds in SECTORS.items() for kind in kinds}

PAYERS: Final = ("commissioner", "council", "outside_payer")
"""Kinds that only pay."""


def are(record: History, *kinds: str) -> NDArray[np.bool_]:
    """bool[O], the organisations of some kinds."""
    return np.array([o.kind in kinds for o in record.place.organisations])


def paid(record: History, months: slice) -> Floats:
    """Pounds a year by payer (rows) and payee (columns) over some months, float[O, O]."""
    n, entries = len(record.place.organisations), record.payments[months]
    pair = np.concatenate([e.payer * n + e.payee for e in entries])
    pence = np.concatenate([e.pence for e in entries])
    a_year = MONTHS_PER_YEAR / (PENCE_PER_POUND * len(entries))
    pounds = np.bincount(pair, pence, n * n).astype(np.float64) * a_year
    return pounds.reshape(n, n)


@kept_while_it_stands
def paid_last_year(record: History) -> Floats:
    """Pounds a year by payer and payee over the last twelve months, float[O, O]."""
    return paid(record, last_year(record))


def kept(record: History, pounds: Floats) -> Floats:
    """What providers received for the place's people less what they paid on, float[O].

    Money for patients from outside the place is left out; payers are 0.

    Args:
        record: what happened.
        pounds: float[O, O], pounds a year by payer and payee.
    """
    inside = pounds[~are(record, "outside_payer")].sum(axis=0)
    return np.where(are(record, *PAYERS), 0.0, inside - pounds.sum(axis=1))


def by_sector(record: History, values: Floats) -> dict[str, float]:
    """Sum of a number of every organisation, [O], over each of `SECTORS`."""
    totals = dict.fromkeys(SECTORS, 0.0)
    for organisation, value in zip(record.place.organisations, values.tolist(), strict=True):
        if organisation.kind in _SECTOR_OF:
            totals[_SECTOR_OF[organisation.kind]] += value
    return totals


def shares(amounts: dict[str, float]) -> dict[str, float]:
    """Percent of the whole that each part is; NaN of nothing.

    Example:
        >>> shares({"acute": 3.0, "community": 1.0})
        {'acute': 75.0, 'community': 25.0}
    """
    whole = sum(amounts.values())
    return {name: 100 * float(share(amount, whole)) for name, amount in amounts.items()}
