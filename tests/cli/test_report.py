"""The report says ranges first, owns up to what it cannot tell, and asks nothing of the internet."""

import json
import os
import re
import shutil
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

import scenarios
from tests.cli.conftest import Type
from viz.report.comparison import Story, report, write_report
from viz.report.findings import findings

ALONE = {"meta", "br", "img", "link", "input", "hr"}


@pytest.fixture(scope="module")
def story() -> Story:
    arms = ("small-town-today", "small-town-capitation")
    pair = scenarios.compare(*arms, seeds=3, sample=0.1, months=14, workers=1)
    lived = {
        a: scenarios.run(n, sample=0.1, months=14, counterfactuals=False)
        for a, n in zip("ab", arms, strict=True)
    }
    return Story(
        question="Would it & could it be <better>?",
        place=lived["a"].record.place,
        baseline="a",
        alternative="b",
        titles={"a": pair.a.title, "b": "<script>alert(1)</script>"},
        differences=pair.table(),
        money=pair.money(),
        arms={arm: run.frames() for arm, run in lived.items()},
        reasons=[lived["b"].why("TGH")],
        published=pd.DataFrame({"period": ["2017-05"], "organisation_id": ["TGH"], "admissions": [200]}),
        notes=["A note of <our> own"],
        manifest={"payscape": "0", "source": "x", "seeds": [1, 2], "scenarios": [pair.a.model_dump()]},
        commands=["payscape demo > out"],
    )


