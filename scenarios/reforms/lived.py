"""Every study lived: all arms with every seed, and what was measured of each.

Arms that are the same in several studies are lived once, for as long as the longest needs; an earlier
year is read from the record cut off there. Runs of one seed meet the same people with the same luck, so
effects are taken seed by seed.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, fields, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from abm.effects.effect import Twins
from abm.quantities import MONTHS_PER_YEAR
from abm.record import Record
from abm.warm_up import forget
from scenarios.errors import InputError
from scenarios.questions.interval import interval
from scenarios.reforms.arms import ARMS, Arm, setups
from scenarios.reforms.contrast import apart, contrast, neutral
from scenarios.reforms.doubt import Reach, draws_in_doubt, reach
from scenarios.reforms.quantity import of_year
from scenarios.reforms.score import Score, score
from scenarios.reforms.settings import settings
from scenarios.reforms.studies import Study, load_study
from scenarios.reforms.study_file import Outcome, Ratio
from scenarios.runs.parameter_draws import Draws
from scenarios.runs.run import lived, twins_of

FEWEST, MOST = 2, 10_000
"""Seeds: an interval takes two."""

Measured = dict[tuple[str, int], float]
"""The effect of one seed by study and number of the outcome."""
Progress = Callable[[int, int], None]


@dataclass(frozen=True, eq=False)
class Answer:
    """What the model says to a study.

    Attributes:
        study: the study.
        scores: one an outcome, in the order of its file.
        reached: where draws of what is assumed put each outcome; empty where none were asked for.
    """

    study: Study
    scores: tuple[Score, ...]
    reached: tuple[Reach, ...] = ()

    @property
    def main(self) -> Score:
        """That of the study's main result."""
        return self.scores[0]

    def in_reach(self, i: int) -> bool | None:
        """Whether the size published of an outcome is within reach of what is assumed; None if not known."""
        outcome = self.study.outcomes[i]
        return self.reached[i].holds(outcome, neutral(outcome.measure)) if self.reached else None


def answers(
    studies: Sequence[Study],
    seeds: int,
    workers: int | None = None,
    progress: Progress | None = None,
    doubt: int = 0,
) -> list[Answer]:
    """Live every study with as many seeds as asked for, and score it.

    Args:
        studies: read and checked.
        seeds: how many; they are numbered from 1.
        workers: processes; by default one per processor. The result does not depend on it.
        progress: called with seeds and draws done and asked for.
        doubt: draws of what is assumed of conduct, each with a seed of its own; none by default.

    Raises:
        InputError: if seeds are too few or too many, or something cannot be measured where a study says.
    """
    if not FEWEST <= seeds <= MOST:
        raise InputError(f"{seeds} seeds", "seeds", f"an interval takes from {FEWEST} to {MOST}")
    files = [s.folder / f"{s.name}.toml" for s in studies]
    asked: list[tuple[int, Draws | None]] = [(seed, None) for seed in range(1, seeds + 1)]
    asked += [(draw, draws_in_doubt(doubt)) for draw in range(1, doubt + 1)]
    found: list[Measured] = []
    for one in _all(files, asked, workers or os.cpu_count() or 1):
        found.append(one)
        if progress:
            progress(len(found), len(asked))
    return [_answer(study, found[:seeds], found[seeds:]) for study in studies]


def one_seed(files: Sequence[Path], seed: int, draws: Draws | None = None) -> Measured:
    """Every effect of every study with one seed; arms that studies share are lived once.

    Args:
        files: the studies.
        seed: of the runs.
        draws: of what is assumed of conduct: that which goes with the seed is taken.

    Raises:
        InputError: if something cannot be measured where a study says.
    """
    studies = [load_study(file) for file in files]
    doubted = draws.of(seed) if draws else None
    arms = {
        (s.name, name): arm
        for s in studies
        for name, arm in setups(s, settings(s.folder)[s.setting], doubted).items()
    }
    values: dict[tuple[str, str, int], tuple[float, float]] = {}
    for same in _once(arms):
        values.update(_measured(same, studies, arms, seed))
    forget()
    return {(s.name, i): _effect(o, s.name, i, values) for s in studies for i, o in enumerate(s.outcomes)}


