"""Two scenarios compared: many seeds, paired, with intervals, and the change in pounds split in two.

Each seed gives both arms the same people and the same chance events, so the difference between them is what
payment did. Pounds that change because another rule is applied to the same activity are mechanical; the
rest, because people behave otherwise, is behavioural.
"""

import time
from collections.abc import Sequence
from pathlib import Path

from scenarios.errors import InputError
from scenarios.questions.comparison import Comparison
from scenarios.questions.interval import interval
from scenarios.questions.pairs import ARMS, Pair, Paired, both_in_force, paired, tasks_of
from scenarios.runs.parameter_draws import Draws
from scenarios.runs.resolve import resolve
from scenarios.runs.resolver import Arm, Resolver
from scenarios.runs.runner import Progress, Runs
from scenarios.scenario import Scenario

__all__ = ["Comparison", "compare"]

FEWEST_SEEDS = 3
"""Seeds before an interval may stop a comparison."""
SHARED = ("place", "months", "sample")


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
    resolver, options = Resolver(), {"sample": sample, "months": months, "theory": theory}
    first, second = (resolve(x, resolver=resolver, **options) for x in (a, b))
    return compare_each([(first, second)], seeds, workers, until, progress, draws)[0]


def compare_each(
    pairs: Sequence[Pair],
    seeds: int,
    workers: int | None,
    until: float | None,
    progress: Progress | None,
    draws: Draws | None = None,
) -> list[Comparison]:
    """Compare several pairs of arms at once, seed by seed, so that they share people and warm-up.

    Args:
        pairs: each of an arm to compare with and one that is compared.
        seeds: how many; they are numbered from 1.
        workers: processes; None for one per processor.
        until: stop once half the interval of the difference in E1 is no wider than this in every pair.
        progress: called with seeds done and seeds asked for.
        draws: of parameters, one a seed in all arms.

    Raises:
        InputError: at the first fault in what was asked for.
    """
    began = time.perf_counter()
    for first, second in pairs:
        refuse_unlike(first.scenario, second.scenario)
        _refuse_counts(seeds, workers, until)
        _refuse_too_short(first, second)
    by_seed = {seed: _drawn(pairs, draws, seed) for seed in range(1, seeds + 1)}
    tasks = [task for seed, arms in by_seed.items() for task in tasks_of(arms, seed)]
    rows, done = Runs(workers).of(tasks), list[list[Paired]]()
    for seed, arms in by_seed.items():
        done.append(paired(arms, seed, rows))
        if progress:
            progress(len(done), seeds)
        if until is not None and len(done) >= FEWEST_SEEDS and _all_known(done, until):
            break
    rows.close()
    seconds = time.perf_counter() - began
    return [
        Comparison(arms, tuple(of_seeds), seconds)
        for arms, of_seeds in zip(pairs, zip(*done, strict=True), strict=True)
    ]


def _drawn(pairs: Sequence[Pair], draws: Draws | None, seed: int) -> Sequence[Pair]:
    """Pairs with the draw of parameters that goes with a seed, the same in all arms."""
    if draws is None:
        return pairs
    once: dict[int, Arm] = {}
    for arm in (arm for pair in pairs for arm in pair):
        once.setdefault(id(arm), arm.with_parameters(draws.of(seed)))
    return [(once[id(first)], once[id(second)]) for first, second in pairs]


def half_width(done: Sequence[Paired]) -> float:
    """Half the interval of the difference in backfilling, points; NaN where not applicable."""
    key = ("E1", "total")
    missing = (float("nan"), "")
    pairs = [[p.values.get((arm, key), missing)[0] for arm in ARMS] for p in done]
    return interval([y - x for x, y in pairs]).half


def _all_known(done: Sequence[Sequence[Paired]], until: float) -> bool:
    """Whether every pair of scenarios is known well enough."""
    return all(half_width(pairs) <= until for pairs in zip(*done, strict=True))


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


def _refuse_too_short(a: Arm, b: Arm) -> None:
    """A regime that never begins cannot be compared."""
    start = both_in_force(a.setup, b.setup)
    if a.setup.months <= start:
        where = f"{a.scenario.id} and {b.scenario.id}: months"
        raise InputError(
            f"{a.setup.months} months end before both regimes are paid", where, f"run more than {start}"
        )


def _refuse_counts(seeds: int, workers: int | None, until: float | None) -> None:
    if not 2 <= seeds <= 100_000:
        raise InputError(f"{seeds} seeds", "seeds", "an interval takes from 2 to 100000")
    if workers is not None and not 1 <= workers <= 1024:
        raise InputError(f"{workers} workers", "workers", "use 1 or more")
    if until is not None and not until > 0:
        raise InputError(f"a half-width of {until}", "until", "give points of E1, above 0")
