"""What a number must carry to be used in the model: value, unit, range, source and confidence."""

from dataclasses import dataclass
from typing import Literal

Confidence = Literal["high", "medium", "low", "assumed"]


@dataclass(frozen=True)
class Parameter:
    """One human, clinical or conduct number, or one table of them.

    Attributes:
        name: dotted name, unique; what a scenario uses to change it.
        value: the number; for a table, the factor the whole table is multiplied by.
        unit: of the value, or of the entries of a table.
        low: lowest plausible value.
        high: highest plausible value.
        source: where it comes from, or why it was assumed.
        confidence: how far it was verified. "assumed" means judgement, no number was found.
        entries: the table, in the order its name says; empty for a single number.
    """

    name: str
    value: float
    unit: str
    low: float
    high: float
    source: str
    confidence: Confidence
    entries: tuple[float, ...] = ()
