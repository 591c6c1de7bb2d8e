"""The model itself, calibrated: a truth planted in the small town, found, kept, and used elsewhere."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

pytest.importorskip("emcee")
pytest.importorskip("SALib")
pytest.importorskip("sklearn")

from calibration.calibrate import calibrate, checked_data
from calibration.calibration_file import Calibration, calibration_in
from calibration.diagnostics.verdict import QUESTIONS, Verdict
from calibration.effort_spent import words
from calibration.fit import Fit
from calibration.overlay import overlay
from calibration.planted import planted
from cli.calibrate import as_data, show_fit
from scenarios.errors import InputError
from scenarios.files.scenario_files import load_scenario
from scenarios.questions.compare import compare
from scenarios.runs.parameter_draws import read_draws

TRUTH = {"urgent.attendance_rate": 1.12, "urgent.admission_rate": 0.88, "primary_care.refer_log_odds": -0.4}
SEEN = ("ae_attendances", "emergency_admissions", "gp_referrals")
TABLE = {
    "title": "A town whose truth is known",
    "scenario": "small-town-today",
    "sample": 1.0,
    "fit": ["2017-04", "2018-03"],
    "targets": list(SEEN),
    "providers": ["TGH", "all"],
    "priors": {**dict.fromkeys(TRUTH, "plausible"), "conduct.peer_pull": "plausible"},
    "effort": {"screen": 4, "wave": 60, "waves": 1, "draws": 200, "steps": 700, "check": 20, "truths": 0},
}


@pytest.fixture(scope="module")
def activity(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a run with the truth would have recorded."""
    file = tmp_path_factory.mktemp("data") / "activity.csv"
    scenario = load_scenario("small-town-today").changed(months=12, sample=1.0)
    file.write_text(planted(scenario, TRUTH, 77, SEEN), encoding="utf-8")
    return file


def asked(**changes) -> Calibration:
    return calibration_in({**TABLE, **changes}, "town.toml")


@pytest.fixture(scope="module")
def fit(activity: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Fit, Path]:
    runs = tmp_path_factory.mktemp("runs") / "kept"
    return calibrate(asked(), [activity], runs), runs


def test_the_truth_is_found(fit) -> None:
    found, _ = fit
    table = found.parameters.set_index("parameter")
    for name, value in TRUTH.items():
        low, high = np.quantile(found.draws[name], [0.005, 0.995])
        assert low <= value <= high, name
        assert table.loc[name, "identified"] != "not identified"


def test_what_the_data_cannot_inform_keeps_its_prior_and_is_left_out_of_the_overlay(fit) -> None:
    found, _ = fit
    assert found.parameters.set_index("parameter").loc["conduct.peer_pull", "identified"] == "not identified"
    assert "conduct.peer_pull" not in found.overlay(Path())
    assert "urgent.attendance_rate" in found.overlay(Path())


def test_a_second_start_lives_nothing_again(fit, activity: Path) -> None:
    found, runs = fit
    again = calibrate(asked(), [activity], runs)
    assert found.runs > 60
    assert again.runs == 0
    pd.testing.assert_frame_equal(again.draws, found.draws)


def test_what_is_kept_can_be_used_elsewhere(fit, tmp_path: Path) -> None:
    found, _ = fit
    assert found.blessed, [v.says for v in found.verdicts if v.passed is False]
    found.save(tmp_path / "fit")
    overlay = load_scenario(tmp_path / "fit" / "overlay.toml")
    assert overlay.parameters["urgent.attendance_rate"] == pytest.approx(1.12, abs=0.12)
    draws = read_draws(tmp_path / "fit")
    assert draws.of(1) != draws.of(2)
    wide = compare("small-town-today", overlay, 2, sample=0.2, months=13, workers=1, draws=draws)
    assert wide.seeds == 2


def test_draws_of_a_fit_that_failed_are_refused(fit, tmp_path: Path) -> None:
    found, _ = fit
    folder = found.save(tmp_path / "fit")
    told = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps({**told, "blessed": False}))
    with pytest.raises(InputError, match="failed its diagnostics"):
        read_draws(folder)


def test_tables_hold_no_small_counts(fit) -> None:
    found, _ = fit
    seen = found.series["observed"].dropna()
    assert not ((seen > 0) & (seen < 8)).any()


def test_data_of_another_size_are_refused_before_a_fit(activity: Path, tmp_path: Path) -> None:
    frame = pd.read_csv(activity)
    frame["activity"] *= 5
    frame.to_csv(tmp_path / "large.csv", index=False)
    with pytest.raises(InputError, match="cannot be reached"):
        calibrate(asked(), [tmp_path / "large.csv"])


