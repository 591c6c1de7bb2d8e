"""What another regime would have paid: penny for penny, and for the same activity."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import scenarios
from scenarios.errors import InputError
from scenarios.questions.shadow import COLUMNS, Shadow, shadow
from scenarios.runs.headlines import PAYERS

THIRD_YEAR = 27
SMALL = {"sample": 0.1, "seed": 4}


@pytest.fixture(scope="module")
def under_capitation() -> Shadow:
    return shadow("small-town-today", "capitation-trust-led", months=THIRD_YEAR, **SMALL)


@pytest.mark.parametrize(
    ("scenario", "regime"),
    [("small-town-today", "east-london-today"), ("small-town-capitation", "capitation-trust-led")],
)
def test_under_itself_a_regime_pays_what_it_pays_to_the_penny_over_two_annual_rounds(
    scenario: str, regime: str
) -> None:
    found = shadow(scenario, regime, months=THIRD_YEAR, **SMALL)
    for table in found.frames().values():
        assert table["year"].nunique() == 3
        assert (table["paid_pence"] != 0).all()
        assert table["paid_pence"].equals(table["shadow_pence"])
        assert not table["difference_pence"].any()


def test_every_pound_has_a_payer_and_a_payee(under_capitation: Shadow) -> None:
    payers, payees = under_capitation.frames().values()
    numbers = ["paid_pence", "shadow_pence", "difference_pence"]
    by_year = [table.groupby("year")[numbers].sum() for table in (payers, payees)]
    pd.testing.assert_frame_equal(*by_year)
    assert (payers["shadow_pence"] - payers["paid_pence"]).equals(payers["difference_pence"])


def test_the_tables_hold_what_was_paid_and_what_the_shadow_owed(under_capitation: Shadow) -> None:
    record, payers = under_capitation.run.record, under_capitation.frames()["payers"]
    paid = sum(int(p.pence.sum()) for p in record.payments)
    owed = sum(int(p.pence.sum()) for p in record.shadow["capitation-trust-led"])
    assert (payers["paid_pence"].sum(), payers["shadow_pence"].sum()) == (paid, owed)
    assert paid != owed


def test_in_the_totals_what_a_lead_passes_on_is_counted_once(under_capitation: Shadow) -> None:
    """As much as its payers pay, and as all others keep; the sum over payers has the lead's payments too."""
    payers, payees = under_capitation.frames().values()
    totals = under_capitation.totals()
    assert list(totals["year"]) == ["2017-18", "2018-19", "2019-20"]
    for column in ("paid_pence", "shadow_pence", "difference_pence"):
        only = payers["kind"].isin(PAYERS)
        kept = payees[column].sum() - payers.loc[~only, column].sum()
        assert totals[column].sum() == payers.loc[only, column].sum() == kept
    passed_on = payers["shadow_pence"].sum() - totals["shadow_pence"].sum()
    assert passed_on == payers.loc[payers["organisation"] == "TGH", "shadow_pence"].sum() > 0
    assert payers["paid_pence"].sum() == totals["paid_pence"].sum()


def test_until_it_begins_the_shadow_pays_the_reference_mix(under_capitation: Shadow) -> None:
    for table in under_capitation.frames().values():
        first = table[table["year"] == "2017-18"]
        assert not first["difference_pence"].any()
        assert table[table["year"] == "2018-19"]["difference_pence"].any()


def test_the_activity_is_that_of_the_run_alone(under_capitation: Shadow) -> None:
    alone = scenarios.run("small-town-today", months=THIRD_YEAR, counterfactuals=False, **SMALL).record
    for one, other in zip(under_capitation.run.record.delivered, alone.delivered, strict=True):
        assert np.array_equal(one, other)


def test_practices_are_one_line_a_borough(under_capitation: Shadow) -> None:
    payees = under_capitation.frames()["payees"]
    practices = payees[payees["kind"] == "gp_practice"]
    assert set(practices["organisation"]) == {"practices of riverside", "practices of hillside"}
    assert list(payees.columns) == list(COLUMNS)


def test_a_lead_pays_its_members_from_the_budget_it_is_given(under_capitation: Shadow) -> None:
    payers, payees = under_capitation.frames().values()
    mine = "organisation == 'TGH' and year == '2018-19'"
    assert payers.query(mine)["paid_pence"].sum() == 0 < payers.query(mine)["shadow_pence"].sum()
    assert payees.query(mine)["shadow_pence"].sum() > payees.query(mine)["paid_pence"].sum()


def test_what_is_saved_is_what_was_found(under_capitation: Shadow, tmp_path: Path) -> None:
    folder = under_capitation.save(tmp_path / "out")
    for name, table in under_capitation.frames().items():
        pd.testing.assert_frame_equal(pd.read_parquet(folder / f"{name}.parquet"), table)
    told = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert (told["kind"], told["scenarios"][0]["shadows"]) == ("shadow", ["capitation-trust-led"])


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("small-town-today", "capitation-trust-lead"), "did you mean 'capitation-trust-led'"),
        (("small-town-todya", "capitation-trust-led"), "did you mean 'small-town-today'"),
    ],
)
def test_what_there_is_not_is_said(asked: tuple[str, str], said: str) -> None:
    with pytest.raises(InputError) as fault:
        shadow(*asked)
    assert said in str(fault.value)


def test_a_run_that_ends_too_soon_is_said() -> None:
    with pytest.raises(InputError, match="12 months end before 'capitation-trust-led' begins"):
        shadow("small-town-today", "capitation-trust-led", months=12)
