"""The scenarios of a set, each compared with the first, in one table.

All meet the same people with the same chance events. The first is run once a seed, with the
regimes of the others as its shadows, so a set costs little more than half of what its comparisons would
one by one.
"""

from dataclasses import dataclass
from pathlib import Path

from scenarios.files.set_files import ScenarioSet, load_set
from scenarios.questions.compare import compare_each
from scenarios.questions.family import Family
from scenarios.runs.resolve import resolve
from scenarios.runs.resolver import Resolver
from scenarios.runs.runner import Progress


@dataclass(frozen=True, eq=False)
class SetComparison(Family):
    """A set whose scenarios have each been compared with its first, by scenario.

    Attributes:
        of: the set.
    """

    of: ScenarioSet
    differs = "scenario"
    kind = "set"


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
    resolver, options = Resolver(), {"sample": sample, "months": months, "theory": theory}
    first, *others = (resolve(scenario, resolver=resolver, **options) for scenario in found.scenarios)
    pairs = compare_each([(first, other) for other in others], seeds, workers, until, progress)
    return SetComparison({pair.b.id: pair for pair in pairs}, found)
