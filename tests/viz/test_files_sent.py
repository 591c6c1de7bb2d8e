"""A file that a browser sends is taken as it is, or refused in a line; no page waits for ever."""

import base64
import gzip
import io

import openpyxl
import pytest

from scenarios.errors import InputError
from viz.finished.local_data import check, summary
from viz.pages import request
from viz.widgets.open_file import received

THERE = {"ae_attendances": {"TGH"}}
TEXT = "month,provider,pod,activity\n2017-04,TGH,AE,1512\n2017-05,TGH,AE,1490\n"


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for line in TEXT.splitlines():
        sheet.append([int(cell) if cell.isdigit() else cell for cell in line.split(",")])
    book.save(kept := io.BytesIO())
    return kept.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("ours.csv", TEXT.encode()),
        ("ours.csv", TEXT.replace(",", ";").encode("utf-16")),
        ("ours.tsv", TEXT.replace(",", "\t").encode("cp1252")),
        ("ours.csv.gz", gzip.compress(TEXT.encode())),
        ("ours.xlsx", workbook()),
    ],
)
def test_files_are_read_as_analysts_have_them_and_the_verdict_names_its_file(name, content):
    sent = {"name": name, "base64": base64.b64encode(content).decode()}
    found = check(*received(sent, 100_000), THERE)
    assert summary(name, found) == f"{name} is usable: 2 months of 1 series, Apr 2017 to May 2017."


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"name": "a.csv"},
        {"name": 7, "base64": ""},
        {"name": "a.csv", "base64": None},
        {"name": "a.csv", "base64": "not letters of this kind: é"},
        {"name": "a.csv", "base64": "A" * 200_000},
        {"name": "a.csv", "text": "month,provider,pod,activity"},
    ],
)
def test_what_is_no_file_is_refused_in_a_line(sent):
    with pytest.raises(InputError, match=r"send one of at most 100,000 bytes"):
        received(sent, 100_000)


def test_a_fault_of_our_own_is_said_and_nobody_waits():
    def work():
        raise IndexError("out of\nrange")

    done = request._done(work)
    assert done is not None
    assert (done.result, done.waiting) == (None, False)
    assert done.fault == "a fault of payscape's own: out of range"
