"""Codes that changed or merged: several old ones add up to a new one, in the months that are said."""

from pathlib import Path

import pytest

from calibration.calibration_file import calibration_in
from calibration.observed.codes import Codes, Successor
from calibration.observed.load import load
from calibration.observed.table import Observed, SeriesKey
from scenarios.errors import InputError
from tests.calibration.broken_files import AE_HEAD, HEAD

MERGED = {"AAA": "TGH", "BBB": "TGH"}


def read(tmp_path: Path, text: str, codes: Codes) -> Observed:
    file = tmp_path / "activity.csv"
    file.write_text(text)
    return load([file], ("TGH", "OUT"), codes)


def values(observed: Observed, target: str = "ae_attendances") -> list[float]:
    return observed.values(SeriesKey(target, "TGH"), observed.months()).tolist()


def test_predecessors_are_added_up(tmp_path: Path) -> None:
    found = read(tmp_path, HEAD + "2017-04,AAA,AE,370\n2017-04,BBB,AE,372\n2017-05,TGH,AE,799\n", MERGED)
    assert values(found) == [742, 799]


def test_shares_of_predecessors_are_of_their_counts_together(tmp_path: Path) -> None:
    rows = "MSitAE-APRIL-2017,AAA,A,1000,0,100,10\nMSitAE-APRIL-2017,BBB,B,3000,0,900,30\n"
    assert values(read(tmp_path, AE_HEAD + rows, MERGED), "four_hour_breaches") == [0.25]


def test_shares_without_counts_cannot_be_added_up(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="2017-04 of bed_occupancy of TGH is a share of two codes"):
        read(tmp_path, HEAD + "2017-04,AAA,OCC,0.9\n2017-04,BBB,OCC,0.8\n", MERGED)


def test_half_of_a_merger_is_no_month(tmp_path: Path) -> None:
    text = HEAD + "2017-04,AAA,AE,370\n2017-04,BBB,AE,372\n2017-05,AAA,AE,371\n2017-06,TGH,AE,799\n"
    with pytest.raises(
        InputError, match=r"row 4: 2017-05 of ae_attendances has AAA without BBB.*codes.BBB.until"
    ):
        read(tmp_path, text, MERGED)
    dated = {"AAA": "TGH", "BBB": Successor("TGH", last="2017-04")}
    assert values(read(tmp_path, text, dated)) == [742, 371, 799]


def test_a_month_under_old_and_new_code_is_added_up_and_said(tmp_path: Path) -> None:
    found = read(
        tmp_path, HEAD + "2017-04,AAA,AE,370\n2017-04,TGH,AE,30\n2017-05,TGH,AE,400\n", {"AAA": "TGH"}
    )
    assert values(found) == [400, 400]
    assert "ae_attendances of TGH has rows under old codes too in 2017-04: all are added up" in found.notes


def test_an_old_code_counts_for_the_months_that_are_said(tmp_path: Path) -> None:
    text = HEAD + "2017-04,AAA,AE,370\n2017-05,AAA,AE,5\n2017-05,TGH,AE,380\n"
    with pytest.raises(InputError, match="unknown provider 'AAA'"):
        read(tmp_path, text, {"AAA": Successor("TGH", last="2017-04")})


def given(**more) -> dict:
    sound = {"title": "T", "scenario": "small-town-today", "fit": ["2017-04", "2018-03"]}
    return {**sound, "priors": {"urgent.attendance_rate": "plausible"}, **more}


def test_a_calibration_file_says_so() -> None:
    codes = {"AAA": "TGH", "BBB": {"to": "TGH", "from": "2016-04", "until": "Mar-18"}}
    spec = calibration_in(given(codes=codes, pods={"HOT": "opfa", "COLD": ""}), "my.toml")
    assert spec.codes == {"AAA": "TGH", "BBB": Successor("TGH", "2016-04", "2018-03")}
    assert spec.pods == {"HOT": "OPFA", "COLD": ""}


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"codes": {"AAA": {"from": "2017-04"}}}, "my.toml: codes.AAA: has no new code"),
        ({"codes": {"AAA": {"to": "TGH", "untill": "2017-04"}}}, "did you mean 'until'?"),
        ({"codes": {"AAA": {"to": "TGH", "until": "soon"}}}, "codes.AAA.until: 'soon' is not a month"),
        ({"codes": {"AAA": {"to": "TGH", "from": "2018-04", "until": "2017-04"}}}, "is after"),
        ({"codes": ["AAA"]}, "not a table"),
        ({"pods": {"HOT": "OPFB"}}, "did you mean 'OPFA'?"),
        ({"pods": {"HOT": 3}}, "is no point of delivery"),
    ],
)
def test_what_is_wrong_with_codes_and_pods_is_one_line(more: dict, words: str) -> None:
    with pytest.raises(InputError) as fault:
        calibration_in(given(**more), "my.toml")
    assert words in str(fault.value)
    assert "\n" not in str(fault.value)
