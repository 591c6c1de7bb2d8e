"""A resident's two lives: what happened to one person under two ways of paying, and where they part.

Example:
    >>> found = journey("small-town-today", "small-town-capitation", sample=0.2, months=18)
    >>> found.table()[["month", "in_a", "in_b"]].columns.tolist()
    ['month', 'in_a', 'in_b']
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from abm.clock import Clock
from abm.model import Model
from abm.patients.views import Patient
from scenarios.errors import InputError
from scenarios.questions.compare import refuse_unlike
from scenarios.questions.life_events import FRAILTY, Event, Services, changes, delivered, state_of
from scenarios.questions.pairs import Pair
from scenarios.questions.parting import Parting, first_difference, parting
from scenarios.questions.two_lives import Chosen, the_most_different, the_one_named
from scenarios.runs.conduct_tables import decisions
from scenarios.runs.resolve import resolve
from scenarios.runs.resolver import Resolver
from scenarios.runs.task import Between, Finished, Task, go_on, run_task
from scenarios.scenario import Scenario


@dataclass(frozen=True)
class Person:
    """One resident at the start of both runs.

    Attributes:
        identity: permanent number.
        chosen: how they were chosen, in words.
        age: in years.
        sex: male or female.
        segment: population segment.
        borough: id of the borough they live in.
        deprivation: quintile, 1 the most deprived.
        practice: id of the practice where they are registered.
        conditions: long-term conditions.
        frailty: fit, or how frail, in words.
    """

    identity: int
    chosen: str
    age: int
    sex: str
    segment: str
    borough: str
    deprivation: int
    practice: str
    conditions: tuple[str, ...]
    frailty: str


@dataclass(frozen=True, eq=False)
class Journey:
    """One resident's two lives.

    Attributes:
        arms: of the one life and of the other.
        seed: of both.
        person: who it is.
        lives: events of each month, in A and in B.
        parting: where they part, or None where they never do.
        clock: of the runs.
    """

    arms: Pair
    seed: int
    person: Person
    lives: tuple[Sequence[Sequence[Event]], Sequence[Sequence[Event]]]
    parting: Parting | None
    clock: Clock

    @property
    def a(self) -> Scenario:
        """The scenario of the one."""
        return self.arms[0].scenario

    @property
    def b(self) -> Scenario:
        """The scenario of the other."""
        return self.arms[1].scenario

    def table(self) -> pd.DataFrame:
        """One row a month in which something happened: month, in_a, in_b (words), same."""
        rows = [
            (self.clock.label(m), "; ".join(e.words for e in a), "; ".join(e.words for e in b), a == b)
            for m, (a, b) in enumerate(zip(*self.lives, strict=True))
            if a or b
        ]
        table: Any = pd.DataFrame(rows, columns=["month", "in_a", "in_b", "same"])
        return table


def journey(
    a: str | Path | Scenario,
    b: str | Path | Scenario,
    person: int | None = None,
    segment: str | None = None,
    seed: int = 1,
    sample: float | None = None,
    months: int | None = None,
) -> Journey:
    """Follow one resident through two scenarios.

    Args:
        a: the scenario of one life: a name, a path or a scenario.
        b: that of the other.
        person: permanent number of a resident; by default the one whose two lives differ most.
        segment: only of this population segment at the start.
        seed: of both runs.
        sample: residents simulated for each one there is, instead of the scenarios'.
        months: months to live, instead of the scenarios'.

    Raises:
        InputError: at the first fault in what was asked for, or if nobody's two lives differ.
    """
    resolver = Resolver()
    arms = tuple(resolve(x, resolver=resolver, sample=sample, months=months) for x in (a, b))
    _refuse(arms[0].scenario, arms[1].scenario, person, segment)
    setups = arms[0].setup, arms[1].setup
    who = the_most_different(setups, seed, segment) if person is None else person
    return followed((arms[0], arms[1]), seed, who)


def _refuse(a: Scenario, b: Scenario, person: int | None, segment: str | None) -> None:
    """Two lives need the same people for as long, and one way of choosing among them."""
    refuse_unlike(a, b)
    if person is not None and segment is not None:
        raise InputError("a person and a segment", "--segment", "ask for one or the other")


def followed(arms: Pair, seed: int, who: Chosen | int, between: Between = go_on) -> Journey:
    """Both lives of one resident.

    Args:
        arms: of the one life and of the other.
        seed: of both runs.
        who: somebody chosen, or a permanent number.
        between: called before every month.

    Raises:
        InputError: if nobody has that number at the start.
    """
    watched = who.identity if isinstance(who, Chosen) else who
    setups = [replace(arm.setup, shadows=(), watch=(watched,)) for arm in arms]
    tasks = (Task(setup, seed, _life, look=OneOf(who)) for setup in setups)
    lives, tables = zip(*(run_task(task, between) for task in tasks), strict=True)
    person, services = lives[0][0]
    clock = Clock(setups[0].place.reference_year)
    events = tuple([list(month) for month in _events(life[1:], services)] for life in lives)
    first = first_difference(*events)
    parts = parting(first, tables, services, clock) if first else None
    return Journey(arms, seed, person, (events[0], events[1]), parts, clock)


class OneOf:
    """Looks at one resident: who it is as a run opens, then care and state after every month.

    Args:
        who: somebody chosen, or a permanent number.
    """

    def __init__(self, who: Chosen | int) -> None:
        self._who, self._row = who, -1
        self._identity = who.identity if isinstance(who, Chosen) else who

    def __call__(self, model: Model) -> Any:
        """Person and the services they use as the run opens; care and state of a month after it."""
        if self._row < 0:
            chosen = self._who if isinstance(self._who, Chosen) else the_one_named(model, self._who)
            self._row = int(np.flatnonzero(model.world.life.columns.identity == self._identity)[0])
            patient = Patient(model.patients, self._row)
            services = Services(model.place, int(patient.practice), int(patient.borough))
            self._last = state_of(model.world.life.columns, self._row, self._identity, 0)
            return _person(patient, services, chosen), services
        state = state_of(model.world.life.columns, self._row, self._identity, model.month - 1)
        before, self._last = self._last, state
        return delivered(model.record.watched[-1][0], model.record.lines, model.place), before, state


def _life(finished: Finished) -> tuple[list[Any], pd.DataFrame]:
    """What was seen of one resident, and what organisations decided meanwhile."""
    return finished.seen, decisions(finished.record)


def _events(months: Sequence[Any], services: Services) -> Iterator[list[Event]]:
    """What happened to a resident in each month: care, then changes of state."""
    for care, before, after in months:
        yield [*care, *changes(before, after, services)]


def _person(patient: Patient, services: Services, chosen: Chosen) -> Person:
    """Who it is, at the start."""
    place = services.place
    return Person(
        identity=chosen.identity,
        chosen=chosen.words,
        age=patient.age,
        sex=patient.sex,
        segment=patient.segment_name,
        borough=place.boroughs[services.borough],
        deprivation=patient.quintile,
        practice=place.organisations[services.practice].id,
        conditions=patient.conditions,
        frailty=FRAILTY[patient.frailty],
    )
