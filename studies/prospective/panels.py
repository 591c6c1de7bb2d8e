"""Panels as an evaluator would have them: referrals that each practice's records show, month by month.

Every practice is lived twice with the same people and luck, under today's mix and under a reform. So an
evaluation can be put together of any practices, treated or not, and its true effect is known.
"""

from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from typing import Final

import numpy as np

from abm.quantities import Floats
from abm.record import Record
from abm.vocabulary import POD
from scenarios.files.scenario_files import load_scenario
from scenarios.runs.run import lived

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


def live(sample: float, months: int, seed: int) -> Panels:
    """All arms with one seed; what they share is lived once.

    Raises:
        InputError: if a scenario cannot be run so.
    """
    found: dict[str, Floats] = {}
    for arm, name in ARMS.items():
        scenario = load_scenario(name).changed(sample=sample, months=months)
        found[arm] = panel_of(lived(scenario.setup(), seed, name).record)
    return Panels(seed, found)


def live_all(seeds: int, workers: int, sample: float = 1.0, months: int = MONTHS) -> list[Panels]:
    """Panels of every seed from 1, in order, whatever the number of workers.

    Args:
        seeds: how many.
        workers: processes; one needs a gigabyte of memory where everybody is simulated.
        sample: residents simulated for each one there is; below 1 luck is larger than it is.
        months: of each run.
    """
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        return list(pool.map(partial(live, sample, months), range(1, seeds + 1)))
