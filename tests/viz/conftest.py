"""One small-town choice and both its runs, for all tests of what is drawn."""

from dataclasses import replace

import pytest

from scenarios.runs.workers import PartialAnswer
from viz.room.arms_chosen import arms, place_chosen
from viz.room.choice import DEFAULT
from viz.room.runs_in_worker import run_pair, run_part
from viz.room.session import Shown

NOBODY = (0, 0)
TOWN = replace(DEFAULT, a="small-town-today", b="small-town-capitation", months=24)


def whole(arm, seed=1):
    """The picture of one arm, run part after part."""
    while isinstance(answer := run_part(arm, seed, NOBODY), PartialAnswer):
        pass
    return answer


@pytest.fixture(scope="session")
def town():
    """What a browser would show of the small town after four pairs of runs."""
    a, b = arms(TOWN)
    pairs = tuple(run_pair(a, b, seed, NOBODY) for seed in (1, 2, 3, 4))
    return Shown(TOWN, whole(a), whole(b), pairs)


@pytest.fixture(scope="session")
def place():
    """The small town."""
    return place_chosen(TOWN)
