"""Summing up: a month's counts as flows, stocks and outcomes, in real people.

Flows are given twice: as they happened, and with the luck of a small sample taken out, which is what
decisions and forecasts go by.
"""

from copy import copy
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from abm.compiled import entry, maker
from abm.flows import Flows, coded_units
from abm.patients import kernel
from abm.processes import capacity
from abm.processes.by_cohort import by_cohort
from abm.processes.chance import whole
from abm.processes.conduct import Conduct
from abm.processes.counting import count_on_lists, real_people
from abm.processes.life import Life
from abm.processes.measures import measured
from abm.processes.month_state import Counts
from abm.processes.personal_budgets import buy_other_support
from abm.processes.queues import waiting_at_sites, waiting_for_support
from abm.processes.setting import Setting
from abm.quantities import Floats, Ints
from abm.streams import stream_key, uniform
from abm.vocabulary import POD, PODS, SEGMENTS


@dataclass(frozen=True, eq=False)
class Month:
    """What a month brought, in real people (a sampled resident counts 1 / sample).

    Attributes:
        flows: what payment and effects see.
        expected: the same, with emergencies and referrals at their chance-weighted counts: what a
            provider of the full population would see, free of the luck of a small sample.
        stocks: arrays by name: waiting_first[H], waiting_treatment[H], occupancy[H], delayed[H],
            in_use[K], places[K], requests[K], pressure[P], refused[P], referrals_at_norm[P],
            admitted[H], admitted_at_norm[H], case_mix[O], severity[H, 2].
        outcomes: arrays by name: deaths[B, 2], wishes[B], unmet[B, 5], avoidable[B, 5], averted[K],
            waits[H, 4], people[S, B], people_by_need[B, 5], accepted[4, 2, 2], accepted_by_need[4, 5, 2],
            asked[B, 5], contacts asked of practices,
            measures[O, outcomes, 3].
        seen: int32[W, L], what was delivered to people who are watched.
    """

    flows: Flows
    expected: Flows
    stocks: dict[str, Floats]
    outcomes: dict[str, Floats]
    seen: Any


def sum_up(
    setting: Setting,
    life: Life,
    conduct: Conduct,
    counts: Counts,
    tally: kernel.Tally,
    referral: Floats,
    month: int,
) -> Month:
    """Scale counts to real people, and add patients from outside.

    Args:
        setting: what stays the same.
        life: how things stand at the end of the month.
        conduct: what providers did.
        counts: counts of the month, to which what practices and voluntary services gave is added.
        tally: what the month's pass over residents counted.
        referral: float[P], mean chance of referral, see `referral_chance`.
        month: month of the run.
    """
    place, lines, each = setting.place, setting.lines, 1 / setting.sample
    p, b, s = place.n_practices, place.n_boroughs, len(SEGMENTS)
    people, contacts, enrolled = (c.reshape(p, s, b) for c in (tally.people, tally.contacts, tally.enrolled))
    for pod, given in ((POD["GP"], contacts), (POD["PREV"], enrolled)):
        count_on_lists(counts.delivered, counts.list_use, lines.line[:p, pod], pod, given)
    _add_voluntary(setting, counts.delivered, enrolled, conduct, month)
    budgets = buy_other_support(setting, conduct.bought, counts.packages, counts.delivered, month)
    luck = stream_key(setting.seed, "outside.rounding", month)
    delivered, by_borough = real_people(counts.delivered, setting.gross_up, luck, each)
    in_care = enrolled.sum(axis=(1, 2)).astype(np.float64)
    measures = measured(setting, conduct, counts, tally, in_care) * each
    flows = Flows(
        delivered,
        _real(counts.list_use, each),
        _real(people, each),
        _real(tally.eligible, each),
        in_care * each,
        measures[:, :, 1:],
        by_borough,
        _coded(setting, conduct, by_borough),
        budgets,
    )
    flows.by_cohort = by_cohort(setting, counts, tally, flows.provided, month)
    expected = _expected(setting, flows, counts, tally, referral)
    expected.coded = _coded(setting, conduct, expected.by_borough)
    stocks = _stocks(setting, life, conduct, counts, tally)
    outcomes = {**_outcomes(life, counts, people, each), "measures": measures}
    outcomes["asked"] = _real(tally.asked.reshape(b, -1), each)
    return Month(flows, expected, stocks, outcomes, counts.seen)


