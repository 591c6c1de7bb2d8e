"""Scores on made-up numbers: what is right, what is too wide to say, what was kept at nothing."""

import math

import numpy as np
import pytest
from pydantic import ValidationError

from scenarios.questions.interval import Interval
from scenarios.reforms.contrast import CONTRASTS, RATIOS, apart, contrast, neutral
from scenarios.reforms.doubt import Reach, draws_in_doubt, in_doubt
from scenarios.reforms.score import BROKEN, KEPT, RIGHT, UNCLEAR, WRONG, Published, score
from scenarios.reforms.scoreboard import tally


def found(mean: float, half: float) -> Interval:
    return Interval(mean, half, 10)


FALL = Published(direction="-", effect=-8.0, low=-9.1, high=-6.9)
RATIO = Published(direction="+", effect=1.2, low=1.15, high=1.25)
NO_INTERVAL = Published(direction="+", effect=6.0)
DIRECTION = Published(direction="+")


@pytest.mark.parametrize(
    ("published", "mean", "half", "nothing", "sign", "overlap", "size"),
    [
        (FALL, -8.0, 1.0, 0.0, RIGHT, True, 1.0),
        (FALL, -6.0, 1.0, 0.0, RIGHT, True, 0.75),
        (FALL, -4.0, 1.0, 0.0, RIGHT, False, 0.5),
        (FALL, -8.0, 9.0, 0.0, UNCLEAR, False, 1.0),  # a wide interval earns no overlap
        (FALL, 4.0, 1.0, 0.0, WRONG, False, -0.5),
        (RATIO, 1.1, 0.06, 1.0, RIGHT, True, 0.5),
        (RATIO, 0.9, 0.05, 1.0, WRONG, False, -0.5),
        (RATIO, 1.01, 0.05, 1.0, UNCLEAR, False, 0.05),
        (NO_INTERVAL, 3.1, 0.5, 0.0, RIGHT, True, 3.1 / 6),
        (NO_INTERVAL, 2.0, 0.5, 0.0, RIGHT, False, 1 / 3),
        (NO_INTERVAL, 12.0, 1.0, 0.0, RIGHT, False, 2.0),
        (DIRECTION, 1.0, 0.5, 0.0, RIGHT, None, None),
    ],
)
def test_a_score_says_what_the_intervals_allow(published, mean, half, nothing, sign, overlap, size) -> None:
    told = score(published, found(mean, half), nothing)
    assert (told.sign, told.overlap) == (sign, overlap)
    assert told.size == (size if size is None else pytest.approx(size))
    assert told.falls_short == (sign != RIGHT or overlap is False)


def test_nothing_known_is_never_right() -> None:
    told = score(FALL, Interval(math.nan, math.nan, 0))
    assert told.sign == UNCLEAR
    assert told.overlap is False


@pytest.mark.parametrize(("mean", "sign"), [(-8.0, KEPT), (0.7, KEPT), (-9.0, BROKEN), (1.0, BROKEN)])
def test_a_null_is_kept_within_its_interval(mean: float, sign: str) -> None:
    null = Published(direction="0", effect=-3.68, low=-8.16, high=0.8)
    assert score(null, found(mean, 5.0)).sign == sign


@pytest.mark.parametrize(("mean", "sign"), [(1.04, KEPT), (0.94, BROKEN), (math.nan, BROKEN)])
def test_a_null_of_a_ratio_is_kept_about_one(mean: float, sign: str) -> None:
    assert score(Published(direction="0", tolerance=0.05), found(mean, 0.1), nothing=1.0).sign == sign


@pytest.mark.parametrize(
    "terms",
    [
        {"direction": "up"},
        {"direction": "+", "low": 1.0},
        {"direction": "+", "effect": 1.0, "low": 2.0, "high": 3.0},
        {"direction": "+", "low": 3.0, "high": 2.0},
        {"direction": "+", "tolerance": 1.0},
        {"direction": "0"},
    ],
)
def test_what_was_published_hangs_together(terms: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Published.model_validate(terms)


@pytest.mark.parametrize("word", CONTRASTS)
def test_the_same_in_both_arms_is_no_effect(word: str) -> None:
    assert contrast(word, 40.0, 40.0, price_change=10.0) == neutral(word)
    assert apart(word, neutral(word), neutral(word)) == neutral(word)


@pytest.mark.parametrize("word", CONTRASTS)
def test_more_is_above_no_effect_and_less_below(word: str) -> None:
    assert contrast(word, 44.0, 40.0, price_change=10.0) > neutral(word)
    assert contrast(word, 36.0, 40.0, price_change=10.0) < neutral(word)


@pytest.mark.parametrize("word", [w for w in CONTRASTS if w != "difference"])
def test_what_cannot_be_divided_by_is_not_a_number(word: str) -> None:
    assert math.isnan(contrast(word, 1.0, 0.0, price_change=10.0))
    assert math.isnan(contrast(word, 1.0, math.nan, price_change=10.0))
    assert set(RATIOS) <= set(CONTRASTS)


def test_a_tally_counts_nulls_apart_and_takes_the_median_size() -> None:
    null = Published(direction="0", tolerance=1.0)
    scores = [
        score(FALL, found(-8.0, 1.0)),
        score(FALL, found(-4.0, 1.0)),
        score(DIRECTION, found(-1.0, 0.5)),
        score(null, found(0.5, 0.1)),
        score(null, found(1.5, 0.1)),
    ]
    told = tally(scores)
    assert (told.signs, told.overlaps, told.nulls, told.size) == ((2, 3), (1, 2), (1, 2), 0.75)


def test_draws_take_every_part_of_each_range_once_and_nothing_that_is_well_known() -> None:
    draws, known = draws_in_doubt(8), {p.name: p for p in in_doubt()}
    assert set(draws.names) == set(known)
    assert all(p.confidence in ("assumed", "low") for p in known.values())
    for name, column in zip(draws.names, draws.values.T, strict=True):
        low, high = known[name].low, known[name].high
        part = np.sort(np.floor((column - low) / (high - low) * 8))
        assert part.tolist() == list(range(8)), name


@pytest.mark.parametrize(
    ("published", "low", "high", "held"),
    [
        (Published(direction="-", effect=-8.0, low=-9.1, high=-6.9), -7.0, -1.0, True),
        (Published(direction="-", effect=-8.0, low=-9.1, high=-6.9), -6.8, -1.0, False),
        (Published(direction="-", effect=-12.0), -7.0, -1.0, True),
        (Published(direction="-", effect=-12.0), -5.9, -1.0, False),
        (Published(direction="-"), -7.0, -1.0, None),
        (Published(direction="0", tolerance=1.0), -7.0, -1.0, None),
    ],
)
def test_a_size_is_in_reach_where_draws_meet_it(
    published: Published, low: float, high: float, held: bool | None
) -> None:
    assert Reach(low, high, 20).holds(published, 0.0) is held
