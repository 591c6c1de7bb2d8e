"""Discharge: people ready to leave a bed, or waiting at home, get a service when one has a free place.

Those in a hospital bed go before those at home; earlier requests before later; ties by an
addressed hash. A bed occupied after its patient is ready is a delayed transfer, counted in days
(XBD). The same line serves community health, social care and mental health.
"""

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from abm.compiled import entry, part
from abm.parameters import Values
from abm.patients.columns import ALIVE, WAITING_FOR_SUPPORT, Columns
from abm.processes.chance import whole
from abm.processes.month_state import AT_HOME, TO_COMMUNITY, TO_MENTAL_HEALTH, Counts, Geography, Requests
from abm.quantities import DAYS_PER_MONTH, Floats
from abm.streams import stream_key, uniform, uniforms
from abm.vocabulary import DEPRIVATION_QUINTILES, POD

STREAMS: Final = (
    "discharge.handover",
    "discharge.package",
    "discharge.length",
    "discharge.rounding",
    "discharge.other",
)
_XBD: Final = POD["XBD"]
_LONGEST: Final = 250


class Rules(NamedTuple):
    """Parameters of discharge and support; see `abm.parameters.community`.

    Attributes:
        handover_days: mean days from ready to a slot when slots are free.
        gives_up: months after which a need lapses.
        other_way: share of those kept in a bed a month or more who leave without the service.
        caseload_months: mean months on a community caseload.
        mental_months: mean months on a mental health caseload.
        package_months: mean months of home care.
        residential_months: mean months in residential care.
        eligible: share of social care needs found eligible.
        residential: share of packages that are residential.
    """

    handover_days: float
    gives_up: float
    other_way: float
    caseload_months: float
    mental_months: float
    package_months: float
    residential_months: float
    eligible: float
    residential: float


def rules(values: Values) -> Rules:
    """The rules in force."""
    return Rules(
        values["community.handover_days"],
        values["community.waits_before_giving_up"],
        values["community.other_arrangement"],
        values["community.caseload_months"],
        values["mental_health.caseload_months"],
        values["social_care.package_months"],
        values["social_care.residential_months"],
        values["social_care.eligible_share"],
        values["social_care.residential_share"],
    )


def serving_order(requests: Requests, seed: int, month: int) -> NDArray[np.int64]:
    """Positions of requests in the order they are served."""
    n = int(requests.used[0])
    tie = uniforms(seed, "discharge.order", month, requests.identity[:n])
    return np.lexsort((tie, requests.site[:n] == AT_HOME, requests.since[:n]))


@part
def _months(mean: Any, u: Any) -> Any:
    """Whole months, at least one, falling off geometrically."""
    return min(1 + np.int64(-np.log(1.0 - u) * (mean - 0.5)), _LONGEST)


@part
def _start_service(columns: Columns, rules: Rules, row: Any, service: Any, keys: Any) -> None:
    identity = columns.identity[row]
    u = uniform(keys[2], identity)
    if service == TO_COMMUNITY:
        columns.caseload[row] = _months(rules.caseload_months, u)
    elif service == TO_MENTAL_HEALTH:
        columns.mental[row] = _months(rules.mental_months, u)
    else:
        kind = uniform(keys[1], identity)
        if kind < rules.eligible * rules.residential:
            columns.residential[row] = _months(rules.residential_months, u)
        elif kind < rules.eligible:
            columns.home_care[row] = _months(rules.package_months, u)


@entry
def discharge(
    columns: Columns,
    rules: Rules,
    geography: Geography,
    counts: Counts,
    requests: Requests,
    order: NDArray[np.int64],
    kept: NDArray[np.int64],
    month: int,
    keys: NDArray[np.uint64],
    free: Floats,
) -> Any:
    """Serve requests in order; returns how many positions were written to `kept`, to stay in line.

    Args:
        columns: residents.
        rules: parameters.
        geography: who is where.
        counts: counts of the month, added to.
        requests: people waiting for support.
        order: positions in the order they are served.
        kept: int64, filled with positions of those who go on waiting.
        month: month of the run.
        keys: keys of `STREAMS`.
        free: float64[K], free places of each service, used up.
    """
    remaining = 0
    for position in order:
        row = requests.row[position]
        if columns.identity[row] != requests.identity[position] or columns.flags[row] & ALIVE == 0:
            continue
        service, site = requests.service[position], requests.site[position]
        slot = geography.slot[service, columns.borough[row]]
        waited = month - requests.since[position]
        identity = columns.identity[row]
        days = 0.0
        if free[slot] >= 1.0:
            free[slot] -= 1.0
            if site != AT_HOME:
                days = -rules.handover_days * np.log(1.0 - uniform(keys[0], identity))
                days = min(days, DAYS_PER_MONTH) if waited == 0 else DAYS_PER_MONTH / 2
            columns.flags[row] &= ~np.uint8(WAITING_FOR_SUPPORT)
            _start_service(columns, rules, row, service, keys)
        elif site != AT_HOME and waited > 0 and uniform(keys[4], identity) < rules.other_way:
            columns.flags[row] &= ~np.uint8(WAITING_FOR_SUPPORT)
            days = DAYS_PER_MONTH / 2
        elif site == AT_HOME and waited >= rules.gives_up:
            columns.flags[row] &= ~np.uint8(WAITING_FOR_SUPPORT)
            counts.unmet[columns.borough[row], columns.demography[row] % DEPRIVATION_QUINTILES] += 1
        else:
            kept[remaining] = position
            remaining += 1
            if site != AT_HOME:
                days = DAYS_PER_MONTH / 2 if waited == 0 else DAYS_PER_MONTH
        if site != AT_HOME:
            _occupy(columns, geography, counts, row, site, days, uniform(keys[3], identity))
    return remaining


@part
def _occupy(
    columns: Columns, geography: Geography, counts: Counts, row: Any, site: Any, days: Any, u: Any
) -> None:
    """Count days in a bed after being ready to leave."""
    counts.delayed_days[site] += days
    line = geography.line[geography.organisation_of_site[site], _XBD]
    n = whole(days, u)
    counts.delivered[line, columns.segment[row], columns.borough[row]] += n
    counts.list_use[columns.practice[row], _XBD] += n


def keep_waiting(requests: Requests, kept: NDArray[np.int64]) -> None:
    """Close up the line to those who go on waiting."""
    for column in requests[:5]:
        column[: len(kept)] = column[kept]
    requests.used[0] = len(kept)


def keys_of(seed: int, month: int) -> NDArray[np.uint64]:
    """Keys of this process for a month."""
    return np.array([stream_key(seed, s, month) for s in STREAMS], np.uint64)
