"""An effect: one number with a definition, measured on what happened, never read off a design."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple

import numpy as np

from abm.effects.history import History
from abm.quantities import Floats, Ints

Direction = Literal["more", "less"]
"""Which way a number is worse."""

TOTAL: Final = "total"
"""The scope of a value for the whole place."""


class EffectValue(NamedTuple):
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
class Counterfactuals:
    """Two runs of the same people with the same chance events, beside the run that is measured.

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
        identifier: E and a number, as in the list of effects.
        title: what it is, in the term of the source documents.
        unit: of its headline value.
        formula: how it is computed.
        counterfactual: which counterfactual runs it needs, in words; empty for none.
        source: the sentence of a source document that it answers, in our words.
        plain: its name on a screen, in plain words.
        counts: what its number counts, in words that follow the number on a screen.
        worse: which direction is worse, or None where nobody would call either good or bad. A judgement:
            the source documents want less of what hospitals take back, shorter waits, more prevention,
            fewer deaths in hospital, no deficit, and no less for mental health.
        reading: how its values are read: scopes, units, and what stands beside the headline.
        cannot_tell: what it cannot tell, in words that follow "cannot tell".
        measure: its values from a run's record and counterfactuals; these may be None.
        absent: where its values do not apply (NaN), in words that follow "where".
    """

    identifier: str
    title: str
    unit: str
    formula: str
    counterfactual: str
    source: str
    plain: str
    counts: str
    worse: Direction | None
    reading: str
    cannot_tell: str
    measure: Callable[[History, Counterfactuals | None], list[EffectValue]]
    absent: str = "nothing happened that it is a share of"

    def of(self, scope: str, value: Any, unit: str | None = None) -> EffectValue:
        """A value of the run as a whole, in the headline's unit unless another is given."""
        return EffectValue(self.identifier, scope, None, float(value), unit or self.unit)

    def by_organisation(
        self, record: History, members: Iterable[int] | Ints, values: Floats | Sequence[float]
    ) -> list[EffectValue]:
        """Values of organisations, given by index, under their ids and in the headline's unit."""
        organisations = record.place.organisations
        return [
            EffectValue(self.identifier, organisations[i].id, None, float(value), self.unit)
            for i, value in zip(members, values, strict=True)
        ]

    def by_month(self, values: Floats | Sequence[float]) -> list[EffectValue]:
        """The headline month by month, from the first."""
        return [
            EffectValue(self.identifier, TOTAL, month, float(value), self.unit)
            for month, value in enumerate(values)
        ]


def share(top: Floats | float, bottom: Floats | float) -> Floats:
    """`top / bottom`, NaN where there is nothing below the line.

    Example:
        >>> share(np.array([3.0, 1.0]), np.array([4.0, 0.0])).tolist()
        [0.75, nan]
    """
    shape = np.broadcast(top, bottom).shape
    return np.divide(top, bottom, out=np.full(shape, np.nan), where=np.asarray(bottom) > 0)
