"""Sound files of every layout are read to tidy series; breaks are named, small numbers hidden."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from calibration.observed.breaks import KNOWN, RecordingBreak, cut, steps
from calibration.observed.cells import index_of, label_of, months_between
from calibration.observed.load import load, series_names
from calibration.observed.small_numbers import suppressed
from calibration.observed.table import Observed, SeriesKey
from calibration.planted import planted
from calibration.simulator import known_providers
from calibration.targets.catalogue import TARGETS
from scenarios.files.scenario_files import load_scenario
from tests.calibration.broken_files import AE_HEAD, DTOC_HEAD, HEAD, KH03_HEAD, RTT_HEAD, SLAM_HEAD, months

PROVIDERS = ("TGH", "OUT", "all")


def read(tmp_path: Path, text: str, **options) -> Observed:
    file = tmp_path / "activity.csv"
    file.write_text(text, encoding="utf-8")
    return load([file], PROVIDERS, **options)


def value(observed: Observed, target: str, month: str, provider: str = "TGH") -> float:
    return float(observed.values(SeriesKey(target, provider), [month])[0])


def test_a_tidy_file_with_segments_is_added_up(tmp_path: Path) -> None:
    rows = '2017-04,TGH,AE,under_5,300,\n2017-04,TGH,ae,older_75_plus,"1,200",99\n'
    found = read(tmp_path, "month,provider,pod,segment,activity,cost\n" + rows)
    assert value(found, "ae_attendances", "2017-04") == 1500


def test_parts_of_a_target_are_added_up(tmp_path: Path) -> None:
    found = read(tmp_path, HEAD + months(2, pod="NEL", value=100) + months(2, pod="NELST", value=50))
    assert [value(found, "emergency_spells", m) for m in ("2017-04", "2017-05")] == [150, 152]


def test_unknown_values_are_kept_as_unknown(tmp_path: Path) -> None:
    found = read(tmp_path, HEAD + "2017-04,TGH,AE,1500\n2017-05,TGH,AE,*\n2017-06,TGH,AE,<8\n")
    assert np.isnan([value(found, "ae_attendances", m) for m in ("2017-05", "2017-06")]).all()


def test_the_national_ae_return_adds_up_types_and_leaves_out_england(tmp_path: Path) -> None:
    rows = "MSitAE-APRIL-2017,TGH,Town,1000,500,150,300\nMSitAE-APRIL-2017,RXX,Else,9,9,1,1\n"
    found = read(tmp_path, AE_HEAD + rows + "MSitAE-APRIL-2017,TOTAL,,9999,9999,99,99\n")
    assert value(found, "ae_attendances", "2017-04") == 1500
    assert value(found, "four_hour_breaches", "2017-04") == pytest.approx(0.1)
    assert value(found, "emergency_admissions", "2017-04") == 300
    assert found.notes == (
        "activity.csv: 1 row of totals is left out",
        "activity.csv: 1 provider that is not of the place is left out: RXX; 1 row (18 attendances)",
    )


def test_the_national_waiting_times_add_up_commissioners(tmp_path: Path) -> None:
    rows = "".join(f"RTT-April-2017,TGH,Part_2,{row}\n" for row in ("C_999,900", "C_999,100", "C_100,900"))
    found = read(tmp_path, RTT_HEAD + rows + "RTT-April-2017,TGH,Part_1A,C_999,7\n")
    assert value(found, "waiting_list", "2017-04") == 1000


def test_the_national_beds_return_stands_for_its_three_months(tmp_path: Path) -> None:
    found = read(tmp_path, KH03_HEAD + "2017-18,March,TGH,Town,200,180\n2017-18,June,,England,9,9\n")
    assert [value(found, "bed_occupancy", m) for m in ("2018-01", "2018-03")] == [0.9, 0.9]


def test_delayed_transfers_add_up_who_is_responsible(tmp_path: Path) -> None:
    assert value(read(tmp_path, DTOC_HEAD + "Apr-17,TGH,10,5,1\n"), "delayed_days", "2017-04") == 16


def test_contract_monitoring_adds_up_rows_and_skips_what_the_model_has_not(tmp_path: Path) -> None:
    told = ("AE,30,100", "AE,12,50", "MATERNITY,5,1", "NF2F,4,1", "OPFUP,6,1")
    rows = "".join(f"TGH,Apr-17,{row}\n" for row in told)
    found = read(tmp_path, SLAM_HEAD + rows)
    assert value(found, "ae_attendances", "2017-04") == 42
    assert value(found, "follow_ups", "2017-04") == 10


def test_a_changed_code_is_put_right_where_said(tmp_path: Path) -> None:
    text = HEAD + months(6, provider="RNJ") + months(6, start=6)
    found = read(tmp_path, text, codes={"RNJ": "TGH"})
    assert found.series() == [SeriesKey("ae_attendances", "TGH")]
    assert len(found.rows) == 12


@pytest.mark.parametrize("written", ["2017-04", "2017-04-01", "01/04/2017", "Apr-17", "April 2017", "201704"])
def test_months_as_people_write_them(tmp_path: Path, written: str) -> None:
    assert value(read(tmp_path, HEAD + f"{written},TGH,AE,5\n"), "ae_attendances", "2017-04") == 5


def test_public_series_are_read_and_end_before_the_reserved_months() -> None:
    trusts = ("R1H", "RF4", "RQX")
    boroughs = ("barking_and_dagenham", "havering", "newham", "redbridge", "tower_hamlets", "waltham_forest")
    found = load(series_names(), (*trusts, *boroughs))
    assert found.rows["month"].max() == "2018-03"
    assert "RQX" not in set(found.rows["provider"])
    assert found.rows["value"].notna().all()


def long_series(first: str, n: int, provider: str, target: str, values: np.ndarray) -> Observed:
    labels = months_between(first, label_of(index_of(first) + n - 1))
    rows = {"month": labels, "provider": provider, "target": target, "value": values, "source": "x.csv"}
    return Observed(pd.DataFrame(rows))


def test_a_known_break_is_cut_on_its_shorter_side_and_named() -> None:
    observed = long_series("2017-04", 18, "R1H", "emergency_admissions", np.full(18, 7000.0))
    found = cut(observed, "2017-04", "2018-09")
    assert found.rows["month"].max() == "2018-03"
    assert "same-day emergency care" in found.notes[0]
    assert "6 months from then on are left out" in found.notes[0]


def test_a_break_that_only_moves_parts_is_named_and_kept() -> None:
    observed = long_series("2017-04", 24, "RF4", "ae_attendances", np.full(24, 23000.0))
    found = cut(observed, "2017-04", "2019-03")
    assert len(found.rows) == 24
    assert "streaming" in found.notes[0]


def test_a_break_outside_the_months_asked_for_changes_nothing() -> None:
    observed = long_series("2017-04", 12, "R1H", "emergency_admissions", np.full(12, 7000.0))
    assert cut(observed, "2017-04", "2018-03").notes == ()


def test_known_breaks_say_where_they_are_known_from() -> None:
    assert all(broken.source and broken.what for broken in KNOWN)
    assert len({(b.provider, b.target, b.month) for b in KNOWN}) == len(KNOWN)
    assert isinstance(KNOWN[0], RecordingBreak)


def test_an_unknown_step_is_found_and_a_season_is_not() -> None:
    season = 1 + 0.1 * np.cos(np.arange(24) * 2 * np.pi / 12)
    luck = np.exp(0.01 * np.random.default_rng(1).normal(size=24))
    plain = long_series("2017-04", 24, "TGH", "ae_attendances", 1500 * season * luck)
    assert steps(plain) == []
    stepped = long_series(
        "2017-04", 24, "TGH", "ae_attendances", 1500 * season * luck * np.where(np.arange(24) < 10, 1, 1.4)
    )
    assert "steps by +39% in 2018-02" in steps(stepped)[0]


def test_small_counts_are_not_exported() -> None:
    shown = suppressed(np.array([0.0, 1.0, 7.0, 8.0]), "delayed_days")
    assert np.array_equal(shown, [0.0, np.nan, np.nan, 8.0], equal_nan=True)
    assert suppressed(np.array([0.5]), "bed_occupancy").tolist() == [0.5]


def test_every_target_is_given_by_a_run_and_read_back_as_the_run_gave_it(tmp_path: Path) -> None:
    """The plain layout takes all of them, and a run has all of them of somebody."""
    scenario = load_scenario("small-town-today").changed(months=2, sample=0.2)
    there = known_providers(scenario)
    assert all(there[target] for target in TARGETS)
    file = tmp_path / "activity.csv"
    file.write_text(planted(scenario, {}, 1, tuple(TARGETS)), encoding="utf-8")
    found = load([file], set().union(*there.values()))
    assert {key.target for key in found.series()} == set(TARGETS)
    written = pd.read_csv(file, dtype={"activity": float})
    for key in found.series():
        mine = written[(written["pod"] == key.target) & (written["provider"] == key.provider)]
        assert np.allclose(found.values(key, list(mine["month"])), mine["activity"])


ASKED_FOR = {
    "AE": "ae_attendances",
    "BREACH": "four_hour_breaches",
    "AEADM": "emergency_admissions",
    "REF": "gp_referrals",
    "LIST": "list_sizes",
    "GPPAY": "practice_payments",
    "XBD": "delayed_days",
    "RTT": "waiting_list",
    "OCC": "bed_occupancy",
    "DIH": "deaths_in_hospital",
    "QOF": "prevalence",
}
"""What analysts bring first, by the word for it."""


@pytest.mark.parametrize("word", ASKED_FOR)
def test_what_analysts_bring_has_a_word_and_a_target(tmp_path: Path, word: str) -> None:
    target = ASKED_FOR[word]
    amount = 0.25 if TARGETS[target].share else 900
    found = read(tmp_path, HEAD + f"2017-04,TGH,{word},{amount}\n2017-05,TGH,{word.lower()},{amount}\n")
    assert found.series() == [SeriesKey(target, "TGH")]
    assert value(found, target, "2017-05") == amount
