"""What is printed comes out in any encoding, tables open in a spreadsheet, what weakens a result is said."""

import io
import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cli import output
from cli.table import show, show_json
from scenarios.errors import InputError
from scenarios.files.policy_numbers import policy_number
from scenarios.questions.notes import notes_on_pairs, notes_on_rest
from scenarios.runs.folder import write_results
from scenarios.runs.resolve import resolve
from scenarios.runs.spreadsheets import MOST_ROWS, WORKBOOK, writers
from scenarios.sweeping.design import Design
from scenarios.sweeping.dimension import read_dimensions
from scenarios.sweeping.plan import Plan
from scenarios.sweeping.sensitivity import indices, is_constant
from scenarios.sweeping.sweep_file import declared_in

WORDS = "−5 ± 2 ● £3 “so” … Größe 東京 \udcff"


def printed(encoding: str, monkeypatch, say) -> bytes:
    """What comes out of standard output that has an encoding."""
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding))
    output.prepare()
    say()
    sys.stdout.flush()
    return raw.getvalue()


@pytest.mark.parametrize(
    ("encoding", "begins"),
    [
        ("ascii", b"-5 +/- 2 * GBP 3 \"so\" ... Gr??e ?? ?"),
        ("cp1252", "-5 ± 2 * £3 “so” … Größe ?? ?".encode("cp1252")),
        ("cp437", b"-5 \xf1 2 * \x9c3 \"so\" ... Gr\x94\xe1e ?? ?"),
        ("utf-8", "−5 ± 2 ● £3 “so” … Größe 東京 ?".encode()),
    ],
)  # fmt: skip
def test_a_table_is_printed_whatever_the_encoding(encoding: str, begins: bytes, monkeypatch) -> None:
    said = printed(encoding, monkeypatch, lambda: print(WORDS))
    assert said.strip() == begins
    assert printed(encoding, monkeypatch, lambda: show(("a", "b"), [(-1.5, "x")])).count(b"\t") == 2


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_json_loses_no_character(encoding: str, monkeypatch) -> None:
    said = printed(encoding, monkeypatch, lambda: show_json({"name": "Größe 東京 −"}))
    assert json.loads(said.decode(encoding)) == {"name": "Größe 東京 −"}


def test_no_standard_output_at_all_is_no_fault(monkeypatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    output.prepare()
    show(("a",), [("x",)])
    assert sys.stdout is not None
    assert sys.stdout.writable()


TABLES = {
    "money": pd.DataFrame({"who": ["=HYPERLINK(1)", "Zürich", None], "pence": [-5, 1, 2]}),
    "activity": pd.DataFrame({"pod": pd.Categorical(["-EL", "@x"]), "count": [1.5, float("nan")]}),
}


def test_csv_tables_stand_beside_the_others_and_hold_no_formula(tmp_path: Path) -> None:
    about = {"payscape": "1", "kind": "run", "scenarios": [{"id": "today"}]}
    out = write_results(tmp_path / "out", TABLES, about, tables="csv")
    money = pd.read_csv(out / "money.csv", encoding="utf-8-sig")
    assert money["who"].fillna("").tolist() == ["'=HYPERLINK(1)", "Zürich", ""]
    assert money["pence"].tolist() == [-5, 1, 2]
    assert (out / "money.csv").read_bytes().startswith(b"\xef\xbb\xbf"), "Excel reads it as UTF-8"
    write_results(out, TABLES, about)
    assert not (out / "money.csv").exists(), "tables of the results before go with them"


def test_a_workbook_has_a_sheet_for_each_table_and_no_formula(tmp_path: Path, monkeypatch) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    monkeypatch.setattr("scenarios.runs.spreadsheets.MOST_ROWS", 2)
    write = writers(TABLES, "xlsx")
    assert list(write) == [WORKBOOK, "money.csv"], "a table that no sheet has room for is a CSV"
    assert MOST_ROWS == 2**20 - 1
    write[WORKBOOK](tmp_path / WORKBOOK)
    sheet = openpyxl.load_workbook(tmp_path / WORKBOOK)["activity"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows == [["pod", "count"], ["'-EL", 1.5], ["'@x", None]]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_an_unknown_kind_of_table_is_one_line() -> None:
    with pytest.raises(InputError, match="no tables as 'ods'; csv or xlsx"):
        writers(TABLES, "ods")


def test_conduct_that_rests_apart_is_said_and_the_same_rest_is_not() -> None:
    today, other = resolve("small-town-today"), resolve("small-town-capitation")
    assert notes_on_pairs([today, other]) == []
    alone = resolve(other.scenario.model_copy(update={"reference": None}))
    (note,) = notes_on_pairs([today, alone])
    assert note.startswith("small-town-today rests on east-london-today, small-town-capitation on capitation")
    assert "give both the same reference" in note
    assert notes_on_rest(today.scenario) == []
    assert "names no reference" in notes_on_rest(alone.scenario)[0]


@pytest.mark.parametrize(
    ("name", "year", "says"),
    [
        ("global_sum", 2026, "that of 2024/25 stands in for 2026/27"),
        ("quality_point", 2025, "that of 2024/25 stands in for 2025/26"),
        ("global_sum", 2024, "; published)"),
        ("marginal_rate_emergency", 2012, "; published)"),
        ("marginal_rate_emergency", 2026, "; recalled)"),
    ],
)
def test_a_number_that_stands_in_for_a_later_year_says_so(name: str, year: int, says: str) -> None:
    assert says in policy_number(name, year).words


def test_a_wrong_path_of_a_lever_is_blamed_by_its_own_name_beside_a_range_that_is_sound() -> None:
    path = "regime.contracts.acute.elements.tariff.marginal_rate"
    table = {
        "title": "x",
        "scenarios": ["small-town-today", "small-town-capitation"],
        "levers": {path: [0.3, 1.0]},
        "uncertainties": {"conduct.horizon_years": {"low": 1.0, "high": 4.0}},
    }
    with pytest.raises(InputError, match=rf"x\.toml: levers\.{path}: no such part"):
        Plan(declared_in(table, "x.toml"))
    sound = {**table, "levers": {}, "uncertainties": {"conduct.horizon_years": {"low": 1.0, "high": 40.0}}}
    with pytest.raises(InputError, match=r"uncertainties\.conduct\.horizon_years: .*its range is 1 to 40"):
        Plan(declared_in(sound, "x.toml"))


def test_a_measure_that_never_differs_has_no_indices() -> None:
    dimensions = read_dimensions({"conduct.horizon_years": {"low": 1.0, "high": 4.0}}, "x")
    assert indices(Design(kind="saltelli", points=4), dimensions, np.full(12, 6.0)).empty
    assert is_constant(np.full(12, 6.0))
    assert not is_constant(np.arange(12.0))
