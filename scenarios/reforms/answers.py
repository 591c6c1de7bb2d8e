"""What the model says to every study: all arms run with every seed, and what was measured of each.

Arms that are the same in several studies are run once, for as long as the longest needs; an earlier year is
read from the record cut off there. Runs of one seed meet the same people with the same chance events, so
effects are taken seed by seed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial

from abm.effects.effect import Counterfactuals
from abm.quantities import MONTHS_PER_YEAR
from abm.record import Record
from abm.setup import Setup
from scenarios.errors import InputError
from scenarios.questions.interval import interval
from scenarios.reforms.arms import in_doubt, setups
from scenarios.reforms.contrast import apart, contrast, neutral
from scenarios.reforms.doubt import Reach, draws_in_doubt, reach
from scenarios.reforms.quantity import of_year
from scenarios.reforms.score import Score, score
from scenarios.reforms.settings import settings
from scenarios.reforms.study_file import Outcome, Ratio, Study
from scenarios.runs.parameter_draws import Draws
from scenarios.runs.runner import Progress, Runs
from scenarios.runs.task import Finished, Task

FEWEST, MOST = 2, 10_000
"""Seeds: an interval takes two."""

Effects = dict[tuple[str, int], float]
"""The effect of one seed by study and number of the outcome."""
Levels = dict[tuple[str, str, int], tuple[float, float]]
"""An outcome, and what it is set against, by study, arm and number of the outcome."""
ByStudy = Mapping[tuple[str, str], Setup]
"""What is run by study and arm."""


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
    """Run every study with as many seeds as asked for, and score it.

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
    arms = arms_of(studies)
    rounds = [(seed, arms) for seed in range(1, seeds + 1)]
    draws = draws_in_doubt(doubt) if doubt else None
    rounds += [(draw, doubted(arms, studies, draws, draw)) for draw in range(1, doubt + 1) if draws]
    effects = list(_effects(studies, rounds, workers, progress))
    return [_answer(study, effects[:seeds], effects[seeds:]) for study in studies]


def one_seed(studies: Sequence[Study], seed: int) -> Effects:
    """Every effect of every study with one seed, here and now.

    Raises:
        InputError: if something cannot be measured where a study says.
    """
    return next(_effects(studies, [(seed, arms_of(studies))], 1, None))


def arms_of(studies: Sequence[Study]) -> dict[tuple[str, str], Setup]:
    """Every arm of every study, read from its terms.

    Raises:
        InputError: at the first fault, naming file, key and remedy.
    """
    return {
        (study.name, name): setup
        for study in studies
        for name, setup in setups(study, settings(study.folder)[study.setting]).items()
    }


def doubted(arms: ByStudy, studies: Sequence[Study], draws: Draws, seed: int) -> dict[tuple[str, str], Setup]:
    """The same arms with the draw of judged numbers that goes with a seed, where nothing is said of them."""
    return {which: in_doubt(setup, draws.of(seed)) for which, setup in arms.items()}


def _effects(
    studies: Sequence[Study],
    rounds: Sequence[tuple[int, ByStudy]],
    workers: int | None,
    progress: Progress | None,
) -> Iterator[Effects]:
    """Every effect of every study, round by round: a seed, and what is run with it."""
    tasks = [_tasks(studies, arms, seed) for seed, arms in rounds]
    levels = Runs(workers).of([task for each in tasks for task in each])
    for done, each in enumerate(tasks, 1):
        known: Levels = {}
        for _ in each:
            known.update(next(levels))
        if progress:
            progress(done, len(rounds))
        yield {(s.name, i): _effect(o, s.name, i, known) for s in studies for i, o in enumerate(s.outcomes)}


def _tasks(studies: Sequence[Study], arms: ByStudy, seed: int) -> list[Task[Levels]]:
    """The runs of one seed: arms that differ, each for the longest time it is needed."""
    longest: dict[str, Setup] = {}
    users: dict[str, list[tuple[Study, str]]] = {}
    by_name = {study.name: study for study in studies}
    for (study, name), setup in arms.items():
        key = replace(setup, months=1).hash
        if key not in longest or setup.months > longest[key].months:
            longest[key] = setup
        users.setdefault(key, []).append((by_name[study], name))
    tasks = [Task(setup, seed, partial(levels_of, users=users[key])) for key, setup in longest.items()]
    # Those that share people and warm-up follow one another.
    return sorted(tasks, key=lambda task: (repr(task.people), task.setup.hash))


def levels_of(finished: Finished, users: Sequence[tuple[Study, str]]) -> Levels:
    """What every study measures of one run: each outcome, and what it is set against.

    Args:
        finished: the run.
        users: studies, each with the arm that this is in it.
    """
    record = finished.record
    counterfactuals = (
        finished.counterfactuals if any(_counterfactuals_wanted(study) for study, _ in users) else None
    )
    levels: Levels = {}
    for study, name in users:
        for i, outcome in enumerate(study.outcomes):
            months = study.begins + MONTHS_PER_YEAR * outcome.year
            up_to, beside = until(record, months), _counterfactuals_until(counterfactuals, months)
            pair = [_ratio(r, up_to, beside, study) for r in (outcome, outcome.against)]
            levels[study.name, name, i] = pair[0], pair[1]
    return levels


def _answer(study: Study, found: Sequence[Effects], doubted: Sequence[Effects]) -> Answer:
    """Intervals over seeds, each beside what was published, and where draws of what is assumed put it."""
    means = (interval([one[study.name, i] for one in found]) for i in range(len(study.outcomes)))
    pairs = zip(study.outcomes, means, strict=True)
    scores = tuple(score(outcome, mean, neutral(outcome.measure)) for outcome, mean in pairs)
    sizes = range(len(study.outcomes)) if doubted else ()
    return Answer(study, scores, tuple(reach([one[study.name, i] for one in doubted]) for i in sizes))


def _counterfactuals_wanted(study: Study) -> bool:
    return any(
        o.needs_counterfactuals or (o.against is not None and o.against.needs_counterfactuals)
        for o in study.outcomes
    )


def until(record: Record, months: int) -> Record:
    """A record as it stood after so many months."""
    lists = {f.name: getattr(record, f.name) for f in fields(record)}
    short = {
        name: kept[:months]
        for name, kept in lists.items()
        if isinstance(kept, list) and len(kept) == record.months
    }
    return replace(record, **short)


def _counterfactuals_until(counterfactuals: Counterfactuals | None, months: int) -> Counterfactuals | None:
    if counterfactuals is None or not (
        isinstance(counterfactuals.without, Record) and isinstance(counterfactuals.held, Record)
    ):
        return None
    return Counterfactuals(
        until(counterfactuals.without, months), until(counterfactuals.held, months), counterfactuals.start
    )


def _ratio(
    ratio: Ratio | None, record: Record, counterfactuals: Counterfactuals | None, study: Study
) -> float:
    """A quantity over another, or nothing."""
    if ratio is None:
        return float("nan")
    try:
        top = of_year(ratio.of, record, counterfactuals)
        bottom = of_year(ratio.per, record, counterfactuals) if ratio.per else 1.0
    except InputError as fault:
        raise InputError(fault.what, f"{study.name}.toml: outcomes: {fault.where}", fault.remedy) from None
    return ratio.times * top / bottom if bottom else float("nan")


def _effect(outcome: Outcome, name: str, i: int, values: Levels) -> float:
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
