"""Planned care: waiting lists, first attendances, follow-ups, day cases and planned admissions.

Lists are first come, first served, urgent before routine; who is ahead among people joining in the
same month is settled by an addressed hash. A site has outpatient slots and treatment places by
specialty; a follow-up takes part of a slot, so a trust that follows up more sees fewer new people.
A hospital too full of emergencies cancels planned admissions.
"""

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from abm.compiled import entry, part
from abm.parameters import Values
from abm.parameters.planned import SPECIALTIES
from abm.patients.columns import ALIVE, NO_QUEUE, Columns
from abm.processes.chance import whole
from abm.processes.month_state import Counts, Geography, Joiners, Rows, Waiting
from abm.quantities import Floats
from abm.streams import draw, uniform
from abm.vocabulary import POD

STREAMS: Final = ("planned.follow_ups", "planned.treatment", "planned.order", "planned.stay")
_OPFA, _OPFUP, _NF2F, _DC, _EL = (POD[p] for p in ("OPFA", "OPFUP", "NF2F", "DC", "EL"))
_LANE = np.uint64((1 << 21) - 1)
_UNIT = 1.0 / (1 << 21)
_S8, _S21, _S42, _S56 = (np.uint64(s) for s in (8, 21, 42, 56))
_N = len(SPECIALTIES)


class Rules(NamedTuple):
    """Parameters of planned care; see `abm.parameters.planned`.

    Attributes:
        follow_ups: follow-ups per first attendance at the norm.
        not_face_to_face: share of follow-ups that are not face to face.
        follow_up_slot: slots a follow-up takes.
        conversion: share of pathways with treatment.
        day_case: float64[4], share of treatments as day case by specialty.
        stay: days, mean of an overnight planned stay.
    """

    follow_ups: float
    not_face_to_face: float
    follow_up_slot: float
    conversion: float
    day_case: Floats
    stay: float


def rules(values: Values) -> Rules:
    """The rules in force."""
    return Rules(
        values["planned.follow_ups"],
        values["planned.not_face_to_face"],
        values["planned.follow_up_slot"],
        values["planned.conversion"],
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
def _take_first(columns: Columns, waiting: Waiting, free: Rows, queue: Any) -> Any:
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


@entry
def first_attendances(
    columns: Columns,
    rules: Rules,
    geography: Geography,
    counts: Counts,
    waiting: Waiting,
    free: Rows,
    joiners: Joiners,
    month: int,
    keys: NDArray[np.uint64],
    slots: Floats,
    follow_up_ratio: Floats,
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
        slots: float64[H, specialties], outpatient slots this month.
        follow_up_ratio: float64[H], the trust's follow-ups as a multiple of the norm.
        routine_opens: whether routine patients are seen yet (lists open with people waiting).
    """
    sites = slots.shape[0]
    for site in range(sites):
        trust = geography.organisation_of_site[site]
        mean = rules.follow_ups * follow_up_ratio[site]
        cost = 1.0 + rules.follow_up_slot * mean * (1.0 - rules.not_face_to_face)
        for specialty in range(_N):
            pair = (site * _N + specialty) * 2
            left = slots[site, specialty] + waiting.carried[pair]
            for urgency in range(2):
                if urgency == 1 and not routine_opens:
                    break
                while left >= cost:
                    row = _take_first(columns, waiting, free, pair + urgency)
                    if row < 0:
                        break
                    left -= cost
                    _see(
                        columns,
                        rules,
                        geography,
                        counts,
                        joiners,
                        row,
                        site,
                        specialty,
                        trust,
                        mean,
                        month,
                        keys,
                        sites,
                    )
            waiting.carried[pair] = min(left, cost)


@part
def _see(
    columns: Columns,
    rules: Rules,
    geography: Geography,
    counts: Counts,
    joiners: Joiners,
    row: Any,
    site: Any,
    specialty: Any,
    trust: Any,
    mean: Any,
    month: Any,
    keys: Any,
    sites: Any,
) -> None:
    """One first attendance with its follow-ups, and whether treatment is needed."""
    identity = columns.identity[row]
    practice, segment, borough = columns.practice[row], columns.segment[row], columns.borough[row]
    counts.waits[site, 0] += month - columns.queued[row]
    counts.waits[site, 1] += 1.0
    luck = draw(keys[0], identity)
    # Follow-ups are spread evenly between none and twice the mean.
    wanted = whole(2.0 * mean * np.float64(luck & _LANE) * _UNIT, np.float64((luck >> _S21) & _LANE) * _UNIT)
    remote = whole(wanted * rules.not_face_to_face, np.float64((luck >> _S42) & _LANE) * _UNIT)
    for pod, n in ((_OPFA, 1), (_OPFUP, wanted - remote), (_NF2F, remote)):
        counts.delivered[geography.line[trust, pod], segment, borough] += n
        counts.list_use[practice, pod] += n
    treatment = draw(keys[1], identity)
    if np.float64(treatment & _LANE) * _UNIT < rules.conversion:
        queue = sites * _N * 2 + site * _N + specialty
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
    free: Rows,
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
                counts.delivered[geography.line[trust, pod], columns.segment[row], columns.borough[row]] += 1
                counts.list_use[columns.practice[row], pod] += 1
                counts.waits[site, 2] += month - columns.queued[row]
                counts.waits[site, 3] += 1.0
                if not day:
                    counts.bed_days[site] += -rules.stay * np.log(1.0 - uniform(keys[3], identity))
            waiting.carried[queue] = min(left, 1.0)
