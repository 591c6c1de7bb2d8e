"""The month: the order of events, and one month of a place's life given what its providers do.

Nothing here knows about money. A month takes conduct (what each provider's levers are set to) and
returns what was delivered, used, waited for and suffered.

Example:
    >>> from abm.month import ORDER
    >>> [name for name, _ in ORDER][:3]
    ['need', 'primary care', 'choice']
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from abm.flows import Flows, Lines, lines_of
from abm.parameters import Values
from abm.parameters.demography import RATE_AGES
from abm.parameters.planned import SPECIALTIES
from abm.patients import kernel, synthesis
from abm.patients.columns import Columns, copy_columns
from abm.patients.hazards import ACS, MINOR, SERIOUS, Tables, build_tables, prevalence, yearly_rates
from abm.place import Place
from abm.processes import (
    capacity,
    choice,
    community,
    discharge,
    end_of_life,
    mental_health,
    month_state,
    opening,
    planned_care,
    primary_care,
    urgent_care,
)
from abm.processes.counting import scale_up
from abm.processes.month_state import Counts, Geography, Joiners, Requests, Rows, Waiting
from abm.quantities import DAYS_PER_MONTH, MONTHS_PER_YEAR, Floats
from abm.streams import normals, stream_keys, uniforms
from abm.vocabulary import POD, SEGMENTS

ORDER: Final = (
    ("need", "residents age, fall ill, get worse or better; contacts with the practice are asked for"),
    ("primary care", "problems are managed, put to a consultant, or referred"),
    ("choice", "a referred resident chooses a provider by habit, distance and wait"),
    ("urgent care", "A&E, admission against the trust's threshold, stay; programme response at home"),
    ("mental health", "new needs join the line; crises come to A&E and take beds"),
    ("care at home", "a month of community, home and residential care; new needs join the line"),
    ("discharge", "people ready to leave a bed, then people at home, get a free place"),
    ("planned care", "first attendances and follow-ups, then treatments, in order of the lists"),
    ("end of life", "conditions and frailty, the plan, and where people die"),
    ("arrivals", "births and people moving in take recycled rows"),
    ("settlement", "every contract prices the year so far; the difference is paid (model)"),
    ("decision", "once a quarter organisations move their levers; in April contracts are set (model)"),
)
"""What happens in a month, in order."""

WARM_UP: Final = MONTHS_PER_YEAR
"""Months lived under the usual conduct before month 0: the reference year."""
OPENING: Final = 6
"""Months before the reference year in which lists and services fill; nothing is counted."""
_CARRY: Final = 0.25
"""Weight of the newest month in a provider's sense of how full it is."""
_FULL_DIARY: Final = 0.6
"""Largest share of contacts that can be refused in a month."""


@dataclass(frozen=True, eq=False)
class Conduct:
    """What providers do this month: their levers, laid out where the month reads them.

    Attributes:
        admission: float[H], trusts' admission threshold, log admissions meant.
        follow_up: float[H], trusts' follow-up ratio, log follow-ups meant.
        referral: float[P], practices' referral threshold, log referrals meant.
        proactive: float[P], proactive-care effort, log-odds of the share aimed at.
        averted_share: share of avoidable emergencies cared for at home by a programme's response.
    """

    admission: Floats
    follow_up: Floats
    referral: Floats
    proactive: Floats
    averted_share: float


@dataclass(frozen=True, eq=False)
class Setting:
    """What stays the same over a run: place, rules and look-ups.

    Attributes:
        place: where.
        lines: activity lines.
        values: parameters in force.
        sample: sampling fraction.
        seed: of the run.
        geography: who is where.
        tables: hazards.
        origins: what new residents are drawn from.
        catchment: float[P, H], running share of emergencies.
        usual_planned: float[P, H], share of referrals at usual waits.
        habit: float[P], practices' usual log-odds of referral.
        usual_aim: float, log-odds of the share of eligible people in proactive care at the norm.
        site_fit: float[H], log-odds of admission fitted to the observed level.
        rules: the rules of every process, by name.
        gross_up: float[L], patients from outside per resident patient, by line.
        walk_in: float[B], share of minor attendances that go to a community walk-in centre.
    """

    place: Place
    lines: Lines
    values: Values
    sample: float
    seed: int
    geography: Geography
    tables: Tables
    origins: synthesis.Origins
    catchment: Floats
    usual_planned: Floats
    habit: Floats
    usual_aim: float
    site_fit: Floats
    rules: dict[str, Any]
    gross_up: Floats
    walk_in: Floats