def test_months_without_data_are_refused(activity: Path) -> None:
    with pytest.raises(InputError, match="no data within"):
        checked_data(asked(fit=["2018-04", "2019-03"]), [activity])


def test_the_overlay_of_a_scenario_of_ones_own_says_it_all(tmp_path: Path) -> None:
    (tmp_path / "regimes").mkdir()
    (tmp_path / "regimes" / "mine.toml").write_text('extends = "east-london-today"\n')
    mine = tmp_path / "mine.toml"
    mine.write_text(
        'extends = "small-town-today"\nregime = "regimes/mine.toml"\n'
        '[parameters]\n"urgent.admit_minor" = 0.02\n'
    )
    base = load_scenario(mine).changed(sample=0.5)
    (tmp_path / "fit").mkdir()
    made = tmp_path / "fit" / "overlay.toml"
    made.write_text(overlay(base, {"urgent.direct_share": 0.28}, "h", tmp_path / "fit"), encoding="utf-8")
    found = load_scenario(made)
    assert found.parameters == {"urgent.admit_minor": 0.02, "urgent.direct_share": 0.28}
    assert found.setup().regime.id == base.setup().regime.id
    assert (found.place, found.months, found.theory) == (base.place, base.months, base.theory)
    assert found.sample == 0.5, "a small place is not simulated at the default, a resident in a hundred"


def test_what_it_took_is_kept_and_a_second_start_says_what_it_found(fit, activity: Path) -> None:
    found, runs = fit
    purposes = {one.purpose: one for one in found.spent}
    assert purposes["wave 1"].runs == purposes["wave 1"].made == 60
    assert purposes["checks"].runs == 20
    again = calibrate(asked(), [activity], runs)
    assert sum(one.runs for one in again.spent) == sum(one.runs for one in found.spent)
    assert "0 of them now" in words(again.spent)
    assert found.manifest()["spent"][0]["seconds"] >= 0
    assert found.seconds == pytest.approx(sum(one.seconds for one in found.spent))


def test_the_page_to_hand_on_asks_in_plain_words_and_says_what_may_be_done(fit, tmp_path: Path) -> None:
    found, _ = fit
    written = (found.save(tmp_path / "fit") / "report.md").read_text(encoding="utf-8")
    assert "**May be used.**" in written
    assert all(verdict.question.asks in written and verdict.says in written for verdict in found.verdicts)
    assert "| wave 1 | 60 | 60 |" in written
    assert "`urgent.attendance_rate`" in written
    assert "conduct.peer_pull" not in written


def test_the_page_of_a_refused_fit_says_no_and_what_to_do(
    fit, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found, _ = fit
    refused = replace(found, verdicts=(*found.verdicts, Verdict("drift", False, "it moves")))
    folder = refused.save(tmp_path / "fit")
    written = (folder / "report.md").read_text(encoding="utf-8")
    assert "**Not to be used.** 1 of" in written
    assert QUESTIONS["drift"].remedy in written
    assert "no figure of it belongs in a plan" in written
    assert not (folder / "overlay.toml").exists()
    show_fit(refused)
    shown = capsys.readouterr().out
    assert QUESTIONS["drift"].remedy in shown
    assert shown.rstrip().endswith("Not to be used: failed drift.")


def test_every_diagnostic_asks_a_question_and_no_question_is_idle(fit) -> None:
    found, _ = fit
    assert {verdict.name for verdict in found.verdicts} == set(QUESTIONS)


def test_a_fit_is_told_to_people_and_to_scripts(fit, capsys: pytest.CaptureFixture[str]) -> None:
    found, _ = fit
    show_fit(found)
    shown = capsys.readouterr().out
    assert "May be used: no diagnostic failed." in shown
    assert all(verdict.says in shown for verdict in found.verdicts)
    said = as_data(found, None)
    assert said["blessed"] is True
    assert said["predicted"] == []


def test_every_month_of_who_is_predicted_is_written_for_a_spreadsheet(fit, tmp_path: Path) -> None:
    """Without held-out months too."""
    found, _ = fit
    folder = replace(found, predict=("TGH",)).save(tmp_path / "fit")
    rows = pd.read_csv(folder / "predicted.csv")
    assert list(rows.columns) == ["month", "target", "provider", "low", "median", "high"]
    assert set(rows["provider"]) == {"TGH"}
    assert set(rows["target"]) == {"ae_attendances", "emergency_admissions"}
    assert (rows.groupby("target")["month"].nunique() == 12).all()
    assert ((rows["low"] < rows["median"]) & (rows["median"] < rows["high"])).all()
    assert not (found.save(tmp_path / "plain") / "predicted.csv").exists()
