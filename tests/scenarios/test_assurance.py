"""The logs of quality assurance: every assumption stands in the log, and what is claimed can be looked up."""

import math
from pathlib import Path

import pandas as pd
import pytest

from abm.parameters import ALL
from scenarios.assurance import assumptions, impact, quality
from scenarios.assurance.hanging import FILE, MEASURES, declared, ends, known, logged
from scenarios.assurance.impact import BEYOND, impact_of, impacts
from scenarios.assurance.place_log import fits, judged
from scenarios.sweeping.plan import Plan
from scenarios.sweeping.sweep_file import declared_in
from studies.assurance import main

PROJECT = Path(__file__).resolve().parents[2]
REMEDY = "run  python -m studies.assurance docs"


def test_the_pages_are_up_to_date() -> None:
    docs = PROJECT / "docs"
    assert (docs / "assumptions.md").read_text(encoding="utf-8") == assumptions.page(), REMEDY
    assert (docs / "qa_log.md").read_text(encoding="utf-8") == quality.page(), REMEDY


def test_every_assumption_is_in_the_log_and_nothing_that_is_known_well() -> None:
    page = assumptions.page().split("## All of them")[1]
    names = [line.split("`")[1] for line in page.splitlines() if line.startswith("| `")]
    assert names == [p.name for p in ALL if p.confidence in ("assumed", "low")]


def test_assumptions_were_asked_at_both_ends_and_for_every_measure() -> None:
    asked = known()
    assert FILE.is_file()
    assert set(asked.groupby("name")["measure"].apply(tuple)) == {MEASURES}
    assert set(asked["name"]) <= {p.name for p in ALL}
    unasked = {p.name for p in logged()} - set(asked["name"])
    assert len(unasked) <= len(logged()) / 20, "run  python -m scenarios.assurance.hanging"


def test_one_assumption_is_moved_at_a_time() -> None:
    plan = Plan(declared_in(declared(ends(logged()[:3]), 1), "moved"))
    assert len(plan.futures) == 1 + 2 * 3
    assert plan.futures[0] == {}
    assert [len(future) for future in plan.futures[1:]] == [1] * 6
    assert [arm.start for arm in plan.options] == ["east-london-today", "east-london-capitation"]


@pytest.mark.parametrize(
    ("low", "high", "word"),
    [
        (10.0, 10.0 + 0.9 * BEYOND, "little"),
        (10.0, 10.0 + 1.1 * BEYOND, "some"),
        (10.0, 10.0 + max(5.0, 1.1 * BEYOND), "large"),
        (-1.1 * BEYOND, 10.0, "turns the sign"),
        (-0.5 * BEYOND, 10.0, "large"),
        (math.nan, 10.0, "a run fails at one end"),
    ],
)
def test_a_move_is_called_what_it_is(low: float, high: float, word: str, monkeypatch) -> None:
    row = {"name": "x", "measure": "E15", "plain": 10.0, "low": low, "high": high}
    monkeypatch.setattr(impact, "known", lambda: pd.DataFrame([row]))
    monkeypatch.setattr(impact, "noise_of", lambda moves: 1.0)
    impacts.cache_clear()
    assert impact_of("x").word == word
    assert impact_of("never.asked").word == "not asked"
    monkeypatch.undo()
    impacts.cache_clear()


def test_the_evidence_of_every_check_is_there() -> None:
    for check in quality.quality()["checks"]:
        assert (PROJECT / check["evidence"]).is_file(), check["what"]
        assert "{" not in check["showed"]


def test_the_log_has_blanks_for_whoever_signs() -> None:
    signed = quality.page().split("## Sign-off")[1]
    rows = [line for line in signed.splitlines() if line.startswith("| ")][1:]
    assert [row.split(" | ")[0].strip("| ") for row in rows] == [
        r["role"] for r in quality.quality()["roles"]
    ]
    assert all(not cell.strip() for row in rows for cell in row.strip("|").split("|")[1:])


def test_a_place_says_what_was_fitted_and_judged() -> None:
    assert {fit.name for fit in fits("east_london")} == {"attendances", "emergencies", "pull_RF4"}
    assert all(fit.reason for fit in fits("east_london"))
    assert not fits("small_town")
    assert sum(count for _, count, _, _ in judged("east_london")) >= 20


def test_the_command_writes_both_pages(tmp_path: Path) -> None:
    main([str(tmp_path)])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["assumptions.md", "qa_log.md"]
