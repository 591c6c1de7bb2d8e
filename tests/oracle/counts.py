"""What a contract counts for one pair: units, people and outcomes, in whole 64ths, and nothing rounded."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

import numpy as np

from abm.place import Place
from abm.vocabulary import CODED_PODS, OUTCOME, POD, PODS, SEGMENT, SEGMENTS
from tests.oracle.somewhere import COUNTED_BY, LINES, World

GRAIN = 64
"""Parts of a unit in which all counts are whole."""


def exact(number: float) -> Fraction:
    """A number as it stands in the computer, without error from here on."""
    return Fraction(float(number))


@dataclass(frozen=True)
class Pair:
    """One payer and one payee, the boroughs whose residents it is about (the last is outside), its share."""

    payer: int
    payee: int
    boroughs: np.ndarray
    share: Fraction = Fraction(1)


@dataclass(frozen=True)
class Covered:
    """The people and services of a scope; cohorts are those of all contracts in force together."""

    segments: tuple[str, ...]
    pods: tuple[str, ...]
    cohorts: tuple[tuple[str, ...], ...]
    conditions: tuple[str, ...] | None
    conditions_out: tuple[str, ...] | None

    @property
    def by_condition(self) -> bool:
        """Whether people are in or out by the conditions they have."""
        return self.conditions is not None or self.conditions_out is not None


CODED = np.array([pod in CODED_PODS for pod in PODS])
"""Spells, which count in a record as their provider's case mix index."""

Units = list[int]
"""64ths of a unit by point of delivery."""


@dataclass(frozen=True)
class Counts:
    """Counts of one pair over a period: units, person-months by segment, successes and chances by outcome."""

    delivered: Units
    recorded: Units
    used: Units
    bought: Units
    set_aside: Units
    people: list[int]
    outcomes: list[list[int]]

    def outcome(self, name: str) -> tuple[Fraction, Fraction]:
        """Recorded successes, and chances."""
        successes, chances = self.outcomes[OUTCOME[name]]
        return Fraction(successes, GRAIN), Fraction(chances, GRAIN)

    def person_months(self, weights: Mapping[str, float] | None = None) -> Fraction:
        """People times months, weighted by segment."""
        if not weights:
            return Fraction(sum(self.people), GRAIN)
        parts = zip(SEGMENTS, self.people, strict=True)
        return sum((exact(weights.get(s, 1.0)) * n for s, n in parts), Fraction(0)) / GRAIN


def number(units: Units, pods: Iterable[str]) -> Fraction:
    """Units of some points of delivery."""
    return Fraction(sum(units[POD[pod]] for pod in pods), GRAIN)


def value(prices: Mapping[str, float], units: Units) -> Fraction:
    """Pounds of units at stated prices, whose denominators are powers of two."""
    ratios = [(*float(price).as_integer_ratio(), units[POD[pod]]) for pod, price in prices.items()]
    least = max((below for _, below, _ in ratios), default=1)
    return Fraction(sum(above * (least // below) * n for above, below, n in ratios), least * GRAIN)


@dataclass(frozen=True)
class Track:
    """Counts of last year, and of the year so far after each month."""

    last: Counts
    so_far: list[Counts]


def track(world: World, place: Place, pair: Pair, whom: Covered) -> Track:
    """All counts of one pair; a contract year begins every twelfth month."""
    return _year_to_date(_counted(world, place, pair, whom))


def _year_to_date(columns: tuple[np.ndarray, ...]) -> Track:
    whole = [np.rint(column * GRAIN).astype(np.int64) for column in columns]
    sums = [
        np.concatenate([c[:1], *(c[i : i + 12].cumsum(axis=0) for i in range(1, len(c), 12))]).tolist()
        for c in whole
    ]
    last, *so_far = (Counts(*period) for period in zip(*sums, strict=True))
    return Track(last, so_far)


def _counted(world: World, place: Place, pair: Pair, whom: Covered) -> tuple[np.ndarray, ...]:
    """Counts of every period, in the order of `Counts`; the first is last year's."""
    practice = pair.payee < place.n_practices
    pods = np.array([not whom.pods or pod in whom.pods for pod in PODS])
    own = pods[LINES.pod] & (LINES.organisation == pair.payee)
    given, meant, set_aside = _activity(world, whom)
    asked = (LINES.pod == POD["AG"]) & (
        LINES.organisation < place.n_practices
    )  # given by a trust, counted there
    used = world.list_use[:, pair.payee] * pods if practice else None
    return (
        _by_pod(given, own, pair),
        _by_pod(given, own, pair) * np.where(CODED, world.case_mix[:, [pair.payee]], 1.0),
        _by_pod(given, pods[LINES.pod] & ~asked, pair) if used is None else used,
        _by_pod(meant, own, pair),
        _by_pod(set_aside, own, pair),
        _people(world, whom, pair, practice),
        world.outcomes[:, pair.payee],
    )


def _by_pod(activity: np.ndarray, lines: np.ndarray, pair: Pair) -> np.ndarray:
    """Units by period and point of delivery, of some lines and the boroughs of a pair."""
    units = activity[:, lines][:, :, pair.boroughs].sum(axis=2)
    return units @ (LINES.pod[lines][:, None] == np.arange(len(PODS)))


def _segments(whom: Covered) -> list[int]:
    return sorted(SEGMENT[s] for s in (whom.segments or SEGMENTS))


@lru_cache(32)
def _activity(world: World, whom: Covered) -> tuple[np.ndarray, ...]:
    """Units by period, line and borough: delivered (but not bought), meant to be bought, set aside."""
    segments = _segments(whom)
    bought, meant, set_aside = world.budgets[:, :, :, segments].sum(axis=3).swapaxes(0, 1)
    if whom.by_condition:
        return world.cohort_delivered[:, _chosen(whom)].sum(axis=1), meant, set_aside
    return world.delivered[:, :, segments].sum(axis=2) - bought, meant, set_aside


def _people(world: World, whom: Covered, pair: Pair, practice: bool) -> np.ndarray:
    """Person-months by segment; of a cohort all in the first place, since they are not told apart."""
    found = np.zeros((len(world.people), len(SEGMENTS)))
    if whom.by_condition:
        people = world.cohort_people[:, :, _chosen(whom)].sum(axis=2)[:, :, None]
        keep = [0]
    else:
        keep = _segments(whom)
        people = world.people[:, :, keep]
    found[:, keep] = (
        people[:, pair.payee].sum(axis=2) if practice else people[..., pair.boroughs[:-1]].sum(axis=(1, 3))
    )
    return found


def _chosen(whom: Covered) -> list[int]:
    """Combinations of cohorts, as counted, whose people belong to a cohort that the scope covers."""
    return [c for c in range(2 ** len(COUNTED_BY)) if _inside(whom, c)]


def _inside(whom: Covered, combination: int) -> bool:
    has = [cohort for k, cohort in enumerate(COUNTED_BY) if combination >> k & 1]
    first = next((own for own in whom.cohorts if own in has), ())
    if whom.conditions is not None:
        return first == whom.conditions
    return not (first and set(first) <= set(whom.conditions_out or ()))