class Balance(HTMLParser):
    """Counts what is opened and not closed, and collects what a screen reader needs."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in ALONE:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)


def parsed(html: str) -> Balance:
    page = Balance()
    page.feed(html)
    return page


def test_every_tag_is_closed_and_names_are_used_once(story: Story) -> None:
    page = parsed(report(story))
    ids = [attributes["id"] for _, attributes in page.seen if "id" in attributes]
    assert (page.open, page.faults) == ([], [])
    assert len(ids) == len(set(ids))


def test_it_asks_nothing_of_any_other_machine(story: Story) -> None:
    html = re.sub(r'xmlns(:\w+)?="[^"]*"', "", report(story))
    assert not re.search(r'(src|href)\s*=\s*"(?!#)', html)
    assert not re.search(r"https?:|@import|url\((?!#)", html)


def test_a_screen_reader_is_told_the_language_the_headings_and_the_charts(story: Story) -> None:
    page = parsed(report(story))
    assert ("html", {"lang": "en-GB"}) in page.seen
    assert all("scope" in attributes for tag, attributes in page.seen if tag == "th")
    charts = [attributes for tag, attributes in page.seen if tag == "svg"]
    assert len(charts) == 5
    assert all(chart["role"] == "img" and len(chart["aria-label"].split()) > 6 for chart in charts)


def test_what_comes_from_files_is_escaped(story: Story) -> None:
    html = report(story)
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "could it be &lt;better&gt;" in html


def test_results_come_before_charts_and_doubts_are_there(story: Story) -> None:
    headings = re.findall(r"<h2>(.*?)</h2>", report(story))
    assert headings.index("What came out") < headings.index("In pictures")
    assert {"What it assumes", "What this cannot tell you", "How to make it again"} <= set(headings)


def test_an_interval_that_includes_zero_is_said_to(story: Story) -> None:
    row = story.differences[story.differences["measure"] == "referrals"]
    unsure = row.assign(difference=5.0, difference_low=-5.0, difference_high=15.0)
    html = report(replace(story, differences=unsure))
    assert "No clear difference; the 95% interval includes zero: GP referrals to hospital" in html
    assert "No difference is clear" in html


def test_seeds_too_few_for_an_interval_are_no_finding(story: Story) -> None:
    row = story.differences[story.differences["measure"] == "referrals"]
    nan = float("nan")
    html = report(replace(story, differences=row.assign(difference_low=nan, difference_high=nan, seeds=1)))
    assert "Too few runs to say: GP referrals to hospital." in html
    assert ">1 seed: too few<" in html
    assert "No difference is clear" not in html
    assert ">too few runs<" in html
    assert "Not applicable: " not in html


def test_a_clear_difference_is_said_with_its_direction() -> None:
    row = {"measure": "referrals", "scope": "total", "unit": "a year", "a": 1000.0, "b": 950.0, "seeds": 9}
    table = pd.DataFrame([{**row, "difference": -50.0, "difference_low": -60.0, "difference_high": -40.0}])
    (found,) = findings(table, {})
    assert found.sentence("new", "old") == (
        "GP referrals to hospital: 5.0% lower under new than under old (−6.0% to −4.0%)."
    )


def test_what_does_not_apply_is_not_a_number_on_the_page() -> None:
    row = {"measure": "E1", "scope": "total", "unit": "% of it", "a": float("nan"), "b": 1.0, "seeds": 0}
    nan = float("nan")
    table = pd.DataFrame([{**row, "difference": nan, "difference_low": nan, "difference_high": nan}])
    (found,) = findings(table, {})
    assert (found.change, found.known, found.sure) == ("not applicable", False, False)


def test_the_same_story_gives_the_same_page(story: Story) -> None:
    assert report(story) == report(story)


def test_a_page_that_cannot_be_written_leaves_nothing(story: Story, tmp_path: Path, monkeypatch) -> None:
    def full(*_: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        write_report(tmp_path / "report.html", story)
    assert list(tmp_path.iterdir()) == []


def page_of(payscape: Type, folder: Path, out: Path) -> str:
    said = payscape("report", folder, "--out", out)
    assert said.code == 0, said.err
    return out.read_text(encoding="utf-8")


ATTACHED = {"What it assumes", "What this cannot tell you", "Quality assurance", "How to make it again"}


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """What `compare --set` and `compare --theory all` leave."""
    folder = tmp_path_factory.mktemp("saved")
    quick = {"seeds": 3, "sample": 0.1, "months": 18, "workers": 1}
    scenarios.compare_set("small-town", **quick).save(folder / "set")
    arms = ("small-town-today", "small-town-capitation")
    scenarios.compare_theories(*arms, **quick).save(folder / "theories")
    return {kind: folder / kind for kind in ("set", "theories")}


@pytest.mark.parametrize("kind", ["run", "comparison", "set", "theories"])
def test_whatever_was_saved_has_a_page_with_what_a_board_asks(
    kind: str, a_run: Path, a_comparison: Path, saved: dict[str, Path], payscape: Type, tmp_path: Path
) -> None:
    folder = {"run": a_run, "comparison": a_comparison, **saved}[kind]
    html = page_of(payscape, folder, tmp_path / "board.html")
    balance = parsed(html)
    assert (balance.open, balance.faults) == ([], [])
    headings = set(re.findall(r"<h2>(.*?)</h2>", html))
    assert headings >= {*ATTACHED, "What was asked", "What came out"}
    assert "Approver" in html
    assert not re.search(r"https?:|@import|url\((?!#)", re.sub(r'xmlns(:\w+)?="[^"]*"', "", html))


def test_the_page_of_a_run_has_its_effects_pictures_and_reasons(
    a_run: Path, payscape: Type, tmp_path: Path
) -> None:
    html = page_of(payscape, a_run, tmp_path / "board.html")
    assert "People reached by proactive care (E3)" in html
    assert html.count("<svg") == 3
    assert "Why they did it" in html
    assert "One run is one draw of chance" in html
    assert not re.search(r"\de[+-]\d", html.split("<h2>What came out</h2>")[1].split("</table>")[0])


def test_the_page_of_a_set_marks_what_is_clear(
    saved: dict[str, Path], payscape: Type, tmp_path: Path
) -> None:
    html = page_of(payscape, saved["set"], tmp_path / "board.html")
    table = pd.read_parquet(saved["set"] / "differences.parquet")
    sure = (table["difference_low"] > 0) | (table["difference_high"] < 0)
    assert sure.any()
    assert 1 <= html.count(">● ") <= sure.sum()


def test_the_page_is_written_into_the_folder_unless_told_otherwise(
    a_comparison: Path, payscape: Type, tmp_path: Path
) -> None:
    folder = shutil.copytree(a_comparison, tmp_path / "mine")
    assert payscape("report", folder).code == 0
    assert (folder / "report.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert payscape("report", folder, "--json").object == {"report": str(folder / "report.html")}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"kind": "calibration"}, "is the folder of a calibration, not of a run"),
        ({"kind": ["run"]}, "not of a run"),
        ({"seeds": []}, "seeds"),
        ({"seeds": ["<b>"]}, "seeds.0"),
        ({"scenarios": [{"id": "x"}]}, "scenarios.0.title: this key is missing"),
        ({"scenarios": "all"}, "scenarios"),
    ],
)
def test_a_manifest_that_was_changed_is_refused_in_one_line(
    change: dict, says: str, a_comparison: Path, payscape: Type, tmp_path: Path
) -> None:
    folder = shutil.copytree(a_comparison, tmp_path / "mine")
    manifest = folder / "manifest.json"
    told = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps({**told, **change}), encoding="utf-8")
    said = payscape("report", folder)
    assert said.code == 2
    assert says in said.err
    assert len(said.err.strip().splitlines()) == 1
    assert not (folder / "report.html").exists()


def test_a_place_that_is_not_at_hand_is_no_reason_to_fail(
    a_run: Path, payscape: Type, tmp_path: Path
) -> None:
    folder = shutil.copytree(a_run, tmp_path / "mine")
    manifest = folder / "manifest.json"
    told = json.loads(manifest.read_text(encoding="utf-8"))
    told["scenarios"][0] |= {"place": "gone_town", "title": "<script>alert(1)</script>"}
    manifest.write_text(json.dumps(told), encoding="utf-8")
    html = page_of(payscape, folder, tmp_path / "board.html")
    assert "People reached by proactive care (E3)" in html
    assert "<script" not in html
    assert "In pictures" in html
    assert "An invented town" in html, "results keep who is who in their place"
    del told["place"]
    manifest.write_text(json.dumps(told), encoding="utf-8")
    html = page_of(payscape, folder, tmp_path / "board.html")
    assert "Pictures and reasons are left out" in html
    assert "gone_town" in html


def test_a_table_that_is_missing_is_named(a_comparison: Path, payscape: Type, tmp_path: Path) -> None:
    folder = shutil.copytree(a_comparison, tmp_path / "mine")
    (folder / "money_split.parquet").unlink()
    said = payscape("report", folder)
    assert (said.code, "money_split.parquet" in said.err) == (2, True)
