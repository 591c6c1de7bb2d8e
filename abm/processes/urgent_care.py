"""Urgent care: who comes to A&E, who is admitted, how long they stay, who then needs support to leave.

A resident's emergency goes to a site in the proportions of their practice's catchment. Admission is
a chance with log-odds: the class of emergency at the norm, plus severity, plus the trust's own
threshold (its lever), less what a full hospital takes off. Avoidable emergencies may be cared for at
home where a programme funds a response.
"""

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from abm.compiled import entry, part
from abm.parameters import Values
from abm.patients.columns import FRAILTY_SHIFT, WAITING_FOR_SUPPORT, Columns
from abm.patients.hazards import Tables
from abm.patients.kernel import HAS_ACS, HAS_MINOR, HAS_SERIOUS, IS_REFUSED
from abm.processes.chance import log_odds, logistic, pick, whole
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
    threshold: Floats,
    fullness: Floats,
    averted_share: float,
    walk_in: Floats,
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
        threshold: float64[H], log-odds of admission added by the trust's own conduct and fit.
        fullness: float64[H], occupancy above its usual level.
        averted_share: share of avoidable emergencies cared for at home by a programme's response.
        walk_in: float64[B], share of minor attendances going to a community walk-in centre.
    """
    rows, flags, events = happened
    for e in range(events):
        what = flags[e]
        if what & (HAS_ACS | HAS_SERIOUS | HAS_MINOR | IS_REFUSED) == 0:
            continue
        row = rows[e]
        identity = columns.identity[row]
        practice, segment, borough = columns.practice[row], columns.segment[row], columns.borough[row]
        for kind in range(4):
            if kind == 3:
                if not what & IS_REFUSED or uniform(keys[5], identity) >= rules.refused_to_ae:
                    continue
            elif not what & (HAS_ACS << kind):
                continue
            address = identity * np.uint64(4) + np.uint64(kind)
            place_draw = draw(keys[0], address)
            if kind == 0 and np.float64(place_draw >> _S32) * _UNIT32 < averted_share:
                slot = geography.slot[TO_COMMUNITY, borough]
                line = geography.line[geography.organisation_of_slot[slot], _COMM]
                contacts = whole(rules.response_contacts, 0.5)
                counts.delivered[line, segment, borough] += contacts
                counts.list_use[practice, _COMM] += contacts
                counts.averted[slot] += 1
                continue
            if kind == 2 and np.float64(place_draw >> _S32) * _UNIT32 < walk_in[borough]:
                slot = geography.slot[TO_COMMUNITY, borough]
                counts.delivered[
                    geography.line[geography.organisation_of_slot[slot], _AE], segment, borough
                ] += 1
                counts.list_use[practice, _AE] += 1
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
                + threshold[site]
                + rules.when_full * fullness[site]
            )
            chance = logistic(odds)
            counts.admissions[site, group, 0] += chance
            counts.admissions[site, group, 1] += 1.0
            luck = draw(keys[3], address)
            short, days, mean = _stay(columns, tables, rules, row, month, luck, acuity)
            counts.expected_bed_days[site] += chance * mean
            choice = draw(keys[2], address)
            admitted = np.float64(choice & _LOW32) * _UNIT32 < chance
            # Of all who would be admitted, a share comes straight from a GP or clinic.
            direct = group < 2 and np.float64(choice >> _S32) * _UNIT32 < rules.direct_share
            if not direct:
                counts.delivered[geography.line[trust, _AE], segment, borough] += 1
                counts.list_use[practice, _AE] += 1
            if not admitted:
                continue
            pod = _NELST if short else _NEL
            counts.delivered[geography.line[trust, pod], segment, borough] += 1
            counts.list_use[practice, pod] += 1
            counts.bed_days[site] += days
            counts.emergency[site, 0] += 1.0
            counts.emergency[site, 1] += days
            if not direct:
                counts.delivered[geography.line[trust, _AEADM], segment, borough] += 1
                counts.list_use[practice, _AEADM] += 1
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
