"""Mental health: new needs go on a waiting line; a crisis may come to A&E and take a bed."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from abm.compiled import entry
from abm.parameter import Values
from abm.patients.columns import Columns
from abm.patients.kernel import HAS_MENTAL
from abm.processes.acceptance import Door, accepts
from abm.processes.chance import pick, whole
from abm.processes.counting import deliver
from abm.processes.month_state import AT_HOME, TO_MENTAL_HEALTH, Counts, Geography, Happened, Requests
from abm.processes.urgent_care import ask_for_support
from abm.quantities import Floats
from abm.streams import draw, uniform
from abm.vocabulary import POD

STREAMS: Final = ("mental.crisis", "mental.site", "mental.stay", "mental.accepted")
_AE, _MHIP = POD["AE"], POD["MHIP"]
_LANE = np.uint64((1 << 21) - 1)
_UNIT = 1.0 / (1 << 21)
_S21, _S42 = np.uint64(21), np.uint64(42)


class Rules(NamedTuple):
    """Parameters of mental health; see `abm.parameters.community`.

    Attributes:
        crisis: share of needs that are a crisis.
        to_ae: share of crises that come to A&E.
        admitted: share of crises admitted to a mental health bed.
        stay: mean days in that bed.
    """

    crisis: float
    to_ae: float
    admitted: float
    stay: float


def rules(values: Values) -> Rules:
    """The rules in force."""
    names = ("crisis_share", "crisis_to_ae", "admitted_share", "stay_days")
    return Rules(*(values[f"mental_health.{n}"] for n in names))


@entry
def mental_health(
    columns: Columns,
    rules: Rules,
    geography: Geography,
    counts: Counts,
    requests: Requests,
    happened: Happened,
    month: int,
    keys: NDArray[np.uint64],
    catchment: Floats,
    door: Door,
    crisis: Floats,
) -> None:
    """Everyone with a new mental health need this month.

    Args:
        columns: residents.
        rules: parameters.
        geography: who is where.
        counts: counts of the month, added to.
        requests: people waiting for support, added to.
        happened: to whom, and what.
        month: month of the run.
        keys: keys of `STREAMS`.
        catchment: float64[P, H], running share of a practice's emergencies by site.
        door: how services take people on.
        crisis: float64[K], chance that a crisis comes to A&E or a bed, as a multiple of the norm.
    """
    rows, flags, events = happened
    for e in range(events):
        if not flags[e] & HAS_MENTAL:
            continue
        row = rows[e]
        identity = columns.identity[row]
        slot = geography.slot[TO_MENTAL_HEALTH, columns.borough[row]]
        u = uniform(keys[3], identity)
        if accepts(door, columns, counts, row, TO_MENTAL_HEALTH, door.usual[slot], door.selection[slot], u):
            ask_for_support(requests, columns, row, TO_MENTAL_HEALTH, AT_HOME, month)
        need = draw(keys[0], identity)
        if np.float64(need & _LANE) * _UNIT >= rules.crisis:
            continue
        if np.float64((need >> _S21) & _LANE) * _UNIT < rules.to_ae * crisis[slot]:
            site = pick(catchment[columns.practice[row]], uniform(keys[1], identity))
            line = geography.line[geography.organisation_of_site[site], _AE]
            deliver(counts, columns, row, line, _AE, 1)
        if np.float64((need >> _S42) & _LANE) * _UNIT < rules.admitted * crisis[slot]:
            line = geography.line[geography.organisation_of_slot[slot], _MHIP]
            days = whole(-rules.stay * np.log(1.0 - uniform(keys[2], identity)), 0.5)
            deliver(counts, columns, row, line, _MHIP, days)
