"""What a calibration cost: runs and seconds by what they were for, so that the next one can be planned."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from calibration.observed.table import Rows
from scenarios.words.numbers import decimals


class Spent(NamedTuple):
    """What one purpose took.

    Attributes:
        purpose: screen, luck, a wave, checks, or all that is no run.
        runs: that were asked for.
        made: of these, now; the others were found from an earlier start.
        seconds: wall time.
    """

    purpose: str
    runs: int
    made: int
    seconds: float


def with_the_rest(spent: Sequence[Spent], seconds: float) -> tuple[Spent, ...]:
    """What was spent on runs, and what is left of the wall time for everything else.

    Args:
        spent: on runs.
        seconds: wall time of all.
    """
    rest = max(seconds - sum(one.seconds for one in spent), 0.0)
    return (*spent, Spent("data, emulator, chains and planted truths", 0, 0, rest))


def words(spent: Sequence[Spent]) -> str:
    """All of it in a line.

    Example:
        >>> words([Spent("wave 1", 400, 150, 61.2), Spent("checks", 60, 60, 20.0)])
        '460 runs, 210 of them now and 250 kept from an earlier start, in 81 seconds'
    """
    runs, now, seconds = (math.fsum(column) for column in zip(*(one[1:] for one in spent), strict=True))
    kept = f", {decimals(now)} of them now and {decimals(runs - now)} kept from an earlier start"
    return f"{decimals(runs)} runs{kept if now < runs else ''}, in {decimals(seconds)} seconds"


def table(spent: Sequence[Spent]) -> Rows:
    """A row for each purpose."""
    return pd.DataFrame(spent, columns=["purpose", "runs", "lived", "seconds"])
