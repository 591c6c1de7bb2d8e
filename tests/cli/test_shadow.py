"""What another regime would have paid, asked for as a person types it."""

from pathlib import Path

import pytest

from tests.cli.conftest import QUICK, Type

ITSELF = ("small-town-today", "--under", "east-london-today", *QUICK)
OTHER = ("small-town-today", "--under", "capitation-trust-led", "--months", "14", "--sample", "0.1")


def test_by_year_by_payer_and_by_payee_the_totals_are_the_same(payscape: Type) -> None:
    said = payscape("shadow", *OTHER)
    assert (said.code, said.err) == (0, "")
    rows = [line.split("\t") for line in said.out.splitlines() if line.count("\t") == 3]
    assert [row[0] for row in rows if row[1] == "paid, £ thousand"] == ["year", "who pays", "who is paid"]
    totals = {tuple(row[1:]) for row in rows if row[0] == "all"}
    assert len(totals) == 1
    passed_on = {tuple(row[1:]) for row in rows if row[0] == "less what is passed on"}
    lead = next(row for row in rows if row[0] == "TGH")
    assert passed_on == {("0", f"−{lead[2]}", f"−{lead[3]}")}


def test_as_json_it_is_one_object_in_whole_pence(payscape: Type) -> None:
    said = payscape("shadow", *OTHER, "--json")
    assert (said.code, said.err) == (0, "")
    found = said.object
    assert found["under"] == "capitation-trust-led"
    paid, owed = (sum(row["difference_pence"] for row in found[side]) for side in ("payers", "payees"))
    assert paid == owed != 0
    assert all(isinstance(row["paid_pence"], int) for row in found["payers"])
    assert (
        0
        < sum(row["shadow_pence"] for row in found["totals"])
        < sum(row["shadow_pence"] for row in found["payers"])
    )


def test_under_itself_nothing_differs(payscape: Type) -> None:
    found = payscape("shadow", *ITSELF, "--json").object
    assert {row["difference_pence"] for side in ("payers", "payees") for row in found[side]} == {0}


def test_tables_are_kept_where_asked(tmp_path: Path, payscape: Type) -> None:
    folder = tmp_path / "shadow"
    said = payscape("shadow", *ITSELF, "--out", folder)
    assert said.out.splitlines()[-1] == f"Tables are in {folder}"
    assert {f.name for f in folder.iterdir()} == {"payers.parquet", "payees.parquet", "manifest.json"}


@pytest.mark.parametrize("regime", ["nowhere.toml", "capitation"])
def test_a_regime_there_is_not_is_one_line(regime: str, payscape: Type) -> None:
    said = payscape("shadow", "small-town-today", "--under", regime)
    assert (said.code, said.out, len(said.err.splitlines())) == (2, "", 1)
    assert regime in said.err
