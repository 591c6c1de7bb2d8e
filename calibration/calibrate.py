"""A calibration from beginning to end: data, screen, waves, posterior, diagnostics, and a verdict.

Example:
    from calibration.calibrate import calibrate
    found = calibrate("east-london-to-march-2017")
    found.blessed, found.verdicts
"""

import time
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np

from calibration.calibration_file import Calibration, load_calibration
from calibration.diagnostics import (
    drifting,
    held_out,
    identifiability,
    planted_truths,
    posterior_predictive,
    prior_predictive,
    settled,
)
from calibration.diagnostics.predictions import Predictions, predicted
from calibration.effort_spent import with_the_rest
from calibration.engines.catalogue import ENGINES
from calibration.extra import require_extra
from calibration.fit import Fit
from calibration.observed.breaks import cut, steps
from calibration.observed.cells import index_of
from calibration.observed.load import load
from calibration.observed.look import Span, far_from_model, spans
from calibration.observed.of_model import of_model
from calibration.observed.table import Observed, SeriesKey
from calibration.posterior import Posterior
from calibration.problem import SEEDS_A_WAVE, Problem, problem_of
from calibration.runs import Simulations, Stage, silent
from calibration.simulator import Simulator, levels_of, providers_of
from calibration.targets.catalogue import TARGETS
from calibration.waves import first_wave, screened
from scenarios.errors import InputError, nearest
from scenarios.files.place.load import first_year
from scenarios.runs.resolve import resolve
from scenarios.runs.resolver import Arm
from scenarios.sweeping.store import batches_held

YEARS_AWAY: Final = 3
"""Years between data and place from which it is said; people grow by some 1% a year."""


def calibrate(
    what: str | Path | Calibration,
    data: Sequence[str | Path] = (),
    runs_in: str | Path | None = None,
    workers: int = 1,
    scheduler: str | None = None,
    predict: Sequence[str] = (),
    progress: Stage = silent,
) -> Fit:
    """Learn parameters from local data, and see whether what was learned may be used.

    Args:
        what: a name from the library, a path to a TOML file, or what such a file says.
        data: CSV files or public series by name, beside those that the file names.
        runs_in: folder where finished runs are kept, so that a second start goes on from there.
        workers: processes; results do not depend on it.
        scheduler: address of a Dask scheduler whose workers live the runs instead.
        predict: organisations whose series are predicted as well, though no data of theirs are fitted.
        progress: called with what is done in words, how many, and of how many.

    Raises:
        InputError: at the first fault in the file or in the data, or if the data cannot be reached.
    """
    require_extra()
    began = time.perf_counter()
    spec = what if isinstance(what, Calibration) else load_calibration(what)
    arm = _arm(spec)
    there = providers_of(arm)
    observed = observations(spec, data, there)
    keys = _keys(observed, predict, there)
    simulator = Simulator(arm, spec.starts, keys)
    folder = Path(runs_in) if runs_in else None
    with batches_held(folder) if folder else nullcontext():
        runs = Simulations(simulator, spec.priors.names, folder, workers, scheduler, progress)
        return _fitted(spec, runs, observed, tuple(predict), began)


def _fitted(
    spec: Calibration, runs: Simulations, observed: Observed, predict: tuple[str, ...], began: float
) -> Fit:
    """The fit, from the first wave of runs to the last diagnostic."""
    problem = problem_for(spec, runs, observed)
    screen, first = screened(problem), first_wave(problem)
    reached, reach = prior_predictive.reached(problem, first)
    if not reached.passed:
        remedy = "check units, provider and months, or the scenario; a fit would fit the wrong thing"
        raise InputError(reached.says, spec.file, remedy)
    posterior = ENGINES[spec.engine](problem, first, screen)
    truths, planted = planted_truths.planted(problem, first, screen)
    predictions = _predictions(spec, runs, problem, posterior)
    known, parameters = identifiability.identified(posterior, screen)
    scores, scored = held_out.scored(predictions, observed, spec.held_out)
    verdicts = (
        *(reached, settled.settled(posterior), truths, known),
        *(posterior_predictive.leans_on_gap(posterior), posterior_predictive.explained(predictions)),
        *(drifting.drifts(predictions), scores),
    )
    tables = {"reach": reach, "parameters": parameters, "planted": planted, "held_out": scored}
    return Fit(
        spec,
        runs.simulator.arm,
        observed,
        posterior,
        screen,
        predictions,
        verdicts,
        tables,
        with_the_rest(runs.spent, time.perf_counter() - began),
        predict,
    )


def checked_data(what: str | Path | Calibration, data: Sequence[str | Path] = ()) -> Observed:
    """What the data of a calibration hold, read and checked as for a fit.

    Args:
        what: a name from the library, a path to a TOML file, or what such a file says.
        data: CSV files or public series by name, beside those that the file names.

    Raises:
        InputError: at the first fault in the file or in the data.
    """
    return data_and_levels(what, data)[0]


