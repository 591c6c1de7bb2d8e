"""The month: what happens to a place's people and care, in order, given what its providers do.

Nothing here knows about money. A month takes conduct (what each provider's levers are set to) and
returns what was delivered, used, waited for and suffered. `STEPS` says in which order, and is what runs.

Example:
    >>> from abm.month import STEPS
    >>> [step.name for step in STEPS][:3]
    ['need', 'primary care', 'urgent care']
"""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from abm.parameters.planned import SPECIALTIES
from abm.patients import kernel, synthesis
from abm.patients.hazards import ACS, MINOR, SERIOUS, Tables
from abm.processes import (
    carrying_over,
    community,
    discharge,
    end_of_life,
    mental_health,
    month_state,
    planned_care,
    primary_care,
    summing_up,
    urgent_care,
)
from abm.processes.conduct import Conduct
from abm.processes.life import OPENING, WARM_UP, Life, empty_rows
from abm.processes.month_state import Counts, Happened, Joiners
from abm.processes.setting import Setting
from abm.processes.summing_up import Month
from abm.quantities import DAYS_PER_MONTH, MONTHS_PER_YEAR, Floats
from abm.steps import Step, run_all
from abm.streams import stream_keys, uniforms
from abm.vocabulary import HAZARD_PURPOSES, SEGMENTS

NO_SURGE: Final = np.ones(len(HAZARD_PURPOSES), np.float32)
"""Multiples of every hazard in a month in which nothing happens to the place."""


