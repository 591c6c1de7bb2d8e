"""Calibration files: those that come with payscape are sound; what is wrong in one is said in one line."""

import numpy as np
import pytest

from calibration.calibration_file import calibration_in, calibration_names, load_calibration
from calibration.priors import Prior, read_priors
from calibration.targets.catalogue import TARGETS
from calibration.targets.target import Target
from scenarios.errors import InputError
from tests.additions.parts import silent, unlisted

SOUND = {
    "title": "T",
    "scenario": "small-town-today",
    "fit": ["2017-04", "2018-03"],
    "priors": {"urgent.attendance_rate": "plausible"},
}

WRONG = {
    "no scenario": ({"scenario": None}, "scenario"),
    "an unknown scenario": ({"scenario": "small-toun-today"}, "small-toun-today"),
    "no months": ({"fit": None}, "not a first and a last month"),
    "months the wrong way round": ({"fit": ["2018-03", "2017-04"]}, "is after"),
    "months before the run": ({"fit": ["2016-04", "2017-03"]}, "before the run's first month"),
    "held-out months that are fitted": ({"held_out": ["2018-01", "2018-06"]}, "is fitted too"),
    "centuries": ({"fit": ["2017-04", "2099-03"]}, "more than 240 months"),
    "an unknown target": ({"targets": ["ae_attendence"]}, "did you mean 'ae_attendances'?"),
    "an unknown engine": ({"engine": "magic"}, "unknown engine 'magic'"),
    "no priors": ({"priors": {}}, "no parameters to learn"),
    "an unknown parameter": ({"priors": {"urgent.attendance": "plausible"}}, "unknown parameter"),
    "a prior in words": ({"priors": {"urgent.direct_share": "flat"}}, "is no prior"),
    "a prior without a reason": (
        {"priors": {"urgent.direct_share": {"low": 0.26, "high": 0.28}}},
        "no reason",
    ),
    "a prior beyond what is plausible": (
        {"priors": {"urgent.direct_share": {"low": 0.1, "high": 0.28, "reason": "r"}}},
        "no range within the plausible one",
    ),
    "a prior with an unknown key": (
        {"priors": {"urgent.direct_share": {"lo": 1, "reason": "r"}}},
        "unknown key",
    ),
    "a certain parameter": ({"priors": {"illness.severity_spread": "plausible"}}, "has no width"),
    "too small a wave": ({"effort": {"wave": 5}}, "effort.wave"),
    "an unknown effort": ({"effort": {"waves_": 5}}, "waves_"),
    "a year in words": ({"starts": "soon"}, "is no year"),
    "codes without a code": ({"codes": {"RNJ": 5}}, "has no new code"),
    "a sample of two": ({"sample": 2.0}, "sample"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_said_in_one_line(name: str) -> None:
    changes, words = WRONG[name]
    told = {key: value for key, value in {**SOUND, **changes}.items() if value is not None}
    with pytest.raises(InputError) as fault:
        calibration_in(told, "my.toml")
    assert str(fault.value).startswith("my.toml")
    assert words in str(fault.value)
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize("name", calibration_names())
def test_calibrations_that_come_with_payscape_are_sound(name: str) -> None:
    asked = load_calibration(name)
    assert asked.question
    assert asked.note
    assert set(asked.targets) <= set(TARGETS)


def test_a_prior_is_uniform_where_a_number_is_assumed_and_normal_where_it_was_found() -> None:
    assumed, found = read_priors(
        {"urgent.admit_minor": "plausible", "urgent.direct_share": "plausible"}, ""
    ).each
    assert assumed.mean is None
    assert found.mean == 0.27
    assert "(medium)" in found.reason
    middle = found.quantile(np.array([0.5]))[0]
    assert 0.268 < middle < 0.274


def test_a_prior_and_its_inverse_agree_and_stay_in_range() -> None:
    for prior in (Prior("x", 1.0, 3.0, None, 0.0, ""), Prior("x", 1.0, 3.0, 1.5, 0.4, "")):
        parts = np.linspace(0, 1, 11)
        values = prior.quantile(parts)
        assert values.min() >= 1.0
        assert values.max() <= 3.0
        assert prior.part(values) == pytest.approx(parts, abs=1e-9)


@pytest.mark.parametrize("target", TARGETS.values(), ids=lambda target: target.name)
def test_a_target_carries_all_that_others_say_of_it(target: Target) -> None:
    assert silent(target, but=("share",)) == []
    assert target.level > 0, "level"
    assert target.month > 0, "month"


def test_every_target_that_is_written_is_listed() -> None:
    assert unlisted("calibration.targets", "TARGET", TARGETS.values()) == []
