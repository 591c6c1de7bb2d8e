"""Urgent care: who comes to A&E, who is admitted, how long they stay, who then needs support to leave.

A resident's emergency goes to a site in the proportions of their practice's catchment. Admission is
a chance with log-odds: the class of emergency at the norm, plus severity, plus the trust's own
threshold (its lever), less what a full hospital takes off. What the chance would have been at the
norm is counted beside. Some avoidable emergencies are cared for at home by a rapid response. A trust
that works at discharge shortens stays, at some risk to whom it sends home early.
"""

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from abm.compiled import entry, part
from abm.parameter import Values
from abm.patients.columns import FRAILTY_SHIFT, WAITING_FOR_SUPPORT, Columns
from abm.patients.hazards import Tables
from abm.patients.kernel import HAS_ACS, HAS_MINOR, HAS_SERIOUS, IS_REFUSED
from abm.processes.chance import log_odds, logistic, pick, whole
from abm.processes.counting import deliver
from abm.processes.month_state import TO_COMMUNITY, TO_SOCIAL_CARE, Counts, Geography, Happened, Requests
from abm.quantities import Floats
from abm.streams import draw, uniform
from abm.vocabulary import DEPRIVATION_QUINTILES, POD

STREAMS: Final = (
    "urgent.site",
    "urgent.acuity",
    "urgent.admission",
    "urgent.stay",
    "urgent.leaving",
    "urgent.refused",
)
"""Streams of this process; avoidable, unavoidable and minor emergencies use ids four apart."""

_AE, _NEL, _NELST, _COMM, _AEADM = (POD[p] for p in ("AE", "NEL", "NELST", "COMM", "AEADM"))
_OLD_BAND: Final = 7
_S11, _S32 = np.uint64(11), np.uint64(32)
_LOW32 = np.uint64(0xFFFFFFFF)
_UNIT32: Final = 1.0 / (1 << 32)


class Rules(NamedTuple):
    """Parameters of urgent care; see `abm.parameters.urgent`.

    Attributes:
        usual: float64[3], log-odds of admission of avoidable, serious and minor.
        severity: log-odds per unit of severity.
        response: log-odds per unit of the trust's lever.
        when_full: log-odds per unit of occupancy above usual.
        direct_share: share of admissions not by way of A&E.
        short_share: share of spells that are short.
        short_days: mean of a short stay.
        long_days: float64[bands], mean of a longer stay.
        needs_support: share of longer stays by frail or older people needing support.
        health_share: share of support that is community health.
        refused_to_ae: share of people refused a contact who come to A&E.
        response_contacts: community contacts to care for one emergency at home.
    """

    usual: Floats
    severity: float
    response: float
    when_full: float
    direct_share: float
    short_share: float
    short_days: float
    long_days: Floats
    needs_support: float
    health_share: float
    refused_to_ae: float
    response_contacts: float


def rules(values: Values) -> Rules:
    """The rules in force."""
    usual = [log_odds(values[f"urgent.admit_{c}"]) for c in ("avoidable", "serious", "minor")]
    return Rules(
        np.array(usual),
        values["urgent.admit_severity"],
        values["urgent.admit_response"],
        values["urgent.admit_when_full"],
        values["urgent.direct_share"],
        values["urgent.short_stay_share"],
        values["urgent.short_stay_days"],
        values.table("urgent.long_stay_days"),
        values["community.leave_needs_support"],
        values["community.health_share"],
        values["primary_care.unmet_to_ae"],
        values["community.response_contacts"],
    )


@part
def ask_for_support(
    requests: Requests, columns: Columns, row: Any, service: Any, site: Any, month: Any
) -> None:
    """Put a resident in the line for support, once."""
    n = requests.used[0]
    if n >= requests.row.size or columns.flags[row] & WAITING_FOR_SUPPORT:
        return
    columns.flags[row] |= WAITING_FOR_SUPPORT
    requests.row[n] = row
    requests.identity[n] = columns.identity[row]
    requests.service[n] = service
    requests.site[n] = site
    requests.since[n] = month
    requests.used[0] = n + 1


@part
def _stay(
    columns: Columns, tables: Tables, rules: Rules, row: Any, month: Any, luck: Any, acuity: Any
) -> Any:
    """Whether the stay is short, its days, and the days expected of it."""
    band = tables.band[month - columns.birth[row]]
    chance = min(max(rules.short_share * (1.0 - 0.25 * acuity), 0.05), 0.9)
    mean = chance * rules.short_days + (1.0 - chance) * rules.long_days[band]
    first, second = np.float64(luck & _LOW32) * _UNIT32, np.float64(luck >> _S32) * _UNIT32
    short = first < chance
    days = (rules.short_days if short else rules.long_days[band]) * -np.log(1.0 - second)
    return short, days, mean


