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
from itertools import groupby
from multiprocessing import get_context
from operator import itemgetter
from pathlib import Path

from abm.warm_up import forget
from scenarios.errors import InputError
from scenarios.files.scenario_files import load_scenario
from scenarios.questions.comparison import Comparison
from scenarios.questions.interval import interval
from scenarios.questions.pairs import ARMS, Paired, both_in_force, live_against
from scenarios.runs.parameter_draws import Draws, drawn
from scenarios.scenario import Scenario

__all__ = ["Comparison", "compare"]

FEWEST_SEEDS = 3
"""Seeds before an interval may stop a comparison."""
TOGETHER = 12
"""Scenarios set against one run of another at once; each keeps a shadow of some ten megabytes."""
SHARED = ("place", "months", "sample")

Progress = Callable[[int, int], None]
Arms = tuple[Scenario, Scenario]


def compare(
    a: str | Path | Scenario,
    b: str | Path | Scenario,
    seeds: int = 20,
    sample: float | None = None,
    months: int | None = None,
    workers: int | None = None,
    until: float | None = None,
    progress: Progress | None = None,
    theory: str | None = None,
    draws: Draws | None = None,
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
        theory: how organisations decide in both, instead of the scenarios'.
        draws: of parameters: each seed takes its own draw in both, so that intervals hold their doubt too.

    Raises:
        InputError: at the first fault in what was asked for.
    """
    arms = [x if isinstance(x, Scenario) else load_scenario(x) for x in (a, b)]
    first, second = (arm.changed(sample=sample, months=months, theory=theory) for arm in arms)
    return compare_each([(first, second)], seeds, workers, until, progress, draws)[0]


def compare_each(
    arms: Sequence[Arms],
    seeds: int,
    workers: int | None,
    until: float | None,
    progress: Progress | None,
    draws: Draws | None = None,
) -> list[Comparison]:
    """Compare several pairs of scenarios at once, seed by seed, so that they share people and warm-up.

    Args:
        arms: the pairs, each of a scenario to compare with and one that is compared.
        seeds: how many; they are numbered from 1.
        workers: processes; None for one per processor.
        until: stop once half the interval of the difference in E1 is no wider than this in every pair.
        progress: called with seeds done and seeds asked for.
        draws: of parameters, one a seed in all arms.

    Raises:
        InputError: at the first fault in what was asked for.
    """
    began = time.perf_counter()
    for first, second in arms:
        refuse_unlike(first, second)
        _refuse_counts(seeds, workers, until)
        _refuse_too_short(first, second)
    done: list[list[Paired]] = []
    for paired in _lived(arms, seeds, min(workers or os.cpu_count() or 1, seeds), draws):
        done.append(paired)
        if progress:
            progress(len(done), seeds)
        if until is not None and len(done) >= FEWEST_SEEDS and _all_known(done, until):
            break
    forget()
    seconds = time.perf_counter() - began
    return [
        Comparison(*both, tuple(pairs), seconds)
        for both, pairs in zip(arms, zip(*done, strict=True), strict=True)
    ]


def half_width(done: Sequence[Paired]) -> float:
    """Half the interval of the difference in backfilling, percentage points; NaN where not applicable."""
    key = ("E1", "total")
    missing = (float("nan"), "")
    pairs = [[p.values.get((arm, key), missing)[0] for arm in ARMS] for p in done]
    return interval([y - x for x, y in pairs]).half


def _all_known(done: Sequence[Sequence[Paired]], until: float) -> bool:
    """Whether every pair of scenarios is known well enough."""
    return all(half_width(pairs) <= until for pairs in zip(*done, strict=True))


def live_each(arms: Sequence[Arms], seed: int, draws: Draws | None = None) -> list[Paired]:
    """Every pair of scenarios lived with one seed, and its draw of parameters where there are draws.

    What they share is made, and lived, once.

    Raises:
        InputError: if contracts do not fit the place.
    """
    found: list[Paired] = []
    if draws is not None:
        arms = [(drawn(first, draws, seed), drawn(second, draws, seed)) for first, second in arms]
    for _, pairs in groupby(arms, key=itemgetter(0)):
        together = list(pairs)
        found += live_against(together[0][0], [second for _, second in together], seed)
    return found


def _lived(arms: Sequence[Arms], seeds: int, workers: int, draws: Draws | None) -> Iterator[list[Paired]]:
    """Seeds in order, whatever the number of workers."""
    live = partial(live_each, arms, draws=draws)
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


def refuse_unlike(a: Scenario, b: Scenario) -> None:
    """Complain about arms that do not live in the same place for as long: they cannot be paired.

    Raises:
        InputError: if place, months or sample differ.
    """
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
