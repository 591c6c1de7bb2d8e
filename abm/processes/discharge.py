"""Discharge: people ready to leave a bed, or waiting at home, get a service when one has a free place.

Earlier requests go before later ones, and among those of a month people in a hospital bed before
people at home; a service that picks up from hospital first counts them as if they had asked earlier.
Ties are settled by an addressed hash. A bed occupied after its patient is ready is a delayed transfer,
counted in days (XBD). The same line serves community health, social care and mental health.
"""

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from abm.compiled import entry, part
from abm.parameter import Values
from abm.patients.columns import ALIVE, WAITING_FOR_SUPPORT, Columns
from abm.processes.chance import months_long, whole
from abm.processes.counting import deliver
from abm.processes.month_state import (
    AT_HOME,
    TO_COMMUNITY,
    TO_MENTAL_HEALTH,
    TO_SOCIAL_CARE,
    Counts,
    Geography,
    Requests,
)
from abm.processes.without_care import goes_without
from abm.quantities import DAYS_PER_MONTH, Floats
from abm.streams import stream_keys, uniform, uniforms
from abm.vocabulary import DEPRIVATION_QUINTILES, POD

STREAMS: Final = (
    "discharge.handover",
    "discharge.package",
    "discharge.length",
    "discharge.rounding",
    "discharge.other",
    "discharge.reablement",
)
_XBD: Final = POD["XBD"]


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
        residential: share of packages that are residential.
        reabled_length: length of a package after reablement, as a share of one without.
        length_without: length of a package without reablement, as a share of the mean at the norm.
    """

    handover_days: float
    gives_up: float
    other_way: float
    caseload_months: float
    mental_months: float
    package_months: float
    residential_months: float
    residential: float
    reabled_length: float
    length_without: float


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
        values["social_care.residential_share"],
        values["social_care.reabled_length"],
        _length_without(values),
    )


def _length_without(values: Values) -> float:
    """Length of a package without reablement, such that the mean at the norm is the mean known."""
    reabled, factor = values["social_care.reablement_share"], values["social_care.reabled_length"]
    return 1 / (1 - reabled * (1 - factor))


class Handover(NamedTuple):
    """How people leave beds and get services this month. K services, H sites.

    Attributes:
        days: float64[K], days from ready to a slot, as a multiple of the norm.
        by_hospital: float64[H], the same, by what the trust does for it.
        eligible: float64[K], share of social care needs found eligible.
        reabled: float64[K], share of home care packages that start with reablement.
    """

    days: Floats
    by_hospital: Floats
    eligible: Floats
    reabled: Floats


def serving_order(
    requests: Requests, columns: Columns, geography: Geography, pickup: Floats, seed: int, month: int
) -> NDArray[np.int64]:
    """Positions of requests in the order they are served.

    Args:
        requests: people waiting for support.
        columns: residents.
        geography: who is where.
        pickup: float[K], months by which people in a bed are put ahead of people at home.
        seed: of the run.
        month: month of the run.
    """
    n = int(requests.used[0])
    tie = uniforms(seed, "discharge.order", month, requests.identity[:n])
    at_home, since = requests.site[:n] == AT_HOME, requests.since[:n].astype(np.float64)
    slot = geography.slot[requests.service[:n], columns.borough[requests.row[:n]]]
    since -= np.where(at_home, 0.0, pickup[slot])
    return np.lexsort((tie, at_home, since))


@part
def _start_service(
    columns: Columns, rules: Rules, handover: Handover, row: Any, service: Any, slot: Any, keys: Any
) -> None:
    identity = columns.identity[row]
    u = uniform(keys[2], identity)
    if service == TO_COMMUNITY:
        columns.caseload[row] = months_long(rules.caseload_months, u)
    elif service == TO_MENTAL_HEALTH:
        columns.mental[row] = months_long(rules.mental_months, u)
    else:
        kind = uniform(keys[1], identity)
        eligible = handover.eligible[slot]
        if kind < eligible * rules.residential:
            columns.residential[row] = months_long(rules.residential_months, u)
            columns.without_care[row] = 0
        elif kind < eligible:
            reabled = uniform(keys[5], identity) < handover.reabled[slot]
            length = rules.length_without * (rules.reabled_length if reabled else 1.0)
            columns.home_care[row] = months_long(rules.package_months * length, u)
            columns.without_care[row] = 0
        else:
            goes_without(columns, row, rules.package_months, u)


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
    handover: Handover,
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
        handover: how people leave beds and get services.
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
                mean = rules.handover_days * handover.days[slot] * handover.by_hospital[site]
                days = -mean * np.log(1.0 - uniform(keys[0], identity))
                days = min(days, DAYS_PER_MONTH) if waited == 0 else DAYS_PER_MONTH / 2
            columns.flags[row] &= ~np.uint8(WAITING_FOR_SUPPORT)
            _start_service(columns, rules, handover, row, service, slot, keys)
        elif site != AT_HOME and waited > 0 and uniform(keys[4], identity) < rules.other_way:
            columns.flags[row] &= ~np.uint8(WAITING_FOR_SUPPORT)
            days = DAYS_PER_MONTH / 2
            if service == TO_SOCIAL_CARE:
                goes_without(columns, row, rules.package_months, uniform(keys[2], identity))
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
    deliver(counts, columns, row, line, _XBD, whole(days, u))


def keep_waiting(requests: Requests, kept: NDArray[np.int64]) -> None:
    """Close up the line to those who go on waiting."""
    for column in requests[:5]:
        column[: len(kept)] = column[kept]
    requests.used[0] = len(kept)


def keys_of(seed: int, month: int) -> NDArray[np.uint64]:
    """Keys of this process for a month."""
    return stream_keys(seed, STREAMS, month)
