"""Finished sweeps and calibrations as they are shown, and local data as they are checked."""

import json

import pandas as pd
import pytest

from scenarios.errors import InputError
from viz.finished.catalogue import folders
from viz.finished.fitted import learned, opened, panels, verdict_words, verdicts
from viz.finished.local_data import check, series_table, summary

MANIFEST = {
    "kind": "calibration",
    "title": "A town",
    "blessed": False,
    "fit": ["2017-04", "2017-09"],
    "held_out": None,
    "verdicts": [
        {
            "name": "gap",
            "asks": "Is it the model?",
            "result": "FAILED",
            "says": "the gap is 3 times what was expected",
        }
    ],
    "notes": ["<b>left out</b>"],
    "spent": [{"purpose": "screen", "runs": 300, "lived": 0}, {"purpose": "waves", "runs": 674, "lived": 9}],
}
THERE = {"ae_attendances": {"TGH"}, "emergency_admissions": {"TGH"}}


def calibration(folder, **changes):
    """A calibration's folder, small."""
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text(json.dumps({**MANIFEST, **changes}))
    months = [f"2017-{m:02d}" for m in range(4, 10)]
    series = {"month": months, "target": "ae_attendances", "provider": "TGH", "fitted": True}
    lines = {"observed": [100.0, 105, None, 96, 101, 140], "low": 90.0, "median": 100.0, "high": 110.0}
    pd.DataFrame({**series, **lines}).to_parquet(folder / "series.parquet")
    ends = {"prior_low": 0.8, "prior_median": 1.0, "prior_high": 1.2}
    now = {"posterior_low": 1.0, "posterior_median": 1.1, "posterior_high": 1.2, "identified": "learned"}
    pd.DataFrame([{"parameter": "urgent.rate", **ends, **now}]).to_parquet(folder / "parameters.parquet")
    columns = ["target", "provider", "months", "ratio"]
    pd.DataFrame([["ae_attendances", "TGH", 6, 0.5]], columns=columns).to_parquet(folder / "held_out.parquet")
    return folder


def test_only_folders_of_the_kind_are_offered(tmp_path):
    fit = calibration(tmp_path / "fit")
    deep = calibration(tmp_path / "more" / "deep")
    calibration(tmp_path / "sweep", kind="sweep")
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd" / "manifest.json").write_text("[" * 100_000)
    (tmp_path / "list").mkdir()
    (tmp_path / "list" / "manifest.json").write_text("[1]")
    assert folders("calibration", tmp_path) == {"fit": fit, "deep": deep}
    assert list(folders("sweep", tmp_path)) == ["sweep"]
    assert folders("sweep", tmp_path / "nowhere") == {}


def test_a_fit_that_failed_says_that_it_is_not_to_be_used(tmp_path):
    fit = opened(calibration(tmp_path / "fit"))
    assert verdict_words(fit) == "The fit may not be used: 1 of 1 diagnostics failed"
    assert "Is it the model?" in verdicts(fit)
    assert "3 times what was expected" in verdicts(fit)
    assert "Fitted: Apr 2017 to Sep 2017. It rests on 974 runs." in verdicts(fit)
    assert "<b>" not in verdicts(fit)


def test_what_was_learned_is_seen_from_what_was_believed(tmp_path):
    strip = learned(opened(calibration(tmp_path / "fit")))
    (row,) = strip["rows"]
    (bar,) = row["bars"]
    assert [bar[k] for k in ("low", "mean", "high")] == pytest.approx([0.0, 0.5, 1.0])
    assert row["cells"] == ["1 (0.8 to 1.2)", "1.1 (1 to 1.2)", "learned"]


def test_series_are_drawn_with_their_band_and_months_without_a_number_are_left_open(tmp_path):
    made, months, lines = panels(opened(calibration(tmp_path / "fit")))
    assert months == [f"2017-{m:02d}" for m in range(4, 10)]
    assert lines.shape == (1, 4, 6)
    assert lines[0, 0, 1] == 105
    assert lines[0, 0, 2] != lines[0, 0, 2]
    assert made[0]["message"].endswith("80% of fitted months in the 90% band")


@pytest.mark.parametrize("broken", ["series.parquet", "manifest.json"])
def test_a_broken_folder_is_one_line(tmp_path, broken):
    folder = calibration(tmp_path / "fit")
    (folder / broken).write_text("not what it was")
    with pytest.raises(InputError, match="fit: a file cannot be read"):
        opened(folder)


def test_local_data_are_checked_and_told(tmp_path):
    text = "month,provider,pod,activity\n2017-04,TGH,AE,1512\n2017-05,TGH,AE,1490\n"
    observed = check("../../odd name?.csv", text.encode(), THERE)
    assert (
        summary("odd name.csv", observed)
        == "odd name.csv is usable: 2 months of 1 series, Apr 2017 to May 2017."
    )
    assert "May 2017" in series_table(observed)
    assert set(observed.rows["source"]) == {"odd name.csv"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is empty"),
        ("month,provider,pod,activity\n2017-04,TGH,AE,-1\n", "row 2, column 'activity'"),
        ("month,provider,pod,activity\n2017-04,NOBODY,AE,1\n", "unknown provider 'NOBODY'"),
        ("month;provider;pod;activity\n", "has headings and no rows"),
    ],
)
def test_faults_in_local_data_name_row_and_remedy(text, words):
    with pytest.raises(InputError, match=words):
        check("mine.csv", text.encode(), THERE)
