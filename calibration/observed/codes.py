"""Codes of organisations that changed or merged: what is recorded under an old one counts for the new one."""

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from calibration.observed.table import Rows
from scenarios.errors import InputError


class Successor(NamedTuple):
    """Who an old code's activity counts for.

    Attributes:
        code: the new one.
        first: month from which it does; empty for always.
        last: month to which it does; empty for always.
    """

    code: str
    first: str = ""
    last: str = ""

    def counts_in(self, month: str) -> bool:
        """Whether it does in a month.

        Example:
            >>> Successor("R1H", last="2012-03").counts_in("2012-04")
            False
        """
        return (not self.first or month >= self.first) and (not self.last or month <= self.last)


Codes = Mapping[str, str | Successor]
"""New codes by old ones; several old ones may have the same."""


def successors(codes: Codes) -> dict[str, Successor]:
    """The same with whatever is text as a successor for all months."""
    return {old: new if isinstance(new, Successor) else Successor(new) for old, new in codes.items()}


def renamed(keys: Rows, codes: Codes) -> Rows:
    """Whose each row is.

    Args:
        keys: columns month and code.
        codes: that changed.

    Returns:
        A code a row.
    """
    changes, provider = successors(codes), keys["code"].copy()
    for old, new in changes.items():
        mine = keys["code"] == old
        counts = keys.loc[mine, "month"].map(new.counts_in).astype(bool)
        provider[counts.index[counts]] = new.code
    return provider


def refuse_halves(rows: Rows, codes: Codes) -> list[str]:
    """Complain where of several merged organisations one has no row in a month, so that a sum would be short.

    Args:
        rows: entries with month, code, provider, target, line and source.
        codes: that changed.

    Returns:
        Sentences on months that have the new code beside an old one.

    Raises:
        InputError: at the first such month.
    """
    changes, notes = successors(codes), []
    merged = rows[
        rows["code"].isin(list(changes)) | rows["provider"].isin([c.code for c in changes.values()])
    ]
    for (target, provider), mine in merged.groupby(["target", "provider"], sort=False):
        olds = {old for old, new in changes.items() if new.code == provider and old in set(mine["code"])}
        by_month = mine.groupby("month")["code"].agg(set)
        for month, there in by_month.items():
            due = {old for old in olds if changes[old].counts_in(str(month))}
            if (there & olds) and provider not in there and (absent := sorted(due - there)):
                raise _half(mine, str(target), str(month), sorted(there & olds), absent[0])
        both = [m for m, there in by_month.items() if provider in there and there & olds]
        if both:
            notes.append(
                f"{target} of {provider} has rows under old codes too in {both[0]}: all are added up"
            )
    return notes


def _half(mine: Rows, target: str, month: str, there: list[str], absent: str) -> InputError:
    row = mine[mine["month"] == month].iloc[0]
    what = f"{month} of {target} has {', '.join(there)} without {absent}, which they merged with"
    where = f"{row['source']}: row {row['line']}"
    return InputError(what, where, f"add its row, or say until when it counts: codes.{absent}.until")


def no_keys(n: int, code: str) -> Rows:
    """A code for every row of a table that has none."""
    return pd.Series([code] * n, dtype=object)
