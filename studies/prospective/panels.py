"""Panels as an evaluator would have them: referrals that each practice's records show, month by month.

Every practice is run twice with the same people and chance events, under today's mix and under a reform.
So an evaluation can be put together of any practices, treated or not, and its true effect is known.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from abm.quantities import Floats
from abm.record import Record
from abm.vocabulary import POD
from scenarios.runs.resolve import resolve
from scenarios.runs.resolver import Resolver
from scenarios.runs.runner import Runs
from scenarios.runs.task import Finished, Task

NOTHING: Final = "nothing changes"
ARMS: Final[Mapping[str, str]] = {
    NOTHING: "east-london-today",
    "sum held by trusts": "east-london-capitation",
    "sum held by practices": "east-london-capitation-practice-led",
}
"""What happens to treated practices, and the scenario in which it happens to all."""
MONTHS: Final = 36
"""A year before the reform and two after it."""
START: Final = 12
"""First month of the reform: April 2018."""
PER: Final = 1_000


@dataclass(frozen=True, eq=False)
class Panels:
    """One seed's panels. M months, P practices.

    Attributes:
        seed: of the runs.
        referrals: float[M, P] by arm, referrals a month for each thousand people on the list.
    """

    seed: int
    referrals: Mapping[str, Floats]


def panel_of(record: Record) -> Floats:
    """Referrals a month for each thousand people on every practice's list, float[M, P]."""
    line = record.lines.line[: record.place.n_practices, POD["REF"]]
    counts = np.array([month[line].sum(axis=(1, 2)) for month in record.delivered], np.float64)
    return PER * counts / np.array(record.people)


def tasks_of(seeds: Sequence[int], sample: float, months: int) -> list[Task[Floats]]:
    """All arms with every seed, seed by seed, so that those of one seed share their people.

    Raises:
        InputError: if a scenario cannot be run so.
    """
    resolver = Resolver()
    setups = [resolve(name, resolver=resolver, sample=sample, months=months).setup for name in ARMS.values()]
    return [Task(setup, seed, _panel) for seed in seeds for setup in setups]


def _panel(finished: Finished) -> Floats:
    return panel_of(finished.record)


def panels_of(
    seeds: Sequence[int], workers: int | None = 1, sample: float = 1.0, months: int = MONTHS
) -> list[Panels]:
    """Panels of every seed, in order, whatever the number of workers.

    Args:
        seeds: which.
        workers: processes; one needs a gigabyte of memory where everybody is simulated.
        sample: residents simulated for each one there is; below 1 chance is larger than it is.
        months: of each run.
    """
    rows = Runs(workers).of(tasks_of(seeds, sample, months))
    return [Panels(seed, {arm: next(rows) for arm in ARMS}) for seed in seeds]
