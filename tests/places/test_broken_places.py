"""A broken place is refused in one line that names the file, the row or column, and what would be right."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from scenarios.errors import InputError
from scenarios.files.place.columns import FILES
from scenarios.files.place.load import PLACES, load_place

Breaking = Callable[[Path], None]


def change(file: str, old: str, new: str) -> Breaking:
    """Replace a text that is there in one place."""

    def break_it(folder: Path) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} is {text.count(old)} times in {file}"
        (folder / file).write_text(text.replace(old, new), encoding="utf-8")

    return break_it


def add(file: str, line: str) -> Breaking:
    """Add a line at the end."""

    def break_it(folder: Path) -> None:
        with (folder / file).open("a", encoding="utf-8") as text:
            text.write(line + "\n")

    return break_it


def drop(file: str, start: str) -> Breaking:
    """Take out every line that starts so."""

    def break_it(folder: Path) -> None:
        lines = (folder / file).read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not line.startswith(start)]
        assert len(kept) < len(lines)
        (folder / file).write_text("".join(kept), encoding="utf-8")

    return break_it


def bytes_of(file: str, data: bytes) -> Breaking:
    """Put other bytes in place of a file."""

    def break_it(folder: Path) -> None:
        (folder / file).write_bytes(data)

    return break_it


def utf_16(file: str) -> Breaking:
    """Save a file as some spreadsheets do."""

    def break_it(folder: Path) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        (folder / file).write_bytes(text.encode("utf-16"))

    return break_it


def latin_1(folder: Path) -> None:
    """A name with an accent, saved in an old encoding; it stands on line 3."""
    path = folder / "practices.csv"
    text = path.read_text(encoding="utf-8").replace("Quay Health", "Café Health")
    path.write_bytes(text.encode("latin-1"))


def folder_instead(folder: Path) -> None:
    """Put a folder where a file should be."""
    (folder / "practices.csv").unlink()
    (folder / "practices.csv").mkdir()


@dataclass(frozen=True)
class Case:
    """A way to break the small town, and words the one line must hold, in order."""

    name: str
    break_it: Breaking
    says: tuple[str, ...]


P = "practices.csv"
CASES = [
    Case("missing file", lambda f: (f / "sites.csv").unlink(), ("sites.csv", "missing", "my_town/")),
    Case("file is a folder", folder_instead, (P, "cannot be read")),
    Case("empty file", bytes_of("flows.csv", b""), ("flows.csv", "empty", "borough_id,trust_id")),
    Case("blank lines only", bytes_of("flows.csv", b"\n\n ,\n"), ("flows.csv", "empty")),
    Case(
        "header only",
        bytes_of("flows.csv", b"borough_id,trust_id,emergency_share,planned_share\n"),
        ("flows.csv", "no rows"),
    ),
    Case("missing column", change(P, ",qof_pounds", ""), (P, "row 1", "'qof_pounds' is missing")),
    Case(
        "unknown column",
        change(P, "weighted_patients", "wieghted_patients"),
        (P, "row 1", "unknown column 'wieghted_patients'", "did you mean 'weighted_patients'"),
    ),
    Case("column twice", change(P, "qof_pounds", "name"), (P, "row 1", "'name' is here twice")),
    Case("semicolons", bytes_of(P, b"practice_id;name\nP1;Bridge\n"), (P, "separated by ';'", "commas")),
    Case(
        "cells missing", add("outside.csv", "TGH,0.1"), ("outside.csv: row 4", "2 cells under 3", "3 cells")
    ),
    Case("NaN", change(P, "8400,8000", "8400,NaN"), (P, "row 2, column weighted_patients", "'NaN' is not a")),
    Case("infinity", change(P, "8400,8000", "8400,1e999"), (P, "row 2, column weighted_patients", "range")),
    Case(
        "empty cell",
        change(P, "8400,8000", "8400,"),
        (P, "row 2, column weighted", "empty", "a number from 1"),
    ),
    Case(
        "negative", change(P, "744000", "-744000"), (P, "row 2, column global_sum_pounds", "range", "from 0")
    ),
    Case(
        "not a number", change(P, "744000", "£744k"), (P, "row 2, column global_sum_pounds", "not a number")
    ),
    Case("thousands commas", change(P, "744000", '"744,000"'), (P, "row 2, column global", "plain digits")),
    Case(
        "not whole", change("population.csv", "hillside,3,", "hillside,3.5,"), ("column age", "whole number")
    ),
    Case("latitude out of range", change(P, "52.004", "152.004"), (P, "row 2, column latitude", "-90 to 90")),
    Case(
        "longitude out of range", change("sites.csv", "0.300", "300"), ("sites.csv: row 3, column longitude",)
    ),
    Case("duplicate practice", change(P, "P2,Quay", "P1,Quay"), (P, "row 3", "'P1' is here twice", "row 2")),
    Case(
        "practice and trust share an id",
        change("organisations.csv", "COM,Town Comm", "P1,Town Comm"),
        ("organisations.csv: row 4, column organisation_id", "'P1' is a practice already"),
    ),
    Case("no borough", change(P, "Surgery,riverside", "Surgery,"), (P, "row 2, column borough_id", "empty")),
    Case(
        "unknown borough",
        change(P, "Surgery,riverside", "Surgery,riversid"),
        (P, "row 2, column borough_id", "'riversid' is not in boroughs.csv", "did you mean 'riverside'"),
    ),
    Case(
        "shares short of one",
        change("flows.csv", "riverside,OUT,0.05", "riverside,OUT,0.01"),
        ("flows.csv: row 2, column emergency_share", "borough 'riverside' add up to 0.960", "add up to 1"),
    ),
    Case(
        "share above one",
        change("flows.csv", "TGH,0.95", "TGH,95"),
        ("flows.csv: row 2, column emergency_share", "from 0 to 1"),
    ),
    Case(
        "no flows for a borough",
        drop("flows.csv", "hillside"),
        ("flows.csv", "borough 'hillside' has no rows"),
    ),
    Case(
        "flow to no trust",
        add("flows.csv", "hillside,COM,0,0"),
        ("flows.csv: row 6, column trust_id", "'COM'"),
    ),
    Case(
        "unknown kind",
        change("organisations.csv", "mental_health", "mental_helth"),
        ("organisations.csv: row 5, column kind", "'mental_helth'", "did you mean 'mental_health'"),
    ),
    Case(
        "wrong kind serves",
        change("boroughs.csv", "riverside,Riverside,,CCG", "riverside,Riverside,,RIV"),
        ("boroughs.csv: row 2, column commissioner_id", "of kind council, not commissioner", "CCG"),
    ),
    Case(
        "borough twice in sub-systems",
        change("place.toml", '"hillside"]', '"riverside", "hillside"]'),
        ("place.toml", "boroughs", "'riverside'", "already"),
    ),
    Case(
        "borough in no sub-system",
        change("place.toml", ', "hillside"]', "]"),
        ("place.toml", "'hillside' is in no sub-system"),
    ),
    Case("lead of wrong kind", change("place.toml", '"TGH"', '"COM"'), ("place.toml", "lead_trust", "TGH")),
    Case(
        "unknown key",
        change("place.toml", "title", "titel"),
        ("place.toml", "'titel'", "did you mean 'title'"),
    ),
    Case(
        "not TOML", change("place.toml", 'id = "small_town"', "id = small"), ("place.toml", "not valid TOML")
    ),
    Case(
        "year as text",
        change("place.toml", "= 2017\n", '= "2017"\n'),
        ("place.toml: reference_year", "whole"),
    ),
    Case(
        "fit without a reason",
        add("place.toml", "[fit.attendances]\nvalue = 1.1"),
        ("place.toml: fit.attendances", "'reason' is missing"),
    ),
    Case(
        "fit of nothing",
        add("place.toml", '[fit.attendances]\nvalue = 0\nreason = "none"'),
        ("place.toml: fit.attendances.value", "above 0"),
    ),
    Case("old encoding", latin_1, (f"{P}: row 3", "not UTF-8", "CSV UTF-8")),
    Case("UTF-16", utf_16("flows.csv"), ("flows.csv: row 1", "not UTF-8")),
    Case(
        "open quote",
        bytes_of("outside.csv", b'trust_id,outside_share,source\nTGH,0.1,"invented\n'),
        ("outside.csv: row 2", "not a CSV file"),
    ),
    Case(
        "no practice in a borough",
        change(P, "Practice,hillside", "Practice,riverside"),
        (P, "'hillside' has"),
    ),
    Case("list absent", drop("list_by_age_sex.csv", "P3"), ("list_by_age_sex.csv", "'P3' has no list")),
    Case(
        "list adds up to something else",
        change(P, "8400,8000", "9900,8000"),
        ("list_by_age_sex.csv", "'P1' adds up to 8,4", "row 2, column registered_patients", "9,900"),
    ),
    Case("age missing", drop("population.csv", "hillside,37,"), ("population.csv", "'hillside'", "age 37")),
    Case("unregistered practice", drop("registrations.csv", "P2"), ("registrations.csv", "'P2'", "no regis")),
    Case("seventh quintile", add("registrations.csv", "P1,hillside,7,3"), ("deprivation_quintile", "1 to 5")),
    Case(
        "month missing", drop("seasonality.csv", "8,"), ("seasonality.csv", "month 8 is missing", "1 to 12")
    ),
    Case(
        "seasons off",
        change("seasonality.csv", "1,0.97,1.03\n2", "1,1.97,1.03\n2"),
        ("attendances", "average 1"),
    ),
    Case("figure missing", drop("figures.csv", "TGH,margin"), ("figures.csv", "'TGH'", "margin_rate")),
    Case(
        "figure below zero",
        change("figures.csv", "places,300,people at a time,200", "places,-3,people,-4"),
        ("figures.csv", "caseload_places of 'COM' is below 0"),
    ),
    Case(
        "range upside down",
        change("figures.csv", "time,200,450", "time,450,200"),
        ("figures.csv: row 8", "low"),
    ),
    Case(
        "figure of nobody",
        add("figures.csv", "NHS,beds,1,beds,1,1,x,assumed"),
        ("figures.csv: row 19", "'NHS'"),
    ),
    Case("no site", drop("sites.csv", "OUT-1"), ("sites.csv", "'OUT' has no site with beds")),
    Case(
        "no A&E",
        change("sites.csv", "40,yes,yes", "40,no,yes"),
        ("sites.csv", "'TGH'", "emergencies nowhere"),
    ),
    Case(
        "neither yes nor no",
        change("sites.csv", "40,yes", "40,perhaps"),
        ("sites.csv: row 2, column has_ae",),
    ),
    Case("outside share missing", drop("outside.csv", "OUT"), ("outside.csv", "'OUT' has no row", "write 0")),
]


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A copy of the small town to break."""
    folder = tmp_path / "my_town"
    shutil.copytree(PLACES / "small_town", folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return folder


def test_the_copy_is_whole_before_it_is_broken(town: Path) -> None:
    assert load_place(town).n_practices == 3


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_is_refused_in_one_line(case: Case, town: Path) -> None:
    case.break_it(town)
    with pytest.raises(InputError) as refused:
        load_place(town)
    said = str(refused.value)
    assert "\n" not in said
    assert refused.value.remedy
    position = 0
    for words in case.says:
        position = said.find(words, position)
        assert position >= 0, f"{words!r} is not said (in this order): {said}"


@pytest.mark.parametrize("file", sorted(FILES))
def test_every_file_is_needed(file: str, town: Path) -> None:
    (town / file).unlink()
    with pytest.raises(InputError, match=f"^{file}: the file is missing"):
        load_place(town)


def test_shares_within_rounding_are_scaled_to_one(town: Path) -> None:
    change("flows.csv", "riverside,OUT,0.05", "riverside,OUT,0.06")(town)
    place = load_place(town)
    assert place.emergency_share.sum(axis=1) == pytest.approx(1)
    assert place.emergency_share[0, 0] == pytest.approx(0.95 / 1.01)


def test_what_spreadsheets_add_does_no_harm(town: Path) -> None:
    text = (town / "outside.csv").read_text(encoding="utf-8")
    (town / "outside.csv").write_bytes(("\ufeff" + text.replace("\n", "\r\n") + ",,\r\n").encode("utf-8"))
    assert load_place(town).outside_share.tolist() == [0.10, 0.0]


def test_a_fitted_multiplier_reaches_the_place(town: Path) -> None:
    add("place.toml", '[fit.attendances]\nvalue = 1.1\nreason = "level of 2017-18"')(town)
    assert load_place(town).fit == {"attendances": 1.1}


def test_a_cell_that_may_be_empty_is_no_word_to_offer(town: Path) -> None:
    table = town / "organisations.csv"
    lines = table.read_text(encoding="utf-8").splitlines()
    at = lines[0].split(",").index("sub_system_id")
    row = lines[1].split(",")
    row[at] = "zzz"
    table.write_text("\n".join([lines[0], ",".join(row), *lines[2:]]), encoding="utf-8")
    with pytest.raises(InputError, match=r"'zzz' is not in place.toml: sub_systems; valid: \w"):
        load_place(town)


def test_a_folder_of_anything_else_is_no_place(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(InputError, match=r"not the folder of a place; a place has place.toml, boroughs"):
        load_place(tmp_path)
