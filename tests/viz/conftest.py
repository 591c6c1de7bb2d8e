"""One small-town choice and both its runs, for all tests of what is drawn."""

from dataclasses import replace

import pytest

from viz.arms_chosen import arms, place_chosen
from viz.choice import DEFAULT
from viz.lived import live_arm, live_pair
from viz.session import Shown

NOBODY = (0, 0)
TOWN = replace(DEFAULT, a="small-town-today", b="small-town-capitation", months=24)


@pytest.fixture(scope="session")
def town():
    """What a browser would show of the small town after four pairs of runs."""
    a, b = arms(TOWN)
    pairs = tuple(live_pair(a, b, seed, NOBODY) for seed in (1, 2, 3, 4))
    return Shown(TOWN, live_arm(a, 1, NOBODY), live_arm(b, 1, NOBODY), pairs)


@pytest.fixture(scope="session")
def place():
    """The small town."""
    return place_chosen(TOWN)
