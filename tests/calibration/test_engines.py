"""Engines beside the default: without their library one line says so; with it they find a planted truth."""

from importlib.util import find_spec

import numpy as np
import pytest

from calibration.effort import Effort
from calibration.engines.catalogue import ENGINES
from calibration.engines.engine import require
from calibration.problem import Problem
from calibration.waves import Screen, Wave, first_wave
from scenarios.errors import InputError
from tests.calibration.synthetic import problem

LIBRARIES = {"populations": "pyabc", "neural": "sbi"}
TRUTH = np.array([0.4, -0.3])
EFFORT = Effort(seed=2, screen=0, wave=200, waves=1, draws=400)


def planted() -> tuple[Problem, Wave]:
    asked = problem(lambda v: np.column_stack([7 + 0.4 * v[:, 0], 6 + 0.4 * v[:, 1]]), TRUTH, EFFORT)
    return asked, first_wave(asked)


def test_every_engine_but_the_default_has_a_library_of_its_own() -> None:
    assert set(ENGINES) - {"synthetic_likelihood"} == set(LIBRARIES)


@pytest.mark.parametrize("name", [n for n, library in LIBRARIES.items() if find_spec(library) is None])
def test_without_its_library_an_engine_says_what_to_install(name: str) -> None:
    asked, first = planted()
    with pytest.raises(InputError, match=f"pip install {LIBRARIES[name]}, or use engine"):
        ENGINES[name](asked, first, Screen(np.empty((0, 0)), (0, 1)))


def test_a_missing_library_is_one_line() -> None:
    with pytest.raises(InputError) as fault:
        require("no_such_library", "magic")
    assert "\n" not in str(fault.value)
    assert "the engine 'magic' needs no_such_library" in str(fault.value)


@pytest.mark.parametrize("name", LIBRARIES)
def test_an_engine_finds_a_planted_truth(name: str) -> None:
    pytest.importorskip(LIBRARIES[name])
    asked, first = planted()
    found = ENGINES[name](asked, first, Screen(np.empty((0, 0)), (0, 1)))
    assert found.parts.shape == (EFFORT.draws, 2)
    assert found.multiples.shape == (EFFORT.draws, 2)
    low, high = np.quantile(found.values, [0.025, 0.975], axis=0)
    assert ((low <= TRUTH) & (high >= TRUTH)).all()
    assert (found.values.std(axis=0) < 0.8 * asked.priors.values(first.points).std(axis=0)).all()
