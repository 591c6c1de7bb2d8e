"""What one more brings in, asked for as a person types it."""

from pathlib import Path

import pandas as pd
import pytest

from tests.cli.conftest import Type

SOON = ("small-town-today", "--month", "2017-06", "--sample", "0.1")


def test_a_table_and_the_cliffs_are_shown(payscape: Type) -> None:
    said = payscape("marginal", *SOON)
    assert (said.code, said.err) == (0, "")
    assert "as seen in Jun 2017" in said.out
    rows = [line.split("\t") for line in said.out.splitlines() if line.count("\t") == 10]
    assert rows[0][:5] == ["provider", "does", "what", "units a year", "paid by"]
    assert {row[0] for row in rows[1:]} >= {"practices", "TGH", "COM", "VOL"}
    assert "Cliffs within a quarter of the forecast:" in said.out
    assert "emergency spells" in said.out


def test_one_provider_is_shown_contract_by_contract(payscape: Type) -> None:
    said = payscape("marginal", *SOON, "--provider", "TGH")
    assert {line.split("\t")[0] for line in said.out.splitlines() if line.count("\t") == 10} == {
        "provider",
        "TGH",
    }
    assert ["OPFA", "acute", "tariff"] in [line.split("\t")[:3] for line in said.out.splitlines()]


def test_the_same_as_json_is_one_object(payscape: Type) -> None:
    said = payscape("marginal", *SOON, "--provider", "TGH", "--json")
    assert (said.code, said.err) == (0, "")
    first = next(row for row in said.object["pounds"] if row["what"] == "OPFA")
    assert first["one_more"] == pytest.approx(198.0)
    assert {cliff["payee"] for cliff in said.object["cliffs"]} == {"TGH"}


def test_the_table_is_saved_whole(tmp_path: Path, payscape: Type) -> None:
    file = tmp_path / "new" / "marginal.csv"
    said = payscape("marginal", *SOON, "--out", file)
    assert said.out.splitlines()[-1] == f"The table is in {file}"
    table = pd.read_csv(file)
    assert {"one_more", "one_fewer", "next_year", "margin", "contract"} <= set(table.columns)
    assert [f.name for f in file.parent.iterdir()] == ["marginal.csv"]
