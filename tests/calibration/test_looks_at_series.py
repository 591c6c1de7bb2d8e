"""A check of data says what is odd about series: range, months far from others, the model's own level."""

from pathlib import Path

import pytest

from calibration.calibrate import data_and_levels, observations, years_away
from calibration.calibration_file import calibration_in
from calibration.observed.load import load
from calibration.observed.look import Span, far_from_model, in_words, spans
from calibration.observed.table import Observed
from scenarios.errors import InputError
from tests.calibration.broken_files import HEAD, months

THERE = {"ae_attendances": {"TGH"}, "emergency_admissions": {"TGH"}, "gp_referrals": {"P1", "all"}}


def read(tmp_path: Path, text: str) -> Observed:
    (tmp_path / "activity.csv").write_text(text)
    return load([tmp_path / "activity.csv"], ("TGH", "P1", "all"))


def monthly(values: list[int], pod: str = "AE") -> str:
    return "".join(f"2017-{4 + m:02d},TGH,{pod},{v}\n" for m, v in enumerate(values))


def spec(**more):
    sound = {"title": "T", "scenario": "small-town-today", "fit": ["2017-04", "2018-03"]}
    return calibration_in({**sound, "priors": {"urgent.attendance_rate": "plausible"}, **more}, "my.toml")


def test_months_ten_times_their_neighbours_are_named_with_their_row(tmp_path: Path) -> None:
    notes = read(tmp_path, HEAD + monthly([79, 7900, 790])).notes
    assert (
        "ae_attendances of TGH is 7,900 in 2017-05 where 434 is usual nearby (activity.csv: row 3)" in notes
    )
    assert any("is 79 in 2017-04" in note and "row 2" in note for note in notes)
    assert not any("is 790 in" in note for note in notes)


@pytest.mark.parametrize(
    "values", [[790, 812, 702, 950, 610], [3, 30, 2, 1, 29], [790], [1500, 900, 1600, 800]]
)
def test_seasons_small_numbers_and_busy_months_are_not_named(tmp_path: Path, values: list[int]) -> None:
    assert read(tmp_path, HEAD + monthly(values)).notes == ()


def test_of_many_odd_months_some_are_named_and_the_others_counted(tmp_path: Path) -> None:
    text = HEAD + "".join(
        f"20{17 + m // 12}-{m % 12 + 1:02d},TGH,LIST,{[90, 9000, 100000][m % 3]}\n" for m in range(36)
    )
    notes = [note for note in read(tmp_path, text).notes if "list_sizes" in note]
    assert len(notes) == 7
    assert "more months like that" in notes[-1]


def test_more_admitted_than_came_is_named_with_its_row(tmp_path: Path) -> None:
    notes = read(tmp_path, HEAD + monthly([790, 800]) + monthly([120, 810], "AEADM")).notes
    said = (
        "emergency_admissions of TGH are 810 in 2017-05, more than the 800 attendances (activity.csv: row 5)"
    )
    assert notes == (said,)


def test_a_series_in_short(tmp_path: Path) -> None:
    rows = read(tmp_path, HEAD + "2017-04,TGH,AE,700\n2017-05,TGH,AE,*\n2017-06,TGH,AE,800\n").rows
    assert spans(rows) == [Span("ae_attendances", "TGH", 2, 1, "2017-04", "2017-06", 750.0, 700.0, 800.0)]
    assert in_words(spans(rows)[0]).endswith(
        "from 700 to 800, in 2 months from 2017-04 to 2017-06; 1 is not known"
    )


def test_a_level_many_times_the_models_own_is_named() -> None:
    span = Span("ae_attendances", "TGH", 12, 0, "2017-04", "2018-03", 7900.0, 7000.0, 8000.0)
    assert "is 7,900 in a usual month, 10 times the model's own 790" in far_from_model([(span, 790.0)])[0]
    assert "a 10th of" in far_from_model([(span, 79_000.0)])[0]
    assert far_from_model([(span, 6000.0)]) == []
    assert far_from_model([(span, float("nan"))]) == [], "too few people to tell"


def test_the_models_own_level_stands_beside_each_series(tmp_path: Path) -> None:
    data = tmp_path / "activity.csv"
    data.write_text(HEAD + months(12, value=7900))
    observed, ((span, own),) = data_and_levels(spec(), [data])
    assert span.level == pytest.approx(7905.5)
    assert 300 < own < 1500
    assert any("times the model's own" in note for note in observed.notes)


def test_nothing_known_to_fit_is_one_line(tmp_path: Path) -> None:
    data = tmp_path / "activity.csv"
    data.write_text(HEAD + "2017-04,TGH,AE,*\n2017-05,TGH,AE,*\n")
    with pytest.raises(InputError, match=r"activity.csv: no value is known: 2 rows"):
        observations(spec(), [data], THERE)
    data.write_text(HEAD + "2017-04,TGH,AE,*\n2017-05,TGH,AE,*\n2017-06,TGH,AE,790\n")
    with pytest.raises(InputError, match=r"my.toml: fit: nothing known to fit within 2017-04 to 2017-05"):
        observations(spec(fit=["2017-04", "2017-05"]), [data], THERE)


def test_a_series_that_the_model_has_of_others_is_left_out_and_said(tmp_path: Path) -> None:
    data = tmp_path / "activity.csv"
    data.write_text(HEAD + monthly([790, 800]) + monthly([300, 310], "REF"))
    observed = observations(spec(), [data], THERE)
    assert [key.target for key in observed.series()] == ["ae_attendances"]
    assert "gp_referrals of TGH is left out, 2 rows (610): the model has it of P1, all" in observed.notes


def test_data_years_from_the_place_are_said() -> None:
    assert years_away(spec(), 2017) == []
    assert years_away(spec(fit=["2019-04", "2020-03"]), 2017) == []
    (said,) = years_away(spec(fit=["2025-04", "2026-03"]), 2017)
    assert said.startswith("the fitted months begin 8 years after the place's own year, 2017-18")
    assert "4 years before" in years_away(spec(), 2021)[0]
