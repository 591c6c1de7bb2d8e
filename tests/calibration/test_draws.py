"""Draws of parameters: read whole or refused in one line, laid over scenarios, one a future in a sweep."""

from pathlib import Path

import pandas as pd
import pytest

from scenarios.errors import InputError
from scenarios.files.scenario_files import load_scenario
from scenarios.runs.parameter_draws import read_draws
from scenarios.runs.resolve import resolve
from scenarios.sweeping.dimension import read_dimensions

SOUND = {"urgent.direct_share": [0.26, 0.27, 0.28], "urgent.attendance_rate": [1.0, 1.05, 1.1]}


def saved(folder: Path, table: dict) -> Path:
    pd.DataFrame(table).to_parquet(folder / "draws.parquet")
    return folder


def test_draws_come_round_again_and_are_laid_over_a_scenario(tmp_path: Path) -> None:
    draws = read_draws(saved(tmp_path, SOUND))
    assert draws.of(4) == draws.of(1) == {"urgent.direct_share": 0.26, "urgent.attendance_rate": 1.0}
    own = load_scenario("small-town-today").changed(parameters={"urgent.admit_minor": 0.02})
    assert own.with_parameters(draws.of(2)).parameters == {"urgent.admit_minor": 0.02, **draws.of(2)}


def test_a_draw_of_a_sweep_changes_all_its_parameters_together(tmp_path: Path) -> None:
    folder = saved(tmp_path, SOUND)
    (found,) = read_dimensions({"draws": f"{folder}#2-3"}, "my.toml")
    assert found.values == (f"{folder}#2", f"{folder}#3")
    arm = resolve("small-town-today", {"draws": found.values[1]})
    assert arm.scenario.parameters == {"urgent.direct_share": 0.28, "urgent.attendance_rate": 1.1}
    assert len(read_dimensions({"draws": str(folder)}, "my.toml")[0].values) == 3


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ({"urgent.direct_shar": [0.26]}, "did you mean 'urgent.direct_share'?"),
        ({"urgent.direct_share": [0.26, 0.9]}, "row 2, column 'urgent.direct_share'"),
        ({"urgent.direct_share": [float("nan")]}, "outside its plausible range"),
        ({"urgent.direct_share": ["much"]}, "outside its plausible range"),
        ({"urgent.direct_share": []}, "holds no draws"),
    ],
)
def test_a_table_that_is_no_draws_is_refused(tmp_path: Path, table: dict, words: str) -> None:
    with pytest.raises(InputError) as fault:
        read_draws(saved(tmp_path, table))
    assert words in str(fault.value)


def test_no_table_or_no_parquet_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such table of draws"):
        read_draws(tmp_path)
    (tmp_path / "draws.parquet").write_text("draws")
    with pytest.raises(InputError, match="is not a Parquet table"):
        read_draws(tmp_path)


@pytest.mark.parametrize("told", ["#5", "#0", "#3-2", "#1-99"])
def test_draws_that_are_not_there_are_refused(tmp_path: Path, told: str) -> None:
    with pytest.raises(InputError, match="are not among its draws"):
        read_dimensions({"draws": f"{saved(tmp_path, SOUND)}{told}"}, "my.toml")
