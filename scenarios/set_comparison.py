"""The scenarios of a set, each compared with the first, in one table.

All meet the same people with the same luck. The first is lived once a seed, with the regimes of the others
as its shadows, so a set costs little more than half of what its comparisons would one by one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from scenarios.comparison import Comparison
from scenarios.headlines import Key
from scenarios.manifest import manifest
from scenarios.paired_runs import Progress, compare_each
from scenarios.results_folder import refuse_others, write_results
from scenarios.set_files import ScenarioSet, load_set


@dataclass(frozen=True, eq=False)
class SetComparison:
    """A set whose scenarios have each been compared with its first.

    Attributes:
        of: the set.
        against_first: the comparison of every other scenario with the first, by its id, in order.
    """

    of: ScenarioSet
    against_first: Mapping[str, Comparison]

    @property
    def example(self) -> Comparison:
        """Any of the comparisons, for what all share: the first scenario, seeds, months."""
        return next(iter(self.against_first.values()))

    @property
    def keys(self) -> list[Key]:
        """Every measure and scope, in order."""
        return list(dict.fromkeys(key for pair in self.against_first.values() for key in pair.keys))

    def frames(self) -> dict[str, pd.DataFrame]:
        """Tables by name: those of a comparison, with a column for the scenario compared with the first."""
        each = {name: pair.frames() for name, pair in self.against_first.items()}
        tables = ("differences", "money_split", "money_by_organisation", "seeds")
        return {table: _stacked({name: frames[table] for name, frames in each.items()}) for table in tables}

    def save(self, folder: str | Path) -> Path:
        """Write tables and manifest to a folder; all of it or nothing.

        Raises:
            InputError: if the folder holds something other than earlier results.
            OSError: if it cannot be written; nothing is left then.
        """
        refuse_others(Path(folder))
        lived = [self.example.a, *(pair.b for pair in self.against_first.values())]
        seeds = [p.seed for p in self.example.pairs]
        return write_results(folder, self.frames(), manifest("set", lived, seeds, self.example.seconds))


def compare_set(
    name: str | Path | ScenarioSet,
    seeds: int = 20,
    sample: float | None = None,
    months: int | None = None,
    workers: int | None = None,
    until: float | None = None,
    progress: Progress | None = None,
    theory: str | None = None,
) -> SetComparison:
    """Compare every scenario of a set with its first, with the same seeds.

    Args:
        name: a set by name or path, or one that is read already.
        seeds: how many; they are numbered from 1.
        sample: residents simulated for each one there is, instead of the scenarios'.
        months: months to live, instead of the scenarios'.
        workers: processes; by default one per processor. The result does not depend on it. A script
            that uses more than one must keep the call under `if __name__ == "__main__":`.
        until: stop once half the interval of the difference in E1 is no wider than this for each of them.
        progress: called with seeds done and seeds asked for.
        theory: how organisations decide in all of them, instead of the scenarios'.

    Raises:
        InputError: at the first fault, such as scenarios in different places.
    """
    found = name if isinstance(name, ScenarioSet) else load_set(name)
    first, *others = (s.changed(sample=sample, months=months, theory=theory) for s in found.scenarios)
    pairs = compare_each([(first, other) for other in others], seeds, workers, until, progress)
    return SetComparison(found, {pair.b.id: pair for pair in pairs})


def _stacked(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Tables under one another, with the scenario they are of in front."""
    named = [table.assign(scenario=name) for name, table in tables.items()]
    whole = pd.concat(named, ignore_index=True)
    return whole.reindex(columns=["scenario", *(column for column in whole if column != "scenario")])
