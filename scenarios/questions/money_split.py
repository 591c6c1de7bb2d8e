"""The change in pounds split in two: mechanical, what other rules pay for the same activity; and the rest.

    mechanical  = B's rules on A's activity, its shadow there, less what A paid
    behavioural = what B paid, less that shadow: people did something else

Sums are taken in whole pence, so kinds of organisation and single organisations agree, and the two
parts add up to the change to the last digit.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
import pandas as pd

from abm.place import Place
from abm.quantities import PENCE_PER_POUND, Ints
from abm.vocabulary import KINDS
from scenarios.questions.interval import Interval, interval
from scenarios.runs.who_paid_whom import YearPaid

ALL = "all"
SIDES = ("pays", "receives")
UNNAMED = "gp_practice"
"""Told as a kind: there are hundreds, and many bear a doctor's name."""


@dataclass(frozen=True, kw_only=True)
class Parts:
    """A change in pounds a year and its two parts.

    Attributes:
        a: pounds a year in A, mean over seeds.
        mechanical: what B's rules would have paid on A's activity, less A.
        behavioural: the rest of the way to B.
        change: B less A, the sum of the two.
    """

    a: float
    mechanical: Interval
    behavioural: Interval
    change: Interval


@dataclass(frozen=True, kw_only=True)
class MoneySplit(Parts):
    """The change in what one kind of payer pays one kind of payee.

    Attributes:
        payer_kind: kind of payer, or `all`.
        payee_kind: kind of payee, or `all`.
    """

    payer_kind: str
    payee_kind: str


@dataclass(frozen=True, kw_only=True)
class OrganisationSplit(Parts):
    """The change in what one organisation pays, or in what it receives.

    Attributes:
        organisation: its id.
        kind: of organisation.
        side: `pays` or `receives`.
    """

    organisation: str
    kind: str
    side: str


def by_kind(money: Sequence[Sequence[YearPaid]]) -> list[MoneySplit]:
    """Pounds by kind of payer and payee, where any were paid, then by either alone.

    There is no sum over all: what a lead receives and pays on would be counted twice.

    Args:
        money: for each seed, what A paid, B's shadow on A, and what B paid.
    """
    pence = np.array([[paid.kinds for paid in three] for three in money])
    kinds = range(len(KINDS))
    cells = [(i, j) for i in kinds for j in kinds if pence[:, :, i, j].any()]
    found = [_split(KINDS[i], KINDS[j], pence[:, :, i, j]) for i, j in cells]
    payers, payees = sorted({i for i, _ in cells}), sorted({j for _, j in cells})
    found += [_split(KINDS[i], ALL, pence[:, :, i].sum(axis=2)) for i in payers]
    return found + [_split(ALL, KINDS[j], pence[:, :, :, j].sum(axis=2)) for j in payees]


def by_organisation(money: Sequence[Sequence[YearPaid]], place: Place) -> list[OrganisationSplit]:
    """Pounds by organisation, what it pays and what it receives; practices are told as a kind only.

    Args:
        money: for each seed, what A paid, B's shadow on A, and what B paid.
        place: whose organisations they are.
    """
    spent = np.array([[paid.spent for paid in three] for three in money])
    received = np.array([[paid.received for paid in three] for three in money])
    return [
        OrganisationSplit(organisation=o.id, kind=o.kind, side=side, **parts_of(pence[:, :, i]))
        for side, pence in zip(SIDES, (spent, received), strict=True)
        for i, o in enumerate(place.organisations)
        if o.kind != UNNAMED and pence[:, :, i].any()
    ]


def as_table(rows: Sequence[Parts], of: type[Parts]) -> pd.DataFrame:
    """Splits as a table, labels first, pounds a year.

    Args:
        rows: the splits.
        of: their class, whose own fields are the labels.
    """
    labels = [field.name for field in fields(of) if field not in fields(Parts)]
    columns: dict[str, Any] = {label: [getattr(row, label) for row in rows] for label in labels}
    columns["a"] = [row.a for row in rows]
    for part in ("mechanical", "behavioural", "change"):
        columns |= in_columns(part, [getattr(row, part) for row in rows])
    return pd.DataFrame(columns)


def in_columns(name: str, intervals: Sequence[Interval]) -> dict[str, list[float]]:
    """A mean and both ends of its interval as columns; NaN for ends that are not known."""
    return {
        name: [i.mean for i in intervals],
        f"{name}_low": [i.low if i.known else math.nan for i in intervals],
        f"{name}_high": [i.high if i.known else math.nan for i in intervals],
    }


def _split(payer_kind: str, payee_kind: str, pence: Ints) -> MoneySplit:
    return MoneySplit(payer_kind=payer_kind, payee_kind=payee_kind, **parts_of(pence))


def parts_of(pence: Ints) -> dict[str, Any]:
    """The parts from int64[seeds, 3]: A, B's shadow on A, B."""
    a, shadow, b = pence.T
    mechanical, behavioural, change = (
        interval((part / PENCE_PER_POUND).tolist()) for part in (shadow - a, b - shadow, b - a)
    )
    # The mean is the same number; taken as a sum, it is so to the last digit.
    change = replace(change, mean=mechanical.mean + behavioural.mean)
    return {
        "a": float(a.mean() / PENCE_PER_POUND),
        "mechanical": mechanical,
        "behavioural": behavioural,
        "change": change,
    }
