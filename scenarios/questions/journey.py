"""A resident's two lives: what happened to one person under two ways of paying, and where they part.

Example:
    >>> found = journey("small-town-today", "small-town-capitation", sample=0.2, months=18)
    >>> found.table()[["month", "in_a", "in_b"]].columns.tolist()
    ['month', 'in_a', 'in_b']
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from abm.clock import Clock
from abm.model import Model
from abm.patients.views import Patient
from abm.setup import Setup
from scenarios.errors import InputError
from scenarios.files.scenario_files import load_scenario
from scenarios.questions.compare import refuse_unlike
from scenarios.questions.life_events import FRAILTY, Event, Services, changes, delivered, state_of
from scenarios.questions.parting import Parting, first_difference, parting
from scenarios.questions.two_lives import Chosen, side_by_side, the_most_different, the_one_asked_for
from scenarios.runs.conduct_tables import decisions
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
        a: the scenario of the one.
        b: the scenario of the other.
        seed: of both.
        person: who it is.
        lives: events of each month, in A and in B.
        parting: where they part, or None where they never do.
        clock: of the runs.
    """

    a: Scenario
    b: Scenario
    seed: int
    person: Person
    lives: tuple[Sequence[Sequence[Event]], Sequence[Sequence[Event]]]
    parting: Parting | None
    clock: Clock

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
    arms = [x if isinstance(x, Scenario) else load_scenario(x) for x in (a, b)]
    one, other = (arm.changed(sample=sample, months=months) for arm in arms)
    _refuse(one, other, person, segment)
    setups = one.setup(), other.setup()
    who = the_most_different(setups, seed, segment) if person is None else person
    return followed(one, other, setups, seed, who)


def _refuse(a: Scenario, b: Scenario, person: int | None, segment: str | None) -> None:
    """Two lives need the same people for as long, and one way of choosing among them."""
    refuse_unlike(a, b)
    if person is not None and segment is not None:
        raise InputError("a person and a segment", "--segment", "ask for one or the other")


def followed(a: Scenario, b: Scenario, setups: tuple[Setup, Setup], seed: int, who: Chosen | int) -> Journey:
    """Both lives of one resident.

    Args:
        a: the scenario of the one life.
        b: that of the other.
        setups: of both, which may differ from their scenarios in terms of payment.
        seed: of both runs.
        who: somebody chosen, or a permanent number.

    Raises:
        InputError: if nobody has that number at the start.
    """
    watched = who.identity if isinstance(who, Chosen) else who
    runs = side_by_side(setups, seed, (watched,))
    models = next(runs)
    chosen = who if isinstance(who, Chosen) else the_one_asked_for(models[0], watched)
    row = int(np.flatnonzero(models[0].life.columns.identity == watched)[0])
    patient = Patient(models[0].patients, row)
    services = Services(models[0].place, int(patient.practice), int(patient.borough))
    lives: tuple[list[list[Event]], list[list[Event]]] = ([], [])
    before = [state_of(model.life.columns, row, watched, 0) for model in models]
    person = _person(patient, services, chosen)
    for models in runs:
        for i, model in enumerate(models):
            after = state_of(model.life.columns, row, watched, model.month - 1)
            lives[i].append([*_care(model), *changes(before[i], after, services)])
            before[i] = after
    found = first_difference(*lives)
    tables = decisions(models[0].record), decisions(models[1].record)
    clock = models[0].clock
    parts = parting(found, tables, services, clock) if found else None
    return Journey(a, b, seed, person, lives, parts, clock)


def _care(model: Model) -> list[Event]:
    """What was delivered to the person watched in the month just lived."""
    return delivered(model.record.watched[-1][0], model.lines, model.place)


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
