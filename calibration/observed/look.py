"""What is odd about series that are whole: sentences for whoever checks a file, each with its row.

Nothing here is a fault by itself: a month may be ten times its neighbours. It is said, and left as it is.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np

from calibration.observed.cells import index_of
from calibration.observed.table import Rows
from calibration.observed.words import are, listed, rows_of
from calibration.targets.catalogue import TARGETS

NEIGHBOURS: Final = 3
"""Months on either side that a month is compared with."""
TIMES: Final = 8.0
"""A month so many times the median of its neighbours, or so small a part, is named: ten with some room."""
LARGE: Final = 50.0
"""Counts below which chance alone makes a month many times another."""
OFF: Final = 3.0
"""A level so many times the model's own, or so small a part of it, is named."""
SHOWN: Final = 6
"""Months of one kind that are named one by one."""


class Span(NamedTuple):
    """A series in short.

    Attributes:
        target: what is measured.
        provider: whose it is.
        months: that are known.
        unknown: months that are not.
        first: month.
        last: month.
        level: median of those that are known.
        lowest: smallest of them.
        highest: largest of them.
    """

    target: str
    provider: str
    months: int
    unknown: int
    first: str
    last: str
    level: float
    lowest: float
    highest: float


def spans(rows: Rows) -> list[Span]:
    """Every series in short, by target and provider.

    Args:
        rows: month, provider, target, value.
    """
    found = []
    for (target, provider), mine in rows.groupby(["target", "provider"]):
        values = mine["value"].to_numpy(np.float64)
        known = values[np.isfinite(values)]
        level = (float(f(known)) if len(known) else np.nan for f in (np.median, np.min, np.max))
        months = mine["month"]
        found.append(
            Span(
                str(target),
                str(provider),
                len(known),
                len(mine) - len(known),
                months.min(),
                months.max(),
                *level,
            )
        )
    return found


def in_words(span: Span) -> str:
    """A series in a line.

    Example:
        >>> in_words(Span("follow_ups", "TGH", 2, 1, "2017-04", "2017-06", 790.0, 702.0, 812.0))
        'follow_ups of TGH: usually 790, from 702 to 812, in 2 months from 2017-04 to 2017-06; 1 is not known'
        >>> in_words(Span("follow_ups", "TGH", 1, 0, "2017-04", "2017-04", 790.0, 790.0, 790.0))
        'follow_ups of TGH: 790 in 2017-04'
    """
    write = (lambda value: f"{value:.3f}") if TARGETS[span.target].share else (lambda value: f"{value:,.0f}")
    name, gaps = f"{span.target} of {span.provider}", ""
    if span.unknown:
        gaps = f"; {span.unknown} {are(span.unknown)} not known"
    if span.months == 1 and not span.unknown:
        return f"{name}: {write(span.level)} in {span.first}"
    level = f"usually {write(span.level)}, from {write(span.lowest)} to {write(span.highest)}, "
    months = f"{span.months} month{'' if span.months == 1 else 's'}"
    return f"{name}: {level if span.months else ''}in {months} from {span.first} to {span.last}{gaps}"


def far_from_model(beside: Sequence[tuple[Span, float]]) -> list[str]:
    """Sentences on series whose level is many times the model's own, or a small part of it.

    Args:
        beside: every series with the model's own level, NaN where that cannot be told.
    """
    return [
        f"{span.target} of {span.provider} is {span.level:,.0f} in a usual month, {_times(span.level / own)} "
        f"the model's own {own:,.0f}: check units, provider and months"
        for span, own in beside
        if not TARGETS[span.target].share and span.level > 0 and own > 0
        if not 1 / OFF < span.level / own < OFF
    ]


def _times(ratio: float) -> str:
    """How much larger or smaller, in words.

    Example:
        >>> _times(10.04), _times(0.1)
        ('10 times', 'a 10th of')
    """
    return f"{ratio:,.0f} times" if ratio > 1 else f"a {1 / ratio:,.0f}th of"


def remarks(rows: Rows) -> list[str]:
    """Sentences on series: months that are not known, far from their neighbours, or admit more than came.

    Args:
        rows: month, provider, target, value, line, source.
    """
    return [*_unknown(rows), *_far(rows), *_more_admitted_than_came(rows)]


def _unknown(rows: Rows) -> Iterator[str]:
    for (target, provider), mine in rows[rows["value"].isna()].groupby(["target", "provider"], sort=False):
        months = listed(list(mine["month"]), SHOWN)
        yield f"{target} of {provider} is not known in {months}: marked so, or empty"


def _far(rows: Rows) -> Iterator[str]:
    """Months many times, or a small part of, the median of those near them."""
    for (target, provider), series in rows.groupby(["target", "provider"], sort=False):
        if TARGETS[str(target)].share:
            continue
        mine = series.sort_values("month")
        values = mine["value"].to_numpy(np.float64)
        if not np.isfinite(values).any() or np.nanmax(values) < TIMES * max(np.nanmin(values), 1e-9):
            continue  # no month is many times another, let alone its neighbours
        at = np.array([index_of(month) for month in mine["month"]])
        said = list(filter(None, (_odd(values, at, i, mine) for i in range(len(values)))))
        for words in said[:SHOWN]:
            yield f"{target} of {provider}{words}"
        if len(said) > SHOWN:
            yield f"{target} of {provider}: {len(said) - SHOWN} more months like that"


def _odd(values: np.ndarray, at: np.ndarray, i: int, mine: Rows) -> str:
    near = values[(np.abs(at - at[i]) <= NEIGHBOURS) & (at != at[i])]
    near = near[np.isfinite(near)]
    usual = float(np.median(near)) if len(near) > 1 else np.nan
    if not np.isfinite(usual) or not np.isfinite(values[i]) or max(usual, values[i]) < LARGE:
        return ""
    ratio = values[i] / usual if usual else np.inf
    if 1 / TIMES < ratio < TIMES:
        return ""
    row = mine.iloc[i]
    where = f"{row['source']}: row {row['line']}"
    return f" is {values[i]:,.0f} in {row['month']} where {usual:,.0f} is usual nearby ({where})"


def _more_admitted_than_came(rows: Rows) -> Iterator[str]:
    came, admitted = (
        rows[rows["target"] == target].set_index(["provider", "month"])
        for target in ("ae_attendances", "emergency_admissions")
    )
    both = admitted.join(came["value"].rename("came"), how="inner")
    beyond = both[both["value"] > both["came"]]
    for provider, mine in beyond.groupby(level="provider", sort=False):
        row = mine.iloc[0]
        month = mine.index[0][1]
        more = f", and so in {rows_of(len(mine) - 1)} more" if len(mine) > 1 else ""
        where = f"{row['source']}: row {row['line']}"
        yield (
            f"emergency_admissions of {provider} are {row['value']:,.0f} in {month}, more than the "
            f"{row['came']:,.0f} attendances ({where}){more}"
        )
