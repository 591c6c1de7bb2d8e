"""Cohorts: people told apart by the conditions they have, so that a contract can be for some of them (S3).

A cohort is a list of conditions; whoever has one of them is of it. Somebody may be of several, so a run
counts people and their care by *combination*: which of its K cohorts a person is of, a number of K bits,
0 for none. Contracts in force together then give each person to the first of their own cohorts, in the
order of the vocabulary. So nobody is paid for twice, and what else is counted in a run, for the shadow of
another regime say, changes nothing.

Example:
    >>> lungs, sugar = ("copd", "heart_failure"), ("diabetes",)
    >>> in_order(["heart_failure", "copd"]) == lungs, belonging((sugar, lungs), (sugar, lungs)).tolist()
    (True, [0, 1, 2, 1])
    >>> belonging((sugar, lungs), (lungs,)).tolist()
    [0, 0, 1, 1]
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from abm.quantities import Floats, Ints
from abm.vocabulary import CONDITION

Cohort = tuple[str, ...]
"""Conditions in the order of the vocabulary, each once."""

MOST: Final = 4
"""Cohorts told apart in one run; every further one doubles what is counted."""


def in_order(conditions: Iterable[str]) -> Cohort:
    """Conditions as a cohort: in the order of the vocabulary, each once."""
    return tuple(sorted(set(conditions), key=CONDITION.__getitem__))


def by_first(cohorts: Iterable[Cohort]) -> tuple[Cohort, ...]:
    """Cohorts, each once, in the order in which they claim a person who is of several.

    Example:
        >>> by_first([("copd",), ("diabetes", "msk"), ("copd",)])
        (('diabetes', 'msk'), ('copd',))
    """
    return tuple(sorted(set(cohorts), key=lambda cohort: [CONDITION[word] for word in cohort]))


def combinations(cohorts: tuple[Cohort, ...]) -> int:
    """How many combinations of cohorts a person may be of, none among them: 2 to the power of K."""
    return 1 << len(cohorts)


@cache
def belonging(counted: tuple[Cohort, ...], own: tuple[Cohort, ...]) -> Ints:
    """Where people belong under contracts with cohorts of their own.

    Args:
        counted: the cohorts by which people were counted.
        own: those of the contracts in force together, in order.

    Returns:
        int[combinations], 0 for people of none of `own`, else 1 + the position of the first they are of.

    Raises:
        ValueError: if people were not counted by one of `own`.
    """
    belongs = np.zeros(combinations(counted), np.int64)
    which = np.arange(belongs.size)
    for position, cohort in reversed(list(enumerate(own))):
        if cohort not in counted:
            raise ValueError(f"nobody counted people with {' or '.join(cohort)} apart")
        belongs[(which >> counted.index(cohort)) & 1 == 1] = 1 + position
    return belongs


@dataclass(frozen=True, eq=False)
class ByCohort:
    """What a month, or several, counted by combination of cohorts. C combinations.

    Attributes:
        cohorts: by which people were told apart.
        delivered: int[C, L, B + 1], activity by combination, line and borough, whole people as they were; it
            adds up to that of all.
        people: float[P, C, B], person-months by list, combination and borough; segments together.
        lines: lines of which something else is expected than was.
        factor: float[n, B + 1], how much more or less, for everybody on a line alike.
    """

    cohorts: tuple[Cohort, ...]
    delivered: NDArray[Any]
    people: Floats
    lines: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    factor: Floats = field(default_factory=lambda: np.ones((0, 1)))

    @classmethod
    def none(cls, cohorts: tuple[Cohort, ...], lines: int, practices: int, boroughs: int) -> "ByCohort":
        """All zero, of the right shapes."""
        c = combinations(cohorts)
        return cls(cohorts, np.zeros((c, lines, boroughs + 1), np.int32), np.zeros((practices, c, boroughs)))

    def activity(self, chosen: Ints) -> Floats:
        """float[L, B + 1], activity for people of the combinations chosen."""
        total = np.zeros(self.delivered.shape[1:])
        for combination in chosen.tolist():
            total += self.delivered[combination]
        total[self.lines] *= self.factor
        return total

    def residents(self, chosen: Ints) -> Floats:
        """float[P, B], person-months of people of the combinations chosen."""
        return self.people[:, chosen].sum(axis=1)

    def plus(self, other: "ByCohort") -> "ByCohort":
        """What was counted, and what was in another month, together; nothing else is expected."""
        return ByCohort(self.cohorts, self.delivered + other.delivered, self.people + other.people)

    def scaled(self, factor: float) -> "ByCohort":
        """A copy with every count multiplied."""
        return replace(self, delivered=self.delivered * factor, people=self.people * factor)

    def expecting(self, seen: Floats, expected: Floats) -> "ByCohort":
        """The same where activity of everybody, float[L, B + 1], is expected to come to something else."""
        lines = np.unique(np.nonzero(seen != expected)[0])
        was = seen[lines]
        factor = np.divide(expected[lines], was, out=np.ones(was.shape), where=was > 0)
        return replace(self, lines=lines, factor=factor)
