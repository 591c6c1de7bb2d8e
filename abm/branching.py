"""Branching: months that several ways of paying have in common are run once, and each goes on from there.

Until the April in which a regime begins, nothing hangs on its contracts: the same people are met with the
same luck under the mix that it replaces. So a run may be copied where it stands and go on under another
regime, and no number of it is other than if it had been run from its first month.

Example:
    >>> from abm.example import hamlet, plain_regime
    >>> from abm.regimes.transition import Transition
    >>> later = plain_regime().model_copy(update={"savings": 0.02, "transition": Transition(start_month=12)})
    >>> common_months(Setup(hamlet(), later, plain_regime()))
    12
"""

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import fields, replace
from itertools import chain
from typing import Any, Self, TypeVar

from abm.making_room import make_room
from abm.model import Model
from abm.quantities import MONTHS_PER_YEAR
from abm.record import Record
from abm.regimes.regime import Regime
from abm.setup import Setup

Held = TypeVar("Held")


def common_months(setup: Setup) -> int:
    """Months at a run's start on which the terms of what is to come have no bearing, 0 where there are none.

    Args:
        setup: of the run.
    """
    if setup.replay or setup.regime.transition.pace == "T3":
        return 0
    return min((begins for r in (setup.regime, *setup.shadows) if (begins := _begins(r))), default=0)


def alike(one: Setup, other: Setup, months: int) -> bool:
    """Whether two runs with one seed have the same first months, as far as their setups show it.

    Args:
        one: a run.
        other: another.
        months: how many.
    """
    regimes, others = (one.regime, *one.shadows), (other.regime, *other.shadows)
    return (
        0 < months <= min(common_months(one), common_months(other))
        and _before_any_begins(one).hash == _before_any_begins(other).hash
        and one.cohorts == other.cohorts
        and len(regimes) == len(others)
        and all(
            r.hash == s.hash or months <= min(_begins(r), _begins(s))
            for r, s in zip(regimes, others, strict=True)
        )
    )


def _before_any_begins(setup: Setup) -> Setup:
    """The run as it is until a regime takes over, however long it is."""
    return replace(setup, regime=setup.reference, shadows=(), months=0)


def _begins(regime: Regime) -> int:
    """Month from which a regime is paid, or computed as a shadow."""
    pace = regime.transition
    return pace.start_month - (MONTHS_PER_YEAR if pace.pace == "T3" else 0)


class Branching(Model):
    """A run that can go on in more than one way from where it stands."""

    def branch(self, setup: Setup) -> Self:
        """A run of its own that goes on from this month under another setup; this one stays as it is.

        Args:
            setup: what to run, alike in all months that were run.

        Raises:
            ValueError: if it is not.
        """
        if not alike(self.setup, setup, self.month):
            raise ValueError(f"the first {self.month} months of this run are not those of the setup")
        new = deepcopy(self, {id(part): part for part in self._unchanging()})
        make_room(new)
        new._go_on_under(setup)
        return new

    def end(self) -> None:
        """Give back what only the run needs; its record stays with whoever holds it.

        Mesa's model and agents hold each other, so that they would be in memory until they are looked for.
        """
        vars(self).clear()

    def _go_on_under(self, setup: Setup) -> None:
        """Another regime, and other shadows, are to take over; what they take over from is as it was."""
        # What is in force stays the object that it is, whoever read the other setup's files.
        self.setup = replace(setup, reference=self.setup.reference)
        self.finance.go_on_under(self.setup)
        record, shadows = self.record, list(self.finance.shadows)
        record.shadow = _renamed(record.shadow, shadows)
        record.shadow_contracts = _renamed(record.shadow_contracts, shadows)
        record.start = self.setup.begins

    def _unchanging(self) -> Iterator[Any]:
        """What copies share: its setup, room that is filled anew, and what is written down."""
        setup = self.setup
        yield from (setup, setup.place, setup.reference, setup.regime, *setup.shadows)
        yield from (setup.programme, setup.shock)
        setting = self.world.setting
        yield from (setting, setting.values, setting.lines, self.clock, self.world.workspace, self.world.now)
        yield from _written(self.record)


def _renamed(held: Mapping[str, Held], names: Iterable[str]) -> dict[str, Held]:
    """The same under other names, one for each in their order."""
    return dict(zip(names, held.values(), strict=True))


def _written(record: Record) -> Iterator[Any]:
    """Everything that is written down of the months so far, and never touched again."""
    lists = (getattr(record, f.name) for f in fields(record) if f.name != "panels")
    yield from chain.from_iterable(months for months in lists if isinstance(months, list))
    for panel in record.panels:
        yield from chain(panel.value, panel.decisions)
    yield from chain.from_iterable(record.shadow.values())