class Workspace:
    """Buffers that every month fills anew, kept so that they are made once.

    Args:
        rows: rows of the population table.
        lines: activity lines of the place; none where only the month of need is run.
        boroughs: its boroughs.
    """

    def __init__(self, rows: int, lines: int = 0, boroughs: int = 0) -> None:
        self.rows = np.empty(rows, np.int32)
        self.flags = np.empty(rows, np.uint16)
        self.joiners: Joiners = month_state.no_joiners(rows // 4 + 500)
        self.kept = np.empty(rows // 8 + 500, np.int64)
        self.delivered = np.zeros((lines, len(SEGMENTS), boroughs), np.int32)
        self.events = 0

    @property
    def happened(self) -> Happened:
        """To whom something happened this month."""
        return Happened(self.rows, self.flags, self.events)


@dataclass(eq=False)
class ThisMonth:
    """A month that is being run: what it is run with, and what has been counted so far.

    Attributes:
        setting: what stays the same.
        life: what changes.
        conduct: what providers do.
        month: month of the run; negative in warm-up.
        workspace: buffers, kept between months.
        surge: float32[purposes], multiples of every hazard by what happens to the place.
        watched: identities of residents whose care is written down.
        counts: counts of the month.
        tables: hazards of the month, in season.
        full: float[H], occupancy of each site above its usual level as the month begins.
        tally: what the pass over residents counted, from the step of need on.
        summary: what the month came to, from the summing up on.
    """

    setting: Setting
    life: Life
    conduct: Conduct
    month: int
    workspace: Workspace
    surge: NDArray[np.float32] = field(default_factory=lambda: NO_SURGE)
    watched: tuple[int, ...] = ()
    counts: Counts = field(init=False)
    tables: Tables = field(init=False)
    full: Floats = field(init=False)
    tally: kernel.Tally = field(init=False)
    summary: Month = field(init=False)

    def __post_init__(self) -> None:
        setting, slots = self.setting, len(self.life.capacity.places)
        self.counts = month_state.no_counts(
            setting.place, setting.lines, slots, self.workspace.delivered, setting.apart, self.watched
        )
        self.tables = tables_in_season(setting, self.month, self.surge)
        self.full = carrying_over.fullness(setting, self.life, self.conduct.beds)

    def keys(self, streams: tuple[str, ...]) -> NDArray[np.uint64]:
        """Keys of the month's draws from some streams."""
        return stream_keys(self.setting.seed, streams, self.month)


def run_month(
    setting: Setting,
    life: Life,
    conduct: Conduct,
    month: int,
    workspace: Workspace,
    surge: NDArray[np.float32] = NO_SURGE,
    watched: tuple[int, ...] = (),
) -> Month:
    """One month of a place's people and care; `life` is changed. Arguments are those of `ThisMonth`."""
    now = ThisMonth(setting, life, conduct, month, workspace, surge, watched)
    run_all(STEPS, now)
    return now.summary


def tables_in_season(setting: Setting, month: int, surge: NDArray[np.float32] = NO_SURGE) -> Tables:
    """Hazards of a calendar month: attendances and admissions follow the national season.

    Args:
        setting: what stays the same.
        month: month of the run.
        surge: float32[purposes], multiples of every hazard by what happens to the place.
    """
    attendances, admissions = setting.place.seasonality[month % MONTHS_PER_YEAR]
    length = _DAYS[month % MONTHS_PER_YEAR] / DAYS_PER_MONTH
    season = np.ones(len(surge), np.float32)
    season[ACS] = season[SERIOUS] = admissions * length
    season[MINOR] = attendances * length
    return setting.tables._replace(base=setting.tables.base * surge * season)


_DAYS: Final = (30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 28.25, 31)
"""Days of each month from April."""


def diaries_of(setting: Setting, life: Life, conduct: Conduct) -> kernel.Diaries:
    """What practices set for the month: who comes back, refusals, who enters and leaves proactive care."""
    aim = 1 / (1 + np.exp(-(setting.usual_aim + conduct.proactive)))
    turnover = setting.values["primary_care.proactive_turnover"]
    set_by_practices = (conduct.recalls, life.refusal, turnover * aim, turnover * (1 - aim))
    return kernel.Diaries(*(x.astype(np.float32) for x in set_by_practices))


def _need(now: ThisMonth) -> None:
    """Step every resident; fills the workspace with whom something happened to."""
    setting, life, workspace = now.setting, now.life, now.workspace
    boroughs = setting.place.n_boroughs
    now.tally = kernel.no_tally(setting.place.n_practices, boroughs, setting.apart)
    workspace.events = int(
        kernel.step_residents(
            life.columns,
            now.tables,
            diaries_of(setting, life, now.conduct),
            now.keys(kernel.NEED_STREAMS),
            now.month,
            int(life.rows.used[1]),
            boroughs,
            now.tally,
            workspace.rows,
            workspace.flags,
        )
    )


def _primary_care(now: ThisMonth) -> None:
    """Problems brought to practices, and where the referred choose to go."""
    setting, life, conduct, workspace = now.setting, now.life, now.conduct, now.workspace
    surgery = primary_care.Surgery(
        setting.habit,
        conduct.referral,
        life.pressure,
        conduct.enhanced,
        conduct.advice,
        conduct.advice_avoids,
    )
    primary_care.primary_care(
        life.columns, setting.rules["primary"], setting.geography, now.counts, workspace.joiners,
        workspace.happened, now.keys(primary_care.STREAMS), surgery, life.choice, len(SPECIALTIES),
    )  # fmt: skip


def _urgent_care(now: ThisMonth) -> None:
    """A&E, admission and stay."""
    setting, life, conduct = now.setting, now.life, now.conduct
    rules = setting.rules["urgent"]
    hospital = urgent_care.Hospital(
        rules.response * conduct.admission,
        setting.site_fit,
        now.full,
        conduct.stay,
        conduct.hurried,
        conduct.averted,
        setting.walk_in,
    )
    urgent_care.urgent_care(
        life.columns, now.tables, rules, setting.geography, now.counts, life.requests, now.workspace.happened,
        now.month, now.keys(urgent_care.STREAMS), setting.catchment, hospital,
    )  # fmt: skip


def _mental_health(now: ThisMonth) -> None:
    """New mental health needs, and crises."""
    setting, life, conduct = now.setting, now.life, now.conduct
    mental_health.mental_health(
        life.columns, setting.rules["mental"], setting.geography, now.counts, life.requests,
        now.workspace.happened, now.month, now.keys(mental_health.STREAMS), setting.catchment,
        conduct.door, conduct.crisis,
    )  # fmt: skip


def _care_at_home(now: ThisMonth) -> None:
    """A month of care for those who have it, and new needs put in the line."""
    setting, life, conduct = now.setting, now.life, now.conduct
    community.care_at_home(
        life.columns, setting.rules["community"], setting.geography, now.counts, life.requests,
        now.workspace.happened, now.month, now.keys(community.STREAMS), conduct.door, conduct.intensity,
        conduct.bought,
    )  # fmt: skip


def _discharge(now: ThisMonth) -> None:
    """Serve the line for support with the places that are free."""
    setting, life, conduct, month = now.setting, now.life, now.conduct, now.month
    kept = now.workspace.kept
    free = np.maximum(life.capacity.places * conduct.places - now.counts.in_use, 0.0)
    whole = np.floor(free + uniforms(setting.seed, "discharge.places", month, np.arange(free.size)))
    order = discharge.serving_order(
        life.requests, life.columns, setting.geography, conduct.pickup, setting.seed, month
    )
    handover = discharge.Handover(
        conduct.handover, conduct.hospital_handover, conduct.eligible, conduct.reabled
    )
    remaining = discharge.discharge(
        life.columns, setting.rules["discharge"], setting.geography, now.counts, life.requests, order, kept,
        month, discharge.keys_of(setting.seed, month), whole, handover,
    )  # fmt: skip
    discharge.keep_waiting(life.requests, kept[:remaining])


def _planned_care(now: ThisMonth) -> None:
    """Join the lists, see people, treat people."""
    setting, life, conduct, month = now.setting, now.life, now.conduct, now.month
    values, joiners = setting.values, now.workspace.joiners
    rules, keys = setting.rules["planned"], now.keys(planned_care.STREAMS)
    open_for = month + WARM_UP + OPENING
    planned_care.join_lists(life.columns, life.waiting, joiners, planned_care.in_order(joiners), month)
    clinic = planned_care.Clinic(
        life.capacity.slots * conduct.sessions[:, None], conduct.follow_up, conduct.remote
    )
    planned_care.first_attendances(
        life.columns, rules, setting.geography, now.counts, life.waiting, life.rows, joiners, month, keys,
        clinic, conduct.door, bool(open_for >= values["planned.opening_wait_first"]),
    )  # fmt: skip
    planned_care.join_lists(life.columns, life.waiting, joiners, planned_care.in_order(joiners), month)
    opened = open_for >= values["planned.opening_wait_first"] + values["planned.opening_wait_treatment"]
    places = life.capacity.treatments * (conduct.sessions * _left_to_planned(now))[:, None] * float(opened)
    planned_care.treatments(
        life.columns, rules, setting.geography, now.counts, life.waiting, life.rows, month, keys, places
    )


def _left_to_planned(now: ThisMonth) -> Floats:
    """Share of theatre work left where beds are fuller than full with emergencies, float[H]."""
    values = now.setting.values
    over = np.maximum(values["urgent.usual_occupancy"] + now.full - 1, 0)
    return np.minimum(np.maximum(1 - values["urgent.planned_yields"] * over, 0), 1)


def _end_of_life(now: ThisMonth) -> None:
    """New conditions, frailty, deaths and moves away."""
    setting, life = now.setting, now.life
    plan = min(setting.values["end_of_life.plan_share"] + now.conduct.plan_offer, 1.0)
    end_of_life.ageing_and_dying(
        life.columns, now.tables, setting.rules["end"], setting.geography, now.counts, life.rows,
        now.workspace.happened, now.month, now.keys(end_of_life.STREAMS), setting.catchment, plan,
    )  # fmt: skip


def _arrivals(now: ThisMonth) -> None:
    """Births and people moving in; how many depends on seed, place and month alone."""
    setting, life, month = now.setting, now.life, now.month
    people = setting.place.residents * setting.sample / MONTHS_PER_YEAR
    u = uniforms(setting.seed, "arrivals.rounding", month, np.arange(2))
    births = int(people * setting.values["demography.birth_rate"] + u[0])
    movers = int(people * setting.values["demography.moving_in_rate"] + u[1])
    rows = empty_rows(life, births + movers)
    synthesis.settle_arrivals(
        life.columns, rows, life.next_identity, births, month, setting.origins, setting.tables,
        now.keys(synthesis.BIRTH_STREAMS),
    )  # fmt: skip
    life.next_identity += births + movers


def _april(now: ThisMonth) -> None:
    """Once a year segments follow age, and capacity follows people."""
    if now.month % MONTHS_PER_YEAR == 0:
        life = now.life
        end_of_life.birthdays(life.columns, now.tables, int(life.rows.used[1]), now.month)
        carrying_over.keep_up(life, now.tally)


def _sum_up(now: ThisMonth) -> None:
    """What the month came to, and what its load does to the next."""
    setting, life, conduct = now.setting, now.life, now.conduct
    referral = summing_up.referral_chance(setting, life, conduct)
    now.summary = summing_up.sum_up(setting, life, conduct, now.counts, now.tally, referral, now.month)
    carrying_over.look_ahead(setting, life, conduct, now.counts, now.tally, referral, now.month)


STEPS: Final[tuple[Step[ThisMonth], ...]] = (
    Step(
        "need",
        "residents age, fall ill, get worse or better; contacts with the practice are asked for",
        _need,
    ),
    Step(
        "primary care",
        "problems are managed, put to a consultant, or referred; "
        "a referred resident chooses a provider by habit, distance and wait",
        _primary_care,
    ),
    Step(
        "urgent care",
        "A&E, admission against the trust's threshold, stay; programme response at home",
        _urgent_care,
    ),
    Step("mental health", "new needs join the line; crises come to A&E and take beds", _mental_health),
    Step(
        "care at home",
        "a month of community, home and residential care; new needs join the line",
        _care_at_home,
    ),
    Step("discharge", "people ready to leave a bed, then people at home, get a free place", _discharge),
    Step(
        "planned care",
        "first attendances and follow-ups, then treatments, in order of the lists",
        _planned_care,
    ),
    Step("end of life", "conditions and frailty, the plan, and where people die", _end_of_life),
    Step("arrivals", "births and people moving in take recycled rows", _arrivals),
    Step("April", "once a year people's segments follow their age, and capacity follows people", _april),
    Step(
        "summing up",
        "the month is counted; its load sets next month's refusals, time pressure, fullness and choice",
        _sum_up,
    ),
)
"""What happens to people and care in a month, in order; `run_month` runs it."""
