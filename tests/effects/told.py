"""Histories written by hand, small enough to work effects out with a pencil."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from abm.flows import Lines, lines_of
from abm.place import Place
from abm.vocabulary import POD, SEGMENTS
from scenarios.files.place.load import load_place

PLACE = load_place("small_town")
LINES = lines_of(PLACE)
ORGANISATIONS = len(PLACE.organisations)
TRUST, OUT, COMMUNITY, MENTAL, COUNCIL_CARE, VOLUNTARY = (
    PLACE.index_of(name) for name in ("TGH", "OUT", "COM", "MHT", "RIV-SC", "VOL")
)
COMMISSIONER, COUNCIL, OUTSIDE = (PLACE.index_of(name) for name in ("CCG", "RIV", "OTHER"))
PRACTICE, PRACTICE_2 = 0, 1


@dataclass
class Paid:
    """A month's payments written by hand."""

    contract: np.ndarray
    element: np.ndarray
    payer: np.ndarray
    payee: np.ndarray
    pence: np.ndarray


@dataclass(eq=False)
class Told:
    """A history written by hand."""

    delivered: list[np.ndarray]
    place: Place = PLACE
    lines: Lines = LINES
    value: np.ndarray = field(default_factory=lambda: np.full(LINES.n, 10.0))
    eligible: list[np.ndarray] = field(default_factory=list)
    enrolled: list[np.ndarray] = field(default_factory=list)
    stocks: list[dict[str, np.ndarray]] = field(default_factory=list)
    outcomes: list[dict[str, np.ndarray]] = field(default_factory=list)
    payments: list[Paid] = field(default_factory=list)
    contracts: list[tuple[tuple[str, ...], tuple[str, ...]]] = field(default_factory=list)
    costs: list[np.ndarray] = field(default_factory=list)
    funding: list[np.ndarray] = field(default_factory=list)
    reference: dict[str, np.ndarray] = field(default_factory=dict)
    start: int = 0

    @property
    def months(self) -> int:
        return len(self.delivered)


def month(**counts: tuple[int, float, float]) -> np.ndarray:
    """A month in which lines, by point of delivery, saw so many residents and people from outside."""
    d = np.zeros((LINES.n, len(SEGMENTS), PLACE.n_boroughs + 1), np.int32)
    for pod, (organisation, residents, outside) in counts.items():
        line = LINES.line[organisation, POD[pod]]
        d[line, 3, 0], d[line, 3, -1] = residents, outside
    return d


def quiet(months: int = 12, **kept: Any) -> Told:
    """Months in which nobody is treated, with whatever stood or happened in each."""
    return Told([month()] * months, **kept)


def people(total: float) -> np.ndarray:
    """[S, B], so many residents, all in one segment and borough."""
    by_segment = np.zeros((len(SEGMENTS), PLACE.n_boroughs))
    by_segment[3, 0] = total
    return by_segment


def of_organisations(**pounds: float) -> np.ndarray:
    """float[O], by id of the organisation with underscores for hyphens."""
    values = np.zeros(ORGANISATIONS)
    for name, value in pounds.items():
        values[PLACE.index_of(name.replace("_", "-"))] = value
    return values


def paid(*entries: tuple[int, int, float], element: int = 0) -> Paid:
    """A month in which payers paid payees so many pounds, all under one element."""
    payer, payee, pounds = (np.array(column) for column in zip(*entries, strict=True))
    same = np.zeros(len(entries), np.int64)
    return Paid(same, same + element, payer, payee, np.rint(pounds * 100).astype(np.int64))


def headline(values: Any, scope: str = "total") -> float:
    """The value of the run as a whole under a scope."""
    return next(v.value for v in values if v.month is None and v.scope == scope)


def in_month(values: Any, month: int) -> float:
    """The headline of one month."""
    return next(v.value for v in values if v.month == month and v.scope == "total")
