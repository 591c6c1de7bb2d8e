"""Observed series as one tidy table, with what was found and left out on the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import numpy as np

from abm.quantities import Floats
from calibration.observed.cells import months_between

Rows = Any
"""A pandas table or column; its types are pandas' own to say."""

COLUMNS: Final = ("month", "provider", "target", "value", "source")


class SeriesKey(NamedTuple):
    """Which series: what is measured, and whose it is."""

    target: str
    provider: str

    @property
    def words(self) -> str:
        """As text, for tables and messages."""
        return f"{self.target} of {self.provider}"


@dataclass(frozen=True, eq=False)
class Observed:
    """Observed monthly series.

    Attributes:
        rows: columns month, provider, target, value, source; one row for each month of each series.
        notes: sentences: what was left out, recording breaks, steps that look like one.
    """

    rows: Rows
    notes: tuple[str, ...] = ()

    def series(self) -> list[SeriesKey]:
        """The series there are, by target and provider."""
        pairs = self.rows[["target", "provider"]].drop_duplicates()
        return sorted(SeriesKey(t, p) for t, p in pairs.itertuples(index=False))

    def values(self, key: SeriesKey, months: Sequence[str]) -> Floats:
        """One series in some months, NaN where it is not known."""
        mine = self.rows[(self.rows["target"] == key.target) & (self.rows["provider"] == key.provider)]
        return mine.set_index("month")["value"].reindex(list(months)).to_numpy(np.float64)

    def months(self) -> list[str]:
        """Every month from the first to the last of any series."""
        if not len(self.rows):
            return []
        return months_between(self.rows["month"].min(), self.rows["month"].max())

    def only(self, kept: Rows) -> "Observed":
        """Some of its rows."""
        return Observed(self.rows[kept].reset_index(drop=True), self.notes)
