"""A gap that walks is followed, its pace is learned from fitted months, and later months' bands hold."""

import numpy as np
import pytest

from calibration.diagnostics.drifting import drifts
from calibration.diagnostics.predictions import predicted
from calibration.drift import A_YEAR, PACES, drawn, steps, tracked
from calibration.effort import Effort
from calibration.observed.cells import months_between
from calibration.observed.table import SeriesKey
from calibration.posterior import Posterior
from calibration.problem import Problem, problem_of
from tests.calibration.synthetic import target, uniform

LEVEL, MONTH, SERIES, DRAWS = 0.05, 0.02, 12, 200
LONG = tuple(months_between("2014-04", "2018-03"))
FIT = ("2014-04", "2016-03")
AHEAD = np.array([month > FIT[1] for month in LONG])


def records(pace: float, seed: int, jump: float = 0.0) -> np.ndarray:
    """Series of 1,000 a month whose gap walks at so many times the usual pace, float[S, M]."""
    rng = np.random.default_rng(seed)
    step = A_YEAR * LEVEL * pace / 12**0.5
    walk = np.cumsum(step * rng.normal(size=(SERIES, len(LONG))), axis=1)
    gap = LEVEL * rng.normal(size=(SERIES, 1)) + walk + MONTH * rng.normal(size=walk.shape)
    return 1000 * np.exp(gap + jump * AHEAD)


def fitted(observed: np.ndarray) -> tuple[Problem, Posterior, np.ndarray]:
    """A problem of a model that is right but for the gap, its posterior, and runs at its draws."""
    names = [f"s{i}" for i in range(len(observed))]
    targets = {name: target(name, LEVEL, MONTH) for name in names}
    keys = [SeriesKey(name, "X") for name in names]
    asked = problem_of(uniform(1), lambda *_: observed[None], keys, LONG, observed, FIT, targets, Effort())
    parts = np.random.default_rng(1).random((DRAWS, 1))
    posterior = Posterior(uniform(1), parts, np.ones((DRAWS, 2)), (0,), None, 1.0, 1.0)
    return asked, posterior, np.full((DRAWS, *observed.shape), 1000.0)


def told(observed: np.ndarray):
    asked, posterior, simulated = fitted(observed)
    return predicted(asked, posterior, simulated, np.arange(DRAWS), asked.targets)


def held(pace: float) -> tuple[float, float]:
    """Share of months to come in their 90% bands over several worlds, and mean width of these, as a ratio."""
    shares, widths = [], []
    for seed in range(6):
        observed = records(pace, seed)
        low, high = np.quantile(told(observed).draws[:, :, AHEAD], [0.05, 0.95], axis=0)
        shares.append(((low <= observed[:, AHEAD]) & (observed[:, AHEAD] <= high)).mean())
        widths.append((high / low - 1).mean())
    return float(np.mean(shares)), float(np.mean(widths))


@pytest.mark.parametrize("pace", [0.3, 1.0, 1.8])
def test_two_years_ahead_nine_months_in_ten_lie_in_their_bands(pace: float) -> None:
    assert 0.84 <= held(pace)[0] <= 0.96


def test_bands_are_as_wide_as_the_fitted_months_give_reason_for() -> None:
    assert held(0.3)[1] < 0.8 * held(1.0)[1] < 0.8 * held(1.8)[1]


def test_the_pace_is_learned_and_a_fast_one_refused() -> None:
    slow, fast = drifts(told(records(0.5, 3))), drifts(told(records(3.5, 3)))
    assert slow.passed
    assert fast.passed is False
    assert "the records move as the model does not" in fast.says


def test_months_after_the_fitted_ones_are_not_looked_at() -> None:
    plain, jumped = told(records(1.0, 5)), told(records(1.0, 5, jump=0.5))
    assert np.array_equal(plain.draws, jumped.draws)
    assert np.array_equal(plain.paces, jumped.paces)


def test_fitted_months_are_predicted_with_a_gap_that_stays() -> None:
    """A drift that could bend through fitted months would excuse any shape."""
    bent = records(0.0, 2) * np.exp(np.where(np.arange(len(LONG)) < 12, -0.15, 0.15))
    middle = np.median(told(bent).draws, axis=0)[:, ~AHEAD]
    assert middle.std(axis=1).max() / middle.mean() < 0.02


def test_a_series_without_records_walks_from_what_all_share() -> None:
    observed = records(1.0, 4)
    observed[0] = np.nan
    found = told(observed).draws
    spread = np.log(found[:, 0]).std(axis=0)
    assert spread[:24].mean() == pytest.approx((LEVEL**2 + MONTH**2) ** 0.5, rel=0.1)
    two_years = 2 * (A_YEAR * LEVEL) ** 2
    assert spread[-1] == pytest.approx((LEVEL**2 + MONTH**2 + two_years) ** 0.5, rel=0.15)
    assert spread[-1] > np.log(found[:, 1, -1]).std()


def test_the_filter_is_the_exact_normal_conditional() -> None:
    """Against the whole covariance of a local-level model, with a month missing."""
    rng = np.random.default_rng(0)
    seen = rng.normal(size=(1, 6)) * 0.05
    seen[0, 2] = np.nan
    start, step, scatter = 0.05**2, steps(LEVEL)[20], 0.02**2
    found = tracked(seen, np.array([start]), np.array([step]), np.array([scatter]))
    known = np.array([0, 1, 3, 4, 5])
    walk = start + step * np.minimum.outer(np.arange(6), np.arange(6))
    whole = walk[np.ix_(known, known)] + scatter * np.eye(5)
    weights = np.linalg.solve(whole, walk[known, 5])
    assert found.mean[0, 0] == pytest.approx(weights @ seen[0, known])
    assert found.variance[0, 0] == pytest.approx(walk[5, 5] - weights @ walk[known, 5])
    log = -0.5 * (seen[0, known] @ np.linalg.solve(whole, seen[0, known]) + np.linalg.slogdet(whole)[1])
    assert found.log_probability[0, 0] == pytest.approx(log)


def test_without_months_to_learn_from_the_pace_is_as_was_believed() -> None:
    _, paces = drawn(np.zeros((20_000, len(PACES))), np.random.default_rng(1))
    assert np.median(paces) == pytest.approx(0.67, abs=0.05)
