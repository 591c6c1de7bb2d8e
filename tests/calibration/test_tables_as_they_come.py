"""A table is read however it was saved: letters, separators, packing, workbooks, titles, notes and totals."""

import gzip
import io
import os
import zipfile
from pathlib import Path

import pytest

from calibration.observed.load import load
from calibration.observed.table import Observed, SeriesKey
from scenarios.errors import InputError
from tests.calibration.broken_files import HEAD, months

PROVIDERS = ("TGH", "OUT", "all")
ROWS = "2017-04,TGH,AE,742\n2017-05,TGH,AE,799\n"
AE = (
    "Period,Org Code,Parent Org,Org name,Number of A&E attendances Type 1,"
    "Number of A&E attendances Other A&E Department,Number of attendances over 4hrs Type 1,"
    "Emergency admissions via A&E - Type 1\n"
)


def read(tmp_path: Path, content: str | bytes, name: str = "activity.csv", **options) -> Observed:
    file = tmp_path / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return load([file], PROVIDERS, **options)


def values(observed: Observed, target: str = "ae_attendances", provider: str = "TGH") -> list[float]:
    return observed.values(SeriesKey(target, provider), observed.months()).tolist()


SAVED = {
    "utf-8": (HEAD + ROWS).encode(),
    "utf-8 with a mark": (HEAD + ROWS).encode("utf-8-sig"),
    "utf-16": (HEAD + ROWS).encode("utf-16"),
    "utf-16 without a mark": (HEAD + ROWS).encode("utf-16-le"),
    "semicolons": (HEAD + ROWS).replace(",", ";").encode(),
    "tabs": (HEAD + ROWS).replace(",", "\t").encode("utf-16"),
    "bars": (HEAD + ROWS).replace(",", "|").encode(),
    "windows lines": (HEAD + ROWS).replace("\n", "\r\n").encode(),
    "old mac lines": (HEAD + ROWS).replace("\n", "\r").encode(),
    "windows letters": (HEAD.replace("activity", "activity,note") + ROWS.replace("\n", ",£ – \n")).encode(
        "cp1252"
    ),
    "quoted": "\n".join(
        ",".join(f'"{cell}"' for cell in row.split(",")) for row in (HEAD + ROWS).splitlines()
    ).encode(),
    "titles above": ("Monthly activity\n,,\nPeriod:,2017-18\n" + HEAD + ROWS).encode(),
    "a note below": (HEAD + ROWS + "Source: our own counts\n").encode(),
    "junk columns": (HEAD.replace("\n", ",,\n") + ROWS.replace("\n", ",,\n")).encode(),
    "headings in capitals, with blanks": (" MONTH , Provider,PoD,  Activity\n" + ROWS).encode(),
    "headings again": (HEAD + ROWS.replace("\n", "\n" + HEAD, 1)).encode(),
}


@pytest.mark.parametrize("name", SAVED)
def test_a_table_is_read_however_it_was_saved(tmp_path: Path, name: str) -> None:
    assert values(read(tmp_path, SAVED[name])) == [742, 799]
    assert values(read(tmp_path, gzip.compress(SAVED[name]), "activity.csv.gz")) == [742, 799]


def test_rows_keep_their_number_under_titles_and_over_line_breaks(tmp_path: Path) -> None:
    text = (
        'Title\n\nmonth,provider,pod,activity,note\n2017-04,TGH,AE,742,"two\nlines"\n2017-05,TGH,AE,many,\n'
    )
    with pytest.raises(InputError, match="row 6, column 'activity': 'many'"):
        read(tmp_path, text)


def test_the_published_sheet_saved_as_csv_is_read_under_its_titles(tmp_path: Path) -> None:
    titles = "Title:,A&E Attendances and Emergency Admissions,,\nPeriod:,2017-18,,\n,,,\n"
    rows = 'MSitAE-APRIL-2017,TGH,LONDON,"TOWN, THE",700,42,90,150\nTOTAL,TOTAL,TOTAL,TOTAL,9,9,9,9\n'
    found = read(tmp_path, titles + AE + rows + ",,,Note: provisional figures,,,,\n")
    assert values(found) == [742]
    assert found.notes == (
        "activity.csv: 1 row of words alone is left out",
        "activity.csv: 1 row of totals is left out",
    )


