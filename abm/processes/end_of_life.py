"""End of life: being identified, having a plan, and where people die."""

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from abm.compiled import entry, part
from abm.parameter import Values
from abm.patients.columns import FRAILTY_LEVELS, FRAILTY_SHIFT, IDENTIFIED, NO_QUEUE, PLANNED_END, Columns
from abm.patients.hazards import Tables
from abm.patients.kernel import HAS_DEATH, HAS_FRAILTY, HAS_ONSET, IS_LEAVING
from abm.processes.chance import pick
from abm.processes.counting import deliver
from abm.processes.month_state import Counts, FreeRows, Geography, Happened
from abm.quantities import Floats
from abm.streams import draw, uniform
from abm.vocabulary import CONDITION, POD, SEGMENT

STREAMS: Final = ("end.identified", "end.place", "end.site", "ageing.condition")
_NEL: Final = POD["NEL"]
_END_OF_LIFE: Final = SEGMENT["end_of_life"]
_GRAVE: Final = (1 << CONDITION["cancer"]) | (1 << CONDITION["heart_failure"]) | (1 << CONDITION["dementia"])
_LANE = np.uint64((1 << 21) - 1)
_UNIT = 1.0 / (1 << 21)
_S21, _S42 = np.uint64(21), np.uint64(42)


class Rules(NamedTuple):
    """Parameters of the last year; see `abm.parameters.end_of_life`.

    Attributes:
        identified: chance of being put on the register on getting gravely ill.
        home_team: fall of the chance of dying in hospital for a person on a community caseload.
        without_plan: share dying in hospital without one.
        with_plan: share dying in hospital with one.
        prefers_home: share who prefer to die at home.
        last_admission: share of hospital deaths after a new admission.
        onset: float64[bands, conditions], running share of new conditions by age band.
        long_days: float64[bands], mean of a longer emergency stay.
    """

    identified: float
    home_team: float
    without_plan: float
    with_plan: float
    prefers_home: float
    last_admission: float
    onset: Floats
    long_days: Floats


def rules(values: Values, prevalence: Floats) -> Rules:
    """The rules in force; new conditions come in proportion to how common they are at that age."""
    names = (
        "identified_share",
        "home_team",
        "hospital_without_plan",
        "hospital_with_plan",
        "prefers_home",
        "last_admission",
    )
    onset = np.cumsum(prevalence + 1e-9, axis=1)
    return Rules(
        *(values[f"end_of_life.{n}"] for n in names),
        onset=onset / onset[:, -1:],
        long_days=values.table("urgent.long_stay_days"),
    )


@part
def segment_of(columns: Columns, tables: Tables, row: Any, month: Any) -> Any:
    """The segment a resident now belongs to."""
    if columns.flags[row] & IDENTIFIED:
        return _END_OF_LIFE
    return tables.segment[tables.band[month - columns.birth[row]], columns.health[row]]


@part
def _gets_worse(
    columns: Columns, tables: Tables, rules: Rules, plan: Any, row: Any, what: Any, month: Any, keys: Any
) -> None:
    """A new condition or a step of frailty, and whether the practice now plans for the end."""
    identity = columns.identity[row]
    health = np.int64(columns.health[row])
    grave = False
    if what & HAS_ONSET:
        band = tables.band[month - columns.birth[row]]
        condition = pick(rules.onset[band], uniform(keys[3], identity))
        health |= 1 << condition
        grave = (1 << condition) & _GRAVE != 0
    if what & HAS_FRAILTY and health >> FRAILTY_SHIFT < FRAILTY_LEVELS - 1:
        health += 1 << FRAILTY_SHIFT
        grave = grave or health >> FRAILTY_SHIFT >= 2
    columns.health[row] = health
    if grave:
        luck = draw(keys[0], identity)
        if np.float64(luck & _LANE) * _UNIT < rules.identified:
            columns.flags[row] |= IDENTIFIED
            if np.float64((luck >> _S21) & _LANE) * _UNIT < plan:
                columns.flags[row] |= PLANNED_END
    columns.segment[row] = segment_of(columns, tables, row, month)


@part
def _dies(
    columns: Columns,
    tables: Tables,
    rules: Rules,
    geography: Geography,
    counts: Counts,
    row: Any,
    month: Any,
    keys: Any,
    catchment: Floats,
) -> None:
    """Where a resident dies, and the admission it may have brought."""
    identity = columns.identity[row]
    borough = columns.borough[row]
    luck = draw(keys[1], identity)
    chance = rules.with_plan if columns.flags[row] & PLANNED_END else rules.without_plan
    if columns.residential[row] > 0:
        chance *= 0.5
    if columns.caseload[row] > 0:
        chance = max(chance - rules.home_team, 0.0)
    in_hospital = np.float64(luck & _LANE) * _UNIT < chance
    wished_home = np.float64((luck >> _S21) & _LANE) * _UNIT < rules.prefers_home
    counts.deaths[borough, 1 if in_hospital else 0] += 1
    counts.wishes[borough] += 0 if in_hospital and wished_home else 1
    if in_hospital and np.float64((luck >> _S42) & _LANE) * _UNIT < rules.last_admission:
        site = pick(catchment[columns.practice[row]], uniform(keys[2], identity))
        deliver(counts, columns, row, geography.line[geography.organisation_of_site[site], _NEL], _NEL, 1)
        days = rules.long_days[tables.band[month - columns.birth[row]]]
        counts.bed_days[site] += days
        counts.emergency[site, 0] += 1.0
        counts.emergency[site, 1] += days
        counts.expected_bed_days[site] += days


@entry
def ageing_and_dying(
    columns: Columns,
    tables: Tables,
    rules: Rules,
    geography: Geography,
    counts: Counts,
    free: FreeRows,
    happened: Happened,
    month: int,
    keys: NDArray[np.uint64],
    catchment: Floats,
    plan: float,
) -> None:
    """Everyone who gets a condition, grows frailer, dies or moves away this month.

    Args:
        columns: residents.
        tables: look-ups.
        rules: parameters.
        geography: who is where.
        counts: counts of the month, added to.
        free: recycled rows, added to.
        happened: to whom, and what.
        month: month of the run.
        keys: keys of `STREAMS`.
        catchment: float64[P, H], running share of a practice's emergencies by site.
        plan: share of those identified who have a plan.
    """
    rows, flags, events = happened
    for e in range(events):
        what = flags[e]
        if what & (HAS_ONSET | HAS_FRAILTY | HAS_DEATH | IS_LEAVING) == 0:
            continue
        row = rows[e]
        if what & HAS_DEATH:
            _dies(columns, tables, rules, geography, counts, row, month, keys, catchment)
        if what & (HAS_DEATH | IS_LEAVING):
            columns.flags[row] = 0
            # A row still chained in a waiting list is recycled when its turn comes.
            if columns.queue[row] == NO_QUEUE:
                free.free[free.used[0]] = row
                free.used[0] += 1
        elif what & (HAS_ONSET | HAS_FRAILTY):
            _gets_worse(columns, tables, rules, plan, row, what, month, keys)


@entry
def birthdays(columns: Columns, tables: Tables, rows: int, month: int) -> None:
    """Move residents to the segment of their age, once a year."""
    for row in range(rows):
        if columns.flags[row] != 0:
            columns.segment[row] = segment_of(columns, tables, row, month)
