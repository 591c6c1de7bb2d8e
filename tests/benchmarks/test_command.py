"""`make bench`: a benchmark that fails says so in a line; the others and the page keep their figures."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from benchmarks import __main__ as command
from benchmarks import catalogue, page
from benchmarks.figure import Figure
from benchmarks.report import measured


def quick(repeats: int, small: bool = False) -> list[Figure]:
    return [Figure("a run", float(repeats), "s", 5.0), Figure("its size", 1.0, "MB")]


def broken(repeats: int, small: bool = False) -> list[Figure]:
    raise ValueError("too many values\nto unpack")


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch):
    """Type the command, with three benchmarks of which the middle one fails."""
    three = {"first": quick, "second": broken, "third": quick}
    monkeypatch.setattr(catalogue, "BENCHMARKS", three)
    app = typer.Typer()
    app.command()(command.main)
    return lambda *words: CliRunner().invoke(app, list(words))


def test_a_benchmark_that_fails_says_so_in_one_line_and_stops_no_other(bench) -> None:
    result = bench()
    assert result.exit_code == command.FAILED == 1
    lines = result.stdout.splitlines()
    assert "second\tnot measured: ValueError: too many values to unpack" in lines
    assert [line.split("\t")[0] for line in lines[1:]] == ["first", "first", "second", "third", "third"]


def test_without_a_fault_the_command_ends_with_0(bench) -> None:
    assert bench("--only", "first", "--only", "third").exit_code == 0


def test_json_holds_figures_and_faults(bench) -> None:
    told = json.loads(bench("--json", "--repeats", "6").stdout)
    assert [f["met"] for f in told["figures"]] == [False, None, False, None]
    assert list(told["faults"]) == ["second"]


def test_a_page_holds_what_was_measured_before_a_stop(bench, tmp_path: Path, monkeypatch) -> None:
    def stopped(repeats: int, small: bool = False) -> list[Figure]:
        raise KeyboardInterrupt

    monkeypatch.setitem(catalogue.BENCHMARKS, "third", stopped)
    file = tmp_path / "speed.md"
    file.write_text(f"above\n{page.BEGIN}\nold\n{page.END}\nbelow\n", encoding="utf-8")
    assert bench("--into", str(file)).exit_code != 0
    text = file.read_text(encoding="utf-8")
    assert text.startswith("above\n")
    assert text.endswith("\nbelow\n")
    assert "old" not in text
    assert "| `first` | a run | 3.00 s | at most 5 | met |" in text
    assert "| `second` | not measured: ValueError: too many values to unpack |" in text


def test_a_table_says_when_where_and_of_which_commit_it_is() -> None:
    head = page.table([measured("first", quick, 1, False)], "abc1234", "2026-11-22").splitlines()[0]
    assert head.startswith("One run of `make bench` on 2026-11-22, commit abc1234; ")
    assert "Python 3." in head


def test_a_page_without_marks_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text("nothing here", encoding="utf-8")
    with pytest.raises(ValueError, match="between which the table goes"):
        page.write(tmp_path / "other.md", [])


def test_the_page_on_speed_has_a_row_for_every_benchmark(project: Path) -> None:
    text = (project / "docs" / "concepts" / "speed.md").read_text(encoding="utf-8")
    shown = text.partition(page.BEGIN)[2].partition(page.END)[0]
    assert [name for name in catalogue.BENCHMARKS if f"| `{name}` |" not in shown] == []
