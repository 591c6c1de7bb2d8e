"""Need: the monthly step of every resident, in blocks, without branches on what happens.

Each month a resident's severity drifts, control follows care, and thirteen purposes are drawn from
four hashes. Who has something happen is written to one compact list of rows and flags; the
processes of the month read that list and never the whole population.

`abm.patients.reference` says the same for one resident in plain Python; the two agree bit for bit.
"""

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from abm.compiled import maker
from abm.patients.apart import Apart, apart
from abm.patients.columns import ALIVE, ENROLLED, Columns
from abm.patients.hazards import (
    ACS,
    DEATH,
    FRAILTY,
    GP,
    MENTAL,
    MINOR,
    ONSET,
    PLANNED,
    SERIOUS,
    SUPPORT,
    Tables,
)
from abm.streams import draw
from abm.vocabulary import DEPRIVATION_QUINTILES, SEGMENTS

BLOCK: Final = 2048
NEED_STREAMS: Final = ("need.diary", "need.emergency", "need.problem", "need.ageing")
"""The four hashes of a month. Lanes: noise, contact, refusal, enrolment (16 bits); avoidable,
unavoidable, minor; planned, mental, support; death, onset, frailty (21 bits)."""

HAS_ACS: Final = 1
HAS_SERIOUS: Final = 2
HAS_MINOR: Final = 4
HAS_PROBLEM: Final = 8
HAS_MENTAL: Final = 16
HAS_SUPPORT: Final = 32
HAS_DEATH: Final = 64
HAS_ONSET: Final = 128
HAS_FRAILTY: Final = 256
IS_REFUSED: Final = 512
IS_LEAVING: Final = 1024
IN_CARE: Final = 2048

EXPECTED_PURPOSES: Final = 5
"""Hazards summed over each list: avoidable, unavoidable and minor emergencies, planned problems, contacts."""

_LANE = np.uint64((1 << 21) - 1)
_LANE16 = np.uint64((1 << 16) - 1)
_S16, _S21, _S32, _S42, _S48 = (np.uint64(s) for s in (16, 21, 32, 42, 48))
_ONE = np.float32(1.0)
_SCALE21 = np.float32(1 << 21)
_SCALE16 = np.float32(1 << 16)
_HALF16 = np.float32(32767.5)
_LOWEST = np.float32(0.25)
_HIGHEST = np.float32(4.0)
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)


class Diaries(NamedTuple):
    """What practices set for the month. P practices, probabilities and multiples as float32.

    Attributes:
        recalls: float32[P], contacts with the same needs as a multiple of the norm.
        refusal: float32[P], chance that a contact asked for is refused.
        enrol: float32[P], chance that an eligible resident is taken into proactive care.
        release: float32[P], chance that an enrolled resident leaves it.
    """

    recalls: NDArray[np.float32]
    refusal: NDArray[np.float32]
    enrol: NDArray[np.float32]
    release: NDArray[np.float32]


class Tally(NamedTuple):
    """What the month's pass counts.

    Attributes:
        people: int32[P x segments x boroughs], residents.
        contacts: int32[P x segments x boroughs], contacts asked for and given.
        refused: int32[P], contacts asked for and refused.
        eligible: int32[P], residents eligible for proactive care.
        enrolled: int32[P x segments x boroughs], residents in it.
        expected: float64[P, 5], sums of hazards: what happens on average, free of this month's luck.
        asked: int32[boroughs x 5], contacts asked for by borough and deprivation.
        apart: how people are told apart by condition, in C combinations.
        by_cohort: int32[3, P x C x boroughs], residents, contacts given, and residents in proactive care;
            nothing where nobody is told apart.
    """

    people: NDArray[np.int32]
    contacts: NDArray[np.int32]
    refused: NDArray[np.int32]
    eligible: NDArray[np.int32]
    enrolled: NDArray[np.int32]
    expected: NDArray[np.float64]
    asked: NDArray[np.int32]
    apart: Apart
    by_cohort: NDArray[np.int32]


ALIKE: Final = apart()
"""Nobody is told apart by condition."""


