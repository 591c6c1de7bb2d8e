"""Months and numbers as analysts write them; what may be two things is asked, never guessed."""

import math

import pytest

from calibration.observed.amounts import count_of, number_of
from calibration.observed.cells import month_in, month_of
from calibration.observed.sheet import CellError
from scenarios.errors import InputError

APRIL_2017 = (
    *(
        "2017-04",
        "2017-4",
        "2017-04-01",
        "2017-04-30",
        "2017-04-01T00:00:00",
        "2017-04-01 00:00",
        "01/04/2017",
    ),
    *(
        "1/4/17",
        "30.04.2017",
        "04/2017",
        "Apr-17",
        "Apr 17",
        "apr-2017",
        "April 2017",
        "APRIL-2017",
        "April17",
    ),
    *(
        "1 April 2017",
        "1st April 2017",
        "01-Apr-17",
        "01APR2017",
        "2017 Apr",
        "MSitAE-APRIL-2017",
        "RTT-April-2017",
    ),
    *("201704", "20170401", "42826", "42826.0", "42855"),
)


@pytest.mark.parametrize("written", APRIL_2017)
def test_a_month(written: str) -> None:
    assert month_of(written) == "2017-04"


@pytest.mark.parametrize(
    "written",
    [
        "17-Apr",
        "2017-13",
        "13/2017",
        "04/17/2017",
        "2017-18",
        "spring",
        "2017",
        "0",
        "999999",
        "4",
        "Ap-17",
        "٢٠١٧-٠٤",
    ],
)
def test_no_month(written: str) -> None:
    with pytest.raises(InputError, match="is not a month"):
        month_of(written)


def test_a_title_speaks_of_one_month_or_of_none() -> None:
    assert month_in("Monthly-AE-April-2017-revised.csv") == "2017-04"
    assert month_in("Sept 26 sitrep") == "2026-09"
    assert [
        month_in(t) for t in ("summary 2017", "Marketing 2017", "April 2017 to May 2017", "2017-18", "")
    ] == [None] * 5


NUMBERS = {
    **{
        "1234": 1234,
        "1,234": 1234,
        "1 234": 1234,
        "£1,500.00": 1500,
        "(12)": -12,
        "-12": -12,
        "−12": -12,
        "12-": -12,
    },
    **{
        "(£1,200)": -1200,
        "+5": 5,
        "1.0": 1,
        "1.2E+05": 120_000,
        "93%": 0.93,
        ".5": 0.5,
        "1,234,567.89": 1234567.89,
    },
}


@pytest.mark.parametrize("written", NUMBERS)
def test_a_number(written: str) -> None:
    assert number_of(written) == pytest.approx(NUMBERS[written])


@pytest.mark.parametrize(
    "written", ["*", "c", "<5", "≤ 7", "-", "..", "[x]", "[c]", "n/a", "N/A", "#N/A", ":", "NULL"]
)
def test_a_mark_of_what_is_not_known(written: str) -> None:
    assert math.isnan(number_of(written))


@pytest.mark.parametrize(
    "written", ["many", "14o2", "1500,5", "1,50", "12,34,567", "0x10", "1_000", "£", "5 or 6", "٣"]
)
def test_no_number(written: str) -> None:
    with pytest.raises(CellError, match="is not a number"):
        number_of(written)


def test_decimal_commas_are_read_and_what_may_be_thousands_is_asked() -> None:
    assert number_of("1.234,5", decimal_comma=True) == 1234.5
    assert number_of("0,742", decimal_comma=True) == 0.742
    assert number_of("12,5", decimal_comma=True) == 12.5
    assert number_of("1234", decimal_comma=True) == 1234
    for either in ("1.500", "1,500"):
        with pytest.raises(CellError, match="may be 1500 or"):
            number_of(either, decimal_comma=True)


@pytest.mark.parametrize("written", ["0.742", "79.5", "1e-3", "50%"])
def test_a_count_is_whole(written: str) -> None:
    with pytest.raises(CellError, match="is no whole number"):
        count_of(written)
