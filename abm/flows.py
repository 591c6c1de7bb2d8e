"""A month's counted flows: what was delivered, what each list used, who was there.

This is all that payment and effects ever see of the people. Counts are in real people (a sampled
resident of a 1/100 run counts as 100).
"""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from abm.cohorts import ByCohort, Cohort
from abm.place import Place
from abm.quantities import Floats, Ints
from abm.vocabulary import ACUTE_PODS, CODED_PODS, OUTCOMES, POD, PODS, SEGMENTS

DELIVERED_BY_KIND = {
    "gp_practice": ("GP", "PREV", "REF", "AG", "ENH"),
    "acute_trust": (*ACUTE_PODS, "AEADM"),
    "community": ("COMM", "PREV", "AE"),
    "mental_health": ("MH", "MHIP"),
    "social_care": ("HC", "RES"),
    "voluntary_sector": ("VOL",),
}
"""Which points of delivery a kind of provider delivers. A practice's AG is the advice it asked for."""


@dataclass(frozen=True, eq=False)
class Lines:
    """The (organisation, point of delivery) pairs that can carry activity, as flat lines.

    Attributes:
        organisation: int[L], organisation index of each line.
        pod: int[L], point of delivery of each line.
        line: int[organisations, pods], the line of a pair, or -1 where nothing is delivered.
    """

    organisation: Ints
    pod: Ints
    line: Ints

    @property
    def n(self) -> int:
        """L, the number of lines."""
        return len(self.pod)

    @cached_property
    def coded(self) -> Ints:
        """Lines of spells that a provider codes, and whose payment can follow what is coded."""
        return np.flatnonzero(np.isin(self.pod, [POD[pod] for pod in CODED_PODS]))


def lines_of(place: Place) -> Lines:
    """Lay out the lines of a place, organisations in index order."""
    pairs = [
        (i, POD[pod])
        for i, organisation in enumerate(place.organisations)
        for pod in DELIVERED_BY_KIND.get(organisation.kind, ())
    ]
    organisation, pod = (np.array(column, np.int64) for column in zip(*pairs, strict=True))
    line = np.full((len(place.organisations), len(PODS)), -1, np.int64)
    line[organisation, pod] = np.arange(len(pairs))
    return Lines(organisation, pod, line)


def coded_units(lines: Lines, by_borough: Floats, case_mix: Floats) -> Floats:
    """A month's activity as it is coded: a spell counts as its provider's case mix index.

    Recorded units = units x case mix index for the spells of `CODED_PODS`, units for all else.

    Args:
        lines: the activity lines.
        by_borough: float[L, B + 1], activity of the month.
        case_mix: float[organisations], recorded case mix index, 1 at the reference.

    Returns:
        float[L, B + 1], recorded units.
    """
    recorded = by_borough.copy()
    recorded[lines.coded] *= case_mix[lines.organisation[lines.coded], None]
    return recorded


