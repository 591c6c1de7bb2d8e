"""The month: the order of events, and one month of a place's life given what its providers do.

Nothing here knows about money. A month takes conduct (what each provider's levers are set to) and
returns what was delivered, used, waited for and suffered.

Example:
    >>> from abm.month import ORDER
    >>> [name for name, _ in ORDER][:3]
    ['need', 'primary care', 'choice']
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from abm.parameters.planned import SPECIALTIES
from abm.patients import kernel, synthesis
from abm.patients.hazards import ACS, MINOR, SERIOUS, Tables
from abm.processes import (
    community,
    discharge,
    end_of_life,
    mental_health,
    month_state,
    planned_care,
    primary_care,
    urgent_care,
)
from abm.processes.carrying_over import fullness, keep_up, look_ahead
from abm.processes.conduct import Conduct
from abm.processes.life import OPENING, WARM_UP, Life, empty_rows
from abm.processes.month_state import Counts, Happened, Joiners
from abm.processes.setting import Setting
from abm.processes.summing_up import Month, referral_chance, sum_up
from abm.quantities import DAYS_PER_MONTH, MONTHS_PER_YEAR, Floats
from abm.streams import stream_keys, uniforms
from abm.vocabulary import HAZARD_PURPOSES, SEGMENTS

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


class Around(NamedTuple):
    """What a month is lived in, beside what providers do.

    Attributes:
        surge: float32[purposes], multiples of every hazard by what happens to the place.
        watched: identities of residents whose care is written down.
    """

    surge: NDArray[np.float32] = np.ones(len(HAZARD_PURPOSES), np.float32)
    watched: tuple[int, ...] = ()


QUIET: Final = Around()
"""Nothing happens to the place and nobody is watched."""


def live(
    setting: Setting, life: Life, conduct: Conduct, month: int, workspace: "Workspace", around: Around = QUIET
) -> Month:
    """One month of a place's life; `life` is changed.

    Args:
        setting: what stays the same.
        life: what changes.
        conduct: what providers do.
        month: month of the run; negative in warm-up.
        workspace: buffers, kept between months.
        around: what happens to the place, and who is watched.
    """
    counts = month_state.no_counts(
        setting.place,
        setting.lines,
        len(life.capacity.places),
        workspace.delivered,
        setting.apart,
        around.watched,
    )
    tables = tables_in_season(setting, month, around.surge)
    tally = _need(setting, life, conduct, tables, month, workspace)
    full = fullness(setting, life, conduct.beds)
    _referrals(setting, life, conduct, counts, month, workspace)
    _emergencies(setting, life, conduct, counts, tables, full, month, workspace)
    _support(setting, life, conduct, counts, month, workspace)
    _discharge(setting, life, conduct, counts, month, workspace)
    _planned(setting, life, counts, conduct, full, month, workspace)
    _endings(setting, life, conduct, counts, tables, month, workspace)
    _arrive(setting, life, month)
    if month % MONTHS_PER_YEAR == 0:
        end_of_life.birthdays(life.columns, tables, int(life.rows.used[1]), month)
        keep_up(life, tally)
    referral = referral_chance(setting, life, conduct)
    lived = sum_up(setting, life, conduct, counts, tally, referral, month)
    look_ahead(setting, life, conduct, counts, tally, referral, month)
    return lived


def _referrals(
    setting: Setting, life: Life, conduct: Conduct, counts: Counts, month: int, workspace: "Workspace"
) -> None:
    """Problems brought to practices, and where the referred choose to go."""
    keys = stream_keys(setting.seed, primary_care.STREAMS, month)
    rules, geography = setting.rules["primary"], setting.geography
    joiners, happened = workspace.joiners, workspace.happened
    surgery = primary_care.Surgery(
        setting.habit,
        conduct.referral,
        life.pressure,
        conduct.enhanced,
        conduct.advice,
        conduct.advice_avoids,
    )
    primary_care.primary_care(
        life.columns, rules, geography, counts, joiners, happened, keys, surgery, life.choice,
        len(SPECIALTIES),
    )  # fmt: skip


def _emergencies(
    setting: Setting, life: Life, conduct: Conduct, counts: Counts, tables: Tables, full: Floats, month: int,
    workspace: "Workspace",
) -> None:  # fmt: skip
    """A&E and admission, then mental health needs and crises."""
    columns, geography, happened = life.columns, setting.geography, workspace.happened
    urgent, mental = setting.rules["urgent"], setting.rules["mental"]
    hospital = urgent_care.Hospital(
        urgent.response * conduct.admission,
        setting.site_fit,
        full,
        conduct.stay,
        conduct.hurried,
        conduct.averted,
        setting.walk_in,
    )
    keys = stream_keys(setting.seed, urgent_care.STREAMS, month)
    urgent_care.urgent_care(
        columns, tables, urgent, geography, counts, life.requests, happened, month, keys, setting.catchment,
        hospital,
    )  # fmt: skip
    keys = stream_keys(setting.seed, mental_health.STREAMS, month)
    mental_health.mental_health(
        columns, mental, geography, counts, life.requests, happened, month, keys, setting.catchment,
        conduct.door, conduct.crisis,
    )  # fmt: skip


def _support(
    setting: Setting, life: Life, conduct: Conduct, counts: Counts, month: int, workspace: "Workspace"
) -> None:
    """A month of care for those who have it, and new needs put in the line."""
    rules, keys = setting.rules["community"], stream_keys(setting.seed, community.STREAMS, month)
    community.care_at_home(
        life.columns, rules, setting.geography, counts, life.requests, workspace.happened, month, keys,
        conduct.door, conduct.intensity, conduct.bought,
    )  # fmt: skip


def _endings(
    setting: Setting, life: Life, conduct: Conduct, counts: Counts, tables: Tables, month: int,
    workspace: "Workspace",
) -> None:  # fmt: skip
    """New conditions, frailty, deaths and moves away."""
    rules, keys = setting.rules["end"], stream_keys(setting.seed, end_of_life.STREAMS, month)
    plan = min(setting.values["end_of_life.plan_share"] + conduct.plan_offer, 1.0)
    end_of_life.ageing_and_dying(
        life.columns, tables, rules, setting.geography, counts, life.rows, workspace.happened, month, keys,
        setting.catchment, plan,
    )  # fmt: skip


class Workspace:
    """Buffers that every month fills anew, kept so that they are made once.

    Args:
        rows: rows of the population table.
        lines: activity lines of the place; none where only the month of need is lived.
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


