"""Carrying over: what a month's load does to the next, and how capacity keeps up with people."""

from typing import Final

import numpy as np

from abm.patients import kernel
from abm.processes import choice, month_state
from abm.processes.conduct import Conduct
from abm.processes.life import WARM_UP, Life, by_need
from abm.processes.month_state import Counts
from abm.processes.setting import Setting
from abm.quantities import Floats

_CARRY: Final = 0.25
"""Weight of the newest month in a provider's sense of how full it is."""


_FULL_DIARY: Final = 0.6
"""Largest share of contacts that can be refused in a month."""


def look_ahead(
    setting: Setting,
    life: Life,
    conduct: Conduct,
    counts: Counts,
    tally: kernel.Tally,
    referral: Floats,
    month: int,
) -> None:
    """What this month's load does to next month: diaries, beds, and where people choose to go.

    Args:
        setting: what stays the same.
        life: refusals, pressure, fullness and choice are changed.
        conduct: what providers did.
        counts: counts of the month.
        tally: what the month's pass over residents counted.
        referral: float[P], mean chance of referral, see `abm.processes.summing_up.referral_chance`.
        month: month of the run.
    """
    values = setting.values
    contact = values["primary_care.minutes_per_contact"]
    in_care = tally.enrolled.reshape(setting.place.n_practices, -1).sum(axis=1)
    minutes = values["primary_care.proactive_minutes"] / contact
    # Sessions for those who are asked back are opened and closed with them.
    offered = life.capacity.appointments * conduct.access + tally.expected[:, 4] * (1 - 1 / conduct.recalls)
    room = np.maximum(offered - minutes * in_care, 0.2 * offered)
    enhanced = referral * conduct.enhanced
    longer = enhanced * values["primary_care.enhanced_minutes"] / contact
    wanted = tally.expected[:, 4] + tally.expected[:, 3] * (1 - referral + longer)
    load = wanted / np.maximum(room, 1e-9)
    life.refusal = np.minimum(np.maximum(1 - 1 / np.maximum(load, 1e-9), 0), _FULL_DIARY)
    life.pressure = np.maximum(load - values["primary_care.pressure_threshold"], 0)
    _feel_fullness(setting, life, counts.expected_bed_days + counts.delayed_days, month)
    if month >= 0 and month % 3 == 0:
        now = _months_of_work(life) / conduct.sessions[:, None]
        ratio = np.clip(now / np.maximum(life.usual_wait, 1e-6), 1 / 3, 3)
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


def keep_up(life: Life, tally: kernel.Tally) -> None:
    """In April capacity per head is brought back to what it was: staff and beds follow the people."""
    opened, people = life.opening
    now = int(tally.people.sum())
    life.capacity = opened.scaled(now / people)
    life.usual_bed_days *= now / life.last_april
    life.last_april = now
    life.people_by_need = by_need(life.columns, len(life.people_by_need))


def fullness(setting: Setting, life: Life, beds: Floats) -> Floats:
    """Occupancy of each site above its usual level; nothing is known of it in the warm-up.

    Args:
        setting: what stays the same.
        life: how full beds have been.
        beds: float[H], beds as a multiple of the opening's.
    """
    usual = setting.values["urgent.usual_occupancy"]
    known = life.usual_bed_days > 0
    ratio = np.divide(life.bed_days, life.usual_bed_days * beds, out=np.ones(len(known)), where=known)
    return usual * (ratio - 1)
