"""The model's answer beside the published one: which way, whether intervals overlap, and how large.

Example:
    >>> told = Published(direction="-", effect=-8.0, low=-9.1, high=-6.9)
    >>> score(told, Interval(-4.0, 1.0, 10)).words
    ('right', 'no', '0.50')
"""

import math
from dataclasses import dataclass
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from scenarios.files.fields import Number
from scenarios.questions.interval import Interval
from scenarios.words.numbers import decimals

NO_INTERVAL: Final = 0.5
"""Share of an effect either way that counts as its interval where none was published."""
RIGHT, UNCLEAR, WRONG = "right", "not clear", "wrong"
KEPT, BROKEN = "kept", "broken"
NULLS: Final = (KEPT, BROKEN)
SIGNS: Final = {"+": 1, "-": -1, "0": 0}


class Published(BaseModel):
    """What a study found.

    Attributes:
        direction: which way, `+` or `-`, or `0` for a study that found nothing.
        effect: the figure; None where only the direction is known.
        low: lower end of its interval, or of the range of estimates.
        high: upper end.
        tolerance: for a null with no interval, how far from none still counts as none, in the same unit.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    direction: Literal["+", "-", "0"]
    effect: Number | None = None
    low: Number | None = None
    high: Number | None = None
    tolerance: Annotated[float, Field(strict=True, gt=0, allow_inf_nan=False)] | None = None

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        """An interval holds its figure; a null has something to be kept in."""
        if (self.low is None) != (self.high is None):
            raise ValueError("an interval has low and high")
        if self.low is not None and self.high is not None and not self.low <= self.high:
            raise ValueError("low must not be above high")
        if (
            self.effect is not None
            and self.low is not None
            and not self.low <= self.effect <= (self.high or 0)
        ):
            raise ValueError("effect must be between low and high")
        if self.tolerance is not None and self.direction != "0":
            raise ValueError('tolerance is for direction = "0"')
        if self.direction == "0" and self.low is None and self.tolerance is None:
            raise ValueError("a null needs low and high, or a tolerance: how much is still none")
        return self

    def span(self, nothing: float) -> tuple[float, float] | None:
        """The interval to be met: as published, or half the effect either way; None where no figure is known.

        Args:
            nothing: what no effect is, see `scenarios.reforms.contrast.neutral`.
        """
        if self.low is not None and self.high is not None:
            return self.low, self.high
        if self.effect is None:
            return None
        ends = [nothing + (self.effect - nothing) * (1 + share) for share in (-NO_INTERVAL, NO_INTERVAL)]
        return min(ends), max(ends)


@dataclass(frozen=True)
class Score:
    """How the model did on one measured effect.

    Attributes:
        found: the model's effect with its 95% interval over seeds.
        sign: `right`, `not clear`, `wrong`; of a null `kept` or `broken`.
        overlap: whether the intervals overlap, the sign being right; None for a null or an unknown size.
        size: the model's effect over the published one; None where none is known, or for a null.
    """

    found: Interval
    sign: str
    overlap: bool | None
    size: float | None

    @property
    def words(self) -> tuple[str, str, str]:
        """Sign, overlap and size as a table shows them."""
        overlap = {None: "·", True: "yes", False: "no"}[self.overlap]
        return self.sign, overlap, "·" if self.size is None else decimals(self.size, 2)

    @property
    def falls_short(self) -> bool:
        """Whether anything about it is not as published."""
        return self.sign not in (RIGHT, KEPT) or self.overlap is False


def score(published: Published, found: Interval, nothing: float = 0.0) -> Score:
    """Set the model's effect beside the published one.

    A sign is right where the whole interval of the model is on the published side. Overlap is counted only
    where the sign is right, so that a wide interval earns nothing. A null is kept where the model's mean
    lies in the published interval or within the tolerance.

    Args:
        published: what the study found.
        found: the model's effect.
        nothing: what no effect is, 1 of a ratio.
    """
    if published.direction == "0":
        return Score(found, KEPT if _none(published, found.mean, nothing) else BROKEN, None, None)
    sign = _sign(SIGNS[published.direction], found, nothing)
    span = published.span(nothing)
    overlap = None if span is None else sign == RIGHT and found.low <= span[1] and found.high >= span[0]
    size = None
    if published.effect is not None and published.effect != nothing:
        size = (found.mean - nothing) / (published.effect - nothing)
    return Score(found, sign, overlap, size)


def _none(published: Published, mean: float, nothing: float) -> bool:
    """Whether an effect counts as none."""
    if math.isnan(mean):
        return False
    if published.low is not None and published.high is not None:
        return published.low <= mean <= published.high
    return abs(mean - nothing) <= (published.tolerance or 0.0)


def _sign(way: int, found: Interval, nothing: float) -> str:
    """Whether the model's interval is all on one side, and on which."""
    if math.isnan(found.mean) or found.low <= nothing <= found.high:
        return UNCLEAR
    return RIGHT if (found.mean - nothing) * way > 0 else WRONG
