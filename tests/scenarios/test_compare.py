"""Comparisons: paired seeds, intervals that can be checked by hand, and pounds that add up."""

import json
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import scenarios
from abm.vocabulary import KIND
from scenarios.comparison import Comparison
from scenarios.errors import InputError
from scenarios.interval import interval, student

A, B = "small-town-today", "small-town-capitation"


@pytest.fixture(scope="module")
def compared() -> Comparison:
    return scenarios.compare(A, B, seeds=3, sample=0.3, months=24, workers=1)


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 5, 6, 7, 10, 19, 60, 1000])
def test_students_t_is_that_of_the_tables(freedom: int) -> None:
    assert student(freedom) == pytest.approx(stats.t.ppf(0.975, freedom), rel=2e-4)


def test_an_interval_leaves_out_what_does_not_apply() -> None:
    found = interval([1.0, math.nan, 3.0])
    assert (found.mean, found.n) == (2.0, 2)
    assert found.half == pytest.approx(12.706, rel=1e-3)
    assert found.includes_zero
    assert interval([math.nan]).includes_zero
    assert interval([5.0]).half == math.inf
    assert not interval([5.0, 5.1, 4.9]).includes_zero


def test_a_difference_is_the_mean_of_paired_differences(compared: Comparison) -> None:
    seeds = compared.frames()["seeds"]
    wide = seeds[(seeds["measure"] == "follow_ups")].pivot(index="seed", columns="arm", values="value")
    found = compared.difference("follow_ups")
    change = wide["b"] - wide["a"]
    assert found.difference.mean == pytest.approx(change.mean())
    assert found.difference.half == pytest.approx(
        stats.t.ppf(0.975, 2) * change.std() / math.sqrt(3), rel=1e-3
    )
    assert found.a == pytest.approx(wide["a"].mean())


def test_an_arm_is_the_run_of_that_seed(compared: Comparison) -> None:
    run = scenarios.run(A, seed=2, sample=0.3, months=24)
    headline = {(e.effect, e.scope): e.value for e in run.effects() if e.month is None}
    for key in (("E1", "total"), ("E2", "total"), ("E3", "total"), ("E3", "spend")):
        np.testing.assert_equal(compared.values("a", key)[1], headline[key])


def test_mechanical_and_behavioural_pounds_add_up_to_the_change(compared: Comparison) -> None:
    for row in compared.split():
        assert row.mechanical.mean + row.behavioural.mean == pytest.approx(row.change.mean, abs=0.01)


def test_pounds_of_an_arm_are_its_payments(compared: Comparison) -> None:
    run = scenarios.run(B, seed=1, sample=0.3, months=24, twins=False)
    pence = sum(int(p.pence.sum()) for p in run.record.payments[12:])  # from when capitation is paid
    assert compared.pairs[0].money[2].sum() == pytest.approx(pence / 100)


def test_a_shadow_of_the_same_regime_leaves_nothing_to_behaviour() -> None:
    same = scenarios.compare(A, A, seeds=2, sample=0.1, months=13, workers=1)
    first, shadow, second = same.pairs[0].money
    assert np.array_equal(first, shadow)
    assert np.array_equal(first, second)
    assert same.difference("referrals").difference.mean == 0


def test_under_capitation_the_commissioner_pays_the_lead(compared: Comparison) -> None:
    rows = {(r.payer_kind, r.payee_kind): r for r in compared.split()}
    lead = rows["commissioner", "acute_trust"]
    assert lead.change.mean > 0
    assert abs(lead.mechanical.mean) > abs(lead.behavioural.mean)
    assert compared.pairs[0].money[0][KIND["acute_trust"]].sum() == 0


def test_the_result_does_not_depend_on_the_number_of_workers(compared: Comparison) -> None:
    steps: list[tuple[int, int]] = []
    again = scenarios.compare(
        A, B, seeds=3, sample=0.3, months=24, workers=2, progress=lambda *x: steps.append(x)
    )
    pd.testing.assert_frame_equal(again.table(), compared.table())
    assert steps == [(1, 3), (2, 3), (3, 3)]


def test_seeds_are_added_until_the_interval_is_narrow_enough() -> None:
    short = scenarios.compare(A, B, seeds=6, sample=0.3, months=24, workers=1, until=1e6)
    assert short.seeds == 3
    full = scenarios.compare(A, B, seeds=4, sample=0.3, months=24, workers=1, until=1e-9)
    assert full.seeds == 4


def test_a_comparison_is_written_whole(compared: Comparison, tmp_path: Path) -> None:
    folder = compared.save(tmp_path / "out")
    assert {f.stem for f in folder.glob("*.parquet")} == {"differences", "money_split", "seeds", "effects"}
    effects = pd.read_parquet(folder / "effects.parquet")
    assert list(effects.columns)[:5] == ["month", "effect", "scope", "value", "unit"]
    assert set(effects["effect"]) == {"E1", "E2", "E3"}
    told = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert (told["kind"], told["seeds"]) == ("comparison", [1, 2, 3])
    assert [s["id"] for s in told["scenarios"]] == [A, B]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"b": "east-london-today"}, "place differs (small_town and east_london)"),
        ({"seeds": 1}, "an interval takes from 2"),
        ({"workers": 0}, "use 1 or more"),
        ({"until": 0.0}, "above 0"),
        ({"months": 12}, "12 months end before both regimes are paid; run more than 12"),
        ({"sample": 2.0}, "2.0 is too large"),
        ({"b": "small-town-capitatio"}, "did you mean 'small-town-capitation'"),
    ],
)
def test_what_cannot_be_compared_is_said(asked: dict, said: str) -> None:
    with pytest.raises(InputError) as fault:
        scenarios.compare(**{"a": A, "b": B, "seeds": 2, "workers": 1, **asked})
    assert said in str(fault.value)


def test_a_measure_there_is_not_is_said(compared: Comparison) -> None:
    with pytest.raises(InputError, match="did you mean 'referrals'"):
        compared.difference("referral")
    with pytest.raises(InputError, match="did you mean 'TGH'"):
        compared.difference("margin", "TGG")