def tables_in_season(setting: Setting, month: int, surge: NDArray[np.float32] = QUIET.surge) -> Tables:
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


def _need(
    setting: Setting, life: Life, conduct: Conduct, tables: Tables, month: int, workspace: Workspace
) -> kernel.Tally:
    """Step every resident; fills the workspace with whom something happened to."""
    b = setting.place.n_boroughs
    tally = kernel.no_tally(setting.place.n_practices, b, setting.apart)
    diaries = diaries_of(setting, life, conduct)
    keys = stream_keys(setting.seed, kernel.NEED_STREAMS, month)
    workspace.events = int(
        kernel.live_one_month(
            life.columns,
            tables,
            diaries,
            keys,
            month,
            int(life.rows.used[1]),
            b,
            tally,
            workspace.rows,
            workspace.flags,
        )
    )
    return tally


def _discharge(
    setting: Setting, life: Life, conduct: Conduct, counts: Counts, month: int, workspace: Workspace
) -> None:
    """Serve the line for support with the places that are free."""
    free = np.maximum(life.capacity.places * conduct.places - counts.in_use, 0.0)
    whole = np.floor(free + uniforms(setting.seed, "discharge.places", month, np.arange(free.size)))
    order = discharge.serving_order(
        life.requests, life.columns, setting.geography, conduct.pickup, setting.seed, month
    )
    handover = discharge.Handover(
        conduct.handover, conduct.hospital_handover, conduct.eligible, conduct.reabled
    )
    remaining = discharge.discharge(
        life.columns,
        setting.rules["discharge"],
        setting.geography,
        counts,
        life.requests,
        order,
        workspace.kept,
        month,
        discharge.keys_of(setting.seed, month),
        whole,
        handover,
    )
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
    slots = life.capacity.slots * conduct.sessions[:, None]
    clinic = planned_care.Clinic(slots, conduct.follow_up, conduct.remote)
    planned_care.first_attendances(
        life.columns,
        rules,
        setting.geography,
        counts,
        life.waiting,
        life.rows,
        joiners,
        month,
        keys,
        clinic,
        conduct.door,
        bool(opens),
    )
    planned_care.join_lists(life.columns, life.waiting, joiners, planned_care.in_order(joiners), month)
    opened = (
        open_for
        >= setting.values["planned.opening_wait_first"] + setting.values["planned.opening_wait_treatment"]
    )
    usual = setting.values["urgent.usual_occupancy"]
    over = np.maximum(usual + fullness - 1, 0)
    yields = np.minimum(np.maximum(1 - setting.values["urgent.planned_yields"] * over, 0), 1)
    places = life.capacity.treatments * (conduct.sessions * yields)[:, None] * float(opened)
    planned_care.treatments(
        life.columns, rules, setting.geography, counts, life.waiting, life.rows, month, keys, places
    )


def _arrive(setting: Setting, life: Life, month: int) -> None:
    """Births and people moving in; how many depends on seed, place and month alone."""
    people = setting.place.residents * setting.sample / MONTHS_PER_YEAR
    u = uniforms(setting.seed, "arrivals.rounding", month, np.arange(2))
    births = int(people * setting.values["demography.birth_rate"] + u[0])
    movers = int(people * setting.values["demography.moving_in_rate"] + u[1])
    rows = empty_rows(life, births + movers)
    keys = stream_keys(setting.seed, synthesis.BIRTH_STREAMS, month)
    synthesis.settle_arrivals(
        life.columns, rows, life.next_identity, births, month, setting.origins, setting.tables, keys
    )
    life.next_identity += births + movers