def build_setting(place: Place, values: Values, sample: float, seed: int) -> Setting:
    """Lay out a run's fixed parts.

    Raises:
        ValueError: if the place has more hospital sites than waiting lists can be numbered for.
    """
    if len(place.sites) > month_state.MOST_SITES:
        raise ValueError(f"{len(place.sites)} hospital sites; at most {month_state.MOST_SITES} are supported")
    lines = lines_of(place)
    fit = dict(place.fit)
    practices = np.arange(place.n_practices)
    spread = values["primary_care.refer_spread"] * normals(seed, "practice.habit", 0, practices)
    share = values["primary_care.proactive_share"]
    trust_ids = [place.organisations[s.trust].id for s in place.sites]
    catchment = np.cumsum(choice.usual_shares(place, values, emergency=True), axis=1)
    return Setting(
        place=place,
        lines=lines,
        values=values,
        sample=sample,
        seed=seed,
        geography=month_state.geography(place, lines),
        tables=build_tables(values, fit),
        origins=synthesis.build_origins(place, values),
        catchment=catchment / catchment[:, -1:],
        usual_planned=choice.usual_shares(place, values, emergency=False),
        habit=values["primary_care.refer_log_odds"] + spread,
        usual_aim=float(np.log(share / (1 - share))),
        site_fit=np.array([fit.get(f"admission_{t}", 0.0) for t in trust_ids]),
        rules={
            "urgent": urgent_care.rules(values),
            "primary": primary_care.rules(values),
            "planned": planned_care.rules(values),
            "discharge": discharge.rules(values),
            "community": community.rules(values),
            "mental": mental_health.rules(values),
            "end": end_of_life.rules(values, prevalence(values)),
        },
        gross_up=_gross_up(place, lines),
        walk_in=_walk_in_share(place, values, fit),
    )


def _gross_up(place: Place, lines: Lines) -> Floats:
    """Patients from outside per resident patient, by line: share / (1 - share) of the trust's."""
    share = np.zeros(len(place.organisations))
    share[place.trusts] = place.outside_share
    return (share / (1 - share))[lines.organisation]


def _walk_in_share(place: Place, values: Values, fit: dict[str, float]) -> Floats:
    """Share of a borough's minor attendances going to its community provider's walk-in centres.

    A provider's published attendances are set against what the people of its boroughs are expected
    to make by age.
    """
    starts = [*RATE_AGES, place.population.shape[1]]
    people = np.add.reduceat(place.population, starts[:-1], axis=1)
    minor = people @ yearly_rates(values, fit)[:, MINOR]
    share = np.zeros(place.n_boroughs)
    for organisation in np.unique(place.community_of_borough):
        served = place.community_of_borough == organisation
        seen = place.organisations[organisation].figures.get("walk_in_attendances_per_year", 0.0)
        share[served] = min(seen / max(minor[served].sum(), 1.0), 0.9)
    return share


@dataclass(eq=False)
class Life:
    """Everything that changes from month to month: residents, lines, lists, and how full things are.

    Attributes:
        columns: residents.
        rows: recycled rows and rows in use.
        requests: people waiting for support.
        waiting: waiting lists.
        capacity: what providers can do.
        opening: capacity at the opening, and the people it was for.
        last_april: people there were then.
        next_identity: the number the next arrival gets.
        refusal: float[P], chance that a contact is refused next month.
        pressure: float[P], practices' time pressure.
        choice: float[P, specialties, H], running shares of referrals by site.
        usual_wait: float[H, specialties], months of work on the lists at the end of warm-up.
        bed_days: float[H], recent expected bed days a month.
        usual_bed_days: float[H], the same over the warm-up; 0 until it is known.
    """

    columns: Columns
    rows: Rows
    requests: Requests
    waiting: Waiting
    capacity: capacity.Capacity
    opening: tuple[capacity.Capacity, int]
    last_april: int
    next_identity: int
    refusal: Floats
    pressure: Floats
    choice: Floats
    usual_wait: Floats
    bed_days: Floats
    usual_bed_days: Floats

    def copy(self) -> "Life":
        """A copy that shares nothing that changes."""
        return Life(
            copy_columns(self.columns),
            Rows(*(c.copy() for c in self.rows)),
            Requests(*(c.copy() for c in self.requests)),
            Waiting(*(c.copy() for c in self.waiting)),
            self.capacity,
            self.opening,
            self.last_april,
            self.next_identity,
            *(c.copy() for c in (self.refusal, self.pressure, self.choice, self.usual_wait)),
            self.bed_days.copy(),
            self.usual_bed_days.copy(),
        )


