"""Whether series are whole: no gap, no month that was not over, no code that changed under way."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np

from calibration.observed.cells import index_of, months_between
from calibration.observed.table import Rows
from calibration.observed.words import listed
from calibration.targets.catalogue import TARGETS
from scenarios.errors import InputError

PARTIAL: Final = 0.6
"""A last month below this share of the median of those before was not over; no strike does that."""
LOOK_BACK: Final = 6
SUMS: Final = ("emergency_spells", "planned_treatments")
"""Targets that are a sum of points of delivery, each of which every month needs."""
LARGE: Final = 50.0
"""Median of a series from which a zero, or a small month, cannot be chance."""
ALIKE: Final = (0.7, 1.4)
"""Two series whose levels are within this ratio may be one under two codes."""
OF_COUNTS: Final = (
    *("ae_attendances", "emergency_admissions", "emergency_spells", "gp_referrals", "first_attendances"),
    *("follow_ups", "planned_treatments"),
)
"""Targets that are counts of many events a month, so that a month is never nearly empty."""


def added_up(frame: Rows) -> Rows:
    """Parts of every month, and codes of one provider, added up to targets; shares from their counts.

    Args:
        frame: entries that keep to the schema, with the file that each is from.

    Returns:
        Columns month, provider, target, value, line, source, plain.

    Raises:
        InputError: if a month has a total beside segments, or lacks a part that other months have or need.
    """
    _refuse_total_beside_segments(frame)
    _refuse_missing_parts(frame)
    _refuse_sum_of_shares(frame)
    whole = frame.assign(unknown=frame["value"].isna()).groupby(["month", "provider", "target"], sort=False)
    summed = whole.agg({"value": "sum", "highest": "min", "line": "min", "source": "first", "plain": "all"})
    weight = whole["weight"].sum(min_count=1)
    share = np.minimum(summed["value"] / weight.where(weight > 0), summed["highest"])
    summed["value"] = summed["value"].where(weight.isna(), share).where(~whole["unknown"].any())
    return summed.drop(columns="highest").reset_index()


def _refuse_sum_of_shares(frame: Rows) -> None:
    """Shares of organisations that merged cannot be added up where their counts are not given."""
    shares = frame[
        frame["weight"].isna()
        & frame["value"].notna()
        & frame["target"].isin([t.name for t in TARGETS.values() if t.share])
    ]
    twice = shares[shares.duplicated(["month", "provider", "target"])]
    if len(twice):
        row = twice.iloc[0]
        what = f"{row['month']} of {row['target']} of {row['provider']} is a share of two codes"
        raise InputError(what, _at(row), "give the share of both together")


def _refuse_total_beside_segments(frame: Rows) -> None:
    split = frame["part"].str.partition("/")
    split_up = frame.assign(pod=split[0], whole=split[2] == "")
    kinds = split_up.groupby(["month", "provider", "target", "pod"])["whole"].nunique()
    if (kinds > 1).any():
        month, provider, target, _ = kinds[kinds > 1].index[0]
        where = _where(frame, month, provider, target)
        what = f"{month} of {target} of {provider} has a total beside its segments"
        raise InputError(what, where, "give one or the other, or it is counted twice")


def _refuse_missing_parts(frame: Rows) -> None:
    """Where a target is added up of several points of delivery, every month needs all that any month has."""
    pods = frame["part"].str.partition("/")[0]
    for (provider, target), rows in frame.groupby(["provider", "target"], sort=False):
        mine = pods[rows.index]
        wanted = set(mine) | (set() if target in set(mine) else set(TARGETS[str(target)].pods))
        if rows["part"].nunique() == 1 and (target in set(mine) or str(target) not in SUMS):
            continue
        several = len(TARGETS[str(target)].pods) > 1 and str(target) in SUMS
        have = rows.groupby("month")["part"].agg(lambda parts: {part.partition("/")[0] for part in parts})
        for month, parts in have.items():
            missing = sorted((wanted if several else set(mine)) - parts)
            if missing and target not in parts:
                where = _where(frame, str(month), str(provider), str(target))
                what = f"{month} of {target} of {provider} has no {missing[0]}"
                raise InputError(what, where, "add it, or 0, or * where it is not known")


class Fault(NamedTuple):
    """What is wrong with a series, where, and what would be right."""

    what: str
    where: str
    remedy: str


def whole(rows: Rows) -> list[str]:
    """Complain about the first series of a plain file that is not whole; say it of those of a return.

    A return is as it was published, and nobody can add to it what a provider did not send.

    Args:
        rows: month, provider, target, value, line, source, plain.

    Returns:
        Sentences on series of returns.

    Raises:
        InputError: at a gap, a zero among large numbers, a month that was not over, or a changed code.
    """
    said: list[Fault] = []
    for plain, mine in rows.groupby("plain", sort=False):
        for fault in _faults(mine):
            if plain:
                raise InputError(*fault)
            said.append(fault)
    more = f"{len(said) - SAID:,} more series or months like these" if len(said) > SAID else ""
    return [f"{fault.what} ({fault.where}): {fault.remedy}" for fault in said[:SAID]] + [more] * bool(more)


SAID: Final = 12
"""Faults of returns that are said one by one."""


def _faults(rows: Rows) -> Iterator[Fault]:
    yield from _changed_codes(rows)
    for (provider, target), series in rows.groupby(["provider", "target"], sort=False):
        ordered, words = series.sort_values("month"), f"{target} of {provider}"
        yield from _gaps(ordered, words)
        if target in OF_COUNTS:
            yield from _zeros(ordered, words)
            yield from _partial(ordered, words)


def _gaps(series: Rows, words: str) -> Iterator[Fault]:
    months = list(series["month"])
    every = index_of(months[-1]) - index_of(months[0]) + 1
    if every == len(months) or series["target"].iloc[0] in YEARLY:
        return
    absent = sorted(set(months_between(months[0], months[-1])) - set(months))
    after = series[series["month"] > absent[0]].iloc[0]
    yield Fault(f"{words} has no {listed(absent)}", _at(after), "add the month, with * if it is not known")


YEARLY: Final = ("prevalence", "deaths_in_hospital", "list_sizes", "practice_payments", "bed_occupancy")
"""Targets that are published by the quarter or the year, so that months are missing as a matter of course."""


def _zeros(series: Rows, words: str) -> Iterator[Fault]:
    usual = series["value"].median()
    zero = series[series["value"] == 0]
    if usual >= LARGE and len(zero):
        row = zero.iloc[0]
        what = f"{words} is 0 in {row['month']} where {usual:,.0f} is usual"
        yield Fault(what, _at(row), "write * where it is not known")


def _partial(series: Rows, words: str) -> Iterator[Fault]:
    """The last month against those before it, and the first against those after."""
    values = series["value"].to_numpy()
    if len(values) <= LOOK_BACK:
        return
    for at, others in ((-1, values[-1 - LOOK_BACK : -1]), (0, values[1 : 1 + LOOK_BACK])):
        usual = float(np.nanmedian(others)) if np.isfinite(others).any() else 0.0
        if usual >= LARGE and values[at] < PARTIAL * usual:
            row = series.iloc[at]
            what = f"{words} is {values[at]:,.0f} in {row['month']} where {usual:,.0f} is usual: a part?"
            yield Fault(what, _at(row), "leave the month out, or write *")


def _changed_codes(rows: Rows) -> Iterator[Fault]:
    """A series that ends where another of the same kind and size begins."""
    for target, of_kind in rows[rows["target"].isin(OF_COUNTS)].groupby("target", sort=False):
        spans = of_kind.groupby("provider").agg(
            first=("month", "min"), last=("month", "max"), usual=("value", "median")
        )
        for old, new in _successions(spans):
            where = _where(rows, str(spans.loc[new, "first"]), new, str(target))
            what = (
                f"{target} of {old} ends in {spans.loc[old, 'last']} and that of {new} begins a month later"
            )
            yield Fault(what, where, f'if the code changed, write codes = {{ {old} = "{new}" }}')


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


def _where(rows: Rows, month: str, provider: str, target: str) -> str:
    mine = (rows["month"] == month) & (rows["provider"] == provider) & (rows["target"] == target)
    return _at(rows[mine].sort_values("line").iloc[0])


def _at(row: Rows) -> str:
    """File and row of an entry, for messages."""
    return f"{row['source']}: row {row['line']}"
