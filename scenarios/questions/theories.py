"""One comparison under every theory of decision, and under which of them a result holds.

Nobody knows how organisations decide. A difference that appears under one theory only says something
of that theory; one that holds under all of them does not depend on the choice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from abm.behaviour.catalogue import THEORIES
from scenarios.errors import InputError
from scenarios.files.scenario_files import load_scenario
from scenarios.questions.compare import compare_each
from scenarios.questions.family import Family
from scenarios.runs.headlines import TOTAL
from scenarios.runs.resolve import resolve
from scenarios.runs.resolver import Resolver
from scenarios.runs.runner import Progress
from scenarios.scenario import Scenario


@dataclass(frozen=True)
class Holding:
    """Under which theories B clearly differs from A, and which way.

    Attributes:
        more: theories under which the whole interval is above 0.
        less: theories under which the whole interval is below 0.
        compared: how many theories were asked.
        unknown: how many of them have no interval: it does not apply, or seeds are too few.
    """

    more: tuple[str, ...]
    less: tuple[str, ...]
    compared: int
    unknown: int = 0

    @property
    def words(self) -> str:
        """`all`, `none`, `T only`, the theories by name, that they disagree, or that none can tell.

        Example:
            >>> Holding(("imitate",), (), 4).words, Holding(("imitate",), ("satisfice",), 4).words
            ('imitate only', 'opposite: more under imitate; less under satisfice')
        """
        if self.more and self.less:
            return f"opposite: more under {', '.join(self.more)}; less under {', '.join(self.less)}"
        if self.unknown == self.compared:
            return "not known"
        held = self.more or self.less
        if len(held) in (0, self.compared):
            return "all" if held else "none"
        return f"{held[0]} only" if len(held) == 1 else ", ".join(held)


@dataclass(frozen=True, eq=False)
class TheoryComparison(Family):
    """Two scenarios compared under several theories, by theory in the order of the catalogue."""

    differs = "theory"
    kind = "theories"

    def holding(self, measure: str, scope: str = TOTAL) -> Holding:
        """Under which theories a difference is clear: an interval on one side of 0.

        Raises:
            InputError: if there is no such measure or scope.
        """
        found = {name: pair.difference(measure, scope).difference for name, pair in self.each.items()}
        more = tuple(name for name, change in found.items() if change.low > 0)
        less = tuple(name for name, change in found.items() if change.high < 0)
        unknown = sum(not change.known for change in found.values())
        return Holding(more, less, len(self.each), unknown)

    def table(self) -> pd.DataFrame:
        """Every measure under every theory, with its interval and under which theories it holds."""
        table = self.stacked({name: pair.table() for name, pair in self.each.items()})
        order = {key: i for i, key in enumerate(self.keys)}
        keys = list(zip(table["measure"], table["scope"], strict=True))
        words = {key: self.holding(*key).words for key in order}
        labelled = table.assign(holds_under=[words[key] for key in keys], at=[order[key] for key in keys])
        return labelled.sort_values("at", kind="stable", ignore_index=True).drop(columns="at")

    def frames(self) -> dict[str, pd.DataFrame]:
        """Tables by name: those of a comparison with a column for the theory, and under which each holds."""
        tables = super().frames()
        del tables["differences"]
        return {"theories": self.table(), **tables}


def compare_theories(
    a: str | Path | Scenario,
    b: str | Path | Scenario,
    theories: Sequence[str] = tuple(THEORIES),
    seeds: int = 20,
    sample: float | None = None,
    months: int | None = None,
    workers: int | None = None,
    until: float | None = None,
    progress: Progress | None = None,
) -> TheoryComparison:
    """Compare two scenarios under each theory, with the same seeds, people and chance events throughout.

    Args:
        a: the scenario to compare with: a name, a path or a scenario.
        b: the scenario that is compared with it.
        theories: under which theories; by default all there are.
        seeds: how many; they are numbered from 1.
        sample: residents simulated for each one there is, instead of the scenarios'.
        months: months to live, instead of the scenarios'.
        workers: processes; by default one per processor. The result does not depend on it. A script
            that uses more than one must keep the call under `if __name__ == "__main__":`.
        until: stop once half the interval of the difference in E1 is no wider than this under every theory.
        progress: called with seeds done and seeds asked for.

    Raises:
        InputError: at the first fault in what was asked for.
    """
    if not theories:
        raise InputError("no theory", "theories", f"name some of {', '.join(THEORIES)}")
    resolver = Resolver()
    first, second = (x if isinstance(x, Scenario) else load_scenario(x) for x in (a, b))
    options = [{"sample": sample, "months": months, "theory": theory} for theory in theories]
    pairs = [
        (resolve(first, resolver=resolver, **each), resolve(second, resolver=resolver, **each))
        for each in options
    ]
    compared = compare_each(pairs, seeds, workers, until, progress)
    return TheoryComparison(dict(zip(theories, compared, strict=True)))
