"""Planned care: waiting lists, first attendances, follow-ups, day cases and planned admissions.

Lists are first come, first served, urgent before routine; who is ahead among people joining in the
same month is settled by an addressed hash. A site has outpatient slots and treatment places by
specialty; a follow-up face to face takes part of a slot, so a trust that follows up more sees fewer
new people. Not everybody listed for treatment is accepted. A hospital too full of emergencies cancels
planned admissions.
"""

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from abm.compiled import entry, part
from abm.parameter import Values
from abm.parameters.planned import SPECIALTIES
from abm.patients.columns import ALIVE, NO_QUEUE, Columns
from abm.processes.acceptance import Door, accepts
from abm.processes.chance import whole
from abm.processes.counting import deliver
from abm.processes.month_state import TO_TREATMENT, Counts, FreeRows, Geography, Joiners, Waiting
from abm.quantities import Floats
from abm.streams import draw, uniform
from abm.vocabulary import POD

STREAMS: Final = ("planned.follow_ups", "planned.treatment", "planned.order", "planned.stay")
_OPFA, _OPFUP, _NF2F, _DC, _EL = (POD[p] for p in ("OPFA", "OPFUP", "NF2F", "DC", "EL"))
_LANE = np.uint64((1 << 21) - 1)
_UNIT = 1.0 / (1 << 21)
_S8, _S21, _S42, _S56 = (np.uint64(s) for s in (8, 21, 42, 56))
_N = len(SPECIALTIES)
_IN_TIME: Final = 4
"""Whole months that are within 18 weeks."""


class Rules(NamedTuple):
    """Parameters of planned care; see `abm.parameters.planned`.

    Attributes:
        follow_ups: follow-ups per first attendance at the norm.
        follow_up_slot: slots a follow-up takes.
        listed: share of pathways listed for treatment, of whom the usual share is accepted.
        day_case: float64[4], share of treatments as day case by specialty.
        stay: days, mean of an overnight planned stay.
    """

    follow_ups: float
    follow_up_slot: float
    listed: float
    day_case: Floats
    stay: float


def rules(values: Values) -> Rules:
    """The rules in force."""
    return Rules(
        values["planned.follow_ups"],
        values["planned.follow_up_slot"],
        min(values["planned.conversion"] / values["planned.accepted_share"], 1.0),
        np.minimum(values.table("planned.day_case_share"), 0.99),
        values["planned.elective_stay"],
    )


@part
def _enlist(columns: Columns, waiting: Waiting, row: Any, queue: Any, month: Any) -> None:
    """Put a resident at the end of a list."""
    columns.queue[row] = queue
    columns.queue_next[row] = -1
    columns.queued[row] = month
    last = waiting.last[queue]
    if last < 0:
        waiting.first[queue] = row
    else:
        columns.queue_next[last] = row
    waiting.last[queue] = row
    waiting.length[queue] += 1


@part
def _take_first(columns: Columns, waiting: Waiting, free: FreeRows, queue: Any) -> Any:
    """Row of the next living person of a list, or -1; rows of those who died meanwhile are recycled."""
    while waiting.first[queue] >= 0:
        row = waiting.first[queue]
        waiting.first[queue] = columns.queue_next[row]
        if waiting.first[queue] < 0:
            waiting.last[queue] = -1
        waiting.length[queue] -= 1
        columns.queue[row] = NO_QUEUE
        columns.queue_next[row] = -1
        if columns.flags[row] & ALIVE:
            return row
        free.free[free.used[0]] = row
        free.used[0] += 1
    return -1


@entry
def join_lists(
    columns: Columns, waiting: Waiting, joiners: Joiners, order: NDArray[np.int64], month: int
) -> None:
    """Put this month's joiners on their lists, in the order given."""
    for position in order:
        row = joiners.row[position]
        _enlist(columns, waiting, row, np.int64(joiners.rank[position] >> _S56), month)
    joiners.used[0] = 0


def in_order(joiners: Joiners) -> NDArray[np.int64]:
    """Positions of joiners by list, then by addressed hash."""
    return np.argsort(joiners.rank[: joiners.used[0]], kind="stable")


class Clinic(NamedTuple):
    """How outpatient clinics work this month. H sites.

    Attributes:
        slots: float64[H, specialties], outpatient slots.
        follow_up: float64[H], follow-ups as a multiple of the norm.
        remote: float64[H], share of follow-ups not face to face.
    """

    slots: Floats
    follow_up: Floats
    remote: Floats


