"""A chart: how it is drawn from a table, how it is read, and which table of a run it draws."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import pandas as pd
from matplotlib.figure import Figure

from scenarios.sweeping.rows import Rows

Frames = Mapping[str, pd.DataFrame]
"""The tables of one run by name."""


class Called(Protocol):
    """An organisation, as far as a report names it."""

    @property
    def id(self) -> str:
        """Its code."""
        ...

    @property
    def name(self) -> str:
        """As people there call it."""
        ...

    @property
    def kind(self) -> str:
        """Such as `acute_trust`."""
        ...


class NamedPlace(Protocol):
    """A place, as far as a report names it: one at hand, or what saved results keep of theirs."""

    @property
    def title(self) -> str:
        """Its title."""
        ...

    @property
    def organisations(self) -> Sequence[Called]:
        """Everybody in it."""
        ...


@dataclass(frozen=True, eq=False)
class ReportRuns:
    """What the runs of a report leave behind, one of each arm.

    Attributes:
        arms: tables by arm; the first is the baseline.
        published: emergency admissions as published (period, organisation_id, admissions), or empty.
        place: where.
    """

    arms: Mapping[str, Frames]
    published: pd.DataFrame
    place: NamedPlace


@dataclass(frozen=True, kw_only=True)
class Chart:
    """One chart of the catalogue.

    Attributes:
        draw: a figure from its table; an honest sentence where that is empty.
        caption: how it is read, in a sentence or two.
        of_runs: its table of the runs of a report; None where a sweep, a fit or a study makes its table.
    """

    draw: Callable[[pd.DataFrame], Figure]
    caption: str
    of_runs: Callable[[ReportRuns], pd.DataFrame] | None = None


def names_of(place: NamedPlace) -> dict[str, str]:
    """Names of organisations by id."""
    return {organisation.id: organisation.name for organisation in place.organisations}


def with_kind(table: Rows, column: str, place: NamedPlace) -> Rows:
    """A table with the kind of the organisation that a column names."""
    kinds = {organisation.id: organisation.kind for organisation in place.organisations}
    return table.assign(kind=table[column].astype(str).map(kinds))
