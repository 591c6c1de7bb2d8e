"""Designs hold what they promise, and a key is the same for the same run only."""

from itertools import pairwise

import numpy as np
import pytest

from scenarios.sweeping.adaptive import needed, next_round
from scenarios.sweeping.design import KINDS, Design, futures, points
from scenarios.sweeping.dimension import Dimension
from scenarios.sweeping.plan import Cell, Plan
from scenarios.sweeping.sweep_file import Until, declared_in
from tests.sweeping.conftest import SMALL

AXES = (
    Dimension("x", ("x",), low=1.0, high=3.0),
    Dimension("theory", ("theory",), ("weigh_up", "imitate", "satisfice")),
)


def plan(**changes: object) -> Plan:
    return Plan(declared_in({**SMALL, **changes}, "my.toml"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_design_stays_in_its_ranges_and_is_the_same_each_time(kind: str) -> None:
    design = Design(kind=kind, points=16)  # type: ignore[arg-type]
    found = futures(design, AXES)
    assert found == futures(design, AXES)
    assert all(1.0 <= met["x"] <= 3.0 for met in found if "x" in met)  # type: ignore[operator]
    assert {met["theory"] for met in found if "theory" in met} == {"weigh_up", "imitate", "satisfice"}


@pytest.mark.parametrize(
    ("kind", "size"),
    [
        ("grid", 9),
        ("one_at_a_time", 7),
        ("latin_hypercube", 16),
        ("sobol", 16),
        ("saltelli", 64),
        ("morris", 48),
    ],
)
def test_a_design_has_as_many_points_as_it_says(kind: str, size: int) -> None:
    assert len(points(Design(kind=kind, points=16), AXES)) == size  # type: ignore[arg-type]


def test_a_latin_hypercube_has_one_point_in_every_row_and_column() -> None:
    cells = np.floor(20 * points(Design(kind="latin_hypercube", points=20), AXES)).astype(int)
    assert all(sorted(column) == list(range(20)) for column in cells.T)


def test_a_key_hangs_on_contents_and_not_on_names() -> None:
    key = plan().key(Cell(0, 0, 1))
    renamed = [{"scenario": "small-town-today", "name": "other words"}, "small-town-capitation"]
    assert plan(title="Other words", scenarios=renamed).key(Cell(0, 0, 1)) == key
    same_value = {"conduct.horizon_years": 2.0, **SMALL["with"]}  # the default, said aloud
    assert plan(**{"with": same_value, "uncertainties": {}}).key(Cell(0, 0, 1)) == plan(uncertainties={}).key(
        Cell(0, 0, 1)
    )
    others = {
        plan().key(Cell(0, 0, 2)),
        plan().key(Cell(0, 1, 1)),
        plan().key(Cell(1, 0, 1)),
        plan(backfilling=False).key(Cell(0, 0, 1)),
        plan(**{"with": {**SMALL["with"], "months": 14}}).key(Cell(0, 0, 1)),
        plan(**{"with": {**SMALL["with"], "regime.savings": 0.01}}).key(Cell(0, 0, 1)),
    }
    assert len(others) == 6
    assert key not in others


def test_runs_with_one_warm_up_follow_one_another() -> None:
    lived = {"conduct.horizon_years": [1.0, 3.0], "cost.stepped_release": [0.1, 0.5]}
    people = {"conduct.altruism.acute_trust": [0.1, 0.5]}
    found = plan(
        uncertainties={**lived, **people, "urgent.direct_share": {"low": 0.26, "high": 0.3, "steps": 2}}
    )
    cells = [Cell(a, f, s) for s in (1, 2, 3) for a, f in found.cells()]
    ordered = [found.task(cell).people for cell in found.in_order(cells)]
    changes = sum(a != b for a, b in pairwise(ordered))
    assert len(set(ordered)) == 6  # two values that touch people's lives, three seeds
    assert changes == 5


def test_seeds_are_added_until_the_interval_is_narrow_enough() -> None:
    until = Until(measure="E1", half_width=1.0, most=40)
    assert needed([1.0] * 4, 4, until) == 5
    assert needed([1.0] * 6, 6, until) == 6
    assert needed([0.0, 10.0, 5.0, 2.0], 4, until) == 8
    assert needed([0.0, 10.0] * 15, 30, until) == 40
    assert needed([float("nan")] * 4, 4, until) == 4
    assert needed([3.0], 1, until) == 2
    grown = next_round(
        {(0, 0): 4, (1, 0): 4, (2, 0): 4},
        {(1, 0): [0.0, 10.0, 5.0, 2.0], (2, 0): [1.0, 1.1, 0.9, 1.0]},
        until,
    )
    assert grown == {(0, 0): 8, (1, 0): 8, (2, 0): 4}
