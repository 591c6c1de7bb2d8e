"""Reads a set: one question, and the scenarios that are laid side by side to answer it.

The first scenario is the one that the others are set against. A set says in plain words what to watch
and what it cannot answer, and which of the questions that groups bring (Q1 to Q13, QW1 to QW3) it
is meant for.

Example:
    >>> one = load_set("transformation")
    >>> one.first.id, len(one.others) > 1, one.answers
    ('east-london-today', True, ('Q11',))
"""

from collections import Counter
from pathlib import Path
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, InstanceOf

from abm.payment.element import one_of
from scenarios.errors import InputError, named_in
from scenarios.files.faults import validated
from scenarios.files.fields import Words
from scenarios.files.inventory import inventory
from scenarios.files.kind import Kind
from scenarios.files.scenario_files import SCENARIO
from scenarios.files.toml_files import Table
from scenarios.scenario import Scenario

MOST: Final = 60
"""Scenarios in one set; each costs three runs a seed."""

Question = Annotated[str, one_of("question", list(inventory()["questions"]))]


class SetTerms(BaseModel):
    """What a set's file may say.

    Attributes:
        title: one line.
        question: in the words of whoever asks it.
        watch: which effects, pounds or flows the answer is in.
        cannot_answer: what stays outside.
        answers: which of the questions that groups bring it is meant for.
        scenarios: names from the library, or files beside the set; the first is what the others are set
            against.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    title: Words
    question: Words
    watch: Words
    cannot_answer: Words
    answers: tuple[Question, ...] = ()
    scenarios: Annotated[tuple[Words, ...], Field(min_length=2, max_length=MOST)]


class ScenarioSet(SetTerms):
    """A question and the scenarios laid side by side to answer it, in the words of its file.

    Attributes:
        id: a file's name without .toml.
        scenarios: read and checked, in order.
    """

    id: str
    scenarios: tuple[InstanceOf[Scenario], ...]  # pyright: ignore[reportIncompatibleVariableOverride]

    @property
    def first(self) -> Scenario:
        """What the others are set against."""
        return self.scenarios[0]

    @property
    def others(self) -> tuple[Scenario, ...]:
        """What is set against the first."""
        return self.scenarios[1:]


def set_of(table: Table, file: Path) -> ScenarioSet:
    """A set from what its file says, whose name it takes, with every scenario it names read.

    Raises:
        InputError: at the first fault, naming file, key and remedy.
    """
    terms = validated(SetTerms, table, file.name, "")
    scenarios: list[Scenario] = []
    for name in terms.scenarios:
        with named_in(f"{file.name}: scenarios"):
            scenarios.append(SCENARIO.load(SCENARIO.find(name, file.parent)))
    _refuse_twice(file, scenarios)
    return ScenarioSet.model_validate({**dict(terms), "id": file.stem, "scenarios": tuple(scenarios)})


SET: Final = Kind("set", SetTerms, set_of, extends=False)


def set_names() -> list[str]:
    """Names of the sets that come with payscape, in alphabetical order.

    Example:
        >>> "transformation" in set_names()
        True
    """
    return SET.names()


def load_set(name_or_path: str | Path) -> ScenarioSet:
    """Read and check a set with every scenario it names.

    Args:
        name_or_path: a name from `set_names()`, or a path to a TOML file.

    Raises:
        InputError: at the first fault, naming file, key and remedy.
    """
    return SET.load(name_or_path)


def answering() -> dict[str, list[str]]:
    """The questions that groups bring, by identifier, each with the sets that are meant to answer it."""
    sets = [load_set(name) for name in set_names()]
    return {q: [s.id for s in sets if q in s.answers] for q in inventory()["questions"]}


def _refuse_twice(file: Path, scenarios: list[Scenario]) -> None:
    """Columns of a table need names of their own."""
    twice = [name for name, times in Counter(scenario.id for scenario in scenarios).items() if times > 1]
    if twice:
        raise InputError(f"'{twice[0]}' is there twice", f"{file.name}: scenarios", "name each once")
