"""A place small enough to check by hand, whose payers, sub-systems and providers cut across one another."""

from dataclasses import dataclass, fields, replace

import numpy as np

from abm.cohorts import ByCohort, combinations
from abm.flows import Flows, Lines, coded_units, lines_of
from abm.place import Organisation, Place, SubSystem
from abm.vocabulary import OUTCOMES, POD, SEGMENTS
from tests.payment.tiny_place import tiny_place

MONTHS = 36
COHORTS = (("diabetes",), ("copd", "heart_failure"), ("cancer",))
COUNTED_BY = (*COHORTS, ("diabetes", "cancer"))
"""Lists of conditions that contracts name, and those by which people are told apart in the counts."""

FIGURES = {"operating_income_pounds": 1_234_560.0, "income_pounds": 7_654_320.0}
_ORGANISATIONS = (
    ("P1", "gp_practice", 0),
    ("P2", "gp_practice", 0),
    ("P3", "gp_practice", 1),
    ("P4", "gp_practice", 2),
    ("TRUST-A", "acute_trust", 0),
    ("TRUST-B", "acute_trust", 1),
    ("TRUST-X", "acute_trust", -1),  # elsewhere: residents choose it
    ("COMM", "community", -1),
    ("COMM-C", "community", 2),
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
NAMES = tuple(name for name, _, _ in _ORGANISATIONS)
KIND_OF = {name: kind for name, kind, _ in _ORGANISATIONS}


def somewhere() -> Place:
    """Boroughs A, B and C; one commissioner buys for A and C, while B and C are one sub-system."""
    at = NAMES.index
    sizes = np.array([1.0, 1.5, 0.75])
    return replace(
        tiny_place(),
        id="somewhere",
        boroughs=("A", "B", "C"),
        borough_names=("Borough A", "Borough B", "Borough C"),
        sub_systems=(
            SubSystem("SA", "System A", at("TRUST-A"), at("FED-A")),
            SubSystem("SB", "System B", at("TRUST-B"), at("FED-B")),
        ),
        sub_system_of_borough=np.array([0, 1, 1]),
        serving={
            "commissioner": _by_borough("CCG-A", "CCG-B", "CCG-A"),
            "council": _by_borough("COUNCIL-A", "COUNCIL-B", "COUNCIL-B"),
            "social_care": _by_borough("CARE-A", "CARE-B", "CARE-B"),
            "community": _by_borough("COMM", "COMM", "COMM-C"),
            "mental_health": _by_borough("MH", "MH", "MH"),
            "voluntary_sector": _by_borough("VOL", "VOL", "VOL"),
        },
        organisations=tuple(_organisation(i) for i in range(len(NAMES))),
        practice_borough=np.array([0, 0, 1, 2]),
        practice_figures={
            "registered_patients": np.array([8000.0, 4000.0, 6000.0, 5000.0]),
            "weighted_patients": np.array([7800.0, 4100.0, 6000.0, 5250.5]),
            "global_sum_pounds": np.array([684_000.0, 348_000.0, 512_340.0, 401_232.0]),
            "qof_pounds": np.array([69_600.0, 30_000.0, 51_960.0, 40_920.0]),
        },
        list_by_age_sex=np.ones((4, 2, 9)),
        registrations=np.ones((4, 3, 5)),
        population=np.full((3, 91), 100.0) * sizes[:, None],
        emergency_share=np.array([[0.75, 0.125, 0.125], [0.25, 0.5, 0.25], [0.375, 0.5, 0.125]]),
        planned_share=np.full((3, 3), 1 / 3),
        trusts=_by_borough("TRUST-A", "TRUST-B", "TRUST-X"),
        outside_share=np.array([0.1, 0.05, 0.5]),
        outside_payer=at("OTHER"),
    )


def _by_borough(*names: str) -> np.ndarray:
    return np.array([NAMES.index(name) for name in names])


def _organisation(i: int) -> Organisation:
    name, kind, borough = _ORGANISATIONS[i]
    system = (0, 1, 1)[borough] if borough >= 0 else -1
    figures = {} if kind == "gp_practice" else {k: v * (i + 1) for k, v in FIGURES.items()}
    return Organisation(name, name, kind, borough, system, 51.5, 0.0, figures)


PLACE = somewhere()
LINES: Lines = lines_of(PLACE)


@dataclass(frozen=True, eq=False)
class World:
    """What was counted: a year from which contracts are set, and three years of months after it.

    Each array begins with an axis of periods, that year first.
    """

    flows: tuple[Flows, ...]
    delivered: np.ndarray
    case_mix: np.ndarray
    list_use: np.ndarray
    people: np.ndarray
    outcomes: np.ndarray
    budgets: np.ndarray
    cohort_delivered: np.ndarray
    cohort_people: np.ndarray

    def until(self, months: int) -> "World":
        """The same with so many of its months."""
        return World(*(getattr(self, field.name)[: months + 1] for field in fields(self)))


def world(seed: int, budgets: bool) -> World:
    """Random counts; with `budgets` people buy some care, else they are told apart by condition."""
    rng = np.random.default_rng(seed)
    size = rng.choice([1.0, 15.0, 200.0])
    sizes = [12 * size, *(size * rng.uniform(0.7, 1.3, MONTHS))]
    case_mix = rng.integers(48, 96, (MONTHS + 1, len(NAMES))) / 64
    flows = tuple(_counts(rng, *period, budgets) for period in zip(sizes, case_mix, strict=True))
    words = ("delivered", "list_use", "people", "outcomes")
    delivered, list_use, people, outcomes = (np.stack([getattr(f, x) for f in flows]) for x in words)
    none = np.zeros((len(flows), 3, *delivered.shape[1:]))
    bought = np.stack([f.budgets for f in flows]) if budgets else none
    cohorts = [f.by_cohort for f in flows if f.by_cohort is not None]
    split, residents = (
        np.stack([getattr(c, x) for c in cohorts]) if cohorts else none for x in ("delivered", "people")
    )
    return World(flows, delivered, case_mix, list_use, people, outcomes, bought, split, residents)


def _counts(rng: np.random.Generator, size: float, case_mix: np.ndarray, budgets: bool) -> Flows:
    """Counts of one period, all of them exact in binary: whole units, case mixes in 64ths."""
    b, s, p, n = PLACE.n_boroughs, len(SEGMENTS), PLACE.n_practices, len(NAMES)
    delivered = rng.poisson(size * rng.gamma(1.0, 1.0, (LINES.n, 1, 1)), (LINES.n, s, b + 1)).astype(float)
    delivered[LINES.organisation < p, :, b] = 0
    chances = rng.integers(0, 400, (n, len(OUTCOMES)))
    chances[rng.random(chances.shape) < 0.1] = 0
    successes = np.floor(chances * rng.uniform(0.0, 1.0, chances.shape))
    people = rng.integers(0, 40, (p, s, b)).astype(float) * np.ceil(size)
    eligible = chances[:p, 0].astype(float)
    flows = Flows(
        delivered,
        rng.poisson(size * 9, (p, 21)).astype(float),
        people,
        eligible,
        np.floor(eligible / 2),
        np.stack([successes, chances], axis=-1).astype(float),
        coded=coded_units(LINES, delivered.sum(axis=1), case_mix),
    )
    if budgets:
        flows.budgets = _budgets(rng, delivered)
    else:
        flows.by_cohort = _by_cohort(rng, delivered, people)
    return flows


def _budgets(rng: np.random.Generator, delivered: np.ndarray) -> np.ndarray:
    """Contacts of other support bought, contacts meant and person-months set aside."""
    found = np.zeros((3, *delivered.shape))
    bought, kept = LINES.pod == POD["VOL"], np.isin(LINES.pod, [POD["VOL"], POD["HC"]])
    found[0, bought] = np.floor(delivered[bought] / 4)
    found[1, bought] = np.floor(delivered[bought] / 3)
    found[2, kept] = rng.integers(0, 64, delivered[kept].shape) / 8
    found[..., -1] = 0
    return found


def _by_cohort(rng: np.random.Generator, delivered: np.ndarray, people: np.ndarray) -> ByCohort:
    """Who of them had which conditions."""
    odds = rng.dirichlet(np.ones(combinations(COUNTED_BY)))
    split = rng.multinomial(delivered.sum(axis=1).astype(int), odds).transpose(2, 0, 1)
    residents = rng.multinomial(people.sum(axis=1).astype(int), odds).transpose(0, 2, 1)
    return ByCohort(COUNTED_BY, split, residents.astype(float))
