"""What effects may look at: what happened to people and which pounds moved, never why."""

from collections.abc import Mapping, Sequence
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from abm.flows import Lines
from abm.place import Place
from abm.quantities import MONTHS_PER_YEAR, Floats, Ints
from abm.vocabulary import POD

SERVICES: Final = ("community", "social care", "mental health")
"""Services that people wait for outside hospital, in the order in which a record holds them."""


class Paid(Protocol):
    """A month's payments, one entry per contract, element and pair: who paid whom how much."""

    @property
    def contract(self) -> Ints:
        """int[N], number of the contract among those of its month."""
        ...

    @property
    def element(self) -> Ints:
        """int[N], number of the element among those of its month."""
        ...

    @property
    def payer(self) -> Ints:
        """int[N], organisation index."""
        ...

    @property
    def payee(self) -> Ints:
        """int[N], organisation index."""
        ...

    @property
    def pence(self) -> Ints:
        """int[N], whole pence, negative where the payee pays back."""
        ...


class History(Protocol):
    """The part of a run's record that effects may look at: what happened, never the design.

    Pounds that moved can be seen; the terms on which they moved, and what anybody decided, cannot.
    """

    @property
    def place(self) -> Place:
        """Where it happened."""
        ...

    @property
    def lines(self) -> Lines:
        """Activity lines, L of them."""
        ...

    @property
    def value(self) -> Floats:
        """float[L], reference cost of a unit."""
        ...

    @property
    def delivered(self) -> Sequence[NDArray[np.int32]]:
        """int32[L, S, B + 1] a month, real people; the last borough is outside the place."""
        ...

    @property
    def eligible(self) -> Sequence[Floats]:
        """float[P] a month, resident-months eligible for proactive care."""
        ...

    @property
    def enrolled(self) -> Sequence[Floats]:
        """float[P] a month, resident-months in it."""
        ...

    @property
    def stocks(self) -> Sequence[Mapping[str, Floats]]:
        """What stood at the end of a month, arrays by name."""
        ...

    @property
    def outcomes(self) -> Sequence[Mapping[str, Floats]]:
        """What became of people in a month, arrays by name."""
        ...

    @property
    def payments(self) -> Sequence[Paid]:
        """Payments of each month."""
        ...

    @property
    def contracts(self) -> Sequence[tuple[tuple[str, ...], tuple[str, ...]]]:
        """Labels of contracts and of elements, a month: to be told apart and counted, not to be read."""
        ...

    @property
    def costs(self) -> Sequence[Ints]:
        """int64[O, 4] pence a month: fixed, stepped and variable cost, and administration."""
        ...

    @property
    def funding(self) -> Sequence[Ints]:
        """int64[O] pence a month, what payers are given from outside the system."""
        ...

    @property
    def reference(self) -> Mapping[str, Floats]:
        """The reference year, float[O] pounds a month by name.

        `fixed` and `stepped` cost, `worth` of activity at reference cost, and `spend` of payers.
        """
        ...

    @property
    def start(self) -> int:
        """First month in which anything differs from the reference mix; 0 where nothing does."""
        ...

    @property
    def months(self) -> int:
        """M, months recorded."""
        ...


def of_kind(record: History, kind: str, *pods: str) -> NDArray[np.bool_]:
    """bool[L], the activity lines of a kind of organisation, of some points of delivery or all."""
    kinds = np.array([o.kind == kind for o in record.place.organisations])
    wanted = np.isin(record.lines.pod, [POD[p] for p in pods]) if pods else np.ones(record.lines.n, bool)
    return kinds[record.lines.organisation] & wanted


def last_year(record: History) -> slice:
    """The last twelve months recorded, or all of a shorter run."""
    return slice(max(record.months - MONTHS_PER_YEAR, 0), record.months)


def standing(record: History, name: str) -> Floats:
    """One stock over the run, [M, ...]."""
    return np.array([month[name] for month in record.stocks], np.float64)


def became(record: History, name: str) -> Floats:
    """One outcome over the run, [M, ...]."""
    return np.array([month[name] for month in record.outcomes], np.float64)


def residents(record: History) -> Floats:
    """People who live in the place, float[M]."""
    return became(record, "people").sum(axis=(1, 2))


def trusts_of_sites(record: History) -> tuple[Ints, Floats]:
    """Trusts that have sites, int[T], and which site is whose, float[H, T], for adding sites up."""
    of_site = np.array([site.trust for site in record.place.sites], np.int64)
    trusts = np.unique(of_site)
    return trusts, (of_site[:, None] == trusts[None, :]).astype(np.float64)


def slots_of_services(record: History) -> dict[str, slice]:
    """Where each of `SERVICES` stands in an array by support service, [K].

    Each service has one entry per organisation that provides it, in order of organisation index.
    """
    place = record.place
    tables = (place.serving["community"], place.serving["social_care"], place.serving["mental_health"])
    ends = np.cumsum([0, *(len(np.unique(table)) for table in tables)]).tolist()
    return {name: slice(a, b) for name, a, b in zip(SERVICES, ends, ends[1:], strict=False)}