def _real(counted: Any, each: float) -> Floats:
    """Sampled people as real people."""
    return counted.astype(np.float64) * each


def _coded(setting: Setting, conduct: Conduct, by_borough: Floats) -> Floats | None:
    """Activity as coded, or None where everybody codes as in the reference year."""
    if (conduct.coding == 1).all():
        return None
    return coded_units(setting.lines, by_borough, conduct.coding)


def _add_voluntary(
    setting: Setting, delivered: Any, enrolled: NDArray[np.int32], conduct: Conduct, month: int
) -> None:
    """Voluntary-sector contacts with people in proactive care, by segment and borough."""
    key = stream_key(setting.seed, "voluntary.rounding", month)
    lines = setting.lines.line[setting.place.serving["voluntary_sector"], POD["VOL"]]
    share = setting.values["voluntary.contact_share"]
    _give_contacts(delivered, lines, enrolled, conduct.voluntary, share, key)


@entry
def _give_contacts(
    delivered: NDArray[np.int32],
    lines: Ints,
    enrolled: NDArray[np.int32],
    voluntary: Floats,
    share: float,
    key: Any,
) -> None:
    """Add contacts for a share of those enrolled, int[P, S, B], to each borough's line; -1 for none."""
    lists, segments, boroughs = enrolled.shape
    for s in range(segments):
        for b in range(boroughs):
            if lines[b] >= 0:
                people = 0
                for p in range(lists):
                    people += enrolled[p, s, b]
                wanted = people * voluntary[b] * share
                delivered[lines[b], s, b] += np.int32(whole(wanted, uniform(key, s * boroughs + b)))


def referral_chance(setting: Setting, life: Life, conduct: Conduct) -> Floats:
    """Mean chance of referral of a practice's problems as it now acts, [P]."""
    rules = setting.rules["primary"]
    odds = setting.habit + rules.pressure * life.pressure + rules.response * conduct.referral
    return capacity.referral_chance(odds, setting.values)


_STAYS, _PLANNED, _ATTENDANCES, _AS_IT_WAS = range(4)
_SHARED_BY: Final = np.full(len(PODS), _AS_IT_WAS)
"""What use of each point of delivery is shared out by: expected stays, problems referred, attendances."""
_SHARED_BY[[POD[p] for p in ("NEL", "NELST", "XBD", "AEADM")]] = _STAYS
_SHARED_BY[[POD[p] for p in ("OPFA", "OPFUP", "NF2F", "AG", "DC", "EL", "REF")]] = _PLANNED
_SHARED_BY[POD["AE"]] = _ATTENDANCES


def _expected(setting: Setting, flows: Flows, counts: Counts, tally: kernel.Tally, referral: Floats) -> Flows:
    """The month's flows with luck taken out of emergencies by trust and of use by list.

    A trust's emergency admissions become the sum of chances over everyone's hazards. Use by list
    keeps its total over all lists and is shared by each list's expected emergencies and referrals.
    """
    admitted, met = counts.admissions[:, :, 0], counts.admissions[:, :, 1]
    chance = np.divide(admitted, met, out=np.zeros(met.shape), where=met > 0)
    present = met[:, 0].sum()
    kept = np.array([present / max(present + counts.averted.sum(), 1.0), 1.0, 1.0])
    by_list_site = np.einsum("pg,hg->ph", tally.expected[:, :3] * kept, chance) * setting.emergency_share
    by_ae = 1 - setting.values["urgent.direct_share"]
    attend = (tally.expected[:, :3] * np.array([by_ae, by_ae, 1.0])).sum(axis=1)
    weight = np.stack([by_list_site.sum(axis=1), tally.expected[:, 3] * referral, attend])
    expected = copy(flows)
    expected.list_use = _share_out(flows.list_use, _SHARED_BY, weight, weight.sum(axis=1))
    expected.over_segments = _with_expected_admissions(setting, flows.by_borough, by_list_site.sum(axis=0))
    if flows.by_cohort is not None:
        expected.by_cohort = flows.by_cohort.expecting(flows.by_borough, expected.over_segments)
    return expected


