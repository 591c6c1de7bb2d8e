"""A study from end to end on the small town: lived, scored, told on a page and to a script."""

import json
from pathlib import Path

import pytest

from cli.main import main
from scenarios.questions.interval import interval
from scenarios.reforms.answers import answers, one_seed
from scenarios.reforms.arms import in_doubt, setups
from scenarios.reforms.page import as_data, page
from scenarios.reforms.page_tables import modelled, published
from scenarios.reforms.score import RIGHT
from scenarios.reforms.scoreboard import KEPT_OUT, scoreboard
from scenarios.reforms.settings import settings
from scenarios.reforms.studies import load_studies, load_study
from scenarios.reforms.study_file import Outcome
from scenarios.words.numbers import three_figures


def test_a_folder_of_a_persons_own_is_lived_scored_and_written(folder: Path, capsys, monkeypatch) -> None:
    monkeypatch.chdir(folder.parent)
    with pytest.raises(SystemExit) as left:
        main(["experiments", "studies", "--seeds", "4", "--workers", "1", "--out", "told.md", "--json"])
    assert not left.value.code
    said = json.loads(capsys.readouterr().out)
    (result,) = said["results"]
    assert (result["study"], result["main"], result["sign"]) == ("T1", True, RIGHT)
    assert result["model"]["seeds"] == 4
    assert said["scoreboard"]["main results"]["signs"] == [1, 1]
    written = (folder.parent / "told.md").read_text(encoding="utf-8")
    assert "`payscape experiments studies --out told.md`" in written
    assert "### T1: A fee for proactive care" in written
    assert "{" not in written


def test_the_command_refuses_before_it_runs(folder: Path, capsys) -> None:
    (folder / "t1.toml").write_text("id = 3", encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        main(["experiments", str(folder), "--out", str(folder / "page.md")])
    assert left.value.code == 2
    assert "t1.toml" in capsys.readouterr().err
    assert not (folder / "page.md").exists()


def test_an_arm_that_studies_share_is_lived_once_and_gives_both_the_same(folder: Path, study: str) -> None:
    alone = one_seed([load_study(folder / "t1.toml")], 1)
    other = study.replace('"T1"', '"T2"').replace("year = 2", "year = 1").replace("25.0", "10.0")
    (folder / "t2.toml").write_text(other, encoding="utf-8")
    both = one_seed([load_study(folder / f"t{n}.toml") for n in (1, 2)], 1)
    assert both["t1", 0] == alone["t1", 0]
    assert both["t2", 0] != both["t1", 0]


def test_a_control_that_had_the_same_reform_leaves_nothing(folder: Path, study: str) -> None:
    arms = study[study.index("[before]") : study.index("[[outcomes]]")]
    control = arms.replace("[before", "[control_before").replace("[after", "[control_after")
    (folder / "t1.toml").write_text(
        study.replace("[[outcomes]]", f"{control}\n[[outcomes]]"), encoding="utf-8"
    )
    assert one_seed([load_study(folder / "t1.toml")], 1) == {("t1", 0): 0.0}


def test_what_is_set_against_itself_leaves_nothing(folder: Path, study: str) -> None:
    against = 'against = { of = { count = "enrolled" }, per = { count = "eligible" }, times = 100.0 }\nyear'
    (folder / "t1.toml").write_text(study.replace("year", against), encoding="utf-8")
    assert one_seed([load_study(folder / "t1.toml")], 1) == {("t1", 0): 0.0}


def test_the_result_does_not_depend_on_workers(folder: Path) -> None:
    studies = load_studies(folder)
    one, two = (answers(studies, 2, workers, doubt=2) for workers in (1, 2))
    assert json.dumps(as_data(one, 2)) == json.dumps(as_data(two, 2))


def test_what_is_assumed_is_put_in_doubt_in_all_arms_and_never_what_is_declared(folder: Path) -> None:
    (answer,) = answers(load_studies(folder), 2, 1, doubt=3)
    (reached,) = answer.reached
    assert reached.n == 3
    assert reached.low < reached.high, "draws differ in what they assume"
    written = page([answer], 2, folder, "page.md")
    assert "`payscape experiments studies --doubt 3 --out page.md`" in written
    assert "what 3 draws gave" in written
    study, setting = answer.study, settings(folder)[answer.study.setting]
    name = "conduct.altruism.gp_practice"
    declared = setting.model_copy(update={"parameters": {name: 0.3}})
    drawn = {name: 0.5, "conduct.shock": 0.01}
    arms = [in_doubt(setup, drawn) for setup in setups(study, declared).values()]
    assert {arm.parameters[name] for arm in arms} == {0.3}
    assert {arm.parameters["conduct.shock"] for arm in arms} == {0.01}


def test_the_page_says_which_studies_informed_a_parameter(folder: Path, study: str) -> None:
    file = folder / "t1.toml"
    informed = study.replace("citation", 'informed = ["conduct.stiffness.proactive_care"]\ncitation')
    file.write_text(informed.replace('"+"\neffect = 2.0', '"-"\neffect = -2.0'), encoding="utf-8")
    (answer,) = answers(load_studies(folder), 2, 1)
    written = page([answer], 2, folder, "page.md")
    assert "| T1\\* |" in written
    assert "| T1 | A fee for proactive care | `conduct.stiffness.proactive_care` |" in written
    assert "*Why it falls short.* Nothing." in written, "a sign that goes the other way falls short"


def test_a_study_that_was_kept_out_has_a_line_and_a_mark_of_its_own(folder: Path, study: str) -> None:
    kept = study.replace('"T1"', '"T2"').replace("citation", "kept_out = true\ncitation")
    (folder / "t2.toml").write_text(kept.replace('"+"\neffect = 2.0', '"-"\neffect = -2.0'), encoding="utf-8")
    found = answers(load_studies(folder), 2, 1)
    boards = [scoreboard(which)[KEPT_OUT].signs for which in (found, found[1:])]
    assert boards == [(0, 1), (0, 1)], "neither the other study nor its right sign is counted in"
    assert KEPT_OUT not in scoreboard(found[:1])
    written = page(found, 2, folder, "page.md")
    assert f"| {KEPT_OUT} | 0 of 1 |" in written
    assert "| T2† |" in written
    assert "| T1 |" in written
    assert [result["kept_out"] for result in as_data(found, 2)["results"]] == [False, True]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (1234.5, "1,234"),
        (5.0, "5"),
        (0.01234, "0.0123"),
        (-0.00041, "−0.00041"),
        (1e-7, "0"),
        (-7.25, "−7.25"),
    ],
)
def test_figures_have_three_signs_that_count(value: float, shown: str) -> None:
    assert three_figures(value) == shown


def test_what_was_published_is_shown_as_it_was() -> None:
    base = {"what": "w", "measure": "difference", "unit": "%", "of": {"units": ["GP"]}}
    shown = [
        published(Outcome.model_validate({**base, **terms}))
        for terms in (
            {"direction": "-"},
            {"direction": "-", "effect": -8.0, "low": -9.1, "high": -6.9},
            {"direction": "0", "tolerance": 2.0},
        )
    ]
    assert shown == ["less", "−8 (−9.1 to −6.9)", "none (±2)"]
    assert modelled(interval([float("nan")])) == "not applicable"
