"""Held-out months are scored against last year's; a fit that tells less, or owns up to too little, fails."""

import numpy as np
import pandas as pd
import pytest

from calibration.diagnostics.held_out import crps, scored
from calibration.diagnostics.predictions import Predictions
from calibration.observed.cells import months_between
from calibration.observed.table import Observed, SeriesKey

MONTHS = months_between("2016-04", "2018-03")
KEY = SeriesKey("ae_attendances", "TGH")
HELD_OUT = ("2017-04", "2018-03")
GROWTH = 1.1
"""The second year is a tenth above the first, so that last year's months are wrong by that."""


def seen() -> np.ndarray:
    season = 1000 + 100 * np.cos(np.arange(24) * 2 * np.pi / 12)
    luck = np.exp(0.02 * np.random.default_rng(4).normal(size=24))
    return season * luck * np.where(np.arange(24) < 12, 1.0, GROWTH)


def told(centre: np.ndarray, spread: float):
    """The verdict and table for draws about a centre, with a spread as a share."""
    draws = centre * np.exp(spread * np.random.default_rng(1).normal(size=(400, 1, 24)))
    fitted = np.arange(24) < 12
    rows = {"month": MONTHS, "provider": "TGH", "target": "ae_attendances", "value": seen(), "source": "x"}
    predictions = Predictions((KEY,), tuple(MONTHS), draws, draws, seen()[None], fitted, np.ones(400))
    return scored(predictions, Observed(pd.DataFrame(rows)), HELD_OUT)


def truth() -> np.ndarray:
    return (1000 + 100 * np.cos(np.arange(24) * 2 * np.pi / 12)) * np.where(np.arange(24) < 12, 1.0, GROWTH)


def test_a_right_forecast_passes() -> None:
    verdict, table = told(truth(), 0.025)
    assert verdict.passed, verdict.says
    assert table["ratio"].item() < 0.5
    assert table["months"].item() == 12


def test_a_forecast_that_tells_less_than_last_year_fails() -> None:
    verdict, _ = told(truth() * 1.3, 0.1)
    assert verdict.passed is False
    assert "these tell more" in verdict.says


def test_a_forecast_that_owns_up_to_too_little_fails() -> None:
    verdict, table = told(truth(), 0.002)
    assert table["ratio"].item() < 1
    assert verdict.passed is False
    assert "too narrow" in verdict.says


def test_last_years_months_are_those_of_the_fitted_year() -> None:
    """Without year-on-year changes to look at, the forecast is a point: its score is the mean error."""
    _, table = told(truth(), 0.025)
    assert table["crps_naive"].item() == pytest.approx(np.abs(seen()[12:] - seen()[:12]).mean())


def test_nothing_held_out_is_not_asked() -> None:
    predictions = Predictions(
        (KEY,), tuple(MONTHS), *(np.ones((5, 1, 24)),) * 2, seen()[None], np.ones(24, bool), np.ones(5)
    )
    verdict, table = scored(predictions, Observed(pd.DataFrame()), None)
    assert verdict.passed is None
    assert table.empty


def test_the_score_rewards_being_sure_and_right() -> None:
    sure, vague, wrong = (np.random.default_rng(2).normal(m, s, 4000) for m, s in ((0, 1), (0, 5), (8, 1)))
    assert crps(sure, 0.0) < crps(vague, 0.0) < crps(wrong, 0.0)
    assert crps(sure, 0.0) == pytest.approx(0.2337, abs=0.02)  # (√2 − 1)/√π for a standard normal at its mean