@entry
def first_attendances(
    columns: Columns,
    rules: Rules,
    geography: Geography,
    counts: Counts,
    waiting: Waiting,
    free: FreeRows,
    joiners: Joiners,
    month: int,
    keys: NDArray[np.uint64],
    clinic: Clinic,
    door: Door,
    routine_opens: bool,
) -> None:
    """See people for the first time, follow them up, and list those who need treatment.

    Args:
        columns: residents.
        rules: parameters.
        geography: who is where.
        counts: counts of the month, added to.
        waiting: the lists.
        free: recycled rows, added to.
        joiners: people joining a list for treatment, added to.
        month: month of the run.
        keys: keys of `STREAMS`.
        clinic: how clinics work.
        door: how people are taken on for treatment.
        routine_opens: whether routine patients are seen yet (lists open with people waiting).
    """
    sites = clinic.slots.shape[0]
    for site in range(sites):
        mean = rules.follow_ups * clinic.follow_up[site]
        cost = 1.0 + rules.follow_up_slot * mean * (1.0 - clinic.remote[site])
        for specialty in range(_N):
            pair = (site * _N + specialty) * 2
            left = clinic.slots[site, specialty] + waiting.carried[pair]
            for urgency in range(2):
                if urgency == 1 and not routine_opens:
                    break
                while left >= cost:
                    row = _take_first(columns, waiting, free, pair + urgency)
                    if row < 0:
                        break
                    left -= cost
                    _count_wait(columns, counts, row, site, 0, month)
                    _see(columns, geography, counts, row, site, mean, clinic.remote[site], keys)
                    queue = sites * _N * 2 + site * _N + specialty
                    _list_for_treatment(columns, rules, counts, joiners, door, row, site, queue, keys)
            waiting.carried[pair] = min(left, cost)


@part
def _count_wait(columns: Columns, counts: Counts, row: Any, site: Any, first: Any, month: Any) -> None:
    """How long somebody waited, and whether it was within 18 weeks."""
    waited = month - columns.queued[row]
    counts.waits[site, first] += waited
    counts.waits[site, first + 1] += 1.0
    counts.in_time[site, 1] += 1.0
    if waited <= _IN_TIME:
        counts.in_time[site, 0] += 1.0


@part
def _see(
    columns: Columns,
    geography: Geography,
    counts: Counts,
    row: Any,
    site: Any,
    mean: Any,
    remote: Any,
    keys: Any,
) -> None:
    """One first attendance with its follow-ups, face to face or not."""
    trust = geography.organisation_of_site[site]
    luck = draw(keys[0], columns.identity[row])
    # Follow-ups are spread evenly between none and twice the mean.
    wanted = whole(2.0 * mean * np.float64(luck & _LANE) * _UNIT, np.float64((luck >> _S21) & _LANE) * _UNIT)
    away = whole(wanted * remote, np.float64((luck >> _S42) & _LANE) * _UNIT)
    for pod, n in ((_OPFA, 1), (_OPFUP, wanted - away), (_NF2F, away)):
        deliver(counts, columns, row, geography.line[trust, pod], pod, n)


@part
def _list_for_treatment(
    columns: Columns,
    rules: Rules,
    counts: Counts,
    joiners: Joiners,
    door: Door,
    row: Any,
    site: Any,
    queue: Any,
    keys: Any,
) -> None:
    """Whether treatment is needed, and the person accepted for it."""
    identity = columns.identity[row]
    treatment = draw(keys[1], identity)
    if np.float64(treatment & _LANE) * _UNIT >= rules.listed:
        return
    u, selection = np.float64((treatment >> _S21) & _LANE) * _UNIT, door.treatment_selection[site]
    if accepts(door, columns, counts, row, TO_TREATMENT, door.treatment_usual, selection, u):
        n = joiners.used[0]
        joiners.row[n] = row
        joiners.rank[n] = (np.uint64(queue) << _S56) | (draw(keys[2], identity) >> _S8)
        joiners.used[0] = n + 1
        columns.queue[row] = queue


@entry
def treatments(
    columns: Columns,
    rules: Rules,
    geography: Geography,
    counts: Counts,
    waiting: Waiting,
    free: FreeRows,
    month: int,
    keys: NDArray[np.uint64],
    places: Floats,
) -> None:
    """Treat people as day cases or inpatients, as far as places go.

    Args:
        columns: residents.
        rules: parameters.
        geography: who is where.
        counts: counts of the month, added to.
        waiting: the lists.
        free: recycled rows, added to.
        month: month of the run.
        keys: keys of `STREAMS`.
        places: float64[H, specialties], treatments that can be done this month.
    """
    sites = places.shape[0]
    for site in range(sites):
        trust = geography.organisation_of_site[site]
        for specialty in range(_N):
            queue = sites * _N * 2 + site * _N + specialty
            left = places[site, specialty] + waiting.carried[queue]
            counts.expected_bed_days[site] += min(left, waiting.length[queue]) * (
                (1.0 - rules.day_case[specialty]) * rules.stay
            )
            while left >= 1.0:
                row = _take_first(columns, waiting, free, queue)
                if row < 0:
                    break
                left -= 1.0
                identity = columns.identity[row]
                day = np.float64(draw(keys[1], identity) >> _S42 & _LANE) * _UNIT < rules.day_case[specialty]
                pod = _DC if day else _EL
                deliver(counts, columns, row, geography.line[trust, pod], pod, 1)
                _count_wait(columns, counts, row, site, 2, month)
                if not day:
                    counts.bed_days[site] += -rules.stay * np.log(1.0 - uniform(keys[3], identity))
            waiting.carried[queue] = min(left, 1.0)
