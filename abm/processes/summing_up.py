"""Summing up: a month's counts as flows, stocks and outcomes, in real people.

Flows are given twice: as they happened, and with the luck of a small sample taken out, which is what
decisions and forecasts go by.
"""

from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from abm.flows import Flows, coded_units
from abm.patients import kernel
from abm.processes import capacity
from abm.processes.conduct import Conduct
from abm.processes.counting import count_on_lists, real_people
from abm.processes.life import Life
from abm.processes.measures import measured
from abm.processes.month_state import Counts
from abm.processes.personal_budgets import buy_other_support
from abm.processes.queues import waiting_at_sites, waiting_for_support
from abm.processes.setting import Setting
from abm.quantities import Floats
from abm.streams import stream_key, uniforms
from abm.vocabulary import POD, SEGMENTS


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
    setting: Setting, life: Life, conduct: Conduct, counts: Counts, tally: kernel.Tally, month: int
) -> Month:
    """Scale counts to real people, and add patients from outside."""
    place, lines, each = setting.place, setting.lines, 1 / setting.sample
    p, b, s = place.n_practices, place.n_boroughs, len(SEGMENTS)
    people, contacts, enrolled = (c.reshape(p, s, b) for c in (tally.people, tally.contacts, tally.enrolled))
    for pod, given in ((POD["GP"], contacts), (POD["PREV"], enrolled)):
        count_on_lists(counts.delivered, counts.list_use, lines.line[:p, pod], pod, given)
    _add_voluntary(setting, counts.delivered, enrolled.sum(axis=0) * conduct.voluntary, month)
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
    expected = _expected(setting, flows, counts, tally, referral_chance(setting, life, conduct))
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


def _add_voluntary(setting: Setting, delivered: Any, enrolled: Any, month: int) -> None:
    """Voluntary-sector contacts with people in proactive care, by segment and borough."""
    place = setting.place
    wanted = enrolled * setting.values["voluntary.contact_share"]
    u = uniforms(setting.seed, "voluntary.rounding", month, np.arange(wanted.size)).reshape(wanted.shape)
    contacts = np.floor(wanted + u).astype(np.int32)
    for borough, organisation in enumerate(place.voluntary_of_borough):
        line = setting.lines.line[organisation, POD["VOL"]]
        if line >= 0:
            delivered[line, :, borough] += contacts[:, borough]


def referral_chance(setting: Setting, life: Life, conduct: Conduct) -> Floats:
    """Mean chance of referral of a practice's problems as it now acts, [P]."""
    rules = setting.rules["primary"]
    odds = setting.habit + rules.pressure * life.pressure + rules.response * conduct.referral
    return capacity.referral_chance(odds, setting.values)


_PLANNED_PODS: Final = tuple(POD[p] for p in ("OPFA", "OPFUP", "NF2F", "AG", "DC", "EL", "REF"))


_STAY_PODS: Final = tuple(POD[p] for p in ("NEL", "NELST", "XBD", "AEADM"))


def _expected(setting: Setting, flows: Flows, counts: Counts, tally: kernel.Tally, referral: Floats) -> Flows:
    """The month's flows with luck taken out of emergencies by trust and of use by list.

    A trust's emergency admissions become the sum of chances over everyone's hazards. Use by list
    keeps its total over all lists and is shared by each list's expected emergencies and referrals.
    """
    chance = np.divide(
        counts.admissions[:, :, 0],
        counts.admissions[:, :, 1],
        out=np.zeros(counts.admissions.shape[:2]),
        where=counts.admissions[:, :, 1] > 0,
    )
    present = counts.admissions[:, 0, 1].sum()
    kept = np.array([present / max(present + counts.averted.sum(), 1.0), 1.0, 1.0])
    hazard = tally.expected[:, :3] * kept
    by_list_site = np.einsum("pg,hg->ph", hazard, chance) * setting.emergency_share
    by_borough = _with_expected_admissions(setting, flows.by_borough, by_list_site.sum(axis=0))
    total, list_use = flows.list_use.sum(axis=0), flows.list_use.copy()
    by_ae = 1 - setting.values["urgent.direct_share"]
    attend = (tally.expected[:, :3] * np.array([by_ae, by_ae, 1.0])).sum(axis=1)
    for pods, weight in (
        (_STAY_PODS, by_list_site.sum(axis=1)),
        (_PLANNED_PODS, tally.expected[:, 3] * referral),
        ((POD["AE"],), attend),
    ):
        if (of_all := weight.sum()) > 0:
            list_use[:, pods] = (weight / of_all)[:, None] * total[list(pods)]
    return replace(flows, list_use=list_use, over_segments=by_borough)


def _with_expected_admissions(setting: Setting, seen: Floats, wanted_at_site: Floats) -> Floats:
    """Activity by line with trusts' emergency admissions scaled from what was seen to what was expected."""
    trusts, line = setting.place.trusts, setting.lines.line
    of_trust = setting.geography.organisation_of_site[None, :] == trusts[:, None]
    wanted = (of_trust * wanted_at_site).sum(axis=1)
    admitted = line[trusts][:, [POD["NEL"], POD["NELST"]]]
    had = seen[admitted, :-1].sum(axis=(1, 2)) * setting.sample
    factor = np.divide(wanted, had, out=np.ones(len(trusts)), where=(had > 0) & (wanted > 0))
    scaled = seen.copy()
    scaled[np.column_stack([admitted, line[trusts, POD["AEADM"]]])] *= factor[:, None, None]
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
