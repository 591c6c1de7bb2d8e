"""Each file that people write is opened once for as long as it stays as it is, and an edit is always seen."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from scenarios.files.contents import SETTLED, raw
from scenarios.files.regime_files import load_regime

COUNTING = """
import json, sys
opened = []
sys.addaudithook(lambda event, args: opened.append(args[0]) if event == "open" else None)
from cli.main import app
try:
    app(sys.argv[1:])
finally:
    print("opened", json.dumps([str(file) for file in opened]), file=sys.stderr)
"""
LONG_AGO = 1_500_000_000


def opened(*command: str) -> Counter[str]:
    """How often a command opens each file that people write."""
    ran = subprocess.run(
        [sys.executable, "-c", COUNTING, *command], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    line = next(line for line in ran.stderr.splitlines() if line.startswith("opened "))
    files = [Path(file) for file in json.loads(line.removeprefix("opened "))]
    return Counter(os.path.realpath(file) for file in files if file.suffix in (".toml", ".csv"))


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