@dataclass(eq=False)
class Flows:
    """Counts of one month, or sums of several. L lines, S segments, B boroughs, P practices.

    `eligible` and `enrolled` are true counts; `outcomes` and `recorded` are what is written down.

    Attributes:
        delivered: [L, S, B + 1], int32 as counted or sums of them, activity by line, segment of the
            patient and borough of residence; the last borough is outside the place.
        list_use: float[P, pods], what each practice's registered residents used, wherever it was; contacts of
            voluntary services are not counted by list.
        people: float[P, S, B], residents by practice, segment and borough (person-months).
        eligible: float[P], resident-months eligible for proactive care on each list.
        enrolled: float[P], resident-months of those who were in it.
        outcomes: float[organisations, outcomes, 2], recorded successes and chances of each outcome.
        over_segments: float[L, B + 1], the sum of `delivered` over segments where it is known already,
            or an expectation of it; None to add it up when asked.
        coded: float[L, B + 1], recorded units where coding differs from what was done, see
            `coded_units`; None where every unit is recorded as it was.
        budgets: float[3, L, S, B + 1], of personal budgets: units bought with them beside home care; the
            units and the person-months set aside for a line had all who are to have a budget got it, of
            which a contract that is there in part pays that part. None where nobody has a budget.
        by_cohort: activity and people by the conditions they have, where contracts tell them apart; else
            None.
    """

    delivered: NDArray[Any]
    list_use: Floats
    people: Floats
    eligible: Floats
    enrolled: Floats
    outcomes: Floats
    over_segments: Floats | None = None
    coded: Floats | None = None
    budgets: Floats | None = None
    by_cohort: ByCohort | None = None

    @property
    def by_borough(self) -> Floats:
        """float[L, B + 1], activity by line and borough of residence, all segments."""
        if self.over_segments is not None:
            return self.over_segments
        return self.delivered.sum(axis=1, dtype=np.float64)

    @property
    def provided(self) -> Floats:
        """float[L, B + 1], activity but for what people bought with budgets of their own."""
        return self.by_borough if self.budgets is None else self.by_borough - self.budgets[0].sum(axis=1)

    @property
    def recorded(self) -> Floats:
        """float[L, B + 1], units as coded, by line and borough of residence, all segments."""
        return self.by_borough if self.coded is None else self.coded

    @classmethod
    def none(cls, place: Place, lines: Lines, cohorts: tuple[Cohort, ...] = ()) -> "Flows":
        """All zero, of the right shapes, with people told apart by the cohorts given."""
        p, b, s = place.n_practices, place.n_boroughs, len(SEGMENTS)
        return cls(
            np.zeros((lines.n, s, b + 1), np.int32),
            np.zeros((p, len(PODS))),
            np.zeros((p, s, b)),
            np.zeros(p),
            np.zeros(p),
            np.zeros((len(place.organisations), len(OUTCOMES), 2)),
            by_cohort=ByCohort.none(cohorts, lines.n, p, b) if cohorts else None,
        )

    def add(self, other: "Flows") -> None:
        """Add another month's counts to this one."""
        self._add_coding(other)
        if self.over_segments is not None or other.over_segments is not None:
            self._add_by_borough(other)
        whole = self.delivered.dtype == other.delivered.dtype
        self.delivered = np.add(self.delivered, other.delivered, out=self.delivered if whole else None)
        if self.by_cohort is not None and other.by_cohort is not None:
            self.by_cohort = self.by_cohort.plus(other.by_cohort)
        self._add_people(other)

    def add_positions(self, other: "Flows") -> None:
        """Add all but the splits by segment and cohort, which `as_expected` takes from what was."""
        self._add_coding(other)
        self._add_by_borough(other)
        self._add_people(other)

    def _add_by_borough(self, other: "Flows") -> None:
        """Add what was done over all segments."""
        if self.over_segments is None:
            self.over_segments = self.by_borough + other.by_borough
        else:
            self.over_segments += other.by_borough

    def as_expected(self, positions: "Flows") -> "Flows":
        """The same year with luck taken out of its totals; who had what of it is as it was.

        Args:
            positions: the year's expected flows, added by `add_positions`.
        """
        apart = self.by_cohort and self.by_cohort.expecting(self.by_borough, positions.by_borough)
        return replace(positions, delivered=self.delivered, by_cohort=apart)

    def _add_coding(self, other: "Flows") -> None:
        """Add recorded units, before what was done is added."""
        if self.coded is not None:
            self.coded += other.recorded
        elif other.coded is not None:
            self.coded = self.recorded + other.recorded

    def _add_people(self, other: "Flows") -> None:
        """Add what is counted by list and by organisation, and what people bought."""
        if other.budgets is not None:
            self.budgets = other.budgets if self.budgets is None else self.budgets + other.budgets
        self.list_use += other.list_use
        self.people += other.people
        self.eligible += other.eligible
        self.enrolled += other.enrolled
        self.outcomes += other.outcomes

    def scaled(self, factor: float) -> "Flows":
        """A copy with every count multiplied."""
        return Flows(
            self.delivered * factor,
            self.list_use * factor,
            self.people * factor,
            self.eligible * factor,
            self.enrolled * factor,
            self.outcomes * factor,
            None if self.over_segments is None else self.over_segments * factor,
            None if self.coded is None else self.coded * factor,
            None if self.budgets is None else self.budgets * factor,
            None if self.by_cohort is None else self.by_cohort.scaled(factor),
        )
