"""The report says ranges first, owns up to what it cannot tell, and asks nothing of the internet."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

import scenarios
from viz.findings import findings
from viz.report import Story, report, write_report

ALONE = {"meta", "br", "img", "link", "input", "hr"}


@pytest.fixture(scope="module")
def story() -> Story:
    arms = ("small-town-today", "small-town-capitation")
    pair = scenarios.compare(*arms, seeds=2, sample=0.1, months=14, workers=1)
    lived = {a: scenarios.run(n, sample=0.1, months=14, twins=False) for a, n in zip("ab", arms, strict=True)}
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
    assert "No difference that these runs can tell from none" in html
    assert "No difference was larger than chance" in html


def test_a_sure_difference_is_said_with_its_direction() -> None:
    row = {"measure": "referrals", "scope": "total", "unit": "a year", "a": 1000.0, "b": 950.0, "seeds": 9}
    table = pd.DataFrame([{**row, "difference": -50.0, "difference_low": -60.0, "difference_high": -40.0}])
    (found,) = findings(table, {})
    assert found.sentence("new", "old") == (
        "Referrals by GPs to hospital: 5.0% lower under new than under old (−6.0% to −4.0%)."
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

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        write_report(tmp_path / "report.html", story)
    assert list(tmp_path.iterdir()) == []
