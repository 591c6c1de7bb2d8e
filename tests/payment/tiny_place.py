"""A place small enough to check by hand: two boroughs, three practices, two trusts."""

from dataclasses import replace

import numpy as np

from abm.cohorts import ByCohort, Cohort, combinations
from abm.flows import Flows, Lines, coded_units, lines_of
from abm.place import Organisation, Place, Site, SubSystem
from abm.vocabulary import OUTCOME, OUTCOMES, PODS, SEGMENTS

NAMES = (
    ("P1", "gp_practice", 0),
    ("P2", "gp_practice", 0),
    ("P3", "gp_practice", 1),
    ("TRUST-A", "acute_trust", 0),
    ("TRUST-B", "acute_trust", 1),
    ("COMM", "community", -1),
    ("MH", "mental_health", -1),
    ("CARE-A", "social_care", 0),
    ("CARE-B", "social_care", 1),
    ("VOL", "voluntary_sector", -1),
    ("FED-A", "gp_federation", 0),
    ("FED-B", "gp_federation", 1),
    ("CCG-A", "commissioner", 0),
    ("CCG-B", "commissioner", 1),
    ("COUNCIL-A", "council", 0),
    ("COUNCIL-B", "council", 1),
    ("OTHER", "outside_payer", -1),
)
INDEX = {name: i for i, (name, _, _) in enumerate(NAMES)}


def tiny_place() -> Place:
    """Two boroughs, each its own sub-system with its own commissioner, council, trust and federation."""
    at = INDEX.__getitem__
    return Place(
        id="tiny",
        title="A place for tests",
        reference_year=2017,
        boroughs=("A", "B"),
        borough_names=("Borough A", "Borough B"),
        sub_systems=(
            SubSystem("SA", "System A", at("TRUST-A"), at("FED-A")),
            SubSystem("SB", "System B", at("TRUST-B"), at("FED-B")),
        ),
        sub_system_of_borough=np.array([0, 1]),
        serving={
            "commissioner": np.array([at("CCG-A"), at("CCG-B")]),
            "council": np.array([at("COUNCIL-A"), at("COUNCIL-B")]),
            "social_care": np.array([at("CARE-A"), at("CARE-B")]),
            "community": np.array([at("COMM")] * 2),
            "mental_health": np.array([at("MH")] * 2),
            "voluntary_sector": np.array([at("VOL")] * 2),
        },
        organisations=tuple(Organisation(n, n, k, b, b, 51.5, 0.0) for n, k, b in NAMES),
        practice_borough=np.array([0, 0, 1]),
        practice_figures={
            "registered_patients": np.array([8000.0, 4000.0, 6000.0]),
            "weighted_patients": np.array([7800.0, 4100.0, 6000.0]),
            "global_sum_pounds": np.array([680_000.0, 350_000.0, 512_345.67]),
            "qof_pounds": np.array([70_000.0, 30_000.0, 52_000.0]),
            "enhanced_pounds": np.array([30_000.0, 15_000.0, 20_000.0]),
            "other_pounds": np.array([100_000.0, 40_000.0, 60_000.0]),
        },
        list_by_age_sex=np.ones((3, 2, 9)),
        registrations=np.ones((3, 2, 5)),
        population=np.full((2, 91), 100.0),
        sites=(Site("SITE-A", "A", at("TRUST-A"), 51.5, 0.0, 100, True, True),),
        emergency_share=np.array([[0.8, 0.2], [0.3, 0.7]]),
        planned_share=np.array([[0.7, 0.3], [0.4, 0.6]]),
        trusts=np.array([at("TRUST-A"), at("TRUST-B")]),
        outside_share=np.array([0.1, 0.05]),
        outside_payer=at("OTHER"),
        seasonality=np.ones((12, 2)),
        fit={},
    )


def flows(place: Place, lines: Lines, seed: int, size: float = 40.0, coding: bool = False) -> Flows:
    """One month of whole counts, drawn, and consistent enough for payment: lists use what is delivered."""
    rng = np.random.default_rng(seed)
    b, s, p = place.n_boroughs, len(SEGMENTS), place.n_practices
    delivered = rng.poisson(size, (lines.n, s, b + 1)).astype(float)
    practice = lines.organisation < p
    delivered[practice, :, b] = 0
    people = rng.integers(20, 400, (p, s, b)).astype(float)
    eligible = rng.integers(200, 600, p).astype(float)
    enrolled = np.floor(eligible * rng.uniform(0.1, 0.8, p))
    list_use = rng.poisson(size * 4, (p, len(PODS))).astype(float)
    outcomes = np.zeros((len(place.organisations), len(OUTCOMES), 2))
    outcomes[..., 1] = rng.integers(200, 600, outcomes.shape[:2])
    outcomes[..., 0] = np.floor(outcomes[..., 1] * rng.uniform(0.3, 0.9, outcomes.shape[:2]))
    outcomes[:p, OUTCOME["proactive_care"]] = np.column_stack([enrolled, eligible])
    case_mix = rng.uniform(0.9, 1.2, len(place.organisations))
    coded = coded_units(lines, delivered.sum(axis=1), case_mix) if coding else None
    return Flows(delivered, list_use, people, eligible, enrolled, outcomes, coded=coded)


def year(place: Place, lines: Lines, seed: int, coding: bool = False) -> tuple[list[Flows], Flows]:
    """Twelve months and their sum; with `coding`, spells are recorded by a case mix that wanders."""
    months = [flows(place, lines, seed * 100 + m, coding=coding) for m in range(12)]
    total = Flows.none(place, lines)
    for month in months:
        total.add(month)
    return months, total


def told_apart(months: list[Flows], cohorts: tuple[Cohort, ...]) -> tuple[list[Flows], Flows]:
    """The same months, and their sum, with people told apart by cohorts; the more conditions, the fewer."""
    c, place, lines = combinations(cohorts), *tiny()
    odds = 0.1 ** np.arange(c)
    total, found = Flows.none(place, lines, cohorts), [replace(month) for month in months]
    for seed, month in enumerate(found):
        rng = np.random.default_rng(seed)
        split = rng.multinomial(month.by_borough.astype(int), odds / odds.sum()).transpose(2, 0, 1)
        people = month.people.sum(axis=1)[:, None] * (odds / odds.sum())[:, None]
        month.by_cohort = ByCohort(cohorts, split, people) if cohorts else None
        total.add(month)
    return found, total


def tiny() -> tuple[Place, Lines]:
    """The place and its lines."""
    place = tiny_place()
    return place, lines_of(place)
