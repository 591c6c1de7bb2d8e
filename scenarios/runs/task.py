"""One run of the model to be made, and what is taken from it: everything that runs a model is made of these.

A task is whole in itself: a worker on another machine needs no file to run it. What is taken from the run is
a function of some module, so that it can be sent along.

Example:
    >>> from scenarios.runs.resolve import resolve
    >>> arm = resolve("small-town-today", sample=0.02, months=2)
    >>> run_task(Task(arm.setup, 1, lambda run: run.record.months))
    2
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Generic, Protocol, TypeVar

from abm.effects.catalogue import measured
from abm.effects.effect import Counterfactuals, EffectValue
from abm.making_room import undisturbed
from abm.model import Model
from abm.record import Record
from abm.setup import Setup
from abm.warm_up import DECIDING
from scenarios.errors import InputError

Row = TypeVar("Row")
Row_co = TypeVar("Row_co", covariant=True)
ModelKind = TypeVar("ModelKind", bound=Model)

REPLAYED_KIND = "acute_trust"
"""Whose levers are replayed in the run that tells backfilling apart."""

Between = Callable[[Model], None]
"""Called before every month of a run: it may wait, or raise `StaleError` where nobody waits for it."""


def go_on(model: Model) -> None:
    """Between two months of a run that nobody interrupts."""


class Begin(Protocol):
    """How a run is opened; see `opened`."""

    def __call__(self, setup: Setup, seed: int, name: str = "", /) -> Model:
        """A model about to run its first month, or the first that is not known yet."""
        ...


def opened(setup: Setup, seed: int, name: str = "", kind: type[ModelKind] = Model) -> ModelKind:
    """A model about to run its first month.

    Args:
        setup: what to run.
        seed: of the run.
        name: of the scenario, for messages.
        kind: the class of model.

    Raises:
        InputError: if contracts do not fit the place, or it is no seed.
    """
    if not 0 <= seed < 2**32:
        raise InputError(f"{seed} is no seed", "seed", "a whole number from 0 to 4294967295")
    try:
        return kind(setup, rng=seed)
    except ValueError as fault:
        raise InputError(str(fault), name) from fault


@dataclass(eq=False)
class Finished:
    """A run after its last month, and what can be taken from it.

    Attributes:
        setup: what was run.
        seed: of the run.
        model: the model.
        seen: what was looked at as the run opened and after each of its months; see `Task.look`.
        begin: how the runs beside it are opened.
        between: called before every month of them.
    """

    setup: Setup
    seed: int
    model: Model
    seen: list[Any] = field(default_factory=list)
    begin: Begin = opened
    between: Between = go_on

    @property
    def record(self) -> Record:
        """What happened, month by month."""
        return self.model.record

    @cached_property
    def counterfactuals(self) -> Counterfactuals | None:
        """The runs beside a run with a programme: without it, and with it but trusts' levers held."""
        programme = self.setup.programme
        if programme is None:
            return None
        plain = replace(self.setup, shadows=())
        without = self._beside(replace(plain, programme=None))
        replay = {**self.setup.replay, **without.lever_paths(REPLAYED_KIND)}
        return Counterfactuals(without, self._beside(replace(plain, replay=replay)), programme.start_month)

    def _beside(self, setup: Setup) -> Record:
        """What happens in a run beside this one, with the same seed."""
        model = self.begin(setup, self.seed)
        run_on(model, setup.months, self.between)
        return model.record

    def effects(self, with_counterfactuals: bool = True) -> list[EffectValue]:
        """Every effect that can be measured; backfilling (E1) takes the two runs beside this one."""
        return measured(self.record, self.counterfactuals if with_counterfactuals else None)


class TakenFrom(Protocol[Row_co]):
    """What is taken from a finished run; a function of some module, or a `partial` of one."""

    def __call__(self, finished: Finished, /) -> Row_co:
        """Whatever is wanted of the run; it has to be something that can be sent between processes."""
        ...


@dataclass(frozen=True, eq=False)
class Task(Generic[Row]):
    """One run to be made.

    Attributes:
        setup: what to run.
        seed: of the run.
        measure: what is taken from it.
        name: of the scenario, for messages.
        look: what is looked at as the run opens and after each month, for `Finished.seen`.
        begin: how it is opened.
        key: by which whoever asks knows it, where that matters.
    """

    setup: Setup
    seed: int
    measure: TakenFrom[Row]
    name: str = ""
    look: Callable[[Model], Any] | None = None
    begin: Begin = opened
    key: str = ""

    @property
    def people(self) -> tuple[object, ...]:
        """What the run's people and warm-up hang on: runs that share it are best made one after another."""
        return *people_of(self.setup), self.seed


def people_of(setup: Setup) -> tuple[object, ...]:
    """What a run's people and warm-up hang on beside the seed: place, sample and what people live by."""
    of_people = {name: value for name, value in setup.parameters.items() if not name.startswith(DECIDING)}
    return setup.place.hash, setup.sample, tuple(sorted(of_people.items()))


def run_task(task: Task[Row], between: Between = go_on) -> Row:
    """Make a run and take from it what is wanted.

    Args:
        task: the run.
        between: called before every month of it and of the runs beside it.

    Raises:
        InputError: if contracts do not fit the place, or it is no seed.
        StaleError: if `between` says that nobody waits for it.
    """
    model = task.begin(task.setup, task.seed, task.name)
    finished = Finished(task.setup, task.seed, model, begin=task.begin, between=between)
    run_on(model, task.setup.months, between, task.look, finished.seen)
    return task.measure(finished)


def run_on(
    model: Model,
    month: int,
    between: Between = go_on,
    look: Callable[[Model], Any] | None = None,
    seen: list[Any] | None = None,
) -> None:
    """Run a model on until a month is about to begin.

    Args:
        model: the run.
        month: of the run.
        between: called before every month.
        look: what is looked at before the first of these months and after each.
        seen: where that is put.

    Raises:
        StaleError: if `between` says that nobody waits for it.
    """
    watched = seen if seen is not None else []
    with undisturbed():
        if look:
            watched.append(look(model))
        while model.month < month:
            between(model)
            model.step()
            if look:
                watched.append(look(model))
