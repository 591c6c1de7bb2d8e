"""What a sweep gave is paired, sums up, tells what it hangs on and where it goes wrong."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from scenarios.errors import InputError
from scenarios.questions.interval import interval
from scenarios.sweeping.boxes import holds
from scenarios.sweeping.cart import tree
from scenarios.sweeping.discovery import discover
from scenarios.sweeping.plan import Plan
from scenarios.sweeping.prim import prim
from scenarios.sweeping.results import Swept
from scenarios.sweeping.sensitivity import sensitivity
from scenarios.sweeping.store import write_manifest
from scenarios.sweeping.sweep import planned, sweep
from scenarios.sweeping.sweep_file import declared_in
from tests.sweeping.conftest import SMALL
from tests.sweeping.stand_ins import AXES, RANGES, ishigami, planted, quick

UNKNOWN = {name: {"low": low, "high": high} for name, (low, high) in RANGES.items()}
ISHIGAMI_TOTAL = {AXES[0]: 0.5576, AXES[1]: 0.4424, AXES[2]: 0.2437}
ISHIGAMI_FIRST = {AXES[0]: 0.3139, AXES[1]: 0.4424, AXES[2]: 0.0}
"""Analytic, with a = 7 and b = 0.1: Saltelli and others 2008."""


def asked(**changes: object) -> dict[str, object]:
    told = {"title": "T", "scenarios": ["small-town-today"], "with": SMALL["with"], "uncertainties": UNKNOWN}
    return {**told, **changes}


def test_a_folder_says_what_was_asked_in_the_order_in_which_it_was_asked(small: Swept) -> None:
    backwards = {name: UNKNOWN[name] for name in sorted(UNKNOWN, reverse=True)}
    told = asked(uncertainties=backwards, design={"kind": "latin_hypercube", "points": 3})
    plan = Plan(declared_in(told, "my.toml"))
    write_manifest(small.folder.parent, {"payscape": "", "kind": "sweep", "file": "my.toml", "sweep": told})
    assert planned(small.folder.parent).futures == plan.futures


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, scheduler: str) -> Swept:
    return sweep(SMALL, tmp_path_factory.mktemp("small") / "out", scheduler=scheduler, make=quick)


def test_differences_are_to_the_first_arm_with_the_same_future_and_seed(small: Swept) -> None:
    rows = small.differences("E1")
    assert len(rows) == 9
    assert rows["difference"].to_numpy() == pytest.approx(1.0)
    levels = small.outcomes("E1").set_index(["arm", "future", "seed"])["value"]
    for row in rows.itertuples():
        assert row.yardstick == levels["small-town-today", row.future, row.seed]


def test_the_summary_parts_luck_from_what_nobody_knows(small: Swept) -> None:
    row = small.summary().set_index(["arm", "measure"]).loc[("small-town-capitation", "E1")]
    assert row["mean"] == pytest.approx(1.0)
    assert row["half"] == pytest.approx(0.0, abs=1e-9)
    assert (row["futures"], row["runs"]) == (3, 9)
    assert len(small.months()) == 18


def test_a_measure_that_is_not_there_is_named(small: Swept) -> None:
    with pytest.raises(InputError, match=r"no measure 'E2O'; (did you mean|valid)"):
        small.outcomes("E2O")
    with pytest.raises(InputError, match="has no scope 'all'"):
        small.differences("E1", "all")


def test_ishigami_through_a_sweep_has_the_indices_it_is_known_to_have(tmp_path: Path, scheduler: str) -> None:
    told = asked(design={"kind": "saltelli", "points": 512})
    found = sensitivity(sweep(told, tmp_path / "out", scheduler=scheduler, make=ishigami), "E1")
    table = found.indices.set_index("dimension")
    for name, known in ISHIGAMI_TOTAL.items():
        assert table.loc[name, "index"] == pytest.approx(known, abs=0.06)
    for name, known in ISHIGAMI_FIRST.items():
        assert table.loc[name, "first"] == pytest.approx(known, abs=0.08)
    assert list(table.index) == sorted(ISHIGAMI_TOTAL, key=lambda name: -ISHIGAMI_TOTAL[name])
    assert found.imputed == 0


def test_morris_tells_what_matters_by_size(tmp_path: Path, scheduler: str) -> None:
    told = asked(design={"kind": "morris", "points": 10})
    found = sensitivity(sweep(told, tmp_path / "out", scheduler=scheduler, make=quick), "E1")
    assert found.indices["index"].to_numpy() == pytest.approx(1.0)  # the three are added up, each from 0 to 1
    assert found.indices["sigma"].to_numpy() == pytest.approx(0.0, abs=1e-9)


def test_a_tornado_is_told_one_at_a_time(tmp_path: Path, scheduler: str) -> None:
    told = asked(design={"kind": "one_at_a_time"})
    found = sensitivity(sweep(told, tmp_path / "out", scheduler=scheduler, make=quick), "E1")
    assert found.swings["swing"].to_numpy() == pytest.approx(1.0)
    assert found.indices.empty


def test_seeds_are_added_in_the_same_rounds_however_often_it_is_started(
    tmp_path: Path, scheduler: str
) -> None:
    far = {"measure": "E1", "half_width": 0.03, "most": 60}
    told = asked(until=far, seeds=3, uncertainties={AXES[1]: [1.0, 4.0]})
    swept = sweep(told, tmp_path / "out", scheduler=scheduler, make=quick)
    for values in swept.by_cell("E1").values():
        assert interval(values).half <= 0.03
        assert 3 < len(values) < 60
    rounds = swept.runs()["key"]
    again = sweep(told, tmp_path / "out", scheduler="tcp://127.0.0.1:9", make=quick)  # nothing is missing
    assert list(again.runs()["key"]) == list(rounds)


def test_a_planted_region_is_found_by_both_through_a_sweep(tmp_path: Path, scheduler: str) -> None:
    told = asked(
        scenarios=["small-town-today", "small-town-capitation"],
        design={"kind": "sobol", "points": 512},
        backfilling=False,
    )
    swept = sweep(told, tmp_path / "out", scheduler=scheduler, make=planted)
    found = discover(swept, "E1")
    (box,) = found.prim[:1]
    assert set(box.limits) == {AXES[0], AXES[1]}
    assert box.limits[AXES[0]].low == pytest.approx(0.1 + 0.6 * 0.4, abs=0.02)
    assert box.limits[AXES[1]].high == pytest.approx(1.0 + 0.5 * 4.0, abs=0.15)
    assert box.coverage > 0.9
    assert box.density > 0.9
    assert found.tree is not None
    assert found.tree.boxes[0].density > 0.95
    assert found.tree.right > 0.95
    assert set(found.tree.boxes[0].limits) == {AXES[0], AXES[1]}
    regret = found.regret.set_index("arm")["largest"]
    assert regret.to_dict() == {"small-town-today": 1.0, "small-town-capitation": 1.0}


def test_words_are_found_as_well_as_numbers_and_noise_finds_nothing() -> None:
    luck = np.random.default_rng(3)
    about = pd.DataFrame(
        {"theory": luck.choice(["weigh_up", "imitate", "satisfice"], 600), "x": luck.random(600)}
    )
    wanted = ((about["theory"] == "imitate") & (about["x"] > 0.4)).to_numpy()
    (box, *_) = prim(about, wanted)
    assert box.limits["theory"].words == ("imitate",)
    assert box.limits["x"].low == pytest.approx(0.4, abs=0.05)
    assert (holds(box.limits, about) == wanted).mean() > 0.97
    assert tree(about, wanted).boxes[0].limits["theory"].words == ("imitate",)
    noise = luck.random(600) < 0.3
    assert tree(about, noise).right < tree(about, noise).commoner + 0.03
    assert all(box.density < 0.6 for box in prim(about, noise))


def test_nothing_to_learn_from_is_said(small: Swept) -> None:
    with pytest.raises(InputError, match="at least 20 futures"):
        discover(small, "E1")
    with pytest.raises(InputError, match="no arm 'town'"):
        sensitivity(small, "E1", arm="town")