def _answer(study: Study, found: Sequence[Measured], doubted: Sequence[Measured]) -> Answer:
    """Intervals over seeds, each beside what was published, and where draws of what is assumed put it."""
    told = (interval([one[study.name, i] for one in found]) for i in range(len(study.outcomes)))
    pairs = zip(study.outcomes, told, strict=True)
    scores = tuple(score(outcome, mean, neutral(outcome.measure)) for outcome, mean in pairs)
    sizes = range(len(study.outcomes)) if doubted else ()
    return Answer(study, scores, tuple(reach([one[study.name, i] for one in doubted]) for i in sizes))


def _all(
    files: Sequence[Path], asked: Sequence[tuple[int, Draws | None]], workers: int
) -> Iterator[Measured]:
    """Seeds in order, then draws, whatever the number of workers."""
    seeds, draws = zip(*asked, strict=True)
    live = partial(one_seed, files)
    if workers == 1:
        yield from map(live, seeds, draws)
        return
    with ProcessPoolExecutor(min(workers, len(asked)), mp_context=get_context("spawn")) as pool:
        yield from pool.map(live, seeds, draws)


def _once(arms: dict[tuple[str, str], Arm]) -> list[Arm]:
    """Arms that differ, each for the longest time it is needed; those that share a warm-up together."""
    longest: dict[str, Arm] = {}
    for arm in arms.values():
        known = longest.setdefault(arm.key, arm)
        if arm.setup.months > known.setup.months:
            longest[arm.key] = arm
    return sorted(longest.values(), key=lambda arm: (arm.setup.place.id, repr(arm.setup.parameters), arm.key))


def _measured(
    arm: Arm, studies: Sequence[Study], arms: dict[tuple[str, str], Arm], seed: int
) -> Iterator[tuple[tuple[str, str, int], tuple[float, float]]]:
    """What every study measures of one arm: each outcome, and what it is set against."""
    record = lived(arm.setup, seed).record
    users = [
        (s, name) for s in studies for name in ARMS if (a := arms.get((s.name, name))) and a.key == arm.key
    ]
    twins = twins_of(arm.setup, seed) if any(_twins_wanted(s) for s, _ in users) else None
    for study, name in users:
        for i, outcome in enumerate(study.outcomes):
            months = study.begins + MONTHS_PER_YEAR * outcome.year
            up_to, beside = until(record, months), _twins_until(twins, months)
            pair = [_ratio(r, up_to, beside, study) for r in (outcome, outcome.against)]
            yield (study.name, name, i), (pair[0], pair[1])


def _twins_wanted(study: Study) -> bool:
    return any(o.needs_twins or (o.against is not None and o.against.needs_twins) for o in study.outcomes)


def until(record: Record, months: int) -> Record:
    """A record as it stood after so many months."""
    lists = {f.name: getattr(record, f.name) for f in fields(record)}
    short = {
        name: kept[:months]
        for name, kept in lists.items()
        if isinstance(kept, list) and len(kept) == record.months
    }
    return replace(record, **short)


def _twins_until(twins: Twins | None, months: int) -> Twins | None:
    if twins is None or not (isinstance(twins.without, Record) and isinstance(twins.held, Record)):
        return None
    return Twins(until(twins.without, months), until(twins.held, months), twins.start)


def _ratio(ratio: Ratio | None, record: Record, twins: Twins | None, study: Study) -> float:
    """A quantity over another, or nothing."""
    if ratio is None:
        return float("nan")
    try:
        top = of_year(ratio.of, record, twins)
        bottom = of_year(ratio.per, record, twins) if ratio.per else 1.0
    except InputError as fault:
        raise InputError(fault.what, f"{study.name}.toml: outcomes: {fault.where}", fault.remedy) from None
    return ratio.times * top / bottom if bottom else float("nan")


def _effect(
    outcome: Outcome, name: str, i: int, values: dict[tuple[str, str, int], tuple[float, float]]
) -> float:
    """The effect of one seed, less that of a control, and less that on what it is set against."""
    effect = _of_arms(outcome, values[name, "after", i], values[name, "before", i])
    if (name, "control_after", i) in values:
        control = _of_arms(outcome, values[name, "control_after", i], values[name, "control_before", i])
        effect = apart(outcome.measure, effect, control)
    return effect


def _of_arms(outcome: Outcome, after: tuple[float, float], before: tuple[float, float]) -> float:
    """One arm set against another, less the same for what the reform should not touch."""
    price = outcome.price_change or 1.0
    effect = contrast(outcome.measure, after[0], before[0], price)
    if outcome.against is None:
        return effect
    return apart(outcome.measure, effect, contrast(outcome.measure, after[1], before[1], price))
