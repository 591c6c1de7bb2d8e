"""Whether series are whole: no gap, no month that was not over, no code that changed under way."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from calibration.observed.cells import index_of, months_between
from calibration.observed.table import Rows
from calibration.targets.catalogue import TARGETS
from scenarios.errors import InputError

PARTIAL: Final = 0.6
"""A last month below this share of the median of those before was not over; no strike does that."""
LOOK_BACK: Final = 6
LARGE: Final = 50.0
"""Median of a series from which a nought, or a small month, cannot be chance."""
ALIKE: Final = (0.7, 1.4)
"""Two series whose levels are within this ratio may be one under two codes."""
OF_COUNTS: Final = (
    *("ae_attendances", "emergency_admissions", "emergency_spells", "gp_referrals", "first_attendances"),
    *("follow_ups", "planned_treatments"),
)
"""Targets that are counts of many events a month, so that a month is never nearly empty."""


def added_up(frame: Rows, name: str) -> Rows:
    """Parts of every month added up to targets.

    Args:
        frame: entries that keep to the schema.
        name: of the file, for messages.

    Returns:
        Columns month, provider, target, value, line.

    Raises:
        InputError: if a month has a total beside segments, or lacks a part that other months have or need.
    """
    _refuse_total_beside_segments(frame, name)
    _refuse_missing_parts(frame, name)
    grouped = frame.groupby(["month", "provider", "target"], sort=False)
    summed = grouped["value"].agg(lambda v: np.nan if v.isna().any() else v.sum())
    lines = grouped["line"].min()
    return pd.concat([summed, lines], axis=1).reset_index()


def _refuse_total_beside_segments(frame: Rows, name: str) -> None:
    split = frame["part"].str.partition("/")
    split_up = frame.assign(pod=split[0], whole=split[2] == "")
    kinds = split_up.groupby(["month", "provider", "target", "pod"])["whole"].nunique()
    if (kinds > 1).any():
        month, provider, target, _ = kinds[kinds > 1].index[0]
        line = _line(frame, month, provider, target)
        what = f"{month} of {target} of {provider} has a total beside its segments"
        raise InputError(what, f"{name}: row {line}", "give one or the other, or it is counted twice")


def _refuse_missing_parts(frame: Rows, name: str) -> None:
    """Where a target is added up of several points of delivery, every month needs all that any month has."""
    pods = frame["part"].str.partition("/")[0]
    for (provider, target), rows in frame.groupby(["provider", "target"], sort=False):
        mine = pods[rows.index]
        wanted = set(mine) | (set() if target in set(mine) else set(TARGETS[str(target)].pods))
        several = len(TARGETS[str(target)].pods) > 1 and str(target) in (
            "emergency_spells",
            "planned_treatments",
        )
        have = rows.groupby("month")["part"].agg(lambda parts: {part.partition("/")[0] for part in parts})
        for month, parts in have.items():
            missing = sorted((wanted if several else set(mine)) - parts)
            if missing and target not in parts:
                line = _line(frame, str(month), str(provider), str(target))
                what = f"{month} of {target} of {provider} has no {missing[0]}"
                raise InputError(what, f"{name}: row {line}", "add it, or 0, or * where it is not known")


def whole(rows: Rows, name: str) -> None:
    """Complain about the first series that is not whole.

    Args:
        rows: month, provider, target, value, line.
        name: of the file, for messages.

    Raises:
        InputError: at a gap, a nought among large numbers, a month that was not over, or a changed code.
    """
    _refuse_changed_codes(rows, name)
    for (provider, target), series in rows.groupby(["provider", "target"], sort=False):
        ordered = series.sort_values("month")
        _refuse_gaps(ordered, f"{target} of {provider}", name)
        if target in OF_COUNTS:
            _refuse_nought(ordered, f"{target} of {provider}", name)
            _refuse_partial(ordered, f"{target} of {provider}", name)


def _refuse_gaps(series: Rows, words: str, name: str) -> None:
    months = list(series["month"])
    every = months_between(months[0], months[-1])
    if len(every) == len(months) or series["target"].iloc[0] in YEARLY:
        return
    missing = next(month for month in every if month not in set(months))
    after = series[series["month"] > missing]["line"].iloc[0]
    raise InputError(
        f"{words} has no {missing}", f"{name}: row {after}", "add the month, with * if it is not known"
    )


YEARLY: Final = ("prevalence", "deaths_in_hospital", "list_sizes", "practice_payments", "bed_occupancy")
"""Targets that are published by the quarter or the year, so that months are missing as a matter of course."""


def _refuse_nought(series: Rows, words: str, name: str) -> None:
    usual = series["value"].median()
    nought = series[series["value"] == 0]
    if usual >= LARGE and len(nought):
        row = nought.iloc[0]
        what = f"{words} is 0 in {row['month']} where {usual:,.0f} is usual"
        raise InputError(what, f"{name}: row {row['line']}", "write * where it is not known")


def _refuse_partial(series: Rows, words: str, name: str) -> None:
    """The last month against those before it, and the first against those after."""
    values = series["value"].to_numpy()
    if len(values) <= LOOK_BACK:
        return
    for at, others in ((-1, values[-1 - LOOK_BACK : -1]), (0, values[1 : 1 + LOOK_BACK])):
        usual = float(np.nanmedian(others)) if np.isfinite(others).any() else 0.0
        if usual >= LARGE and values[at] < PARTIAL * usual:
            row = series.iloc[at]
            what = f"{words} is {values[at]:,.0f} in {row['month']} where {usual:,.0f} is usual: a part?"
            raise InputError(what, f"{name}: row {row['line']}", "leave the month out, or write *")


def _refuse_changed_codes(rows: Rows, name: str) -> None:
    """A series that ends where another of the same kind and size begins."""
    for target, of_kind in rows[rows["target"].isin(OF_COUNTS)].groupby("target", sort=False):
        spans = of_kind.groupby("provider").agg(
            first=("month", "min"), last=("month", "max"), usual=("value", "median")
        )
        for old, new in _successions(spans):
            line = _line(rows, str(spans.loc[new, "first"]), new, str(target))
            what = (
                f"{target} of {old} ends in {spans.loc[old, 'last']} and that of {new} begins a month later"
            )
            raise InputError(
                what, f"{name}: row {line}", f'if the code changed, write codes = {{ {old} = "{new}" }}'
            )


def _successions(spans: Rows) -> Sequence[tuple[str, str]]:
    ends = {code: index_of(last) for code, last in spans["last"].items()}
    begins = {code: index_of(first) for code, first in spans["first"].items()}
    return [
        (str(old), str(new))
        for old in spans.index
        for new in spans.index
        if begins[new] == ends[old] + 1
        and ALIKE[0] < spans.loc[new, "usual"] / spans.loc[old, "usual"] < ALIKE[1]
    ]


def _line(rows: Rows, month: str, provider: str, target: str) -> int:
    mine = (rows["month"] == month) & (rows["provider"] == provider) & (rows["target"] == target)
    return int(rows.loc[mine, "line"].min())
