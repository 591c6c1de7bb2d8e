"""An effect: one number with a definition, measured on what happened, never read off a design."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from abm.flows import Lines
from abm.place import Place
from abm.quantities import MONTHS_PER_YEAR, Floats
from abm.vocabulary import POD

TOTAL: Final = "total"
"""The scope of a value for the whole place."""


class History(Protocol):
    """The part of a run's record that effects may look at: what happened to people, never the design.

    How anybody was paid, and what anybody decided, is out of sight here.
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
        """int32[L, S, B + 1] a month, real people."""
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
        """Arrays by name, a month."""
        ...

    @property
    def months(self) -> int:
        """M, months recorded."""
        ...


@dataclass(frozen=True)
class EffectValue:
    """One value of an effect.

    Attributes:
        effect: its identifier.
        scope: `total`, the id of an organisation, or a named part.
        month: month of the run, or None where the value is of the run as a whole.
        value: the number; NaN where the effect does not apply.
        unit: of the number.
    """

    effect: str
    scope: str
    month: int | None
    value: float
    unit: str


@dataclass(frozen=True, eq=False)
class Twins:
    """Two runs of the same people with the same luck, beside the run that is measured.

    Attributes:
        without: the run without the programme.
        held: the run with the programme, trusts' levers replayed from the run without it.
        start: month in which the programme starts.
    """

    without: History
    held: History
    start: int


@dataclass(frozen=True)
class Effect:
    """A measured effect.

    Attributes:
        identifier: as in the list of effects, E1 to E18.
        title: what it is, in a few words.
        unit: of its headline value.
        formula: how it is computed.
        twin: which twin runs it needs, in words; empty for none.
        source: the sentence of a source document that it answers, in our words.
        measure: its values from a run's record and twins; twins may be None.
    """

    identifier: str
    title: str
    unit: str
    formula: str
    twin: str
    source: str
    measure: Callable[[History, Twins | None], list[EffectValue]]


def of_kind(record: History, kind: str, *pods: str) -> NDArray[np.bool_]:
    """bool[L], the activity lines of a kind of organisation, of some points of delivery or all."""
    kinds = np.array([o.kind == kind for o in record.place.organisations])
    wanted = np.isin(record.lines.pod, [POD[p] for p in pods]) if pods else np.ones(record.lines.n, bool)
    return kinds[record.lines.organisation] & wanted


def last_year(record: History) -> slice:
    """The last twelve months recorded, or all of a shorter run."""
    return slice(max(record.months - MONTHS_PER_YEAR, 0), record.months)


def share(top: Floats, bottom: Floats) -> Floats:
    """`top / bottom`, NaN where there is nothing below the line."""
    shape = np.broadcast(top, bottom).shape
    return np.divide(top, bottom, out=np.full(shape, np.nan), where=np.asarray(bottom) > 0)
