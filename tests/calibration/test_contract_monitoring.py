"""Contract monitoring as trusts hold it: national headings, financial months, versions, PODs."""

from pathlib import Path

import pytest

from calibration.observed.load import load
from calibration.observed.pods import TABLE, known, national
from calibration.observed.table import Observed, SeriesKey
from calibration.targets.catalogue import target_of_pod
from scenarios.errors import InputError

HEAD = "Provider Code,POD,Activity Month,Activity\n"
NATIONAL = (
    "FINANCIAL YEAR,FINANCIAL MONTH,ORGANISATION IDENTIFIER (CODE OF PROVIDER),"
    "ORGANISATION IDENTIFIER (CODE OF COMMISSIONER),POINT OF DELIVERY CODE,ACTIVITY,PRICE\n"
)
STAMPED = NATIONAL.replace("PRICE", "PRICE,DATE AND TIME DATA SET CREATED")


def read(tmp_path: Path, text: str, **options) -> Observed:
    file = tmp_path / "slam.csv"
    file.write_text(text, encoding="utf-8")
    return load([file], ("TGH", "R1H", "all"), **options)


def value(observed: Observed, target: str, month: str, provider: str = "TGH") -> float:
    return float(observed.values(SeriesKey(target, provider), [month])[0])


def test_the_national_sample_is_read_with_its_credits(tmp_path: Path) -> None:
    rows = (
        "NEL,2001,4802400",
        "NELST,700,560000",
        "NELNE,60,240000",
        "DC,2000,1920000",
        "DC,-15,-14400",
        "EL,500,9",
    )
    found = read(tmp_path, NATIONAL + "".join(f"202627,1,R1H,QMF,{row}\n" for row in rows))
    assert value(found, "emergency_spells", "2026-04", "R1H") == 2701
    assert value(found, "planned_treatments", "2026-04", "R1H") == 2485
    assert any("left out, 60 of 5,246 units: NELNE (1 row, 60)" in note for note in found.notes)


def test_points_of_delivery_that_the_model_has_not_are_named_with_rows_and_units(tmp_path: Path) -> None:
    rows = {
        "DC": 100,
        "EL": 30,
        "OPFANFTF": 500,
        "OPPROC": 800,
        "NELNE": 80,
        "OPFASPCL": 300,
        "Critical Care": 7,
    }
    found = read(tmp_path, HEAD + "".join(f"TGH,{pod},201704,{n}\n" for pod, n in rows.items()))
    left, nearest = found.notes
    assert (
        "left out, 887 of 1,817 units: OPPROC (1 row, 800), NELNE (1 row, 80), CRITICALCARE (1 row, 7)"
        in left
    )
    assert "OPFANFTF as OPFA (1 row, 500)" in nearest
    assert value(found, "first_attendances", "2017-04") == 800


def test_a_calibration_file_says_what_its_own_codes_are(tmp_path: Path) -> None:
    rows = "TGH,DC,201704,100\nTGH,EL,201704,30\nTGH,OPPROC,201704,800\nTGH,HOT CLINIC,201704,9\n"
    rows += "TGH,XBD,201704,5\n"
    found = read(tmp_path, HEAD + rows, pods={"OPPROC": "OPFA", "Hot-clinic": "OPFA", "XBD": ""})
    assert value(found, "first_attendances", "2017-04") == 809
    assert any("left out, 5 of 944 units: XBD" in note for note in found.notes)


def test_codes_of_delivery_are_found_whatever_their_case_and_marks(tmp_path: Path) -> None:
    for code in ("AE", "A&E", "A & E", "AandE", "aande"):
        assert value(read(tmp_path, HEAD + f"TGH,{code},Apr-17,790\n"), "ae_attendances", "2017-04") == 790


def test_every_known_code_is_one_of_the_models_or_says_why_not() -> None:
    for code, pod in national().items():
        assert pod.what, code
        assert pod.source, code
        assert pod.confidence in ("high", "medium", "low"), code
        assert not pod.word or target_of_pod(pod.word), code
    assert len(TABLE.read_text(encoding="utf-8").splitlines()) == len(national()) + 1, "each code once"
    assert known({"Opproc": "OPFA"})["OPPROC"].word == "OPFA"


MONTHS = {
    "Financial Month,201701": "2017-04",
    "Financial Month,201712": "2018-03",
    "Financial Month,Apr-17": "2017-04",
    "Activity Month,201701": "2017-01",
    "Financial Year,Financial Month,2017/18,1": "2017-04",
    "Financial Year,Financial Month,2017-18,12": "2018-03",
    "Financial Year,Financial Month,201718,M10": "2018-01",
    "Financial Year,Financial Month,2017/2018,01": "2017-04",
    "Financial Year,Financial Month,FY2017/18,January": "2018-01",
    "Financial Year,Financial Month,2017/18,201703": "2017-06",
    "Fin Year,Fin Month,1718,9": "2017-12",
    "Financial Year,Month,2017/18,2": "2017-05",
}


