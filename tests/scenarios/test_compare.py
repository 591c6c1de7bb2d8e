"""Comparisons: paired seeds, intervals that can be checked by hand, and pounds that add up."""

import json
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import scenarios
from abm.effects.catalogue import EFFECTS
from abm.vocabulary import KIND, KINDS
from scenarios.errors import InputError
from scenarios.files.place.cache import place_of
from scenarios.questions.comparison import Comparison
from scenarios.questions.gains_and_losses import kept_by_kind, paid_by_kind
from scenarios.questions.interval import interval, student
from scenarios.runs.headlines import PAYERS
from scenarios.runs.who_paid_whom import kinds_of

A, B = "small-town-today", "small-town-capitation"


@pytest.fixture(scope="module")
def compared() -> Comparison:
    return scenarios.compare(A, B, seeds=3, sample=0.3, months=24, workers=1)


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 5, 6, 7, 10, 19, 60, 1000])
def test_students_t_is_that_of_the_tables(freedom: int) -> None:
    assert student(freedom) == pytest.approx(stats.t.ppf(0.975, freedom), rel=2e-4)


def test_an_interval_leaves_out_what_does_not_apply() -> None:
    found = interval([1.0, math.nan, 3.0, 2.0])
    assert (found.mean, found.n) == (2.0, 3)
    assert found.half == pytest.approx(4.303 / math.sqrt(3), rel=1e-3)
    assert found.includes_zero
    assert interval([math.nan]).includes_zero
    assert interval([5.0]).half == math.inf
    assert not interval([5.0, 5.1, 4.9]).includes_zero


def test_an_interval_takes_two_values_and_six_where_all_are_the_same() -> None:
    """Values that agree have no spread; what they show is that they all go one way."""
    assert interval([5.0, 7.0]).half == pytest.approx(12.706, rel=1e-4)
    for n in range(1, 6):
        found = interval([6.0] * n)
        assert (found.mean, found.known, found.includes_zero) == (6.0, False, True)
    assert not interval([6.0] * 6).includes_zero
    assert not interval([0.1 + 0.2, 0.3, 0.3]).known  # the same but for binary fractions
    assert interval([0.0] * 3).half == 0.0


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


def test_mechanical_and_behavioural_pounds_are_the_change_to_the_last_digit(compared: Comparison) -> None:
    rows = [*compared.split(), *compared.split_by_organisation()]
    assert all(row.mechanical.mean + row.behavioural.mean == row.change.mean for row in rows)
    for row in rows:
        assert row.change.low < row.change.mean < row.change.high or row.change.half == 0


def test_the_change_is_that_of_the_payments(compared: Comparison) -> None:
    """Interval and mean of the whole change, taken afresh from what each seed paid."""
    trust = KIND["acute_trust"]
    paid = [three[2].kinds[:, trust].sum() - three[0].kinds[:, trust].sum() for three in money(compared)]
    found = next(r for r in compared.split() if (r.payer_kind, r.payee_kind) == ("all", "acute_trust"))
    fresh = interval([pence / 100 for pence in paid])
    assert found.change.mean == pytest.approx(fresh.mean, abs=0.005)
    assert found.change.half == fresh.half


def money(compared: Comparison):
    return [pair.money for pair in compared.pairs]


def test_pounds_of_an_arm_are_its_payments(compared: Comparison) -> None:
    run = scenarios.run(B, seed=1, sample=0.3, months=24, counterfactuals=False)
    pence = sum(int(p.pence.sum()) for p in run.record.payments[12:])  # from when capitation is paid
    assert compared.pairs[0].money[2].kinds.sum() == pence


def test_kinds_and_organisations_are_paid_the_same_to_the_penny(compared: Comparison) -> None:
    kind = kinds_of(place_of(compared.a.place).place)
    for three in money(compared):
        for paid in three:
            assert np.array_equal(np.bincount(kind, paid.received, len(KINDS)), paid.kinds.sum(axis=0))
            assert np.array_equal(np.bincount(kind, paid.spent, len(KINDS)), paid.kinds.sum(axis=1))


def test_sums_by_payer_and_by_payee_are_sums_of_the_cells(compared: Comparison) -> None:
    rows = compared.split()
    cells = [r for r in rows if "all" not in (r.payer_kind, r.payee_kind)]
    for total in rows:
        if total not in cells:
            side = "payer_kind" if total.payee_kind == "all" else "payee_kind"
            parts = [r for r in cells if getattr(r, side) == getattr(total, side)]
            for part in ("mechanical", "behavioural", "change"):
                whole = sum(getattr(r, part).mean for r in parts)
                assert whole == pytest.approx(getattr(total, part).mean, abs=0.005)


def test_every_organisation_but_practices_has_what_it_pays_and_receives(compared: Comparison) -> None:
    table = compared.money_by_organisation()
    assert set(table["side"]) == {"pays", "receives"}
    assert {"TGH"} <= set(table["organisation"])
    assert "gp_practice" not in set(table["kind"])
    trusts = table[(table["kind"] == "acute_trust") & (table["side"] == "receives")]
    by_kind = compared.money()
    total = by_kind[(by_kind["payer_kind"] == "all") & (by_kind["payee_kind"] == "acute_trust")]
    assert trusts["behavioural"].sum() == pytest.approx(total["behavioural"].item(), abs=0.005)


def test_a_shadow_of_the_same_regime_leaves_nothing_to_behaviour() -> None:
    same = scenarios.compare(A, A, seeds=2, sample=0.1, months=13, workers=1)
    first, shadow, second = same.pairs[0].money
    assert np.array_equal(first.kinds, shadow.kinds)
    assert np.array_equal(first.kinds, second.kinds)
    assert same.difference("referrals").difference.mean == 0


def test_under_capitation_the_commissioner_pays_the_lead(compared: Comparison) -> None:
    rows = {(r.payer_kind, r.payee_kind): r for r in compared.split()}
    lead = rows["commissioner", "acute_trust"]
    assert lead.change.mean > 0
    assert abs(lead.mechanical.mean) > abs(lead.behavioural.mean)
    assert compared.pairs[0].money[0].kinds[KIND["acute_trust"]].sum() == 0


def test_what_a_lead_passes_on_is_nobodys_gain_and_in_no_total_twice(compared: Comparison) -> None:
    paid, kept = ({net.name: net for net in found(compared)} for found in (paid_by_kind, kept_by_kind))
    for part in ("mechanical", "behavioural", "change"):
        assert getattr(paid["all"], part) == getattr(kept["all"], part)
    split = {(r.payer_kind, r.payee_kind): r for r in compared.split()}
    received, passed_on = split["all", "acute_trust"], split["acute_trust", "all"]
    assert passed_on.change.mean > 1e6
    left = received.change.mean - passed_on.change.mean
    assert kept["hospital trusts"].change.mean == pytest.approx(left, abs=0.01)
    entered = sum(split[kind, "all"].change.mean for kind in PAYERS)
    assert paid["all"].change.mean == pytest.approx(entered, abs=0.01)


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
    tables = {"differences", "money_split", "money_by_organisation", "seeds", "effects"}
    assert {f.stem for f in folder.glob("*.parquet")} == tables
    effects = pd.read_parquet(folder / "effects.parquet")
    assert list(effects.columns)[:5] == ["month", "effect", "scope", "value", "unit"]
    assert set(effects["effect"]) <= set(EFFECTS)
    assert {"E1", "E2", "E3"} <= set(effects["effect"])
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
