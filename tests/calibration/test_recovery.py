"""Truths planted in known simulators are found; wrong models are caught; what data cannot say is said."""

import numpy as np
import pytest

pytest.importorskip("emcee")
pytest.importorskip("SALib")
pytest.importorskip("sklearn")

from calibration.diagnostics.identifiability import identified
from calibration.diagnostics.planted_truths import covered, planted, verdict
from calibration.diagnostics.posterior_predictive import explained, leans_on_gap
from calibration.diagnostics.predictions import predicted
from calibration.diagnostics.prior_predictive import reached
from calibration.diagnostics.settled import settled
from calibration.effort import Effort
from calibration.emulator import learn
from calibration.engines.synthetic_likelihood import engine
from calibration.posterior import Posterior
from calibration.problem import Problem
from calibration.waves import Screen, Wave, first_wave, screened
from tests.calibration.synthetic import ishigami, problem

EFFORT = Effort(seed=3, screen=6, wave=300, waves=2, draws=300, steps=600, truths=16)


def straight(values: np.ndarray) -> np.ndarray:
    """Four parameters: two that set a level each, a third that moves both, a fourth that does nothing."""
    return np.column_stack(
        [7 + 0.3 * values[:, 0] + 0.1 * values[:, 2], 6 + 0.3 * values[:, 1] - 0.1 * values[:, 2]]
    )


def fit(asked: Problem) -> tuple[Screen, Wave, Posterior]:
    screen, first = screened(asked), first_wave(asked)
    return screen, first, engine(asked, first, screen)


def inside(posterior: Posterior, truth: np.ndarray, wide: float = 0.995) -> np.ndarray:
    """Whether each value of a truth is in its interval."""
    low, high = np.quantile(posterior.values, [(1 - wide) / 2, (1 + wide) / 2], axis=0)
    return (low <= truth) & (truth <= high)


@pytest.fixture(scope="module")
def straight_fit() -> tuple[Problem, Screen, Wave, Posterior]:
    asked = problem(straight, np.array([0.4, -0.3, 0.2, 0.7]), EFFORT)
    return asked, *fit(asked)


def test_a_truth_is_found(straight_fit) -> None:
    _, _, _, posterior = straight_fit
    assert inside(posterior, np.array([0.4, -0.3, 0.2, 0.7])).all()
    assert posterior.values[:, 0].std() < 0.3
    assert settled(posterior).passed


def test_an_idle_parameter_is_screened_out_and_kept_at_its_prior(straight_fit) -> None:
    _, screen, _, posterior = straight_fit
    assert screen.active == (0, 1, 2)
    _, table = identified(posterior, screen)
    idle = table.set_index("parameter").loc["x3"]
    assert idle["identified"] == "not identified"
    assert idle["screened_out"]
    assert posterior.parts[:, 3].std() == pytest.approx(12**-0.5, rel=0.15)


def test_parameters_known_only_together_are_said_to_be() -> None:
    asked = problem(lambda v: 7 + 0.5 * (v[:, :1] + v[:, 1:2]) + 0 * v, np.array([0.3, -0.1, 0.0]), EFFORT)
    _, table = identified(fit(asked)[2], Screen(np.empty((0, 0)), (0, 1, 2)))
    tied = table.set_index("parameter")["together_with"]
    assert (tied["x0"], tied["x1"], tied["x2"]) == ("x1", "x0", "")


def test_a_bent_surface_is_learned_and_its_truth_found() -> None:
    """Ishigami's function is no quadratic: the emulator has to see that and turn to a process."""
    truth = np.array([0.5, -0.6, 0.7])
    asked = problem(ishigami, truth, Effort(seed=5, screen=6, wave=400, waves=2, draws=300, steps=800))
    screen, _, posterior = fit(asked)
    assert screen.active == (0, 1, 2)
    assert posterior.emulator is not None
    level = [i for i, s in enumerate(asked.summaries.each) if s.contrast == "level"]
    assert (posterior.emulator.explained[level] > 0.9).all()
    assert inside(posterior, truth).all()
    assert (posterior.values.std(axis=0) < 0.45).all()


def test_errors_are_judged_out_of_fold() -> None:
    """Of pure noise nothing is explained, however many terms a fit has."""
    rng = np.random.default_rng(1)
    points, noise = rng.random((120, 6)), rng.normal(size=(120, 3))
    emulator = learn(points, noise, 1)
    assert (emulator.explained < 0.1).all()
    assert np.diag(emulator.covariance) == pytest.approx(noise.var(axis=0), rel=0.3)


@pytest.fixture(scope="module")
def plants(straight_fit):
    asked, screen, first, _ = straight_fit
    return planted(asked, first, screen)


def test_planted_truths_are_covered_nine_times_in_ten(plants) -> None:
    found, table = plants
    assert found.passed, found.says
    assert 0.75 <= covered(table).mean() <= 1.0
    assert set(table["parameter"]) == {"x0", "x1", "x2"}


def test_intervals_that_are_too_narrow_fail_the_planted_truths(plants) -> None:
    _, table = plants
    middle = (table["low"] + table["high"]) / 2
    narrow = table.assign(
        low=middle + (table["low"] - middle) / 4, high=middle + (table["high"] - middle) / 4
    )
    assert verdict(narrow, 16).passed is False


def test_ranks_that_lean_to_one_side_fail(plants) -> None:
    _, table = plants
    assert verdict(table.assign(rank=table["rank"] ** 4), 16).passed is False


def test_data_beyond_the_model_are_refused() -> None:
    asked = problem(straight, np.zeros(4), EFFORT, distort=lambda series: series * 3)
    found, table = reached(asked, first_wave(asked))
    assert found.passed is False
    assert "cannot be reached" in found.says
    assert table["beyond"].max() > 3


def test_data_of_the_model_are_not_refused(straight_fit) -> None:
    asked, _, first, _ = straight_fit
    assert reached(asked, first)[0].passed


def checked(asked: Problem, posterior: Posterior) -> bool:
    """Whether predictions and gap pass."""
    picked = np.arange(60)
    simulated = asked.simulate(posterior.values[picked], range(60))
    found = predicted(asked, posterior, simulated, picked, asked.targets)
    return explained(found).passed is not False and leans_on_gap(posterior).passed is not False


def test_a_right_model_explains_its_data(straight_fit) -> None:
    asked, _, _, posterior = straight_fit
    assert checked(asked, posterior)


def test_a_wrong_shape_is_caught() -> None:
    """Half of the months are a tenth higher, in a pattern that no parameter and no winter gives."""
    saw = np.where(np.arange(24) % 2, 1.12, 0.88)
    asked = problem(straight, np.array([0.4, -0.3, 0.2, 0.7]), EFFORT, distort=lambda series: series * saw)
    assert not checked(asked, fit(asked)[2])


def test_a_wrong_season_is_caught() -> None:
    """The winter is a quarter lower than the model's: only a stretched gap can say so."""
    months = np.arange(24) % 12
    cold = np.where(np.isin(months, (8, 9, 10)), 0.75, 1.0)
    asked = problem(straight, np.array([0.4, -0.3, 0.2, 0.7]), EFFORT, distort=lambda series: series * cold)
    caught = reached(asked, first_wave(asked))[0].passed is False
    assert caught or not checked(asked, fit(asked)[2])


def test_the_same_question_has_the_same_answer(straight_fit) -> None:
    asked, _, _, posterior = straight_fit
    again = fit(asked)[2]
    assert np.array_equal(posterior.parts, again.parts)
