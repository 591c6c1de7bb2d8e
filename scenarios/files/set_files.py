"""Reads a set: one question, and the scenarios that are laid side by side to answer it.

The first scenario is the one that the others are set against. A set says in plain words what to watch
and what it cannot answer, and which of the questions that groups bring (Q1 to Q13, QW1 to QW3) it
is meant for.

Example:
    >>> found = load_set("transformation")
    >>> found.first.id, len(found.others) > 1, found.answers
    ('east-london-today', True, ('Q11',))
"""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from abm.payment.element import one_of
from scenarios.errors import InputError
from scenarios.files.faults import validated
from scenarios.files.inventory import inventory
from scenarios.files.scenario_files import LIBRARY, load_scenario
from scenarios.files.toml_files import find, names_in, read
from scenarios.scenario import Scenario

SETS: Final = Path(__file__).parents[1] / "sets"
MOST: Final = 60
"""Scenarios in one set; each costs three runs a seed."""

Words = Annotated[str, Field(min_length=1)]
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


@dataclass(frozen=True)
class ScenarioSet:
    """A question and the scenarios laid side by side to answer it; the attributes are those of its file.

    Attributes:
        id: a file's name without .toml.
        title: one line.
        question: what it asks.
        watch: where the answer is.
        cannot_answer: what stays outside.
        answers: identifiers of questions that groups bring.
        scenarios: read and checked, in order.
    """

    id: str
    title: str
    question: str
    watch: str
    cannot_answer: str
    answers: tuple[str, ...]
    scenarios: tuple[Scenario, ...]

    @property
    def first(self) -> Scenario:
        """What the others are set against."""
        return self.scenarios[0]

    @property
    def others(self) -> tuple[Scenario, ...]:
        """What is set against the first."""
        return self.scenarios[1:]


def set_names() -> list[str]:
    """Names of the sets that come with payscape, in alphabetical order.

    Example:
        >>> "transformation" in set_names()
        True
    """
    return names_in(SETS)


def load_set(name_or_path: str | Path) -> ScenarioSet:
    """Read and check a set with every scenario it names.

    Args:
        name_or_path: a name from `set_names()`, or a path to a TOML file.

    Raises:
        InputError: at the first fault, naming file, key and remedy.
    """
    file = find(name_or_path, SETS, "set")
    terms = validated(SetTerms, read(file, tuple(SetTerms.model_fields), "set"), file.name, "")
    found = tuple(_scenario(file, name) for name in terms.scenarios)
    _refuse_twice(file, found)
    told = terms.model_dump(exclude={"scenarios"})
    return ScenarioSet(id=file.stem, **told, scenarios=found)


def answering() -> dict[str, list[str]]:
    """The questions that groups bring, by identifier, each with the sets that are meant to answer it."""
    sets = [load_set(name) for name in set_names()]
    return {q: [s.id for s in sets if q in s.answers] for q in inventory()["questions"]}


def _scenario(file: Path, name: str) -> Scenario:
    """One of the scenarios, so that a fault in it also says which set asked for it."""
    try:
        return load_scenario(find(name, LIBRARY, "scenario", file.parent))
    except InputError as fault:
        where = f"{file.name}: scenarios" + (f": {fault.where}" if fault.where else "")
        raise InputError(fault.what, where, fault.remedy) from None


def _refuse_twice(file: Path, found: tuple[Scenario, ...]) -> None:
    """Columns of a table need names of their own."""
    twice = [name for name, times in Counter(scenario.id for scenario in found).items() if times > 1]
    if twice:
        raise InputError(f"'{twice[0]}' is there twice", f"{file.name}: scenarios", "name each once")
