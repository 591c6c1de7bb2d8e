"""One resident's two lives, asked for as a person types it."""

from pathlib import Path

import pandas as pd

from scenarios.words.numbers import month as in_words
from tests.cli.conftest import Type

PAIR = ("small-town-today", "small-town-capitation", "--months", "24", "--sample", "0.5")


def test_two_lives_are_shown_side_by_side_and_where_they_part(payscape: Type) -> None:
    said = payscape("journey", *PAIR)
    assert (said.code, said.err) == (0, "")
    rows = [line.split("\t") for line in said.out.splitlines() if line.count("\t") == 3]
    assert rows[0] == ["month", "", "A: small-town-today", "B: small-town-capitation"]
    assert all((mark == "≠") == (a != b) for _, mark, a, b in rows[1:])
    parts = next(month for month, mark, _, _ in rows[1:] if mark)
    assert f"The two lives part in {in_words(parts)}." in said.out
    assert "look different in most months" in said.out


def test_as_json_it_is_one_object(payscape: Type) -> None:
    said = payscape("journey", *PAIR, "--segment", "older_75_plus", "--json")
    assert (said.code, said.err) == (0, "")
    found = said.object
    assert found["person"]["segment"] == "older_75_plus"
    again = payscape("journey", *PAIR, "--person", found["person"]["identity"], "--json").object
    assert (again["lives"], again["parting"]) == (found["lives"], found["parting"])


def test_the_table_is_saved_whole(tmp_path: Path, payscape: Type) -> None:
    file = tmp_path / "journey.csv"
    said = payscape("journey", *PAIR, "--person", "42", "--out", file)
    assert said.out.splitlines()[-1] == f"The table is in {file}"
    assert list(pd.read_csv(file).columns) == ["month", "in_a", "in_b", "same"]
    assert [f.name for f in tmp_path.iterdir()] == ["journey.csv"]
