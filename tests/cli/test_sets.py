"""`payscape compare --set`, `list sets`, `list questions` and `check` of a set, as typed and as printed."""

from pathlib import Path

import pytest

from scenarios.files.inventory import inventory
from scenarios.files.set_files import set_names
from tests.cli.conftest import Type

QUICK = ("--months", "14", "--sample", "0.1", "--seeds", "3", "--workers", "1")
MINE = """title = "Mine"
question = "Is it the price?"
watch = "E1."
cannot_answer = "The rest."
scenarios = ["small-town-today", "small-town-capitation", "own.toml"]
"""
OWN = 'title = "On block"\nextends = "small-town-today"\nregime = "hospitals-on-block"\n'


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A set of one's own, with a scenario beside it."""
    (tmp_path / "own.toml").write_text(OWN, encoding="utf-8")
    (tmp_path / "mine.toml").write_text(MINE, encoding="utf-8")
    return tmp_path / "mine.toml"


def test_a_set_is_one_table_with_a_column_for_every_scenario(mine: Path, payscape: Type) -> None:
    said = payscape("compare", "--set", mine, *QUICK)
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert "Question: Is it the price?" in lines
    assert "Cannot answer: The rest." in lines
    assert "Option C: On block" in lines
    rows = [line.split("\t") for line in lines if line.count("\t") == 6]
    assert rows[0] == ["measure", "what", "scope", "A", "B minus A (95%)", "C minus A (95%)", "unit"]
    measures = {row[0] for row in rows[1:]}
    assert {"E1", "E4", "emergency_spells", "income"} <= measures
    assert all(row[-1] for row in rows[1:])


def test_a_set_as_json_has_every_comparison(mine: Path, payscape: Type) -> None:
    found = payscape("compare", "--set", mine, *QUICK, "--json").object
    assert found["scenarios"] == ["small-town-today", "small-town-capitation", "own"]
    assert found["first"] == "small-town-today"
    for table in ("differences", "money", "money_by_organisation"):
        assert {row["scenario"] for row in found[table]} == {"small-town-capitation", "own"}
    alone = payscape("compare", "small-town-today", "small-town-capitation", *QUICK, "--json").object
    rows = [row for row in found["differences"] if row["scenario"] == "small-town-capitation"]
    assert [{k: v for k, v in row.items() if k != "scenario"} for row in rows] == alone["differences"]


def test_effects_of_a_set_are_read_from_its_folder(mine: Path, tmp_path: Path, payscape: Type) -> None:
    assert payscape("compare", "--set", mine, *QUICK, "--out", tmp_path / "out").code == 0
    found = payscape("effects", tmp_path / "out", "--json").object
    assert found["kind"] == "set"
    assert {row["scenario"] for row in found["effects"]} == {"small-town-capitation", "own"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("compare",), "name two scenarios, or a set with --set"),
        (("compare", "small-town-today"), "name two scenarios, or a set with --set"),
        (("compare", "small-town-today", "--set", "small-town"), "a set names its scenarios itself"),
        (("compare", "--set", "small-town", "--theory", "all"), "name one theory for a set"),
        (("compare", "--set", "smal-town"), "did you mean 'small-town'"),
    ],
)
def test_what_cannot_be_compared_is_said_in_a_line(words, said, payscape: Type) -> None:
    found = payscape(*words)
    assert found.code == 2
    assert said in found.err
    assert len(found.err.splitlines()) == 1


def test_every_set_passes_check(payscape: Type) -> None:
    said = payscape("check", *set_names())
    assert (said.code, said.err) == (0, "")
    found = [line.split("\t") for line in said.out.splitlines()]
    # A sweep may have the name of a set; both are checked then.
    assert sorted(name for _, kind, name, _ in found if kind == "set") == set_names()


def test_a_file_of_a_set_is_told_by_what_is_in_it(mine: Path, payscape: Type) -> None:
    assert payscape("check", mine).out == f"ok\tset\t{mine}\tMine\n"
    mine.write_text(MINE.replace("small-town-capitation", "east-london-today"), encoding="utf-8")
    said = payscape("check", mine)
    assert said.code == 2
    assert "mine.toml: small-town-today and east-london-today: place differs" in said.err


def test_questions_are_listed_with_the_sets_that_answer_them(payscape: Type) -> None:
    rows = payscape("list", "questions", "--json").object["items"]
    assert {row["identifier"]: row["title"] for row in rows} == inventory()["questions"]
    assert {row["name"] for row in rows} <= set(set_names())
