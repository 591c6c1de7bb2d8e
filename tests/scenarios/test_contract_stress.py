"""The stress test of a contract: its account adds up, default is as declared, the page is made from runs."""

import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from scenarios.files.scenario_files import load_scenario
from scenarios.questions.run import made
from scenarios.runs.resolve import resolve
from studies.contract_stress.__main__ import main
from studies.contract_stress.account import Account, account_of, first_beyond
from studies.contract_stress.defaults import EACH, LIMITS, TOGETHER, by_month, wilson
from studies.contract_stress.futures import (
    CONTRACT,
    DEMAND,
    PACE,
    RAMP,
    REACH,
    SCENARIO,
    SHORT,
    UNKNOWN,
    Stressed,
    drawn,
    paired,
    run_all,
)
from studies.contract_stress.page import page

SMALL = 0.01
MIDDLING = {SHORT: 0.1, DEMAND: 0.04, REACH: 0.5, RAMP: 12.0, PACE: 0.06}


@pytest.fixture(scope="module")
def scenario():
    return load_scenario(SCENARIO).changed(sample=SMALL)


@pytest.fixture(scope="module")
def told(scenario) -> list[Stressed]:
    return run_all([({**MIDDLING, SHORT: s}, seed) for s in (0.0, 0.2) for seed in (1, 2)], people=SMALL)


def test_the_account_is_what_the_ledger_says(scenario) -> None:
    arm = resolve(scenario)
    record = made(arm, 1).record
    account = account_of(record, arm.setup.regime, CONTRACT)
    pence = {"whole_person": 0, "emergencies_bought": 0}
    for month, payments in enumerate(record.payments):
        names = record.contracts[month][0]
        for name in set(pence) & set(names):
            pence[name] += int(payments.pence[payments.contract == names.index(name)].sum())
    assert pence["whole_person"] > 0
    assert math.isclose(account.received.sum() * 100, pence["whole_person"])
    assert math.isclose(account.bought.sum() * 100, pence["emergencies_bought"])


def test_the_account_begins_with_the_contract_and_has_its_holders(told: list[Stressed], scenario) -> None:
    account = told[0].account
    assert len(account.received) == scenario.months - 12
    assert set(account.holders) == {"RAT-CH", "RQX-CH", "RWK-CH"}
    assert (account.received[0] > 0).all()
    assert (account.own > 0).all()


def test_a_contract_held_by_one_is_the_sum_of_its_parts(told: list[Stressed]) -> None:
    account = told[0].account
    whole = account.together()
    assert np.allclose(whole.deficit[:, 0], account.deficit.sum(axis=1))
    assert math.isclose(whole.value[0], account.value.sum())


def test_a_sum_that_is_short_leaves_a_larger_deficit(told: list[Stressed]) -> None:
    priced, short = (
        [one.account.together() for one in told if one.future[SHORT] == share] for share in (0.0, 0.2)
    )
    for right, wrong in zip(priced, short, strict=True):
        assert math.isclose(wrong.value[0], 0.8 * right.value[0], rel_tol=0.01)
        assert wrong.deficit[-1, 0] > right.deficit[-1, 0]


def test_default_is_the_first_month_beyond_and_never_taken_back() -> None:
    account = Account(("A",), np.full((12, 1), 100.0), np.zeros((12, 1)), np.full((12, 1), 100.0))
    account.own[2:4] = 160.0  # pounds; 120 lost by month 4, a tenth of a year's 1,200
    account.own[6:] = 40.0
    assert account.share()[3, 0] == pytest.approx(0.1)
    assert first_beyond(account.share(), 0.04).tolist() == [3]
    assert first_beyond(account.share(), 0.09).tolist() == [4]
    assert first_beyond(account.share(), 0.11).tolist() == [0]
    table = by_month([Stressed(MIDDLING, 1, account)]).set_index(["who", "limit", "month"])["share"]
    assert [table[TOGETHER, 0.03, m] for m in (1, 2, 3, 12)] == [0, 0, 1, 1]


def test_shares_never_fall_and_stricter_limits_lose_more(told: list[Stressed]) -> None:
    table = by_month(told)
    for _, rows in table.groupby(["who", "limit"]):
        assert rows["share"].is_monotonic_increasing
    wide = table.pivot_table("share", ["who", "month"], "limit")
    assert (wide[LIMITS[0]] >= wide[LIMITS[1]]).all()
    assert (wide[LIMITS[1]] >= wide[LIMITS[2]]).all()
    assert set(table["contracts"]) == {len(told), 3 * len(told)}
    assert {TOGETHER, EACH} == set(table["who"])


def test_the_interval_of_a_share_is_wilsons() -> None:
    assert wilson(0.0, 10) == pytest.approx((0.0, 0.2775), abs=1e-4)
    assert wilson(1.0, 10) == pytest.approx((0.7225, 1.0), abs=1e-4)


def test_futures_fill_their_ranges_and_every_seed_meets_an_even_block() -> None:
    asked = paired(64, 8)
    assert [seed for _, seed in asked] == [1 + i // 8 for i in range(64)]
    for dimension in UNKNOWN:
        parts = [(f[dimension.name] - dimension.low) / (dimension.high - dimension.low) for f in drawn(64)]
        assert min(parts) < 0.05
        assert max(parts) > 0.95
        for block in np.array(parts).reshape(8, 8):
            assert sorted(np.floor(8 * block)) == list(range(8))
    with pytest.raises(ValueError, match="divided evenly"):
        paired(8, 3)


def test_the_page_says_what_was_run(told: list[Stressed]) -> None:
    text = page(told)
    assert "4 futures, each with one of\n2 seeds" in text
    assert "{" not in text
    assert "15% to 20%" not in text.split("falls short by")[1].split("## What it says")[0]
    assert "| 20% to 25% | 2 |" in text


def test_the_command_writes_a_page_and_a_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told) -> None:
    monkeypatch.setattr("studies.contract_stress.__main__.run_all", lambda *_: told)
    main([str(tmp_path / "page.md"), "--futures", "4", "--seeds", "2"])
    table = pd.read_csv(tmp_path / "page.csv")
    assert list(table["month"].unique()) == list(range(1, 25))
    assert (tmp_path / "page.md").read_text(encoding="utf-8") == page(told)


@pytest.mark.parametrize("words", [("--futures", "6"), ("--futures", "8", "--seeds", "3"), ("--seeds", "0")])
def test_a_design_that_is_not_even_is_refused(words, tmp_path: Path, capsys) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([str(tmp_path / "page.md"), *words])
    assert stopped.value.code == 2
    assert "--futures" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
