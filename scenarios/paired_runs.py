"""Two scenarios compared: many seeds, paired, with intervals, and the change in pounds split in two.

Each seed gives both arms the same people and the same luck, so the difference between them is what
payment did. Pounds that change because another rule is applied to the same activity are mechanical;
the rest, because people behave otherwise, is behavioural.
"""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from abm.warm_up import forget
from scenarios.comparison import Comparison
from scenarios.errors import InputError
from scenarios.interval import interval
from scenarios.pair_of_arms import ARMS, Paired, both_in_force, live_both
from scenarios.scenario import Scenario
from scenarios.scenario_files import load_scenario

__all__ = ["Comparison", "compare"]

FEWEST_SEEDS = 3
"""Seeds before an interval may stop a comparison."""
SHARED = ("place", "months", "sample")

Progress = Callable[[int, int], None]


def compare(
    a: str | Path | Scenario,
    b: str | Path | Scenario,
    seeds: int = 20,
    sample: float | None = None,
    months: int | None = None,
    workers: int | None = None,
    until: float | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """Run two scenarios with the same seeds and take the difference, seed by seed.

    Args:
        a: the scenario to compare with: a name, a path or a scenario.
        b: the scenario that is compared with it.
        seeds: how many; they are numbered from 1.
        sample: residents simulated for each one there is, instead of the scenarios'.
        months: months to live, instead of the scenarios'.
        workers: processes; by default one per processor. The result does not depend on it. A script
            that uses more than one must keep the call under `if __name__ == "__main__":`.
        until: stop adding seeds once half the interval of the difference in E1 is no wider than this.
        progress: called with seeds done and seeds asked for.

    Raises:
        InputError: at the first fault in what was asked for.
    """
    began = time.perf_counter()
    arms = [x if isinstance(x, Scenario) else load_scenario(x) for x in (a, b)]
    first, second = (arm.changed(sample=sample, months=months) for arm in arms)
    _refuse_unlike(first, second)
    _refuse_counts(seeds, workers, until)
    _refuse_too_short(first, second)
    done: list[Paired] = []
    for paired in _lived(first, second, seeds, min(workers or os.cpu_count() or 1, seeds)):
        done.append(paired)
        if progress:
            progress(len(done), seeds)
        if until is not None and len(done) >= FEWEST_SEEDS and half_width(done) <= until:
            break
    forget()
    return Comparison(first, second, tuple(done), time.perf_counter() - began)


def half_width(done: Sequence[Paired]) -> float:
    """Half the interval of the difference in backfilling, percentage points; NaN where not applicable."""
    key = ("E1", "total")
    missing = (float("nan"), "")
    pairs = [[p.values.get((arm, key), missing)[0] for arm in ARMS] for p in done]
    return interval([y - x for x, y in pairs]).half


def _lived(a: Scenario, b: Scenario, seeds: int, workers: int) -> Iterator[Paired]:
    """Seeds in order, whatever the number of workers."""
    live = partial(live_both, a, b)
    if workers == 1:
        yield from map(live, range(1, seeds + 1))
        return
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    try:
        yield from pool.map(live, range(1, seeds + 1))
    except BrokenProcessPool as fault:
        remedy = 'keep the call under if __name__ == "__main__": or use workers=1'
        raise InputError("a worker stopped before it could start or finish", "compare", remedy) from fault
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _refuse_unlike(a: Scenario, b: Scenario) -> None:
    """Arms that do not live in the same place for as long cannot be paired."""
    for key in SHARED:
        one, other = getattr(a, key), getattr(b, key)
        if one != other:
            where = f"{a.id} and {b.id}"
            raise InputError(f"{key} differs ({one} and {other})", where, f"give both the same {key}")


def _refuse_too_short(a: Scenario, b: Scenario) -> None:
    """A regime that never begins cannot be compared."""
    start = both_in_force(a.setup(), b.setup())
    if a.months <= start:
        where = f"{a.id} and {b.id}: months"
        raise InputError(
            f"{a.months} months end before both regimes are paid", where, f"run more than {start}"
        )


def _refuse_counts(seeds: int, workers: int | None, until: float | None) -> None:
    if not 2 <= seeds <= 100_000:
        raise InputError(f"{seeds} seeds", "seeds", "an interval takes from 2 to 100000")
    if workers is not None and not 1 <= workers <= 1024:
        raise InputError(f"{workers} workers", "workers", "use 1 or more")
    if until is not None and not until > 0:
        raise InputError(f"a half-width of {until}", "until", "give percentage points of E1, above 0")
