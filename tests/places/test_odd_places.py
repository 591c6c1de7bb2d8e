"""A place may be sound as a file and have figures that no place has: each is said in a line."""

from dataclasses import replace
from pathlib import Path

import pytest

from scenarios.files.place.load import load_place, place_names
from scenarios.files.place.looks import LINES, odd
from tests.places.test_broken_places import Breaking, change, town

__all__ = ["town"]

ODD: dict[str, tuple[Breaking, str]] = {
    "a practice 5,000 km away": (
        change("practices.csv", "riverside,52.004,0.002", "riverside,7.004,0.002"),
        "Bridge Street Surgery (P1) is 5,003 km from the middle practice",
    ),
    "latitude and longitude changed over": (
        change("practices.csv", "hillside,52.021,-0.008", "hillside,-0.008,52.021"),
        "Hilltop Practice (P3) is ",
    ),
    "a site in another country": (
        change("sites.csv", "TGH,52.006,0.006", "TGH,52.006,60.006"),
        "site Town General Hospital (TGH-1) is ",
    ),
    "a global sum in thousands": (
        change("practices.csv", "8400,8000,744000,", "8400,8000,744,"),
        "global sum of Bridge Street Surgery (P1) is £0.09 a weighted patient",
    ),
    "a global sum with two noughts too many": (
        change("practices.csv", "5800,5900,545000,", "5800,5900,54500000,"),
        "payments to Quay Health Centre (P2) are £",
    ),
    "weighted patients of another practice": (
        change("practices.csv", "6600,6900,640000", "6600,690,640000"),
        "Hilltop Practice (P3) has 0.10 weighted patients",
    ),
    "beds of a year": (
        change("sites.csv", "52.006,0.006,40,yes", "52.006,0.006,14600,yes"),
        "beds for 1,000 residents",
    ),
    "an income in thousands": (
        change(
            "figures.csv",
            "operating_income_pounds,24000000,pounds a year,20000000",
            "operating_income_pounds,24000,pounds a year,20000",
        ),
        "Town General Hospital (TGH) has £600 of income a bed",
    ),
}


@pytest.mark.parametrize("name", place_names())
def test_nothing_is_odd_about_the_places_that_come_with_payscape(name: str) -> None:
    assert odd(load_place(name)) == []


@pytest.mark.parametrize("case", ODD)
def test_is_noted_in_a_line(case: str, town: Path) -> None:
    change_it, words = ODD[case]
    change_it(town)
    lines = odd(load_place(town))
    assert any(words in line for line in lines), lines
    assert not any("\n" in line for line in lines)


def test_of_a_kind_a_few_are_named_and_the_others_counted() -> None:
    east = load_place("east_london")
    far = {**east.practice_figures, "global_sum_pounds": east.practice_figures["global_sum_pounds"] / 1000}
    lines = odd(replace(east, practice_figures=far))
    about = [line for line in lines if "global sum" in line or "more of the kind" in line]
    assert len(about) == LINES + 1
    assert about[-1].startswith("and ")
