"""The study of planted truths runs, small, and its page is what it found."""

from pathlib import Path

import pytest

pytest.importorskip("emcee")
pytest.importorskip("SALib")
pytest.importorskip("sklearn")

from calibration.calibration_file import calibration_in, load_calibration
from studies.recovery import by_parameter, page, study

SMALL = {
    "title": "A small study",
    "scenario": "small-town-today",
    "sample": 0.5,
    "fit": ["2017-04", "2018-03"],
    "targets": ["ae_attendances", "emergency_admissions"],
    "providers": ["TGH"],
    "priors": {"urgent.attendance_rate": "plausible", "urgent.admission_rate": "plausible"},
    "effort": {"screen": 0, "wave": 40, "waves": 1, "truths": 3},
}


def test_a_small_study_says_what_it_found() -> None:
    asked = calibration_in(SMALL, "study.toml")
    found = study(asked)
    _, table, _, problem = found
    assert len(table) == 3 * 2
    assert ((table["low"] < table["high"]) & table["part"].between(0, 1)).all()
    written = page(asked, found)
    assert f"3 truths, 40 runs, {len(problem.summaries.each)} summaries of 2 series" in written
    assert all(f"| `{name}` |" in written for name in by_parameter(table)["parameter"])


def test_the_page_that_is_kept_is_of_the_study_that_is_shipped() -> None:
    """Its title, its truths and its parameters; its numbers are of the version that it came with."""
    asked = load_calibration("small-town-fourteen")
    kept = (Path(__file__).parents[2] / "docs" / "recovery.md").read_text(encoding="utf-8")
    assert kept.startswith(f"# {asked.title}\n")
    assert f"{asked.effort.truths} truths, {asked.effort.wave} runs" in kept
    assert all(f"`{name}`" in kept for name in asked.priors.names)
    assert len(asked.priors.names) >= 12