class Hospital(NamedTuple):
    """How hospitals and those who keep people out of them act this month. H sites, K services, B boroughs.

    Attributes:
        threshold: float64[H], log-odds of admission added by the trust's lever.
        fit: float64[H], log-odds fitted to the observed level.
        fullness: float64[H], occupancy above its usual level.
        stay: float64[H], length of a stay as a multiple of the norm.
        hurried: float64[H], rise of severity of a person sent home early.
        averted: float64[K], share of avoidable emergencies cared for at home by a service.
        walk_in: float64[B], share of minor attendances going to a community walk-in centre.
    """

    threshold: Floats
    fit: Floats
    fullness: Floats
    stay: Floats
    hurried: Floats
    averted: Floats
    walk_in: Floats


@entry
def urgent_care(
    columns: Columns,
    tables: Tables,
    rules: Rules,
    geography: Geography,
    counts: Counts,
    requests: Requests,
    happened: Happened,
    month: int,
    keys: NDArray[np.uint64],
    catchment: Floats,
    hospital: Hospital,
) -> None:
    """Everyone with an emergency this month, and those refused a contact who come instead.

    Args:
        columns: residents.
        tables: look-ups of age bands and eligibility.
        rules: parameters.
        geography: who is where.
        counts: counts of the month, added to.
        requests: people waiting for support, added to.
        happened: to whom, and what.
        month: month of the run.
        keys: keys of `STREAMS`.
        catchment: float64[P, H], running share of a practice's emergencies by site.
        hospital: how hospitals act.
    """
    rows, flags, events = happened
    for e in range(events):
        what = flags[e]
        if what & (HAS_ACS | HAS_SERIOUS | HAS_MINOR | IS_REFUSED) == 0:
            continue
        row = rows[e]
        identity = columns.identity[row]
        practice, borough = columns.practice[row], columns.borough[row]
        responder = geography.slot[TO_COMMUNITY, borough]
        for kind in range(4):
            if kind == 3:
                if not what & IS_REFUSED or uniform(keys[5], identity) >= rules.refused_to_ae:
                    continue
            elif not what & (HAS_ACS << kind):
                continue
            address = identity * np.uint64(4) + np.uint64(kind)
            place_draw = draw(keys[0], address)
            elsewhere = np.float64(place_draw >> _S32) * _UNIT32
            community = geography.organisation_of_slot[responder]
            if kind == 0 and elsewhere < hospital.averted[responder]:
                contacts = whole(rules.response_contacts, 0.5)
                deliver(counts, columns, row, geography.line[community, _COMM], _COMM, contacts)
                counts.averted[responder] += 1
                continue
            if kind == 2 and elsewhere < hospital.walk_in[borough]:
                deliver(counts, columns, row, geography.line[community, _AE], _AE, 1)
                continue
            site = pick(catchment[practice], np.float64(place_draw & _LOW32) * _UNIT32)
            trust = geography.organisation_of_site[site]
            hashed = draw(keys[1], address)
            # Sum of two uniform lanes less one: acuity of this episode about the resident's own severity.
            acuity = np.float64(hashed & _LOW32) * _UNIT32 + np.float64(hashed >> _S32) * _UNIT32 - 1.0
            acuity += 0.3 * np.float64(columns.severity[row])
            group = min(kind, 2)
            odds = (
                rules.usual[group]
                + rules.severity * acuity
                + hospital.fit[site]
                + rules.when_full * hospital.fullness[site]
            )
            counts.admitted_at_norm[site] += logistic(odds)
            chance = logistic(odds + hospital.threshold[site])
            counts.admissions[site, group, 0] += chance
            counts.admissions[site, group, 1] += 1.0
            luck = draw(keys[3], address)
            short, days, mean = _stay(columns, tables, rules, row, month, luck, acuity)
            days, mean = days * hospital.stay[site], mean * hospital.stay[site]
            counts.expected_bed_days[site] += chance * mean
            choice = draw(keys[2], address)
            admitted = np.float64(choice & _LOW32) * _UNIT32 < chance
            # Of all who would be admitted, a share comes straight from a GP or clinic.
            direct = group < 2 and np.float64(choice >> _S32) * _UNIT32 < rules.direct_share
            if not direct:
                deliver(counts, columns, row, geography.line[trust, _AE], _AE, 1)
            if not admitted:
                continue
            pod = _NELST if short else _NEL
            deliver(counts, columns, row, geography.line[trust, pod], pod, 1)
            counts.severity[site, 0] += acuity
            counts.severity[site, 1] += 1.0
            columns.severity[row] += np.float32(hospital.hurried[site])
            counts.bed_days[site] += days
            counts.emergency[site, 0] += 1.0
            counts.emergency[site, 1] += days
            if not direct:
                deliver(counts, columns, row, geography.line[trust, _AEADM], _AEADM, 1)
            if group == 0:
                counts.avoidable[borough, columns.demography[row] % DEPRIVATION_QUINTILES] += 1
            if short:
                continue
            frail = columns.health[row] >> FRAILTY_SHIFT
            old = tables.band[month - columns.birth[row]] >= _OLD_BAND
            u = uniform(keys[4], address)
            if (old or frail > 0) and u < rules.needs_support:
                service = TO_COMMUNITY if u < rules.needs_support * rules.health_share else TO_SOCIAL_CARE
                ask_for_support(requests, columns, row, service, site, month)
