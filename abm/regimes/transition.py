"""The pace of change (T1 to T5): from when, and how far, a regime's contracts are paid.

A pace knows months, steps and gates; which contracts are then in force is in `abm.regimes.handover`.
Every step is taken in an April, since plans are set for a contract year. Source: consultation on payment
development 2017, paragraphs 4.6 to 4.8 ("does not need to happen via a big bang").

Example:
    >>> phased = Transition(pace="T2", start_month=12, phases=(0.25, 0.5, 1.0))
    >>> [phased.shares(phased.step(month)) for month in (11, 12, 24, 36, 48)]
    [(1.0, 0.0), (0.75, 0.25), (0.5, 0.5), (0.0, 1.0), (0.0, 1.0)]
"""

from itertools import pairwise
from typing import Annotated, Final, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from abm.clock import is_april
from abm.flows import Flows
from abm.payment.element import SegmentName, Share, one_of
from abm.quantities import MONTHS_PER_YEAR
from abm.regimes.gate import Gate

PACES: Final = {
    "T1": "big bang: all contracts at once",
    "T2": "phased by year: a growing share of the new beside a shrinking share of the old",
    "T3": "shadow year first: computed for a year and paid to nobody, then paid",
    "T4": "by segment of the population, one after another",
    "T5": "gateway: the next step only in an April after a year that met a measure",
}
"""The paces in the source documents."""


def _an_april(month: int) -> int:
    """Plans are set for a contract year, so a regime begins in an April."""
    if not is_april(month):
        raise ValueError("start_month must be an April: 0, 12, 24 and so on")
    return month


class Transition(BaseModel):
    """From when and in which steps a regime takes over from the mix it replaces.

    Attributes:
        pace: a key of `PACES`.
        start_month: month of the run from which anything of it is paid; a multiple of 12. A shadow year
            (T3) is the twelve months before it.
        phases: share of the new paid in each step (T2, T5), rising to 1.
        segments: segments that move in each step (T4, T5); those in no step stay with the old.
        gate: what a year has to show before the next step (T5).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    pace: Annotated[str, one_of("pace", PACES)] = "T1"
    start_month: Annotated[int, Field(strict=True, ge=0, le=600), AfterValidator(_an_april)] = 0
    phases: tuple[Share, ...] = ()
    segments: tuple[tuple[SegmentName, ...], ...] = ()
    gate: Gate | None = None

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        """Each pace has its own terms, and only those."""
        stepped = {"T2": ("phases",), "T4": ("segments",), "T5": ("phases", "segments")}.get(self.pace, ())
        given = [name for name in ("phases", "segments") if getattr(self, name)]
        if len(given) != min(len(stepped), 1):
            needs = " or ".join(stepped) if stepped else "neither phases nor segments"
            raise ValueError(f"pace {self.pace} needs {needs}{'' if len(given) < 2 else ', not both'}")
        if given and given[0] not in stepped:
            raise ValueError(f"pace {self.pace} goes by {' or '.join(stepped)}, not by {given[0]}")
        if (self.gate is not None) != (self.pace == "T5"):
            raise ValueError("a gate belongs to pace T5, and T5 needs one: [transition.gate]")
        if self.pace == "T3" and not self.start_month:
            raise ValueError("pace T3 has a shadow year before start_month, so start_month is 12 or more")
        return self

    @model_validator(mode="after")
    def _steps_forward(self) -> Self:
        """Shares rise to 1, and a segment moves once."""
        if self.phases and (self.phases[-1] != 1 or any(a >= b for a, b in pairwise((0.0, *self.phases)))):
            raise ValueError("phases must rise, and end at 1.0: for example [0.25, 0.5, 1.0]")
        moved = [segment for step in self.segments for segment in step]
        if len(set(moved)) < len(moved) or not all(self.segments):
            raise ValueError("segments must name at least one segment a step, and each once")
        return self

    @property
    def steps(self) -> int:
        """How many steps there are until all that moves has moved."""
        return max(len(self.phases), len(self.segments), 1)

    def in_force(self, month: int) -> bool:
        """Whether anything of the regime is paid in this month."""
        return month >= self.start_month

    def in_shadow(self, month: int) -> bool:
        """Whether it is computed in this month and paid to nobody: the shadow year (T3)."""
        return self.pace == "T3" and self.start_month - MONTHS_PER_YEAR <= month < self.start_month

    def step(self, month: int, passed: int = 0) -> int:
        """Steps taken by a month: 0 before the start, then one a year, or one a gate passed.

        Args:
            month: of the run.
            passed: gates passed so far, see `gates_passed`.
        """
        if not self.in_force(month):
            return 0
        further = passed if self.gate else (month - self.start_month) // MONTHS_PER_YEAR
        return min(1 + further, self.steps)

    def shares(self, step: int) -> tuple[float, float]:
        """Shares of the old and of the new after a step; by segment, of the steps. They add up to 1."""
        new = 0.0 if not step else self.phases[step - 1] if self.phases else step / self.steps
        return 1 - new, new

    def moved(self, step: int) -> frozenset[str]:
        """Segments that have moved after a step, where it goes by segment."""
        return frozenset(s for which in self.segments[:step] for s in which)

    def gates_passed(self, month: int, passed: int, year: Flows) -> int:
        """Gates passed after a contract year, of which the first counts that began at the start or later.

        Args:
            month: the April that follows the year.
            passed: gates passed before.
            year: the year's flows.
        """
        if self.gate is None or month <= self.start_month:
            return passed
        return passed + int(self.gate.met(year))
