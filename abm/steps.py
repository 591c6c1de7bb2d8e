"""Steps: what happens in order, as a tuple that runs it and prints it.

Example:
    >>> steps = (Step("fill", "a bed is taken", lambda beds: beds.append("taken")),
    ...          Step("free", "a bed is left", lambda beds: beds.pop()))
    >>> beds = []
    >>> run_all(steps[:1], beds)
    >>> beds, plan(steps).splitlines()[-1]
    (['taken'], '| free | a bed is left |')
"""

from collections.abc import Callable, Iterable
from typing import Any, Generic, NamedTuple, TypeVar

Of = TypeVar("Of")


class Step(NamedTuple, Generic[Of]):
    """One thing that happens.

    Attributes:
        name: of the step.
        what: what happens in it.
        run: makes it happen to whatever the steps are of.
    """

    name: str
    what: str
    run: Callable[[Of], object]


def run_all(steps: Iterable[Step[Of]], of: Of) -> None:
    """Run steps in their order."""
    for step in steps:
        step.run(of)


def plan(steps: Iterable[Step[Any]]) -> str:
    """Steps in their order, as a Markdown table."""
    rows = [f"| {step.name} | {step.what} |" for step in steps]
    return "\n".join(["| step | what happens |", "|---|---|", *rows])
