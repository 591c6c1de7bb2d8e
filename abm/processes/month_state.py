"""What the processes of a month share: where things are, what is counted, who waits for what."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from abm.flows import Lines
from abm.parameters.planned import SPECIALTIES
from abm.patients.apart import Apart
from abm.place import Place
from abm.quantities import Floats, Ints
from abm.vocabulary import PODS, SEGMENTS

Counts32 = NDArray[np.int32]

TO_COMMUNITY: Final = 0
TO_SOCIAL_CARE: Final = 1
TO_MENTAL_HEALTH: Final = 2
TO_TREATMENT: Final = 3
AT_HOME: Final = -1

MOST_SITES: Final = 21
"""A waiting list has an 8-bit number: twelve lists a site, 255 meaning none."""


class Geography(NamedTuple):
    """Who is where. H sites, B boroughs, K support services (slots).

    Attributes:
        organisation_of_site: int64[H], organisation index of each site's trust.
        line: int64[organisations, pods], activity line of a pair, or -1.
        slot: int64[3, B], support service of a borough for community, social care, mental health.
        organisation_of_slot: int64[K].
        service_of_slot: int64[K], community, social care or mental health.
    """

    organisation_of_site: Ints
    line: Ints
    slot: Ints
    organisation_of_slot: Ints
    service_of_slot: Ints


class Happened(NamedTuple):
    """To whom something happened this month, in order of rows.

    Attributes:
        rows: int32[rows or more], rows of the residents.
        flags: uint16[rows or more], what happened, bits of `abm.patients.kernel.HAS_*`.
        people: how many of them.
    """

    rows: NDArray[np.int32]
    flags: NDArray[np.uint16]
    people: int


class Counts(NamedTuple):
    """What a month counts, in sampled people. L lines, S segments, B boroughs, P practices, H sites.

    Attributes:
        delivered: int32[L, S, B].
        list_use: int32[P, pods].
        bed_days: float64[H], realised.
        expected_bed_days: float64[H], chance-weighted, free of this month's luck.
        delayed_days: float64[H], days in a bed after being ready to leave.
        emergency: float64[H, 2], emergency spells and the days they took.
        admissions: float64[H, 3, 2], for avoidable, serious and minor: sum of chances, and presentations.
        referrals_at_norm: float64[P], referrals expected of the same problems at the usual threshold.
        waits: float64[H, 4], months waited and people served: first attendance, then treatment.
        deaths: int32[B, 2], not in hospital and in hospital.
        wishes: int32[B], deaths where the person would have wished.
        averted: int32[K], emergencies cared for at home by the programme's response.
        in_use: float64[K], places of each support service in use.
        unmet: int32[B, 5], needs given up or contacts refused, by borough and deprivation.
        avoidable: int32[B, 5], avoidable emergency admissions by borough and deprivation.
        admitted_at_norm: float64[H], sum of chances of admission had the trust kept to its norm.
        severity: float64[H, 2], sum of acuity of people admitted as emergencies, and how many.
        accepted: int32[4, 2, 2], asked and accepted by service (community, social care, mental health,
            planned treatment) and severity below or above the mean.
        accepted_by_need: int32[4, 5, 2], asked and accepted by service and deprivation.
        in_time: float64[H, 2], people seen or treated within 18 weeks of joining the list, and all.
        packages: int32[S, B], people with a home care package, by segment and borough.
        apart: how people are told apart by condition.
        by_cohort: int32[L, C, B + 1], what was delivered by combination of cohorts, the last column for its
            sum; C is 0 where nobody is told apart.
        watched: uint64[W], identities of people who are watched.
        seen: int32[W, L], what was delivered to them.
    """

    delivered: Counts32
    list_use: Counts32
    bed_days: Floats
    expected_bed_days: Floats
    delayed_days: Floats
    emergency: Floats
    admissions: Floats
    referrals_at_norm: Floats
    waits: Floats
    deaths: Counts32
    wishes: Counts32
    averted: Counts32
    in_use: Floats
    unmet: Counts32
    avoidable: Counts32
    admitted_at_norm: Floats
    severity: Floats
    accepted: Counts32
    accepted_by_need: Counts32
    in_time: Floats
    packages: Counts32
    apart: Apart
    by_cohort: Counts32
    watched: NDArray[np.uint64]
    seen: Counts32


class Requests(NamedTuple):
    """People waiting for support: at home, or in a hospital bed and ready to leave.

    Attributes:
        row: int32[capacity], resident's row.
        identity: uint64[capacity], the resident's number, to notice a recycled row.
        service: int8[capacity], community, social care or mental health.
        site: int16[capacity], site of the bed, or -1 at home.
        since: int16[capacity], month of the request.
        used: int64[1], requests in use.
    """

    row: NDArray[np.int32]
    identity: NDArray[np.uint64]
    service: NDArray[np.int8]
    site: NDArray[np.int16]
    since: NDArray[np.int16]
    used: Ints


class Joiners(NamedTuple):
    """People who join a waiting list this month, to be put in order of an addressed hash.

    Attributes:
        row: int32[capacity].
        rank: uint64[capacity], list number in the top byte, then the hash.
        used: int64[1], how many.
    """

    row: NDArray[np.int32]
    rank: NDArray[np.uint64]
    used: Ints


class Waiting(NamedTuple):
    """Waiting lists as chains through residents' rows. Q lists.

    Attributes:
        first: int32[Q], row at the head, or -1.
        last: int32[Q], row at the tail, or -1.
        length: int64[Q], people on it.
        carried: float64[Q], capacity left over from last month, under one person's worth.
    """

    first: NDArray[np.int32]
    last: NDArray[np.int32]
    length: Ints
    carried: Floats


class FreeRows(NamedTuple):
    """Empty rows, ready for arrivals.

    Attributes:
        free: int32[rows], a stack of recycled rows.
        used: int64[2]: rows on the stack; rows ever used.
    """

    free: NDArray[np.int32]
    used: Ints


def first_lists(sites: int) -> int:
    """How many waiting lists are for a first attendance (site x specialty x urgent or routine)."""
    return sites * len(SPECIALTIES) * 2


def all_lists(sites: int) -> int:
    """How many waiting lists there are; those for treatment follow those for a first attendance."""
    return first_lists(sites) + sites * len(SPECIALTIES)


def geography(place: Place, lines: Lines) -> Geography:
    """Lay out the services of a place."""
    services = [place.serving["community"], place.serving["social_care"], place.serving["mental_health"]]
    organisations = [np.unique(s) for s in services]
    starts = np.cumsum([0, *(len(o) for o in organisations)])
    slot = np.array(
        [start + np.searchsorted(o, s) for o, s, start in zip(organisations, services, starts, strict=False)]
    )
    site_trust = np.array([site.trust for site in place.sites], np.int64)
    return Geography(
        site_trust,
        lines.line,
        slot.astype(np.int64),
        np.concatenate(organisations).astype(np.int64),
        np.repeat(np.arange(len(services)), [len(o) for o in organisations]).astype(np.int64),
    )


def no_counts(
    place: Place,
    lines: Lines,
    slots: int,
    delivered: Counts32,
    distinct: Apart,
    watched: tuple[int, ...] = (),
) -> Counts:
    """All counts of a month at zero.

    Args:
        place: the place.
        lines: its activity lines.
        slots: K, support services.
        delivered: int32[L, S, B], the largest table, kept between months and cleared here.
        distinct: how people are told apart by condition.
        watched: identities of people who are watched.
    """
    h, p, b = len(place.sites), place.n_practices, place.n_boroughs
    classes = distinct.combinations if distinct.any else 0
    delivered.fill(0)
    return Counts(
        delivered=delivered,
        list_use=np.zeros((p, len(PODS)), np.int32),
        bed_days=np.zeros(h),
        expected_bed_days=np.zeros(h),
        delayed_days=np.zeros(h),
        emergency=np.zeros((h, 2)),
        admissions=np.zeros((h, 3, 2)),
        referrals_at_norm=np.zeros(p),
        waits=np.zeros((h, 4)),
        deaths=np.zeros((b, 2), np.int32),
        wishes=np.zeros(b, np.int32),
        averted=np.zeros(slots, np.int32),
        in_use=np.zeros(slots),
        unmet=np.zeros((b, 5), np.int32),
        avoidable=np.zeros((b, 5), np.int32),
        admitted_at_norm=np.zeros(h),
        severity=np.zeros((h, 2)),
        accepted=np.zeros((4, 2, 2), np.int32),
        accepted_by_need=np.zeros((4, 5, 2), np.int32),
        in_time=np.zeros((h, 2)),
        packages=np.zeros((len(SEGMENTS), b), np.int32),
        apart=distinct,
        by_cohort=np.zeros((lines.n, classes, b + 1), np.int32),
        watched=np.array(watched, np.uint64),
        seen=np.zeros((len(watched), lines.n), np.int32),
    )


def no_requests(capacity: int) -> Requests:
    """No one waiting for support."""
    return Requests(
        np.zeros(capacity, np.int32),
        np.zeros(capacity, np.uint64),
        np.zeros(capacity, np.int8),
        np.zeros(capacity, np.int16),
        np.zeros(capacity, np.int16),
        np.zeros(1, np.int64),
    )


def no_joiners(capacity: int) -> Joiners:
    """No one joining a list."""
    return Joiners(np.zeros(capacity, np.int32), np.zeros(capacity, np.uint64), np.zeros(1, np.int64))


def no_waiting(sites: int) -> Waiting:
    """Empty waiting lists."""
    q = all_lists(sites)
    return Waiting(np.full(q, -1, np.int32), np.full(q, -1, np.int32), np.zeros(q, np.int64), np.zeros(q))