def no_tally(practices: int, boroughs: int, distinct: Apart = ALIKE) -> Tally:
    """A month's pass before anybody is counted."""
    cells = practices * len(SEGMENTS) * boroughs
    return Tally(
        people=np.zeros(cells, np.int32),
        contacts=np.zeros(cells, np.int32),
        refused=np.zeros(practices, np.int32),
        eligible=np.zeros(practices, np.int32),
        enrolled=np.zeros(cells, np.int32),
        expected=np.zeros((practices, EXPECTED_PURPOSES)),
        asked=np.zeros(boroughs * DEPRIVATION_QUINTILES, np.int32),
        apart=distinct,
        by_cohort=np.zeros(
            (3, practices * distinct.combinations * boroughs if distinct.any else 0), np.int32
        ),
    )


@maker
def step_residents(
    columns: Columns,
    tables: Tables,
    diaries: Diaries,
    keys: NDArray[np.uint64],
    month: int,
    rows: int,
    boroughs: int,
    tally: Tally,
    event_rows: NDArray[np.int32],
    event_flags: NDArray[np.uint16],
) -> Any:
    """Step rows 0 to `rows` - 1 by one month; returns how many events were listed.

    Args:
        columns: residents; severity, control, flags and the months left of care are changed.
        tables: hazards and look-ups.
        diaries: what practices set.
        keys: uint64[4], keys of `NEED_STREAMS` for the month.
        month: month of the run.
        rows: rows in use.
        boroughs: B, the number of boroughs.
        tally: counts, added to.
        event_rows: int32[rows or more], filled with the rows to which something happened.
        event_flags: uint16, what happened, beside `event_rows`.
    """
    h_diary = np.empty(BLOCK, np.uint64)
    h_emergency = np.empty(BLOCK, np.uint64)
    h_problem = np.empty(BLOCK, np.uint64)
    h_ageing = np.empty(BLOCK, np.uint64)
    back, step, effect, lag, usual, proactive = tables.scalars
    distinct = tally.apart
    events = 0
    for start in range(0, rows, BLOCK):
        size = min(BLOCK, rows - start)
        for j in range(size):
            address = columns.identity[start + j]
            h_diary[j] = draw(keys[0], address)
            h_emergency[j] = draw(keys[1], address)
            h_problem[j] = draw(keys[2], address)
            h_ageing[j] = draw(keys[3], address)
        for j in range(size):
            i = start + j
            flags = columns.flags[i]
            if flags & ALIVE == 0:
                continue
            health = columns.health[i]
            practice = np.int64(columns.practice[i])
            band = np.int64(tables.band[month - columns.birth[i]])
            cell = band * 2 * DEPRIVATION_QUINTILES + np.int64(columns.demography[i])
            base = tables.base[cell]
            multiple = tables.multiple[health]
            diary = h_diary[j]

            noise = np.float32(diary & _LANE16) - _HALF16
            severity = columns.severity[i]
            severity = severity - back * severity + step * noise
            columns.severity[i] = severity
            factor = _ONE + effect * severity
            factor = min(max(factor, _LOWEST), _HIGHEST)

            enrolled = (flags & ENROLLED) != 0
            eligible = tables.eligible[health] != 0
            lane = np.float32(diary >> _S48)
            taken_up = diaries.enrol[practice] * tables.uptake[columns.demography[i] % DEPRIVATION_QUINTILES]
            joins = eligible and not enrolled and lane < taken_up * _SCALE16
            drops = enrolled and (lane < diaries.release[practice] * _SCALE16 or not eligible)
            enrolled = (enrolled or joins) and not drops
            columns.flags[i] = (flags & ~np.uint8(ENROLLED)) | (
                np.uint8(ENROLLED) if enrolled else np.uint8(0)
            )
            control = columns.control[i]
            control = control + lag * ((proactive if enrolled else usual) - control)
            columns.control[i] = control

            alone = tables.without_care if columns.without_care[i] != 0 else _ONE
            factor *= alone
            acs = base[ACS] * multiple[ACS] * factor * (_ONE - tables.avoidable * control)
            serious = base[SERIOUS] * multiple[SERIOUS] * factor
            minor = base[MINOR] * multiple[MINOR] * alone
            problem = base[PLANNED] * multiple[PLANNED]
            contact = base[GP] * multiple[GP] * diaries.recalls[practice]
            emergency, problems, ageing = h_emergency[j], h_problem[j], h_ageing[j]

            what = np.uint16(np.float32(emergency & _LANE) < acs * _SCALE21) * np.uint16(HAS_ACS)
            what |= np.uint16(np.float32((emergency >> _S21) & _LANE) < serious * _SCALE21) * np.uint16(
                HAS_SERIOUS
            )
            what |= np.uint16(np.float32((emergency >> _S42) & _LANE) < minor * _SCALE21) * np.uint16(
                HAS_MINOR
            )
            what |= np.uint16(np.float32(problems & _LANE) < problem * _SCALE21) * np.uint16(HAS_PROBLEM)
            mental = base[MENTAL] * multiple[MENTAL] * _SCALE21
            what |= np.uint16(np.float32((problems >> _S21) & _LANE) < mental) * np.uint16(HAS_MENTAL)
            support = base[SUPPORT] * multiple[SUPPORT] * _SCALE21
            what |= np.uint16(np.float32((problems >> _S42) & _LANE) < support) * np.uint16(HAS_SUPPORT)
            death = base[DEATH] * multiple[DEATH] * _SCALE21
            what |= np.uint16(np.float32(ageing & _LANE) < death) * np.uint16(HAS_DEATH)
            onset = base[ONSET] * multiple[ONSET] * _SCALE21
            what |= np.uint16(np.float32((ageing >> _S21) & _LANE) < onset) * np.uint16(HAS_ONSET)
            frailty = base[FRAILTY] * multiple[FRAILTY] * _SCALE21
            what |= np.uint16(np.float32((ageing >> _S42) & _LANE) < frailty) * np.uint16(HAS_FRAILTY)
            if columns.leaves[i] == month:
                what |= np.uint16(IS_LEAVING)
            care = columns.caseload[i] | columns.mental[i] | columns.home_care[i] | columns.residential[i]
            if care | columns.without_care[i] != 0:
                what |= np.uint16(IN_CARE)

            consults = np.float32((diary >> _S16) & _LANE16) < contact * _SCALE16
            refused = np.float32((diary >> _S32) & _LANE16) < diaries.refusal[practice] * _SCALE16
            # Arithmetic, not branches: whether someone consults is close to a coin's toss.
            asked = np.int32(tables.contacts[band]) * np.int32(consults)
            turned_away = asked * np.int32(refused)
            what |= np.uint16(consults & refused) * np.uint16(IS_REFUSED)
            where = (practice * len(SEGMENTS) + np.int64(columns.segment[i])) * boroughs + np.int64(
                columns.borough[i]
            )
            tally.people[where] += 1
            tally.contacts[where] += asked - turned_away
            tally.refused[practice] += turned_away
            quintile = np.int64(columns.demography[i]) % DEPRIVATION_QUINTILES
            tally.asked[np.int64(columns.borough[i]) * DEPRIVATION_QUINTILES + quintile] += asked
            tally.eligible[practice] += np.int32(eligible)
            tally.enrolled[where] += np.int32(enrolled)
            if distinct.any:
                belongs = practice * distinct.combinations + np.int64(distinct.of_health[health])
                belongs = belongs * boroughs + np.int64(columns.borough[i])
                tally.by_cohort[0, belongs] += 1
                tally.by_cohort[1, belongs] += asked - turned_away
                tally.by_cohort[2, belongs] += np.int32(enrolled)
            tally.expected[practice, 0] += np.float64(acs)
            tally.expected[practice, 1] += np.float64(serious)
            tally.expected[practice, 2] += np.float64(minor)
            tally.expected[practice, 3] += np.float64(problem)
            tally.expected[practice, 4] += np.float64(contact) * tables.contacts[band]

            event_rows[events] = i
            event_flags[events] = what
            events += np.int64(what != 0)
    return events
