"""Each file that people write is opened once for as long as it stays as it is, and an edit is always seen."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

import scenarios
from scenarios.files.contents import SETTLED, raw
from scenarios.files.regime_files import load_regime
from scenarios.runs.manifest import described

RUN = "the first month of a run"
COUNTING = (
    f"RUN = {RUN!r}"
    + """
import json, sys
opened = []
sys.addaudithook(lambda event, args: opened.append(args[0]) if event == "open" else None)
from abm.model import Model
from cli.main import app
begin = Model.__init__
def noted(model, *given, **named):
    opened.append(RUN)
    begin(model, *given, **named)
Model.__init__ = noted
try:
    app(sys.argv[1:])
finally:
    print("opened", json.dumps([str(file) for file in opened]), file=sys.stderr)
"""
)
LONG_AGO = 1_500_000_000


def in_order(*command: str) -> list[str]:
    """Files that people write in the order in which a command opens them, and where runs begin."""
    ran = subprocess.run(
        [sys.executable, "-c", COUNTING, *command], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    line = next(line for line in ran.stderr.splitlines() if line.startswith("opened "))
    names = json.loads(line.removeprefix("opened "))
    return [
        RUN if name == RUN else os.path.realpath(name)
        for name in names
        if name == RUN or Path(name).suffix in (".toml", ".csv")
    ]


def opened(*command: str) -> Counter[str]:
    """How often a command opens each file that people write."""
    return Counter(name for name in in_order(*command) if name != RUN)


@pytest.mark.parametrize(
    "command",
    [
        ["compare", "small-town-today", "small-town-capitation", "--seeds=2", "--months=14", "--workers=1"],
        ["run", "small-town-today", "--months=2"],
        ["check", "small-town-today", "small_town", "capitation-trust-led"],
    ],
    ids=lambda command: command[0],
)
def test_a_command_opens_each_file_once(command: list[str]) -> None:
    files = opened(*command)
    assert any(file.endswith("regimes/east-london-today.toml") for file in files)
    assert any(file.endswith("small_town/population.csv") for file in files)
    assert {file: times for file, times in files.items() if times > 1} == {}


@pytest.mark.parametrize(
    "command",
    [
        ["compare", "small-town-today", "small-town-capitation", "--seeds=2", "--months=14", "--workers=1"],
        ["compare", "--set=small-town", "--seeds=2", "--months=14", "--sample=0.1", "--workers=1"],
        ["shadow", "small-town-today", "--under=capitation-trust-led", "--months=14"],
        ["journey", "small-town-today", "small-town-capitation", "--months=18", "--sample=0.3"],
    ],
    ids=["compare", "set", "shadow", "journey"],
)
def test_no_file_is_opened_after_the_first_run_begins(command: list[str], tmp_path: Path) -> None:
    names = in_order(*command)
    assert RUN in names
    assert names[names.index(RUN) :] == [RUN] * names.count(RUN)


def test_an_edit_while_runs_are_made_changes_nothing(tmp_path: Path) -> None:
    regime, today = tmp_path / "mine.toml", "small-town-today"
    scenario = tmp_path / "own.toml"
    scenario.write_text(f'title = "Own"\nextends = "{today}"\nregime = "mine.toml"\n', encoding="utf-8")
    options = {"seeds": 3, "months": 14, "sample": 0.1, "workers": 1}
    written(regime, 0.5)
    left_alone = scenarios.compare(today, scenario, **options)
    edited = scenarios.compare(today, scenario, **options, progress=lambda *_: written(regime, 1.0))
    assert marginal_rate(regime) == 1.0
    pd.testing.assert_frame_equal(edited.frames()["seeds"], left_alone.frames()["seeds"])
    kept = described(edited.arms[1])["contents"]["regime"]["contracts"][0]["elements"]["tariff"]
    assert kept["marginal_rate"] == 0.5, "the manifest holds what was run"


def marginal_rate(file: Path) -> float:
    tariff = load_regime(file).contracts[0].elements["tariff"]
    return tariff.marginal_rate  # type: ignore[attr-defined]


def written(file: Path, rate: float) -> None:
    terms = f"[contracts.acute.elements.tariff]\nmarginal_rate = {rate}\n"
    file.write_text(f'title = "R"\nextends = "east-london-today"\n{terms}', encoding="utf-8")


def test_an_edit_is_seen_at_once_however_soon_it_comes(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    rates = [n / 10 for n in range(1, 10)]
    seen: list[float] = []
    for rate in rates:
        written(file, rate)
        seen.append(marginal_rate(file))
    assert seen == rates


def test_an_edit_of_one_size_is_seen_in_a_file_that_was_read_before(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    written(file, 0.5)
    os.utime(file, (LONG_AGO, LONG_AGO))
    assert marginal_rate(file) == 0.5
    written(file, 0.6)
    assert marginal_rate(file) == 0.6


def test_what_was_written_a_moment_ago_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "mine.toml"
    file.write_bytes(b"one")
    settled = file.stat().st_ctime_ns + SETTLED
    monkeypatch.setattr("scenarios.files.contents.time.time_ns", lambda: settled)
    assert raw(file) is not raw(file)
    monkeypatch.setattr("scenarios.files.contents.time.time_ns", lambda: settled + 1)
    assert raw(file) is raw(file)


def test_another_file_put_in_its_place_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scenarios.files.contents.time.time_ns", lambda: 2**62)
    file, other = tmp_path / "mine.toml", tmp_path / "other.toml"
    file.write_bytes(b"one")
    other.write_bytes(b"two")
    for each in (file, other):
        os.utime(each, (LONG_AGO, LONG_AGO))
    assert raw(file) == b"one"
    other.replace(file)
    assert raw(file) == b"two"