def workbook(sheets: dict[str, list[list]]) -> bytes:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def test_a_workbook_is_read_by_provider_and_other_sheets_are_named(tmp_path: Path) -> None:
    from datetime import datetime

    head = [
        "Period",
        "Org Code",
        "A&E attendances Type 1",
        "Attendances over 4hrs Type 1",
        "Emergency admissions via A&E",
    ]
    mine = [
        ["A&E"],
        [None],
        head,
        [datetime(2017, 4, 1), "TGH", 742.0, 90, 150],
        [None] * 5,
        [None, "Notes: none"],
    ]
    system = [head, [datetime(2017, 4, 1), "QMF", 9, 9, 9]]
    content = workbook({"System Level": system, "Provider Level Data": mine, "Notes": [["words"]]})
    found = read(tmp_path, content, "ae.xlsx")
    assert values(found) == [742]
    assert values(found, "four_hour_breaches")[0] == pytest.approx(90 / 742)
    assert any("'System Level'" in note and "left out" in note for note in found.notes)
    assert all(note.startswith("ae.xlsx: sheet 'Provider Level Data': ") for note in found.notes)


def test_a_fault_in_a_workbook_names_sheet_and_row(tmp_path: Path) -> None:
    head = ["month", "provider", "pod", "activity"]
    content = workbook({"Data": [[], head, ["2017-04", "TGH", "AE", "many"]], "More": [["x"]]})
    with pytest.raises(InputError, match=r"activity.xlsx: sheet 'Data': row 3, column 'activity'"):
        read(tmp_path, content, "activity.xlsx")


def zipped(parts: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return held.getvalue()


def test_what_swells_is_refused_before_it_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("calibration.observed.files.MOST_BYTES", 10_000)
    monkeypatch.setattr("calibration.observed.workbook.MOST_INSIDE", 10_000)
    bombs = {
        "a.csv.gz": gzip.compress(b"0" * 1_000_000),
        "a.xlsx": zipped({"xl/workbook.xml": b"0" * 1_000_000}),
        "a.csv": b"0" * 10_001,
    }
    for name, content in bombs.items():
        with pytest.raises(InputError, match="too large to be monthly activity"):
            read(tmp_path, content, name)


def test_entities_of_a_workbook_are_not_expanded_and_a_broken_one_is_a_line(tmp_path: Path) -> None:
    pytest.importorskip("defusedxml")
    content = workbook({"Data": [["month", "provider", "pod", "activity"], ["2017-04", "TGH", "AE", 1]]})
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    swollen = b'<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + sheet.replace(
        b"<sheetData>", b"<sheetData>&b;"
    )
    parts["xl/worksheets/sheet1.xml"] = swollen
    with pytest.raises(InputError, match="cannot be read"):
        read(tmp_path, zipped({"xl/workbook.xml": b"<"}), "activity.xlsx")
    with pytest.raises(InputError, match="cannot be read"):
        read(tmp_path, zipped(parts), "activity.xlsx")


NO_TABLES = {
    "an archive": (zipped({"activity.csv": b"x"}), "is an archive, not a workbook"),
    "an old workbook": (b"\xd0\xcf\x11\xe0" + b"x" * 99, "save it as .xlsx"),
    "half a workbook": (zipped({"xl/workbook.xml": b"<a/>" * 99})[:60], "cannot be read"),
    "a page of the web": (b"<html><body>Not found</body></html>", "no known layout"),
    "one endless line": (b"a," * 600_000, "a line is too long"),
}


@pytest.mark.parametrize("name", NO_TABLES)
def test_what_is_no_table_is_said_in_a_line(tmp_path: Path, name: str) -> None:
    content, words = NO_TABLES[name]
    with pytest.raises(InputError, match=words) as fault:
        read(tmp_path, content)
    assert str(fault.value).startswith("activity.csv")
    assert "\n" not in str(fault.value)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes")
def test_what_never_ends_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "device.csv").symlink_to("/dev/zero")
    (tmp_path / "linked.csv").symlink_to(tmp_path / "pipe.csv")
    for name in ("pipe.csv", "device.csv", "linked.csv"):
        with pytest.raises(InputError, match=f"{name}: not a file"):
            load([tmp_path / name])


def test_columns_that_are_not_looked_at_may_hold_anything(tmp_path: Path) -> None:
    wide = [f"c{i}" for i in range(60)]
    head = AE.strip() + "," + ",".join(wide) + "\n"
    row = "Apr-17,TGH,L,Town,700,42,90,150," + ",".join(["#REF!"] * 60) + "\n"
    assert values(read(tmp_path, head + row)) == [742]


def test_files_month_by_month_are_one_series_and_a_missing_one_is_a_gap(tmp_path: Path) -> None:
    rows = months(3).splitlines()
    for i, row in enumerate(rows):
        (tmp_path / f"{i}.csv").write_text(HEAD + row + "\n")
    assert len(load([tmp_path / f"{i}.csv" for i in range(3)], PROVIDERS).rows) == 3
    with pytest.raises(InputError, match=r"2.csv: row 2: ae_attendances of TGH has no 2017-05"):
        load([tmp_path / "0.csv", tmp_path / "2.csv"], PROVIDERS)
