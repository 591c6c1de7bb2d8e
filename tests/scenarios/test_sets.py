"""What a set's file may say, what is said back when it is wrong, and that a set is its comparisons."""

from pathlib import Path

import pandas as pd
import pytest

import scenarios
from scenarios.errors import InputError
from scenarios.files.inventory import inventory
from scenarios.files.set_files import answering, load_set, set_names
from scenarios.questions import compare as paired_runs

SOUND = """title = "T"
question = "Q?"
watch = "E1."
cannot_answer = "The rest."
answers = ["Q7"]
scenarios = ["small-town-today", "small-town-capitation"]
"""
QUICK = {"seeds": 2, "months": 14, "sample": 0.1, "workers": 1}


def written(folder: Path, text: str, name: str = "mine.toml") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize("name", set_names())
def test_every_set_can_be_laid_side_by_side(name: str):
    found = load_set(name)
    assert found.question.endswith("?")
    for other in found.others:
        paired_runs.refuse_unlike(found.first, other)


def test_every_question_that_groups_bring_has_a_set():
    found = answering()
    expected = [*(f"Q{n}" for n in range(1, 14)), "QW1", "QW2", "QW3"]
    assert list(found) == list(inventory()["questions"]) == expected
    assert [q for q, sets in found.items() if not sets] == []


def test_a_set_may_take_scenarios_from_beside_it(tmp_path: Path):
    written(tmp_path, 'title = "Own"\nextends = "small-town-today"\nmonths = 24\n', "own.toml")
    found = load_set(written(tmp_path, SOUND.replace("small-town-capitation", "own.toml")))
    assert [s.id for s in found.scenarios] == ["small-town-today", "own"]
    assert (found.id, found.first.id, found.answers) == ("mine", "small-town-today", ("Q7",))


FAULTS = {
    "empty": ("", "the file is empty"),
    "not TOML": ("title = ", "not valid TOML"),
    "unknown key": (SOUND + 'regime = "x"\n', "mine.toml: unknown key 'regime'"),
    "no scenarios": (SOUND[: SOUND.index("scenarios")], "mine.toml: scenarios: this key is missing"),
    "one scenario": (SOUND.replace(', "small-town-capitation"', ""), "mine.toml: scenarios:"),
    "scenarios a text": (
        SOUND[: SOUND.index("scenarios")] + 'scenarios = "small-town-today"\n',
        "'small-town-today' is not a list in square brackets",
    ),
    "a number for a scenario": (SOUND.replace('"small-town-today"', "3"), "3 is not text in quotes"),
    "no watch": (SOUND.replace('"E1."', '""'), "mine.toml: watch:"),
    "unknown scenario": (SOUND.replace("n-today", "n-toda"), "did you mean 'small-town-today'?"),
    "unknown question": (SOUND.replace("Q7", "Q77"), "mine.toml: answers.0: unknown question 'Q77'"),
    "the same twice": (SOUND.replace("capitation", "today"), "'small-town-today' is there twice"),
    "extends": (SOUND + 'extends = "small-town"\n', "unknown key 'extends'"),
}


@pytest.mark.parametrize(("text", "said"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_said_in_one_line(tmp_path: Path, text: str, said: str):
    with pytest.raises(InputError) as fault:
        load_set(written(tmp_path, text))
    assert said in str(fault.value)
    assert "\n" not in str(fault.value)


def test_a_fault_in_a_scenario_says_which_set_asked_for_it(tmp_path: Path):
    written(tmp_path, 'title = "Own"\nextends = "small-town-today"\nmonths = 0\n', "own.toml")
    with pytest.raises(InputError, match=r"mine\.toml: scenarios: own\.toml: months: 0 is too small"):
        load_set(written(tmp_path, SOUND.replace("small-town-capitation", "own.toml")))


def test_an_unknown_set_is_met_with_the_nearest():
    with pytest.raises(InputError, match="did you mean 'pure-forms'"):
        load_set("pure-form")


def test_scenarios_of_different_places_are_no_set(tmp_path: Path):
    file = written(tmp_path, SOUND.replace("small-town-capitation", "east-london-today"))
    with pytest.raises(InputError, match="place differs"):
        scenarios.compare_set(file, seeds=2, workers=1)


def test_a_set_gives_just_what_its_comparisons_give_one_by_one(tmp_path: Path):
    written(
        tmp_path, 'title = "Own"\nextends = "small-town-today"\nregime = "hospitals-on-block"\n', "own.toml"
    )
    file = written(tmp_path, SOUND.replace('capitation"', 'capitation", "own.toml"'))
    found = scenarios.compare_set(file, **QUICK)
    assert list(found.each) == ["small-town-capitation", "own"]
    for name, other in (("small-town-capitation",) * 2, ("own", tmp_path / "own.toml")):
        alone = scenarios.compare("small-town-today", other, **QUICK)
        pd.testing.assert_frame_equal(alone.table(), found.each[name].table())
        pd.testing.assert_frame_equal(alone.money(), found.each[name].money())


def test_two_different_regimes_of_one_name_are_refused(tmp_path: Path):
    for folder, share in (("a", 0.6), ("b", 0.8)):
        (tmp_path / folder).mkdir()
        terms = f"[contracts.acute.elements.tariff]\nmarginal_rate = {share}\n"
        written(tmp_path / folder, f'title = "R"\nextends = "east-london-today"\n{terms}', "mine.toml")
        text = 'title = "S"\nextends = "small-town-today"\nregime = "mine.toml"\n'
        written(tmp_path / folder, text, f"own-{folder}.toml")
    both = '"small-town-today", "a/own-a.toml", "b/own-b.toml"'
    file = written(tmp_path, SOUND.replace('"small-town-today", "small-town-capitation"', both))
    with pytest.raises(InputError, match="two different regimes are called 'mine'"):
        scenarios.compare_set(file, **QUICK)


def test_saved_tables_have_a_column_for_the_scenario(tmp_path: Path):
    folder = scenarios.compare_set(written(tmp_path, SOUND), **QUICK).save(tmp_path / "out")
    for table in ("differences", "money_split", "money_by_organisation", "seeds"):
        assert set(pd.read_parquet(folder / f"{table}.parquet")["scenario"]) == {"small-town-capitation"}


def test_the_page_of_questions_names_every_question_with_its_set(project: Path):
    page = (project / "docs" / "concepts" / "questions.md").read_text(encoding="utf-8")
    rows = [
        [cell.strip() for cell in line.split("|")[1:-1]] for line in page.splitlines() if line[:3] == "| Q"
    ]
    assert {row[0]: [row[2].strip("`")] for row in rows} == answering()
    assert all(f"`{name}`" in page for name in set_names())
