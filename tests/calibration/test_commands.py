"""`payscape calibrate` as a person types it."""

import gzip
from pathlib import Path

import pytest

from cli import calibrate
from tests.calibration.broken_files import BROKEN, HEAD, months
from tests.cli.conftest import Type, payscape

__all__ = ["payscape"]

KNOWN_BY_PLACE = "a stranger"
"""A file by itself does not say whose place it is of."""

TOWN = """\
title = "Our town"
scenario = "small-town-today"
fit = ["2017-04", "2018-03"]

[priors]
"urgent.attendance_rate" = "plausible"
"""


@pytest.fixture
def town(tmp_path: Path) -> tuple[Path, Path]:
    file, data = tmp_path / "town.toml", tmp_path / "activity.csv"
    file.write_text(TOWN)
    data.write_text(HEAD + months(12))
    return file, data


def test_a_check_names_series_and_runs_nothing(payscape: Type, town) -> None:
    said = payscape("calibrate", town[0], "--data", town[1], "--check")
    assert said.code == 0, said.err
    assert "ae_attendances\tTGH\t12\t2017-04\t2018-03" in said.out
    assert said.err == ""


def test_a_check_for_a_script(payscape: Type, town) -> None:
    said = payscape("calibrate", town[0], "--data", town[1], "--check", "--json")
    assert said.object["series"] == [
        {"target": "ae_attendances", "provider": "TGH", "months": 12, "first": "2017-04", "last": "2018-03"}
    ]


def test_a_check_says_level_and_range_and_the_models_own_level(payscape: Type, town) -> None:
    said = payscape("calibrate", town[0], "--data", town[1], "--check")
    head, row = (line.split("\t") for line in said.out.splitlines()[:2])
    assert head[5:] == ["usual", "lowest", "highest", "not known", "model"]
    assert row[5:9] == ["1,506", "1,500", "1,511", "0"]
    (levels,) = payscape("calibrate", town[0], "--data", town[1], "--check", "--json").object["levels"]
    assert (levels["level"], levels["lowest"], levels["highest"]) == (1505.5, 1500, 1511)
    assert levels["model"] > 100


def test_help_shows_every_example(payscape: Type) -> None:
    said = payscape("calibrate", "--help")
    assert said.code == 0
    assert all(f"  {example}\n" in said.out for example in calibrate.EXAMPLES)


def test_without_the_extra_one_line_says_what_to_install(payscape: Type, town, monkeypatch) -> None:
    monkeypatch.setattr("calibration.extra.NEEDED", ("no_such_package",))
    said = payscape("calibrate", town[0], "--data", town[1])
    assert said.code == 2
    assert "-e '.[calibrate]'" in said.err


def test_a_folder_of_something_else_is_refused_before_anything_runs(
    payscape: Type, town, tmp_path: Path
) -> None:
    said = payscape("calibrate", town[0], "--data", town[1], "--out", tmp_path)
    assert said.code == 2
    assert "holds files that are not results" in said.err
    assert not list(tmp_path.parent.glob("*.runs"))


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("calibrate", "nowhere.toml"), "nowhere.toml"),
        (("calibrate", "TOWN"), "give a CSV file"),
        (("calibrate", "TOWN", "--data", "nothing.csv"), "no such file"),
        (("calibrate", "TOWN", "--data", "DATA", "--predict", "TGG"), "did you mean 'TGH'?"),
        (("calibrate", "TOWN", "--data", "DATA", "--workers", "0"), "--workers"),
        (("run", "small-town-today", "--draws", "nowhere"), "no such table of draws"),
        (("compare", "small-town-today", "small-town-capitation", "--draws", "nowhere"), "no such table"),
        (("compare", "--set", "small-town", "--draws", "nowhere"), "leave out --set"),
    ],
)
def test_what_is_typed_wrong_is_one_line(payscape: Type, town, words, says: str) -> None:
    said = payscape(*({"TOWN": town[0], "DATA": town[1]}.get(word, word) for word in words))
    assert said.code == 2
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert says in said.err


def test_a_calibration_file_is_checked_with_the_data_that_it_names(payscape: Type, town) -> None:
    file, data = town
    said = payscape("check", file)
    assert said.code == 0, said.err
    assert "calibration" in said.out
    assert "its data are to be given with --data" in said.out
    file.write_text(TOWN.replace("fit =", f'data = ["{data.name}"]\nfit ='))
    assert "1 parameters, 2017-04 to 2018-03; 1 series" in payscape("check", file).out


def test_a_calibration_by_name_is_checked(payscape: Type) -> None:
    said = payscape("check", "east-london-to-march-2017")
    assert said.code == 0, said.err
    assert "12 parameters, 2016-04 to 2017-03; 4 series" in said.out


def test_a_file_of_activity_is_checked_by_itself(payscape: Type, town) -> None:
    said = payscape("check", town[1])
    assert said.code == 0, said.err
    assert "1 series, 2017-04 to 2018-03, of TGH" in said.out


@pytest.mark.parametrize(
    ("line", "becomes", "says"),
    [
        ('scenario = "small-town-today"', 'scenario = "small-toun-today"', "small-toun-today"),
        ("2018-03", "2016-03", "is after"),
        ('"plausible"', '"flat"', "is no prior"),
        ("fit =", 'engine = "magic"\nfit =', "unknown engine 'magic'"),
        ("fit =", 'data = ["nothing.csv"]\nfit =', "no such file"),
    ],
)
def test_what_is_wrong_with_a_calibration_is_one_line(
    payscape: Type, town, line: str, becomes: str, says: str
) -> None:
    file, _ = town
    file.write_text(TOWN.replace(line, becomes))
    said = payscape("check", file)
    assert said.code == 2
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert says in said.err


@pytest.mark.parametrize("name", sorted(set(BROKEN) - {KNOWN_BY_PLACE}))
def test_what_is_wrong_with_a_file_of_activity_is_one_line(payscape: Type, tmp_path: Path, name: str) -> None:
    content, words = BROKEN[name]
    data = tmp_path / "activity.csv"
    data.write_bytes(content if isinstance(content, bytes) else content.encode())
    said = payscape("check", data)
    assert said.code == 2
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert "activity.csv" in said.err
    assert not [word for word in words if word not in said.err]


def test_a_check_of_activity_says_level_range_and_what_is_odd(payscape: Type, tmp_path: Path) -> None:
    data = tmp_path / "activity.csv.gz"
    text = HEAD + "2017-04,TGH,AE,79\n2017-05,TGH,AE,7900\n2017-06,TGH,AE,790\n2017-07,TGH,AE,*\n"
    data.write_bytes(gzip.compress(text.encode("utf-16")))
    said = payscape("check", data)
    assert said.code == 0, said.err
    assert (
        "ae_attendances of TGH: usually 790, from 79 to 7,900, in 3 months from 2017-04 to 2017-07"
        in said.out
    )
    assert "is 7,900 in 2017-05 where 434 is usual nearby (activity.csv.gz: row 3)" in said.out
    assert "ae_attendances of TGH is not known in 2017-07" in said.out


def test_a_file_of_activity_that_is_not_there_is_said_so(payscape: Type) -> None:
    said = payscape("check", "nowhere.csv")
    assert said.code == 2
    assert "nowhere.csv: no such file" in said.err
