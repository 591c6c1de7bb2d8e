"""Recording breaks: months from which a series counts something else, so that nobody fits an artefact.

Known ones are listed with what happened; steps that look like an unknown one are found and named.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from abm.quantities import Floats, Ints
from calibration.observed.cells import index_of
from calibration.observed.table import Observed, Rows, SeriesKey
from calibration.targets.catalogue import TARGETS
from scenarios.words.numbers import percent


@dataclass(frozen=True)
class RecordingBreak:
    """A month from which a provider's series counts something else.

    Attributes:
        provider: whose.
        target: of what.
        month: the first that counts otherwise, YYYY-MM.
        what: what changed, in a phrase.
        usable: whether the series may still be used across it, as where only its parts moved.
        source: how it is known.
    """

    provider: str
    target: str
    month: str
    what: str
    usable: bool
    source: str


KNOWN: Final = (
    RecordingBreak(
        "RF4",
        "ae_attendances",
        "2018-08",
        "5,000 to 6,000 attendances a month move from type 1 to other types (streaming), their sum unchanged",
        True,
        "NHS England monthly A&E returns: 21,187 of type 1 in June 2018, 15,473 in August",
    ),
    RecordingBreak(
        "RF4",
        "four_hour_breaches",
        "2018-08",
        "streaming between types changes who is counted against four hours",
        False,
        "NHS England monthly A&E returns, with attendances by type",
    ),
    RecordingBreak(
        "R1H",
        "emergency_admissions",
        "2018-04",
        "same-day emergency care is recorded as admission: 17% more on fewer attendances",
        False,
        "NHS England monthly A&E returns: 83,171 in 2017-18, 97,476 in 2018-19; the reason is inferred",
    ),
    RecordingBreak(
        "RQX",
        "bed_occupancy",
        "2017-07",
        "beds fall from 434 to 361 within a quarter, probably by reclassification",
        False,
        "NHS England KH03",
    ),
    *(
        RecordingBreak(
            provider,
            target,
            "2015-07",
            "weeks were published before, and put together to months of unequal length",
            False,
            "NHS England, weekly A&E situation reports to June 2015",
        )
        for provider in ("R1H", "RF4", "RQX")
        for target in ("ae_attendances", "four_hour_breaches")
    ),
    *(
        RecordingBreak(
            provider, target, "2020-03", "the pandemic: nothing here describes it", False, "general knowledge"
        )
        for provider in ("R1H", "RF4", "RQX")
        for target in ("ae_attendances", "emergency_admissions", "four_hour_breaches", "waiting_list")
    ),
)
"""Breaks of East London's public series."""

FEWEST: Final = 18
"""Months that a series must have before a step can be told from a season."""
SIDE: Final = 4
"""Fewest months on either side of a step."""
STEP: Final = 0.15
"""Smallest step that is named, as a logarithm: about a sixth."""
SPREADS: Final = 6.0
"""A step is named if it is so many standard errors: it is the best of a score that were tried."""


def cut(observed: Observed, first: str, last: str, known: tuple[RecordingBreak, ...] = KNOWN) -> Observed:
    """Keep of every series that is broken within the months asked for the side that holds more of them.

    Args:
        observed: series.
        first: first month of interest.
        last: last month of interest.
        known: breaks.

    Returns:
        The same without the months beyond breaks, and a note for each break met.
    """
    notes = list(observed.notes)
    kept: Rows = pd.Series(True, index=observed.rows.index)
    for broken in known:
        mine = (observed.rows["provider"] == broken.provider) & (observed.rows["target"] == broken.target)
        months = observed.rows.loc[mine, "month"]
        before, after = (
            (months < broken.month) & (months >= first),
            (months >= broken.month) & (months <= last),
        )
        if not before.any() or not after.any():
            continue
        key = SeriesKey(broken.target, broken.provider).words
        if broken.usable:
            notes.append(f"{key} from {broken.month}: {broken.what}; used as it is")
            continue
        early = before.sum() >= after.sum()
        gone = mine & (
            observed.rows["month"] >= broken.month if early else observed.rows["month"] < broken.month
        )
        kept &= ~gone
        side = "from then on" if early else "before that"
        notes.append(
            f"{key} from {broken.month}: {broken.what}; {int(gone.sum())} months {side} are left out"
        )
    return Observed(observed.rows[kept].reset_index(drop=True), tuple(notes))


def steps(observed: Observed) -> list[str]:
    """Sentences on series whose level moves at once and stays there, as when recording changes."""
    found: list[str] = []
    counts = [key for key in observed.series() if not TARGETS[key.target].share]
    for key in counts:  # a share can move that far in a season
        months = observed.months()
        values = TARGETS[key.target].scaled(observed.values(key, months))
        at, size = _step(values, np.array([index_of(m) % 12 for m in months]))
        if at is not None:
            words = percent(100 * float(np.expm1(size)), plus=True, places=0)
            found.append(
                f"{key.words} steps by {words} in {months[at]}: if recording changed, leave one side out"
            )
    return found


def _step(values: Floats, season: Ints) -> tuple[int | None, float]:
    """Where a series steps and by how much; None where it does not.

    For every month a step there is fitted beside the usual season, and the best of them is taken.
    """
    at = np.flatnonzero(np.isfinite(values))
    if len(at) < FEWEST:
        return None, 0.0
    usual = np.eye(12)[season[at]]
    usual = usual[:, usual.any(axis=0)]
    fits = [_with_step(values[at], usual, at >= first) for first in at[SIDE:-SIDE]]
    best = int(np.argmin([left for _, _, left in fits]))
    size, error, _ = fits[best]
    return (int(at[SIDE + best]), size) if abs(size) > max(STEP, SPREADS * error) else (None, 0.0)


def _with_step(values: Floats, usual: Floats, after: NDArray[np.bool_]) -> tuple[float, float, float]:
    """Size of a step, its standard error, and the squares that are left."""
    columns = np.column_stack([usual, after])
    weights = np.linalg.lstsq(columns, values, rcond=None)[0]
    left = float(((values - columns @ weights) ** 2).sum())
    freedom = max(len(values) - columns.shape[1], 1)
    spread = np.linalg.pinv(columns.T @ columns)[-1, -1]
    return float(weights[-1]), float((left / freedom * spread) ** 0.5), left
