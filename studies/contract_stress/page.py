"""The page of the contract's stress test: every figure on it is from the runs that its command makes."""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np

from abm.quantities import Floats, Ints
from studies.contract_stress.account import first_beyond
from studies.contract_stress.defaults import EACH, LIMITS, TOGETHER, by_month, lost_by, shares_of
from studies.contract_stress.futures import DEMAND, PACE, PEOPLE, RAMP, REACH, SHORT, UNKNOWN, Stressed

WORDS: Final = Path(__file__).with_name("page.md")
MONTHS: Final = (3, 6, 8, 12, 18, 24)
BANDS: Final = (0.0, 0.05, 0.10, 0.15, 0.20, 0.25)
"""Edges of shortfall, shares of last year's cost."""
ASKED: Final = (0.15, 0.20)
"""Shortfalls about what was asked for in 2015: 21% more than the price is a price 17% short."""
MIDDLE: Final = 0.05
"""The limit at which the page says what default hangs on."""
_SHOWN: Final[dict[str, Callable[[float], str]]] = {
    SHORT: lambda v: f"{v:.0%}",
    DEMAND: lambda v: f"{v:.0%}",
    REACH: lambda v: f"{v:.0%}",
    RAMP: lambda v: f"{v:.0f}",
    PACE: lambda v: f"{v:g} of the way a month",
}


def page(stressed: Sequence[Stressed]) -> str:
    """The page from futures that were lived."""
    value = np.mean([one.account.together().value[0] for one in stressed]) / 1e6
    return WORDS.read_text(encoding="utf-8").format(
        runs=len(stressed),
        seeds=len({one.seed for one in stressed}),
        every=round(1 / PEOPLE),
        ranges="\n".join(
            f"| {d.name} | {_SHOWN[d.name](d.low)} | {_SHOWN[d.name](d.high)} |" for d in UNKNOWN
        ),
        value=f"{value:.0f}",
        months=_months(stressed),
        halves=_halves(stressed),
        bands=_bands(stressed),
        says="\n".join(f"- {sentence}" for sentence in _says(stressed)),
    )


def _months(stressed: Sequence[Stressed]) -> str:
    """Default by month, limit and who holds it."""
    shares = by_month(stressed).set_index(["who", "limit", "month"])
    rows = [
        f"| {who}, {limit:.0%} | "
        + " | ".join(
            f"{shares.loc[(who, limit, m), 'share']:.0%} ({shares.loc[(who, limit, m), 'low']:.0%} to "
            f"{shares.loc[(who, limit, m), 'high']:.0%})"
            for m in MONTHS
        )
        + " |"
        for who in (TOGETHER, EACH)
        for limit in LIMITS
    ]
    return _table(["holder, share of value", *(f"month {m}" for m in MONTHS)], rows)


def _halves(stressed: Sequence[Stressed]) -> str:
    """Default at the middle limit where each uncertainty is low and high."""
    first = first_beyond(shares_of(stressed, TOGETHER), MIDDLE)
    rows: list[str] = []
    for dimension in UNKNOWN:
        values = np.array([one.future[dimension.name] for one in stressed])
        low = values < (dimension.low + dimension.high) / 2
        shares = (lost_by(first[half], 12) for half in (low, ~low))
        cells = ("no runs" if math.isnan(share) else f"{share:.0%}" for share in shares)
        rows.append(f"| {dimension.name} | {' | '.join(cells)} |")
    return _table(["what", "lower half", "upper half"], rows)


def _bands(stressed: Sequence[Stressed]) -> str:
    """Default, first month of it and the reserve that would have been enough, by shortfall of the sum."""
    share = shares_of(stressed, TOGETHER)
    short = np.array([one.future[SHORT] for one in stressed])
    rows: list[str] = []
    for low, high in pairwise(BANDS):
        within = (short >= low) & (short < high)
        if not within.any():
            continue
        first = first_beyond(share[:, within], MIDDLE)
        lost = [f"{lost_by(first, month):.0%}" for month in (8, 24)]
        enough = f"{_reserve(share[:, within]):.0%}"
        cells = [f"{low:.0%} to {high:.0%}", str(within.sum()), *lost, _typical(first), enough]
        rows.append(f"| {' | '.join(cells)} |")
    heads = ["the sum falls short by", "runs", "lost at 5% by month 8", "by month 24", "median month of loss"]
    return _table([*heads, "reserve enough for nine in ten"], rows)


def _typical(first: Ints) -> str:
    """The median month of loss among those lost."""
    lost = first[first > 0]
    return f"{np.median(lost):.0f}" if lost.size else "none was"


def _reserve(share: Floats) -> float:
    """The largest deficit that nine in ten contracts stay within for two years, a share of a year's value."""
    return max(0.0, float(np.quantile(share.max(axis=0), 0.9)))


def _says(stressed: Sequence[Stressed]) -> list[str]:
    """What the tables come to, in sentences made from them."""
    share, short = shares_of(stressed, TOGETHER), np.array([one.future[SHORT] for one in stressed])
    slack = -shares_of([one for one in stressed if one.future[SHORT] < BANDS[1]], TOGETHER)[11]
    near = (short >= ASKED[0]) & (short < ASKED[1])
    first, late = first_beyond(share[:, near], MIDDLE), first_beyond(share[:, near], LIMITS[-1])
    seeds = {one.seed for one in stressed}
    by_seed = [
        lost_by(first_beyond(share[:, [one.seed == seed for one in stressed]], MIDDLE), 12)
        for seed in sorted(seeds)
    ]
    return [
        f"Priced within 5% of last year's cost, the account stood between {_signed(slack.min())} and "
        f"{_signed(slack.max())} of a year's value after a year.",
        f"Where the sum is {ASKED[0]:.0%} to {ASKED[1]:.0%} short, about what was asked for in 2015, half of "
        f"those lost at 5% are lost by month {_typical(first)}, and half of those lost at 10% by month "
        f"{_typical(late)} ({near.sum()} runs). The contract of 2015 ended in its eighth month.",
        f"Luck weighs too: by seed, each with its own {len(stressed) // len(seeds)} futures, the share lost "
        f"at 5% by month 12 runs from {min(by_seed):.0%} to {max(by_seed):.0%}.",
    ]


def _signed(share: float) -> str:
    return f"{abs(share):.0%} {'in surplus' if share > 0 else 'in deficit'}"


def _table(heads: list[str], rows: list[str]) -> str:
    return "\n".join([f"| {' | '.join(heads)} |", "|" + "---|" * len(heads), *rows])
