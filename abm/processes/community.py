"""Community, mental health and social care: what people on a caseload or package receive in a month."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from abm.behaviour.purse import Purchases
from abm.compiled import entry
from abm.parameter import Values
from abm.patients.columns import Columns
from abm.patients.kernel import HAS_SUPPORT, IN_CARE
from abm.processes.acceptance import Door, accepts
from abm.processes.chance import whole
from abm.processes.counting import deliver
from abm.processes.month_state import (
    AT_HOME,
    TO_COMMUNITY,
    TO_MENTAL_HEALTH,
    TO_SOCIAL_CARE,
    Counts,
    Geography,
    Happened,
    Requests,
)
from abm.processes.urgent_care import ask_for_support
from abm.processes.without_care import goes_without, runs_short
from abm.quantities import WEEKS_PER_MONTH, Floats
from abm.streams import uniform
from abm.vocabulary import POD

STREAMS: Final = (
    "community.contacts",
    "community.mental_contacts",
    "community.hours",
    "community.weeks",
    "community.need",
    "community.accepted",
    "community.without_care",
    "community.short_hours",
)
_COMM, _MH, _HC, _RES = (POD[p] for p in ("COMM", "MH", "HC", "RES"))

_LEAST: Final = 0.25
"""Contacts of the least severe, as a share of the usual."""


class Rules(NamedTuple):
    """Parameters of community, mental health and social care; see `abm.parameters.community`.

    Attributes:
        contacts: community contacts per person on a caseload and month.
        mental_contacts: mental health contacts per person on a caseload and month.
        hours: hours of home care in a package's month.
        weeks: weeks in a month of residential care.
        health_share: share of needs for support that are community health.
        heals: fall of severity a month per log point more contacts than usual.
        by_severity: rise of contacts per standard deviation of severity, as a share of the usual.
        need_months: mean months that a need for social care lasts.
    """

    contacts: float
    mental_contacts: float
    hours: float
    weeks: float
    health_share: float
    heals: float
    by_severity: float
    need_months: float


def rules(values: Values) -> Rules:
    """The rules in force."""
    return Rules(
        values["community.contacts_per_month"],
        values["mental_health.contacts_per_month"],
        values["social_care.hours_per_week"] * WEEKS_PER_MONTH,
        WEEKS_PER_MONTH,
        values["community.health_share"],
        values["community.intensity_heals"],
        values["community.contacts_by_severity"],
        values["social_care.package_months"],
    )


@entry
def care_at_home(
    columns: Columns,
    rules: Rules,
    geography: Geography,
    counts: Counts,
    requests: Requests,
    happened: Happened,
    month: int,
    keys: NDArray[np.uint64],
    door: Door,
    intensity: Floats,
    bought: Purchases,
) -> None:
    """Deliver a month of care to everyone who has it, and put new needs in the line.

    Args:
        columns: residents; months left of care are counted down.
        rules: parameters.
        geography: who is where.
        counts: counts of the month, added to.
        requests: people waiting for support, added to.
        happened: to whom, and what.
        month: month of the run.
        keys: keys of `STREAMS`.
        door: how services take people on.
        intensity: float64[K], contacts or hours per person as a multiple of the norm.
        bought: what people with a package get of it as they choose, where they have a budget.
    """
    rows, flags, events = happened
    for e in range(events):
        what = flags[e]
        if what & (IN_CARE | HAS_SUPPORT) == 0:
            continue
        row = rows[e]
        identity = columns.identity[row]
        borough = columns.borough[row]
        if what & HAS_SUPPORT:
            service = TO_COMMUNITY if uniform(keys[4], identity) < rules.health_share else TO_SOCIAL_CARE
            slot, u = geography.slot[service, borough], uniform(keys[5], identity)
            if service == TO_SOCIAL_CARE:
                goes_without(columns, row, rules.need_months, uniform(keys[6], identity))
            if accepts(door, columns, counts, row, service, door.usual[slot], door.selection[slot], u):
                ask_for_support(requests, columns, row, service, AT_HOME, month)
        if not what & IN_CARE:
            continue
        if columns.without_care[row] > 0:
            columns.without_care[row] -= 1
        for left, pod, service, amount, key in (
            (columns.caseload, _COMM, TO_COMMUNITY, rules.contacts, keys[0]),
            (columns.mental, _MH, TO_MENTAL_HEALTH, rules.mental_contacts, keys[1]),
            (columns.home_care, _HC, TO_SOCIAL_CARE, rules.hours, keys[2]),
            (columns.residential, _RES, TO_SOCIAL_CARE, rules.weeks, keys[3]),
        ):
            if left[row] == 0:
                continue
            left[row] -= 1
            slot = geography.slot[service, borough]
            line = geography.line[geography.organisation_of_slot[slot], pod]
            if pod != _RES:
                amount *= intensity[slot]
            if pod == _HC:
                segment = columns.segment[row]
                amount *= bought.hours[segment, borough]
                columns.severity[row] -= np.float32(bought.eases[segment, borough])
                counts.packages[segment, borough] += 1
                runs_short(columns, row, intensity[slot], uniform(keys[7], identity))
            if pod in (_COMM, _MH):
                amount *= max(1.0 + rules.by_severity * np.float64(columns.severity[row]), _LEAST)
                columns.severity[row] -= np.float32(rules.heals * np.log(intensity[slot]))
            deliver(counts, columns, row, line, pod, whole(amount, uniform(key, identity)))
            counts.in_use[slot] += 1.0