@maker
def _share_out(use: Floats, shared_by: Ints, weight: Floats, of_all: Floats) -> Floats:
    """Use of all lists by the weight of each; where nothing is shared, or nothing weighs, it is as it was.

    Args:
        use: float[P, pods], use of each list.
        shared_by: int[pods], which weight goes for it; beyond the last for none.
        weight: float[weights, P].
        of_all: float[weights], their sums.
    """
    total, shared = np.zeros(use.shape[1]), use.copy()
    for p in range(use.shape[0]):
        for d in range(use.shape[1]):
            total[d] += use[p, d]
    for d in range(use.shape[1]):
        w = shared_by[d]
        if w < of_all.size and of_all[w] > 0:
            for p in range(use.shape[0]):
                shared[p, d] = weight[w, p] / of_all[w] * total[d]
    return shared


def _with_expected_admissions(setting: Setting, seen: Floats, wanted_at_site: Floats) -> Floats:
    """Activity by line with trusts' emergency admissions scaled from what was seen to what was expected."""
    trusts = setting.place.trusts
    of_trust = setting.geography.organisation_of_site[None, :] == trusts[:, None]
    lines = setting.lines.line[trusts][:, _ADMISSIONS]
    return _scaled(seen, lines, (of_trust * wanted_at_site).sum(axis=1), setting.sample)


_ADMISSIONS: Final = [POD[p] for p in ("NEL", "NELST", "AEADM")]
"""Emergency spells, long and short, and the attendances that led to them."""


@maker
def _scaled(seen: Floats, lines: Ints, wanted: Floats, sample: float) -> Floats:
    """Lines of trusts, int[T, 3], scaled so that the first two add up to what is wanted of residents.

    Args:
        seen: float[L, B + 1], activity by line, real people.
        lines: emergency spells of each trust, and what is scaled with them.
        wanted: float[T], sampled spells of residents; a trust that had none, or wants none, is left.
        sample: sampling fraction.
    """
    scaled, width = seen.copy(), seen.shape[1]
    for t in range(wanted.size):
        long, short = 0.0, 0.0
        for b in range(width - 1):
            long += seen[lines[t, 0], b]
            short += seen[lines[t, 1], b]
        had = (long + short) * sample
        if had > 0 and wanted[t] > 0:
            for k in range(lines.shape[1]):
                for b in range(width):
                    scaled[lines[t, k], b] *= wanted[t] / had
    return scaled


def _stocks(
    setting: Setting, life: Life, conduct: Conduct, counts: Counts, tally: kernel.Tally
) -> dict[str, Floats]:
    """What stands at the end of the month, in real people."""
    each, sites = 1 / setting.sample, len(setting.place.sites)
    first, treatment = waiting_at_sites(life)
    known = life.usual_bed_days > 0
    used = np.divide(
        counts.bed_days + counts.delayed_days, life.usual_bed_days, out=np.zeros(sites), where=known
    )
    return {
        "waiting_first": first * each,
        "waiting_treatment": treatment * each,
        "bed_days": (counts.bed_days + counts.delayed_days) * each,
        "emergency_spells": counts.emergency[:, 0] * each,
        "emergency_bed_days": (counts.emergency[:, 1] + counts.delayed_days) * each,
        "occupancy": used * setting.values["urgent.usual_occupancy"],
        "delayed_days": counts.delayed_days * each,
        "in_use": counts.in_use * each,
        "places": life.capacity.places * conduct.places * each,
        "requests": waiting_for_support(setting, life) * each,
        "pressure": life.pressure.copy(),
        "refused": _real(tally.refused, each),
        "referrals_at_norm": counts.referrals_at_norm * each,
        "problems": tally.expected[:, 3] * each,
        "admitted": counts.admissions[:, :, 0].sum(axis=1) * each,
        "admitted_at_norm": counts.admitted_at_norm * each,
        "severity": counts.severity * each,
        "case_mix": conduct.coding,
    }


def _outcomes(life: Life, counts: Counts, people: Any, each: float) -> dict[str, Floats]:
    """What happened to people, in real people."""
    named = {
        "deaths": counts.deaths,
        "wishes": counts.wishes,
        "unmet": counts.unmet,
        "avoidable": counts.avoidable,
        "averted": counts.averted,
        "waits": counts.waits,
        "people": people.sum(axis=0),
        "people_by_need": life.people_by_need,
        "accepted": counts.accepted,
        "accepted_by_need": counts.accepted_by_need,
    }
    return {name: _real(value, each) for name, value in named.items()}
