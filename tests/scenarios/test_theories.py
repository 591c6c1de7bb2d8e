"""One comparison under every theory: what is shared, what differs, and what a result holds under."""

import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

import scenarios
from abm.behaviour.catalogue import THEORIES
from scenarios.errors import InputError
from scenarios.questions.theories import Holding, TheoryComparison

A, B = "small-town-today", "small-town-capitation"
SHORT = {"seeds": 3, "sample": 0.2, "months": 20, "workers": 1}


@pytest.fixture(scope="module")
def found() -> TheoryComparison:
    return scenarios.compare_theories(A, B, **SHORT)


@pytest.mark.parametrize(
    ("more", "less", "words"),
    [
        ("abcd", "", "all"),
        ("", "abcd", "all"),
        ("", "", "none"),
        ("b", "", "b only"),
        ("", "c", "c only"),
        ("ab", "", "a, b"),
        ("a", "cd", "opposite: more under a; less under c, d"),
    ],
)
def test_what_a_result_holds_under_in_words(more: str, less: str, words: str) -> None:
    assert Holding(tuple(more), tuple(less), 4).words == words
    assert Holding((), (), 4, unknown=4).words == "not known"


def test_each_theory_is_compared_as_if_alone(found: TheoryComparison) -> None:
    assert list(found.each) == list(THEORIES)
    alone = scenarios.compare(A, B, **SHORT, theory="satisfice")
    pd.testing.assert_frame_equal(found.each["satisfice"].table(), alone.table())


def test_theories_share_people_and_luck_and_differ_in_conduct(found: TheoryComparison) -> None:
    tables = [pair.table() for pair in found.each.values()]
    for table in tables[1:]:
        assert list(table["measure"]) == list(tables[0]["measure"])
        assert not tables[0]["b"].equals(table["b"])
    follow_ups = {name: found.each[name].difference("follow_ups").difference.mean for name in found.each}
    # Who imitates sees no prices, so a new payment alone changes nothing at once.
    assert abs(follow_ups["imitate"]) < abs(follow_ups["weigh_up"])


def test_a_result_holds_where_its_interval_leaves_out_nought(found: TheoryComparison) -> None:
    for measure, scope in found.keys:
        holding = found.holding(measure, scope)
        for name, pair in found.each.items():
            change = pair.difference(measure, scope).difference
            assert (name in holding.more) == (not change.includes_zero and change.mean > 0)
            assert (name in holding.less) == (not change.includes_zero and change.mean < 0)


def test_a_result_of_one_theory_is_shown_as_such(found: TheoryComparison) -> None:
    """The effect of one theory is put beside three comparisons of a scenario with itself."""
    same = replace(
        found.example, pairs=tuple(replace(p, values=mirrored(p.values)) for p in found.example.pairs)
    )
    one = TheoryComparison({**dict.fromkeys(found.each, same), "weigh_up": found.each["weigh_up"]})
    assert one.holding("income", "acute_trust").words == "weigh_up only"
    table = one.table()
    rows = table[(table["measure"] == "income") & (table["scope"] == "acute_trust")]
    assert set(rows["holds_under"]) == {"weigh_up only"}


def mirrored(values):
    """Arm A told as both arms."""
    return {key: values.get(("a", key[1]), value) for key, value in values.items()}


def test_tables_have_a_row_for_each_measure_and_theory(found: TheoryComparison, tmp_path: Path) -> None:
    table = found.table()
    assert len(table) == len(found.keys) * len(THEORIES)
    assert list(table["theory"][: len(THEORIES)]) == list(THEORIES)
    folder = found.save(tmp_path / "out")
    saved = {file.stem: pd.read_parquet(file) for file in folder.glob("*.parquet")}
    assert set(saved) == {"theories", "money_split", "money_by_organisation", "seeds"}
    assert all(set(saved_["theory"]) == set(THEORIES) for saved_ in saved.values())
    told = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert (told["kind"], told["seeds"]) == ("theories", [1, 2, 3])
    assert {s["theory"] for s in told["scenarios"]} == set(THEORIES)


def test_theories_there_are_not_are_said() -> None:
    with pytest.raises(InputError, match="did you mean 'imitate'"):
        scenarios.compare_theories(A, B, theories=["imitat"], seeds=2)
    with pytest.raises(InputError, match="name some of weigh_up"):
        scenarios.compare_theories(A, B, theories=[], seeds=2)