@pytest.mark.parametrize("written", MONTHS)
def test_a_financial_month_is_counted_from_april(tmp_path: Path, written: str) -> None:
    words = written.split(",")
    names, cells = words[: len(words) // 2], words[len(words) // 2 :]
    text = f"Provider Code,POD,Activity,{','.join(names)}\nTGH,AE,790,{','.join(cells)}\n"
    found = read(tmp_path, text)
    assert found.months() == [MONTHS[written]]
    numbered = not any(c.isalpha() for c in cells[-1].removeprefix("M")) and "Activity Month" not in names
    assert any("is counted from April" in note for note in found.notes) == numbered


@pytest.mark.parametrize(
    ("names", "cells", "words"),
    [
        ("Financial Month", "2017-04", "may be a financial or a calendar month"),
        ("Financial Month", "4", "month 4 of no financial year"),
        ("Financial Month", "201713", "is no month of a financial year"),
        ("Financial Month", "", "no month"),
        ("Financial Year,Financial Month", "2017,4", "'2017' is no financial year"),
        ("Financial Year,Financial Month", "2017/19,4", "'2017/19' is no financial year"),
        ("Financial Year,Financial Month", "2017/18,13", "may be a financial or a calendar month"),
        ("Financial Year,Financial Month", "2017/18,201801", "is no month of a financial year"),
        ("Year,Month", "2017,4", "may be counted from April or from January"),
    ],
)
def test_a_month_that_may_be_two_is_asked(tmp_path: Path, names: str, cells: str, words: str) -> None:
    with pytest.raises(InputError, match=words) as fault:
        read(tmp_path, f"Provider Code,POD,Activity,{names}\nTGH,AE,790,{cells}\n")
    assert "slam.csv: row 2" in str(fault.value)


def test_of_flex_and_freeze_the_latest_counts(tmp_path: Path) -> None:
    rows = (
        "202627,1,R1H,QMF,DC,1900,1,2026-05-20 09:30:00\n202627,1,R1H,QMF,EL,480,1,2026-05-20 09:30:00\n"
        "202627,1,R1H,QMF,DC,2000,1,2026-06-18 09:30:00\n202627,1,R1H,QMF,EL,500,1,2026-06-18 09:30:00\n"
        "202627,2,R1H,QMF,DC,1800,1,2026-06-18 09:30:00\n202627,2,R1H,QMF,EL,400,1,2026-06-18 09:30:00\n"
    )
    found = read(tmp_path, STAMPED + rows)
    assert [value(found, "planned_treatments", m, "R1H") for m in ("2026-04", "2026-05")] == [2500, 2200]
    assert "slam.csv: 2 rows (2,380 units) of versions that a later one replaces are left out" in found.notes


def test_freeze_counts_before_flex_where_no_date_says_it(tmp_path: Path) -> None:
    head = HEAD.replace("Activity\n", "Activity,Flex/Freeze\n")
    found = read(
        tmp_path, head + "TGH,AE,201704,780,Flex\nTGH,AE,201704,790,Freeze\nTGH,AE,201705,800,Flex\n"
    )
    assert [value(found, "ae_attendances", m) for m in ("2017-04", "2017-05")] == [790, 800]


def test_a_date_of_creation_that_is_none_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(
        InputError, match=r"row 2, column 'DATE AND TIME DATA SET CREATED': 'later' is no date"
    ):
        read(tmp_path, STAMPED + "202627,1,R1H,QMF,DC,1900,1,later\n")


def test_rows_pasted_twice_count_once_and_rows_that_nothing_tells_apart_are_said(tmp_path: Path) -> None:
    found = read(tmp_path, HEAD + "TGH,AE,201704,790\nTGH,AE,201704,790\nTGH,AE,201704,10\n")
    assert value(found, "ae_attendances", "2017-04") == 800
    assert (
        "slam.csv: 1 row (790 units), from row 3 on, is the same as others in every cell; "
        "each is counted once" in found.notes
    )
    assert "slam.csv: 1 row more of a month, provider and point of delivery are added up" in found.notes


def test_a_cost_may_be_blank_or_in_pounds_or_nonsense_for_nothing_rests_on_it(tmp_path: Path) -> None:
    head = HEAD.replace("Activity\n", "Activity,Actual Cost\n")
    rows = (
        'TGH,AE,201704,790,\nTGH,AE,201705,791,"£1,500.00"\nTGH,AE,201706,792,(12)\nTGH,AE,201707,793,tbc\n'
    )
    assert len(read(tmp_path, head + rows).rows) == 4


def test_a_file_of_nobody_of_the_place_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"slam.csv: no row is of a provider of the place; known codes are"):
        read(tmp_path, HEAD + "tgh,DC,201704,100\ntgh,EL,201704,30\n")
