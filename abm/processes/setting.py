"""The setting of a run: what stays the same from month to month, laid out once from place and parameters."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from abm.cohorts import Cohort
from abm.flows import Lines, lines_of
from abm.parameter import Values
from abm.patients import synthesis
from abm.patients.apart import Apart, apart
from abm.patients.hazards import MINOR, Tables, build_tables, prevalence, yearly_rates
from abm.place import Place
from abm.processes import (
    choice,
    community,
    discharge,
    end_of_life,
    mental_health,
    month_state,
    planned_care,
    primary_care,
    urgent_care,
)
from abm.processes.month_state import Geography
from abm.quantities import Floats
from abm.streams import normals
from abm.vocabulary import RATE_AGES


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
        emergency_share: float[P, H], the same, not running.
        usual_planned: float[P, H], share of referrals at usual waits.
        habit: float[P], practices' usual log-odds of referral.
        usual_aim: float, log-odds of the share of eligible people in proactive care at the norm.
        site_fit: float[H], log-odds of admission fitted to the observed level.
        rules: the rules of every process, by name.
        gross_up: float[L], patients from outside per resident patient, by line.
        walk_in: float[B], share of minor attendances that go to a community walk-in centre.
        cohorts: by which people are counted apart.
        apart: the same, by state of health.
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
    emergency_share: Floats
    usual_planned: Floats
    habit: Floats
    usual_aim: float
    site_fit: Floats
    rules: dict[str, Any]
    gross_up: Floats
    walk_in: Floats
    cohorts: tuple[Cohort, ...]
    apart: Apart


def build_setting(
    place: Place, values: Values, sample: float, seed: int, cohorts: tuple[Cohort, ...] = ()
) -> Setting:
    """Lay out a run's fixed parts, people being counted apart by the cohorts given.

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
    emergencies = choice.usual_shares(place, values, emergency=True)
    catchment = np.cumsum(emergencies, axis=1)
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
        emergency_share=emergencies,
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
        cohorts=cohorts,
        apart=apart(cohorts),
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
    for organisation in np.unique(place.serving["community"]):
        served = place.serving["community"] == organisation
        seen = place.organisations[organisation].figures.get("walk_in_attendances_per_year", 0.0)
        share[served] = min(seen / max(minor[served].sum(), 1.0), 0.9)
    return share
