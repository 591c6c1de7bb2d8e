"""The life of a place: everything that changes from month to month, and how it opens."""

from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from abm.parameter import Values
from abm.parameters.planned import SPECIALTIES
from abm.patients import synthesis
from abm.patients.columns import ALIVE, Columns, copy_columns
from abm.processes import capacity, choice, month_state, opening
from abm.processes.capacity import Capacity
from abm.processes.month_state import FreeRows, Requests, Waiting
from abm.processes.setting import Setting
from abm.quantities import MONTHS_PER_YEAR, Floats
from abm.streams import normals, stream_keys
from abm.vocabulary import DEPRIVATION_QUINTILES

WARM_UP: Final = MONTHS_PER_YEAR
"""Months run under the usual conduct before month 0: the reference year."""


OPENING: Final = 6
"""Months before the reference year in which lists and services fill; nothing is counted."""


_GROWTH_ROOM: Final = 0.12
"""Least empty rows left for growth over a run, as a share of the opening population."""
_YEARS_OF_GROWTH: Final = 6
"""Years of births and arrivals, less those who leave, that there is room for."""


@dataclass(eq=False)
class Life:
    """Everything that changes from month to month: residents, lines, lists, and how full things are.

    Attributes:
        columns: residents.
        rows: recycled rows and rows in use.
        requests: people waiting for support.
        waiting: waiting lists.
        capacity: what providers can do.
        opening: capacity at the opening, and the people it was for.
        last_april: people there were then.
        next_identity: the number the next arrival gets.
        refusal: float[P], chance that a contact is refused next month.
        pressure: float[P], practices' time pressure.
        choice: float[P, specialties, H], running shares of referrals by site.
        usual_wait: float[H, specialties], months of work on the lists at the end of warm-up.
        bed_days: float[H], recent expected bed days a month.
        usual_bed_days: float[H], the same over the warm-up; 0 until it is known.
        people_by_need: float[B, 5], residents by borough and deprivation last April, sampled.
    """

    columns: Columns
    rows: FreeRows
    requests: Requests
    waiting: Waiting
    capacity: Capacity
    opening: tuple[Capacity, int]
    last_april: int
    next_identity: int
    refusal: Floats
    pressure: Floats
    choice: Floats
    usual_wait: Floats
    bed_days: Floats
    usual_bed_days: Floats
    people_by_need: Floats

    def copy(self) -> "Life":
        """A copy that shares nothing that changes."""
        return replace(
            self,
            columns=copy_columns(self.columns),
            rows=_copied(self.rows),
            requests=_copied(self.requests),
            waiting=_copied(self.waiting),
            refusal=self.refusal.copy(),
            pressure=self.pressure.copy(),
            choice=self.choice.copy(),
            usual_wait=self.usual_wait.copy(),
            bed_days=self.bed_days.copy(),
            usual_bed_days=self.usual_bed_days.copy(),
        )


def _copied(group: Any) -> Any:
    """A tuple of arrays of the same kind, each copied."""
    return type(group)(*(column.copy() for column in group))


def open_life(setting: Setting, month: int) -> Life:
    """The opening population, in care and in use of services as in a usual month."""
    place, values = setting.place, setting.values
    spare = _rows_for(place.residents * setting.sample * _growth_room(values))
    columns = synthesis.founders(
        place, setting.origins, setting.tables, setting.sample, setting.seed, month, spare
    )
    people = columns.birth.size - spare
    keys = stream_keys(setting.seed, opening.STREAMS, month)
    opening.open_care(
        columns,
        setting.tables,
        people,
        month,
        opening.months_in_care(values),
        opening.lengths_of_care(values),
        keys,
    )
    demand = capacity.expected_demand(columns, setting.tables, place, month)
    diary = 0.04 * normals(setting.seed, "practice.diary", 0, np.arange(place.n_practices))
    room = capacity.opening_capacity(
        demand, setting.habit, diary, setting.usual_planned, setting.geography, values
    )
    h, p = len(place.sites), place.n_practices
    return Life(
        columns=columns,
        rows=FreeRows(np.zeros(columns.birth.size, np.int32), np.array([0, people], np.int64)),
        requests=month_state.no_requests(people // 8 + 500),
        waiting=month_state.no_waiting(h),
        capacity=room,
        opening=(room, people),
        last_april=people,
        # Whatever room there is, so that room changes nobody's luck.
        next_identity=people + _rows_for(place.residents * setting.sample * _GROWTH_ROOM),
        refusal=np.zeros(p),
        pressure=np.zeros(p),
        choice=choice.at_usual_waits(setting.usual_planned),
        usual_wait=np.zeros((h, len(SPECIALTIES))),
        bed_days=np.zeros(h),
        usual_bed_days=np.zeros(h),
        people_by_need=by_need(columns, place.n_boroughs),
    )


def by_need(columns: Columns, boroughs: int) -> Floats:
    """Residents by borough and deprivation quintile, float[B, 5]."""
    alive = (columns.flags & ALIVE) != 0
    quintile = columns.demography[alive] % DEPRIVATION_QUINTILES
    cell = columns.borough[alive].astype(np.int64) * DEPRIVATION_QUINTILES + quintile
    counted = np.bincount(cell, minlength=boroughs * DEPRIVATION_QUINTILES)
    return counted.reshape(boroughs, DEPRIVATION_QUINTILES).astype(np.float64)


def _growth_room(values: Values) -> float:
    """Empty rows to leave, as a share of the opening population: more where more come than leave."""
    coming = values["demography.birth_rate"] + values["demography.moving_in_rate"]
    return max(_GROWTH_ROOM, _YEARS_OF_GROWTH * (coming - values["demography.moving_out_rate"]))


def _rows_for(people: float) -> int:
    """Rows for so many people, and a few for a small town's luck."""
    return int(people) + 200


def empty_rows(life: Life, wanted: int) -> Any:
    """Rows for arrivals: recycled ones first, then new ones.

    Raises:
        RuntimeError: if the table is full.
    """
    free, count = life.rows
    recycled = min(wanted, int(count[0]))
    taken = free[int(count[0]) - recycled : int(count[0])].copy()
    count[0] -= recycled
    fresh = np.arange(count[1], count[1] + wanted - recycled, dtype=np.int32)
    count[1] += len(fresh)
    if count[1] > life.columns.birth.size:
        raise RuntimeError("the population outgrew its table; lower the rate of moving in or shorten the run")
    return np.concatenate([taken, fresh])
