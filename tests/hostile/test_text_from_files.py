"""What a file says is shown as one line that can be seen, on any screen and in any spreadsheet."""

import json

import pandas as pd
import pytest

from cli import table
from cli.folders import read_manifest, save_csv
from scenarios.errors import InputError
from scenarios.files.scenario_files import load_scenario
from scenarios.files.toml_files import parsed_text
from scenarios.words.spreadsheet import csv_text, harmless
from scenarios.words.visible import in_one_line, json_visible, one_line

HIDDEN = {
    "an escape": "\x1b[31m",
    "a bell": "\x07",
    "an eight-bit escape": "\x9b2J",
    "a backspace": "\x08\x08\x08ok",
    "delete": "\x7f",
    "right to left": "\u202e",
    "an isolate": "\u2066",
    "a mark of direction": "\u200f",
    "no width": "\u200b",
    "a tag": "\U000e0041",
    "a private sign": "\ue000",
}
BLANKS = {"a line end": "a\nb", "a tab": "a\tb", "a line separator": "a\u2028b", "a hard blank": "a\xa0b"}
FORMULAS = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1"]
ORDINARY = ["Barts Health", "R1H", "−5", "-5", "+3.5", "-1e-9", "", "a=b", "1-2", "Ysbyty Gwynedd", "東京"]


@pytest.mark.parametrize("what", HIDDEN)
@pytest.mark.parametrize("where", ["title", "note.x", "list", "a name"])
def test_a_character_that_cannot_be_seen_is_refused_with_its_place(what, where):
    mark = "".join(f"\\U{ord(c):08x}" for c in HIDDEN[what])
    text = {
        "title": f'title = "a{mark}"',
        "note.x": f'[note]\nx = "a{mark}"',
        "list": f'list = [["b"], ["a{mark}"]]',
        "a name": f'"a{mark}" = 1',
    }[where]
    with pytest.raises(InputError) as fault:
        parsed_text(text, "mine.toml", "scenario")
    assert f"mine.toml: {where}: a character that cannot be seen (U+" in str(fault.value)
    assert str(fault.value).isprintable()


@pytest.mark.parametrize("text", BLANKS.values(), ids=BLANKS)
def test_blanks_of_any_kind_become_one_blank(text):
    written = "".join(f"\\U{ord(c):08x}" for c in text)
    assert parsed_text(f'title = "{written}"', "mine.toml", "scenario") == {"title": "a b"}


def test_letters_of_other_alphabets_stay():
    title = "Ynys Môn, Ελλάδα, 東京, n̈, £5 − 3"
    assert parsed_text(f'title = "{title}"', "mine.toml", "scenario") == {"title": title}


def test_a_scenario_whose_title_clears_the_terminal_is_refused(tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text('extends = "small-town-today"\ntitle = "\\u001b[2J"\n')
    with pytest.raises(InputError, match=r"mine\.toml: title: a character that cannot be seen \(U\+001B\)"):
        load_scenario(file)


def test_a_manifest_that_was_changed_by_hand_is_shown_in_one_line(tmp_path):
    said = {"payscape": "0", "title": "a\x1b[2J\nb", "scenarios": [{"title": "\u202e"}]}
    (tmp_path / "manifest.json").write_text(json.dumps(said))
    manifest = read_manifest(tmp_path)
    assert manifest["title"] == "a�[2J b"
    assert manifest["scenarios"] == [{"title": "�"}]


@pytest.mark.parametrize("text", HIDDEN.values(), ids=HIDDEN)
def test_tables_on_a_screen_show_a_sign_instead(text, capsys):
    table.show(["provider"], [[f"a{text}\tb\nc"]])
    head, row, end = capsys.readouterr().out.split("\n")
    assert (head, end) == ("provider", "")
    assert row.isprintable()
    assert "�" in row


@pytest.mark.parametrize("text", HIDDEN.values(), ids=HIDDEN)
def test_json_says_the_same_without_them(text):
    written = json_visible(json.dumps({"name": text}, ensure_ascii=False, indent=1))
    assert json.loads(written) == {"name": text}
    assert all(line.isprintable() for line in written.split("\n"))


def test_what_can_be_seen_is_left_alone():
    for text in ORDINARY:
        assert one_line(text) == in_one_line(text) == text


@pytest.mark.parametrize("text", FORMULAS)
def test_a_spreadsheet_is_given_no_formula(text, tmp_path):
    frame = pd.DataFrame({text: [1], "name": [text], "kind": pd.Categorical([text])})
    save_csv(frame, tmp_path / "t.csv")
    read = pd.read_csv(tmp_path / "t.csv", dtype=str, lineterminator="\n")
    assert list(read.columns) == [f"'{text}", "name", "kind"]
    assert list(read.iloc[0]) == ["1", f"'{text}", f"'{text}"]


def test_numbers_and_ordinary_text_are_written_as_they_are():
    frame = pd.DataFrame({"£m": [-1.5, 2.0], "units": [-3, 4], "name": ["R1H", None]})
    assert csv_text(frame) == frame.to_csv(index=False, lineterminator="\n")
    assert [harmless(text) for text in ORDINARY] == ORDINARY