_GROWTH_ROOM: Final = 0.12
"""Empty rows left for growth over a run, as a share of the opening population."""


def open_life(setting: Setting, month: int) -> Life:
    """The opening population, in care and in use of services as in a usual month."""
    place, values = setting.place, setting.values
    spare = int(place.residents * setting.sample * _GROWTH_ROOM) + 200
    columns = synthesis.founders(
        place, setting.origins, setting.tables, setting.sample, setting.seed, month, spare
    )  # fmt: skip
    people = columns.birth.size - spare
    keys = stream_keys(setting.seed, opening.STREAMS, month)
    opening.open_care(
        columns, setting.tables, people, month, opening.months_in_care(values), opening.lengths_of_care(values), keys
    )  # fmt: skip
    demand = capacity.expected_demand(columns, setting.tables, place, month)
    diary = 0.04 * normals(setting.seed, "practice.diary", 0, np.arange(place.n_practices))
    room = capacity.opening_capacity(
        demand, setting.habit, diary, setting.usual_planned, setting.geography, values
    )  # fmt: skip
    h, p = len(place.sites), place.n_practices
    return Life(
        columns=columns,
        rows=Rows(np.zeros(columns.birth.size, np.int32), np.array([0, people], np.int64)),
        requests=month_state.no_requests(people // 8 + 500),
        waiting=month_state.no_waiting(h),
        capacity=room,
        opening=(room, people),
        last_april=people,
        next_identity=columns.birth.size,
        refusal=np.zeros(p),
        pressure=np.zeros(p),
        choice=choice.at_usual_waits(setting.usual_planned),
        usual_wait=np.zeros((h, len(SPECIALTIES))),
        bed_days=np.zeros(h),
        usual_bed_days=np.zeros(h),
    )


@dataclass(frozen=True, eq=False)
class Month:
    """What a month brought, in real people (a sampled resident counts 1 / sample).

    Attributes:
        flows: what payment and effects see.
        expected: the same, with emergencies and referrals at their chance-weighted counts: what a
            provider of the full population would see, free of the luck of a small sample.
        stocks: arrays by name: waiting_first[H], waiting_treatment[H], occupancy[H], delayed[H],
            in_use[K], places[K], requests[K], pressure[P], refused[P], referrals_at_norm[P].
        outcomes: arrays by name: deaths[B, 2], wishes[B], unmet[B, 5], avoidable[B, 5], averted[K],
            waits[H, 4], people_by_need[B, 5].
    """

    flows: Flows
    expected: Flows
    stocks: dict[str, Floats]
    outcomes: dict[str, Floats]


def live(setting: Setting, life: Life, conduct: Conduct, month: int, workspace: "Workspace") -> Month:
    """One month of a place's life; `life` is changed.

    Args:
        setting: what stays the same.
        life: what changes.
        conduct: what providers do.
        month: month of the run; negative in warm-up.
        workspace: buffers, kept between months.
    """
    place, seed = setting.place, setting.seed
    counts = month_state.no_counts(place, setting.lines, len(life.capacity.places))
    tables = tables_in_season(setting, month)
    tally = _need(setting, life, conduct, tables, month, workspace)
    events, rows, flags = workspace.events, workspace.rows, workspace.flags
    geography, columns, rules = setting.geography, life.columns, setting.rules
    primary_care.primary_care(
        columns, rules["primary"], geography, counts, workspace.joiners, rows, flags, events,
        stream_keys(seed, primary_care.STREAMS, month), setting.habit, conduct.referral, life.pressure, life.choice,
        len(SPECIALTIES),
    )  # fmt: skip
    fullness = _fullness(setting, life)
    threshold = setting.site_fit + rules["urgent"].response * conduct.admission
    urgent_care.urgent_care(
        columns, tables, rules["urgent"], geography, counts, life.requests, rows, flags, events, month,
        stream_keys(seed, urgent_care.STREAMS, month), setting.catchment, threshold, fullness, conduct.averted_share,
        setting.walk_in,
    )  # fmt: skip
    mental_health.mental_health(
        columns, rules["mental"], geography, counts, life.requests, rows, flags, events, month,
        stream_keys(seed, mental_health.STREAMS, month), setting.catchment,
    )  # fmt: skip
    community.care_at_home(
        columns, rules["community"], geography, counts, life.requests, rows, flags, events, month,
        stream_keys(seed, community.STREAMS, month),
    )  # fmt: skip
    _discharge(setting, life, counts, month, workspace)
    _planned(setting, life, counts, conduct, fullness, month, workspace)
    end_of_life.ageing_and_dying(
        columns, tables, rules["end"], geography, counts, life.rows, rows, flags, events, month,
        stream_keys(seed, end_of_life.STREAMS, month), setting.catchment,
    )  # fmt: skip
    _arrive(setting, life, month)
    if month % MONTHS_PER_YEAR == 0:
        end_of_life.birthdays(columns, tables, int(life.rows.count[1]), month)
        _keep_up(life, tally)
    return _sum_up(setting, life, conduct, counts, tally, month)


class Workspace:
    """Buffers that every month fills anew, kept so that they are made once.

    Args:
        rows: rows of the population table.
    """

    def __init__(self, rows: int) -> None:
        self.rows = np.empty(rows, np.int32)
        self.flags = np.empty(rows, np.uint16)
        self.joiners: Joiners = month_state.no_joiners(rows // 4 + 500)
        self.kept = np.empty(rows // 8 + 500, np.int64)
        self.events = 0


def tables_in_season(setting: Setting, month: int) -> Tables:
    """Hazards of a calendar month: attendances and admissions follow the national season."""
    attendances, admissions = setting.place.seasonality[month % MONTHS_PER_YEAR]
    length = _DAYS[month % MONTHS_PER_YEAR] / DAYS_PER_MONTH
    base = setting.tables.base.copy()
    base[:, [ACS, SERIOUS]] *= np.float32(admissions * length)
    base[:, MINOR] *= np.float32(attendances * length)
    return setting.tables._replace(base=base)


_DAYS: Final = (30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 28.25, 31)
"""Days of each month from April."""


def diaries_of(setting: Setting, life: Life, conduct: Conduct) -> kernel.Diaries:
    """What practices set for the month: refusals, and who is taken into and leaves proactive care."""
    aim = 1 / (1 + np.exp(-(setting.usual_aim + conduct.proactive)))
    turnover = setting.values["primary_care.proactive_turnover"]
    chances = (life.refusal, turnover * aim, turnover * (1 - aim))
    return kernel.Diaries(*(c.astype(np.float32) for c in chances))


def _need(
    setting: Setting, life: Life, conduct: Conduct, tables: Tables, month: int, workspace: Workspace
) -> kernel.Tally:
    """Step every resident; fills the workspace with whom something happened to."""
    p, b, s = setting.place.n_practices, setting.place.n_boroughs, len(SEGMENTS)
    tally = kernel.Tally(
        np.zeros(p * s * b, np.int32),
        np.zeros(p * s * b, np.int32),
        np.zeros(p, np.int32),
        np.zeros(p, np.int32),
        np.zeros(p * s * b, np.int32),
        np.zeros((p, kernel.EXPECTED_PURPOSES)),
    )
    diaries = diaries_of(setting, life, conduct)
    keys = stream_keys(setting.seed, kernel.NEED_STREAMS, month)
    workspace.events = int(
        kernel.live_one_month(
            life.columns, tables, diaries, keys, month, int(life.rows.count[1]), b, tally,
            workspace.rows, workspace.flags,
        )
    )  # fmt: skip
    return tally


def _fullness(setting: Setting, life: Life) -> Floats:
    """Occupancy of each site above its usual level; nothing is known of it in the warm-up."""
    usual = setting.values["urgent.usual_occupancy"]
    known = life.usual_bed_days > 0
    ratio = np.divide(life.bed_days, life.usual_bed_days, out=np.ones(len(known)), where=known)
    return usual * (ratio - 1)


def _discharge(setting: Setting, life: Life, counts: Counts, month: int, workspace: Workspace) -> None:
    """Serve the line for support with the places that are free."""
    free = np.maximum(life.capacity.places - counts.in_use, 0.0)
    whole = np.floor(free + uniforms(setting.seed, "discharge.places", month, np.arange(free.size)))
    order = discharge.serving_order(life.requests, setting.seed, month)
    remaining = discharge.discharge(
        life.columns, setting.rules["discharge"], setting.geography, counts, life.requests, order, workspace.kept,
        month, discharge.keys_of(setting.seed, month), whole,
    )  # fmt: skip
    discharge.keep_waiting(life.requests, workspace.kept[:remaining])


def _planned(
    setting: Setting,
    life: Life,
    counts: Counts,
    conduct: Conduct,
    fullness: Floats,
    month: int,
    workspace: Workspace,
) -> None:
    """Join the lists, see people, treat people."""
    rules, keys = setting.rules["planned"], stream_keys(setting.seed, planned_care.STREAMS, month)
    joiners, open_for = workspace.joiners, month + WARM_UP + OPENING
    planned_care.join_lists(life.columns, life.waiting, joiners, planned_care.in_order(joiners), month)
    opens = open_for >= setting.values["planned.opening_wait_first"]
    planned_care.first_attendances(
        life.columns, rules, setting.geography, counts, life.waiting, life.rows, joiners, month, keys,
        life.capacity.slots, np.exp(conduct.follow_up), bool(opens),
    )  # fmt: skip
    planned_care.join_lists(life.columns, life.waiting, joiners, planned_care.in_order(joiners), month)
    opened = (
        open_for
        >= setting.values["planned.opening_wait_first"] + setting.values["planned.opening_wait_treatment"]
    )
    usual = setting.values["urgent.usual_occupancy"]
    yields = np.clip(1 - setting.values["urgent.planned_yields"] * np.maximum(usual + fullness - 1, 0), 0, 1)
    places = life.capacity.treatments * yields[:, None] * float(opened)
    planned_care.treatments(
        life.columns, rules, setting.geography, counts, life.waiting, life.rows, month, keys, places
    )  # fmt: skip


def _keep_up(life: Life, tally: kernel.Tally) -> None:
    """In April capacity per head is brought back to what it was: staff and beds follow the people there are."""
    opened, people = life.opening
    now = int(tally.people.sum())
    life.capacity = opened.scaled(now / people)
    life.usual_bed_days *= now / life.last_april
    life.last_april = now


def _arrive(setting: Setting, life: Life, month: int) -> None:
    """Births and people moving in; how many depends on seed, place and month alone."""
    people = setting.place.residents * setting.sample / MONTHS_PER_YEAR
    u = uniforms(setting.seed, "arrivals.rounding", month, np.arange(2))
    births = int(people * setting.values["demography.birth_rate"] + u[0])
    movers = int(people * setting.values["demography.moving_in_rate"] + u[1])
    rows = _empty_rows(life, births + movers)
    keys = stream_keys(setting.seed, synthesis.BIRTH_STREAMS, month)
    synthesis.settle_arrivals(
        life.columns, rows, life.next_identity, births, month, setting.origins, setting.tables, keys
    )  # fmt: skip
    life.next_identity += births + movers


def _empty_rows(life: Life, wanted: int) -> Any:
    """Rows for arrivals: recycled ones first, then new ones.

    Raises:
        RuntimeError: if the table is full.
    """
    free, count = life.rows
    recycled = min(wanted, int(count[0]))
    taken = free[int(count[0]) - recycled : int(count[0])].copy()
    count[0] -= recycled
    fresh = np.arange(count[1], count[1] + wanted - recycled, dtype=np.int32)
    count[1] += len(fresh)
    if count[1] > life.columns.birth.size:
        raise RuntimeError("the population outgrew its table; lower the rate of moving in or shorten the run")
    return np.concatenate([taken, fresh])


def _sum_up(
    setting: Setting, life: Life, conduct: Conduct, counts: Counts, tally: kernel.Tally, month: int
) -> Month:
    """Scale counts to real people, add patients from outside, and look ahead to next month."""
    place, lines, each = setting.place, setting.lines, 1 / setting.sample
    p, b, s = place.n_practices, place.n_boroughs, len(SEGMENTS)
    people, contacts, enrolled = (c.reshape(p, s, b) for c in (tally.people, tally.contacts, tally.enrolled))
    practices = np.arange(p)
    for pod, extra in (("GP", contacts), ("PREV", enrolled)):
        counts.delivered[lines.line[practices, POD[pod]]] += extra
    _add_voluntary(setting, counts.delivered, enrolled.sum(axis=0), month)
    delivered, by_borough = _real_people(setting, counts.delivered, month)
    list_use = counts.list_use.astype(np.float64)
    in_care = enrolled.sum(axis=(1, 2)).astype(np.float64)
    list_use[:, POD["GP"]] += contacts.sum(axis=(1, 2))
    list_use[:, POD["PREV"]] += in_care
    flows = Flows(
        delivered, list_use * each, people * each, tally.eligible * each, in_care * each, by_borough
    )  # fmt: skip
    chance = _referral_chance(setting, life, conduct)
    expected = _expected(setting, flows, counts, tally, chance)
    stocks = _stocks(setting, life, counts, tally)
    _look_ahead(setting, life, counts, tally, chance, in_care, month)
    return Month(flows, expected, stocks, _outcomes(counts, people, each))


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


def _real_people(setting: Setting, counted: Any, month: int) -> tuple[Any, Floats]:
    """Sampled counts as real people, with patients who live outside in proportion to those inside.

    Returns:
        int32[L, S, B + 1], and float[L, B + 1] summed over segments.
    """
    outside = np.flatnonzero(setting.gross_up)
    inside = counted[outside].sum(axis=2)
    wanted = inside * setting.gross_up[outside, None]
    u = uniforms(setting.seed, "outside.rounding", month, np.arange(wanted.size)).reshape(wanted.shape)
    from_outside = np.zeros(counted.shape[:2], np.int32)
    from_outside[outside] = np.floor(wanted + u)
    return scale_up(counted, from_outside, 1 / setting.sample)


def _referral_chance(setting: Setting, life: Life, conduct: Conduct) -> Floats:
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
    lines, geography = setting.lines, setting.geography
    chance = np.divide(
        counts.admissions[:, :, 0], counts.admissions[:, :, 1],
        out=np.zeros(counts.admissions.shape[:2]), where=counts.admissions[:, :, 1] > 0,
    )  # fmt: skip
    share = np.diff(setting.catchment, axis=1, prepend=0.0)
    present = counts.admissions[:, 0, 1].sum()
    kept = np.array([present / max(present + counts.averted.sum(), 1.0), 1.0, 1.0])
    by_list_site = np.einsum("pg,hg->ph", tally.expected[:, :3] * kept, chance) * share
    by_borough = flows.by_borough.copy()
    for trust in np.unique(geography.organisation_of_site):
        sites = geography.organisation_of_site == trust
        rows = lines.line[trust, [POD["NEL"], POD["NELST"]]]
        seen = flows.by_borough[rows, :-1].sum() * setting.sample
        wanted = by_list_site[:, sites].sum()
        if seen > 0 and wanted > 0:
            by_borough[[*rows, lines.line[trust, POD["AEADM"]]]] *= wanted / seen
    list_use = flows.list_use.copy()
    attend = tally.expected[:, :3] @ np.array([0.73, 0.73, 1.0])
    for pods, weight in (
        (_STAY_PODS, by_list_site.sum(axis=1)),
        (_PLANNED_PODS, tally.expected[:, 3] * referral),
        ((POD["AE"],), attend),
    ):
        if weight.sum() > 0:
            total = flows.list_use[:, pods].sum(axis=0)
            list_use[:, pods] = (weight / weight.sum())[:, None] * total[None, :]
    return Flows(flows.delivered, list_use, flows.people, flows.eligible, flows.enrolled, by_borough)


def _stocks(setting: Setting, life: Life, counts: Counts, tally: kernel.Tally) -> dict[str, Floats]:
    """What stands at the end of the month, in real people."""
    each, sites = 1 / setting.sample, len(setting.place.sites)
    lists = life.waiting.length * each
    first = lists[: month_state.first_lists(sites)].reshape(sites, -1).sum(axis=1)
    treatment = lists[month_state.first_lists(sites) :].reshape(sites, -1).sum(axis=1)
    known = life.usual_bed_days > 0
    used = np.divide(
        counts.bed_days + counts.delayed_days, life.usual_bed_days, out=np.zeros(sites), where=known
    )
    return {
        "waiting_first": first,
        "waiting_treatment": treatment,
        "bed_days": (counts.bed_days + counts.delayed_days) * each,
        "emergency_spells": counts.emergency[:, 0] * each,
        "emergency_bed_days": (counts.emergency[:, 1] + counts.delayed_days) * each,
        "occupancy": used * setting.values["urgent.usual_occupancy"],
        "delayed_days": counts.delayed_days * each,
        "in_use": counts.in_use * each,
        "places": life.capacity.places * each,
        "requests": _requests_by_slot(setting, life) * each,
        "pressure": life.pressure.copy(),
        "refused": tally.refused * each,
        "referrals_at_norm": counts.referrals_at_norm * each,
        "problems": tally.expected[:, 3] * each,
    }


def _requests_by_slot(setting: Setting, life: Life) -> Floats:
    """People waiting for each support service."""
    n = int(life.requests.count[0])
    borough = life.columns.borough[life.requests.row[:n]]
    slot = setting.geography.slot[life.requests.service[:n], borough]
    return np.bincount(slot, minlength=len(life.capacity.places)).astype(np.float64)


def _outcomes(counts: Counts, people: Any, each: float) -> dict[str, Floats]:
    """What happened to people, in real people."""
    named = {
        "deaths": counts.deaths, "wishes": counts.wishes, "unmet": counts.unmet, "avoidable": counts.avoidable,
        "averted": counts.averted, "waits": counts.waits, "people": people.sum(axis=0),
    }  # fmt: skip
    return {name: value * each for name, value in named.items()}


def _look_ahead(
    setting: Setting,
    life: Life,
    counts: Counts,
    tally: kernel.Tally,
    referral: Floats,
    in_care: Floats,
    month: int,
) -> None:
    """What this month's load does to next month: diaries, beds, and where people choose to go."""
    values = setting.values
    minutes = values["primary_care.proactive_minutes"] / values["primary_care.minutes_per_contact"]
    room = np.maximum(life.capacity.appointments - minutes * in_care, 0.2 * life.capacity.appointments)
    wanted = tally.expected[:, 4] + tally.expected[:, 3] * (1 - referral)
    load = wanted / np.maximum(room, 1e-9)
    life.refusal = np.clip(1 - 1 / np.maximum(load, 1e-9), 0, _FULL_DIARY)
    life.pressure = np.maximum(load - values["primary_care.pressure_threshold"], 0)
    _feel_fullness(setting, life, counts.expected_bed_days + counts.delayed_days, month)
    if month >= 0 and month % 3 == 0:
        ratio = np.clip(_months_of_work(life) / np.maximum(life.usual_wait, 1e-6), 1 / 3, 3)
        elasticity = values["planned.wait_elasticity"]
        life.choice = choice.by_wait(
            setting.usual_planned, np.where(life.usual_wait > 0, ratio, 1), elasticity
        )


def _feel_fullness(setting: Setting, life: Life, bed_days: Floats, month: int) -> None:
    """Learn the usual bed days in the reference year; afterwards follow the recent ones."""
    if month >= 0:
        life.bed_days += _CARRY * (bed_days - life.bed_days)
    elif month >= -WARM_UP:
        life.bed_days += (bed_days - life.bed_days) / (month + WARM_UP + 1)
    if month == -1:
        life.usual_bed_days = life.bed_days.copy()
        life.usual_wait = _months_of_work(life)


def _months_of_work(life: Life) -> Floats:
    """Months a newly referred person would wait for a first attendance and treatment, [H, specialties]."""
    sites, groups = life.capacity.slots.shape
    cut = month_state.first_lists(sites)
    first = life.waiting.length[:cut].reshape(sites, groups, 2).sum(axis=2)
    treatment = life.waiting.length[cut:].reshape(sites, groups)
    slots, places = np.maximum(life.capacity.slots, 1e-9), np.maximum(life.capacity.treatments, 1e-9)
    return first / slots * _SLOTS_A_PERSON + treatment / places


_SLOTS_A_PERSON: Final = 2.2
"""Outpatient slots that one referral takes with its follow-ups, roughly; only ratios matter."""