def data_and_levels(
    what: str | Path | Calibration, data: Sequence[str | Path] = ()
) -> tuple[Observed, list[tuple[Span, float]]]:
    """The same, with every series in short and the model's own level beside it, NaN where it cannot be told.

    Args:
        what: a name from the library, a path to a TOML file, or what such a file says.
        data: CSV files or public series by name, beside those that the file names.

    Raises:
        InputError: at the first fault in the file or in the data.
    """
    spec = what if isinstance(what, Calibration) else load_calibration(what)
    own = levels_of(_arm(spec))
    observed = observations(spec, data, {target: set(levels) for target, levels in own.items()})
    beside = [(span, own[span.target][span.provider]) for span in spans(observed.rows)]
    return Observed(observed.rows, (*observed.notes, *far_from_model(beside))), beside


def observations(spec: Calibration, data: Sequence[str | Path], there: Mapping[str, set[str]]) -> Observed:
    """What was observed, checked, with recording breaks cut out and named.

    Args:
        spec: for files, months, targets and providers.
        data: files beside those.
        there: whose series each target has, from `providers_of`.

    Raises:
        InputError: at the first fault in the data, or if nothing that is asked for is in them.
    """
    everybody = set().union(*there.values())
    observed = load([*spec.data, *data], everybody, spec.codes, spec.pods)
    observed = cut(observed, spec.fit[0], spec.last)
    wanted = observed.rows["target"].isin(spec.targets or tuple(TARGETS))
    if spec.providers:
        _refuse_unknown(spec.providers, everybody, f"{spec.file}: providers")
        wanted &= observed.rows["provider"].isin(spec.providers)
    asked = observed.only(wanted)
    kept, without = of_model(asked, there)
    _refuse_nothing_to_fit(spec, kept, without)
    notes = (*observed.notes, *without, *years_away(spec, first_year(spec.scenario.place)), *steps(kept))
    return Observed(kept.rows, notes)


def _refuse_nothing_to_fit(spec: Calibration, kept: Observed, without: Sequence[str]) -> None:
    """Complain where none of the data that can be compared lie in the fitted months, or none is known."""
    inside = kept.rows["month"].between(*spec.fit)
    if not inside.any():
        span = f"there is {kept.rows['month'].min()} to {kept.rows['month'].max()}" if len(kept.rows) else ""
        remedy = span or next(iter(without), "there is none")
        raise InputError(f"no data within {spec.fit[0]} to {spec.fit[1]}", f"{spec.file}: fit", remedy)
    if not kept.rows.loc[inside, "value"].notna().any():
        what = f"nothing known to fit within {spec.fit[0]} to {spec.fit[1]}"
        raise InputError(what, f"{spec.file}: fit", "give counts of at least some of these months")


def years_away(spec: Calibration, of_place: int) -> list[str]:
    """A sentence where the months that are fitted are years from the year of the place's people and prices.

    Args:
        spec: with the months that are fitted.
        of_place: the place's own first year.
    """
    years = (index_of(spec.fit[0]) - index_of(f"{of_place}-04")) // 12
    if abs(years) < YEARS_AWAY:
        return []
    way = "after" if years > 0 else "before"
    return [
        f"the fitted months begin {abs(years)} years {way} the place's own year, "
        f"{of_place}-{(of_place + 1) % 100:02d}: its people, beds and prices are of then"
    ]


def problem_for(spec: Calibration, runs: Simulations, observed: Observed) -> Problem:
    """The problem that an engine is given."""
    simulator = runs.simulator
    values = np.array([observed.values(key, simulator.months) for key in simulator.keys])
    return problem_of(
        spec.priors, runs, simulator.keys, simulator.months, values, spec.fit, TARGETS, spec.effort
    )


def _arm(spec: Calibration) -> Arm:
    return resolve(spec.scenario, months=spec.months)


def _keys(observed: Observed, predict: Sequence[str], there: Mapping[str, set[str]]) -> tuple[SeriesKey, ...]:
    """Series with data, and those that are to be predicted without."""
    keys = observed.series()
    targets = sorted({key.target for key in keys})
    _refuse_unknown(predict, set().union(*(there[target] for target in targets)), "--predict")
    more = [SeriesKey(t, who) for who in predict for t in targets if who in there[t]]
    return tuple(dict.fromkeys([*keys, *more]))


def _refuse_unknown(words: Sequence[str], known: set[str], where: str) -> None:
    for word in words:
        if word not in known:
            raise InputError(f"no series of '{word}' in this place", where, nearest(word, known))


def _predictions(spec: Calibration, runs: Simulations, problem: Problem, posterior: Posterior) -> Predictions:
    """Runs at some of the posterior draws, with more residents where the file asks for it."""
    rng = np.random.default_rng([spec.effort.seed, 7])
    picked = rng.choice(len(posterior.parts), min(spec.effort.check, len(posterior.parts)), replace=False)
    simulator = runs.simulator
    if spec.effort.check_sample:
        simulator = replace(simulator, arm=simulator.arm.with_sample(spec.effort.check_sample))
    where = runs.folder, runs.workers, runs.scheduler, runs.progress
    checking = Simulations(simulator, runs.names, *where, spent=runs.spent)
    first = (spec.effort.seed * 97 + 60) * SEEDS_A_WAVE % 2**31
    simulated = checking(posterior.values[picked], range(first, first + len(picked)), "checks")
    fine = np.isfinite(simulated).all(axis=(1, 2))
    return predicted(problem, posterior, simulated[fine], picked[fine])
