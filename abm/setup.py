"""What a run is made of: place, regime, programme and how to run it. Frozen data, no files."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Final, Protocol

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from abm.clock import Clock
from abm.cohorts import MOST, Cohort, by_first
from abm.content_hash import NamedTerms, content_hash
from abm.contracts.contract import Contract
from abm.contracts.whom import cohorts_of
from abm.parameters import BY_NAME
from abm.patients.hazards import ACS, MENTAL, MINOR, PLANNED, SERIOUS, SUPPORT
from abm.payment.element import Share
from abm.place import Place
from abm.processes.conduct import Push
from abm.quantities import MONTHS_PER_YEAR, Floats
from abm.regimes.handover import handed_over
from abm.regimes.regime import Regime
from abm.vocabulary import HAZARD_PURPOSES

LeverPaths = Mapping[tuple[str, str], Floats]
"""Levers by kind and name over a run, float[months, n], to be replayed instead of decided."""

_ANY_YEAR: Final = Clock(first_year=0)

EVERY_MONTH: Final = tuple(range(1, MONTHS_PER_YEAR + 1))
MonthNumber = Annotated[int, Field(strict=True, ge=0, le=600)]
CalendarMonth = Annotated[int, Field(strict=True, ge=1, le=MONTHS_PER_YEAR)]
Added = Annotated[float, Field(strict=True, ge=-0.5, le=1, allow_inf_nan=False)]
"""Share added to how often a need arises; below zero it arises less often."""


class Programme(NamedTerms):
    """A prevention-and-shift programme: work that moves care out of hospital, the same under any regime.

    Attributes:
        start_month: month of the run in which it starts.
        ramp_months: months until it is at full strength.
        averted_share: at full strength, share of avoidable emergencies that community teams care
            for at home.
        proactive_offer: at full strength, log-odds added to every practice's enrolment.
        plan_offer: at full strength, share added to those identified who have a plan for the end of life.
        contracts: what it is paid by, from the start of the run.
    """

    start_month: MonthNumber = 0
    ramp_months: MonthNumber = 12
    averted_share: Share = 0.0
    proactive_offer: Annotated[float, Field(strict=True, ge=0, le=2, allow_inf_nan=False)] = 0.0
    plan_offer: Share = 0.0
    contracts: tuple[Contract, ...] = ()

    def strength(self, month: int) -> float:
        """Share of full strength in a month, 0 to 1.

        Example:
            >>> Programme(id="p", title="P", start_month=12, ramp_months=4).strength(13)
            0.5
        """
        return built_up(month, self.start_month, self.ramp_months)

    def push(self, month: int) -> Push:
        """What it adds to the usual work of a month."""
        strength = self.strength(month)
        return Push(
            strength * self.averted_share, strength * self.proactive_offer, strength * self.plan_offer
        )


class Shock(NamedTerms):
    """Something that happens to a place, the same under any regime: needs arise more often, or less.

    Each share is added to the chance, at full strength, that a need arises in a month: the hazard is
    multiplied by 1 + share · strength.

    Attributes:
        start_month: month of the run in which it starts.
        ramp_months: months until it is at full strength; it stays there.
        calendar_months: months of the year in which it is felt, 1 for January; every one by default.
        emergencies: share added to avoidable, serious and minor emergencies.
        problems: share added to problems that a practice may refer for planned care.
        mental: share added to mental health needs.
        support: share added to needs for care and support at home.
    """

    start_month: MonthNumber = 0
    ramp_months: MonthNumber = 12
    calendar_months: Annotated[tuple[CalendarMonth, ...], Field(min_length=1)] = EVERY_MONTH
    emergencies: Added = 0.0
    problems: Added = 0.0
    mental: Added = 0.0
    support: Added = 0.0

    def strength(self, month: int) -> float:
        """Share of full strength in a month of the run, 0 to 1; a run starts in April.

        Example:
            >>> winters = Shock(id="w", title="W", ramp_months=1, calendar_months=(12, 1, 2))
            >>> [winters.strength(month) for month in (7, 8, 10, 11)]
            [0.0, 1.0, 1.0, 0.0]
        """
        if _ANY_YEAR.calendar_month(month) not in self.calendar_months:
            return 0.0
        return built_up(month, self.start_month, self.ramp_months)

    def surge(self, month: int) -> NDArray[np.float32]:
        """Multiples of every hazard in a month, float32[purposes]."""
        strength = self.strength(month)
        surge = np.ones(len(HAZARD_PURPOSES), np.float32)
        surge[[ACS, SERIOUS, MINOR]] += np.float32(strength * self.emergencies)
        surge[PLANNED] += np.float32(strength * self.problems)
        surge[MENTAL] += np.float32(strength * self.mental)
        surge[SUPPORT] += np.float32(strength * self.support)
        return surge


def built_up(month: int, start: int, ramp: int) -> float:
    """Share of full strength, 0 before the start, then growing evenly over `ramp` months to 1.

    Example:
        >>> [built_up(month, start=12, ramp=4) for month in (11, 12, 15, 40)]
        [0.0, 0.25, 1.0, 1.0]
    """
    return 0.0 if month < start else min((month - start + 1) / max(ramp, 1), 1.0)


@dataclass(frozen=True, eq=False)
class Setup:
    """One run in full: all that its numbers depend on but the seed.

    Attributes:
        place: where.
        regime: how everybody is paid.
        reference: the mix under which norms were formed and costs are known.
        programme: the programme that runs, or None.
        shock: what happens to the place meanwhile, or None.
        parameters: changed parameter values by name.
        sample: sampling fraction, above 0 to 1.
        months: months to run.
        behaviour: whether levers are decided; off, they stay at the norm.
        theory: name of the theory of decision.
        replay: levers to be replayed from another run, by kind and name.
        shadows: regimes whose payments are computed on the same activity, and paid to nobody.
        watch: identities of residents whose care is written down month by month.
    """

    place: Place
    regime: Regime
    reference: Regime
    programme: Programme | None = None
    shock: Shock | None = None
    parameters: Mapping[str, float] = field(default_factory=dict[str, float])
    sample: float = 0.01
    months: int = 60
    behaviour: bool = True
    theory: str = "weigh_up"
    replay: LeverPaths = field(default_factory=dict[tuple[str, str], Floats])
    shadows: tuple[Regime, ...] = ()
    watch: tuple[int, ...] = ()

    @cached_property
    def hash(self) -> str:
        """Sixteen hex digits of all that a run's numbers depend on, but for its seed; see `abm.content_hash`.

        Parameters count where they differ from their defaults; regimes, programme and shock count whatever
        they are called.

        Raises:
            KeyError: if a parameter has an unknown name.
        """
        changed = sorted((name, x) for name, x in self.parameters.items() if x != BY_NAME[name].value)
        replay = [(lever, self.replay[lever]) for lever in sorted(self.replay)]
        return content_hash(self, parameters=changed, replay=replay)

    @property
    def begins(self) -> int:
        """Month in which regime, programme or shock first differ from the reference year's."""
        changes = [c.start_month for c in (self.programme, self.shock) if c is not None]
        if self.regime.hash != self.reference.hash:
            changes.append(self.regime.transition.start_month)
        return min(changes, default=0)

    @cached_property
    def cohorts(self) -> tuple[Cohort, ...]:
        """The cohorts that contracts tell apart at some time in the run, paid or in shadow.

        Raises:
            ValueError: if contracts in force together would cover some people twice, or there are too many.
        """
        coming, extra = (self.regime, *self.shadows), self.programme.contracts if self.programme else ()
        every = (*extra, *(c for regime in (self.reference, *coming) for c in regime.contracts))
        if not any(c.scope.by_condition for c in every):
            return ()
        steps = ((regime, step) for regime in coming for step in range(regime.transition.steps + 1))
        in_force = (handed_over(self.reference, regime, step).contracts for regime, step in steps)
        distinct = by_first(c for contracts in in_force for c in cohorts_of((*contracts, *extra)))
        if len(distinct) > MOST:
            raise ValueError(
                f"contracts of this run tell {len(distinct)} cohorts apart; at most {MOST} can be"
            )
        return distinct


FEWEST: Final = 50
"""People who have to be simulated: of fewer, nobody may be left on a list, in a borough or in a segment."""


def refuse_hardly_anybody(place: Place, sample: float) -> None:
    """Complain about a sample of a place that leaves nobody, or hardly anybody.

    Args:
        place: where.
        sample: residents simulated for each one who lives there.

    Raises:
        ValueError: if fewer than `FEWEST` people are left.

    Example:
        >>> from abm.example import hamlet
        >>> refuse_hardly_anybody(hamlet(), 1e-9)
        Traceback (most recent call last):
        ...
        ValueError: a sample of 1e-09 leaves 0 of the 600 people of hamlet; the least that works is 0.083334
    """
    people = round(place.residents * sample)
    if people < FEWEST and sample < 1:
        least = min(math.ceil(1e6 * FEWEST / place.residents) / 1e6, 1)
        raise ValueError(
            f"a sample of {sample:g} leaves {people} of the {place.residents:,.0f} people of {place.id}; "
            f"the least that works is {least:g}"
        )


class HasSetup(Protocol):
    """Anything that can say in full what to run."""

    def setup(self) -> Setup:
        """The run in full."""
        ...
