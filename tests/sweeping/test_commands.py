"""The commands of a sweep, on the model itself: what they print, write and refuse."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from cli import discover, replay, report, sensitivity, sweep
from cli.main import main
from scenarios.sweeping.results import Swept
from tests.cli.conftest import Said, payscape
from viz.words.effect_words import measure_words

COMMANDS = {
    "discover": discover,
    "replay": replay,
    "report": report,
    "sensitivity": sensitivity,
    "sweep": sweep,
}
FILE = """
title = "Town & <country>"
question = "Does it matter how far ahead it looks?"
note = "Watch E2 and E6."
scenarios = ["small-town-today", "small-town-capitation"]
backfilling = false

[with]
months = 13
sample = 0.02

[uncertainties]
"conduct.horizon_years" = { low = 1.0, high = 4.0 }
"conduct.altruism.acute_trust" = "plausible"

[design]
kind = "latin_hypercube"
points = 20
"""

__all__ = ["payscape"]


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory, scheduler: str) -> Path:
    """The folder of a sweep of the small town, two arms in twenty futures."""
    folder = tmp_path_factory.mktemp("sweep")
    (folder / "my.toml").write_text(FILE, encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        main(["sweep", str(folder / "my.toml"), "--out", str(folder / "out"), "--scheduler", scheduler])
    assert not left.value.code
    return folder / "out"


def values(folder: Path) -> str:
    """Everything that a sweep's runs gave but how long they took, in one order."""
    swept = Swept(folder)
    told = [swept.query(f"select * from {name} order by all") for name in ("results", "months", "plan")]
    return "\n".join(table.to_csv(float_format="%.17g") for table in told)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_shows_every_example_of_the_command(name: str, payscape) -> None:
    said: Said = payscape(name, "--help")
    assert said.code == 0
    assert all(f"  {example}\n" in said.out for example in COMMANDS[name].EXAMPLES)


def test_a_sweep_says_what_came_out_and_again_does_nothing(done: Path, payscape) -> None:
    said = payscape("sweep", done.parent / "my.toml", "--out", done, "--json")
    assert (said.code, said.err) == (0, "")
    assert said.object["runs"] == {"done": 40}
    assert {row["measure"] for row in said.object["summary"]} >= {"E2", "E6", "E15", "referrals"}


def test_status_counts_runs(done: Path, payscape) -> None:
    found = payscape("sweep", "status", done, "--json").object
    assert (found["state"], found["done"], found["missing"], found["failures"]) == ("finished", 40, 0, [])
    assert payscape("sweep", "status", done).out.splitlines()[1].split("\t")[0] == "finished"


def test_one_worker_gives_the_same_numbers_to_the_last_digit(done: Path, tmp_path: Path, payscape) -> None:
    said = payscape("sweep", done.parent / "my.toml", "--out", tmp_path / "one", "--workers", 1, "--json")
    assert said.code == 0
    assert values(tmp_path / "one") == values(done)


def test_a_replayed_run_gives_the_same_effects(done: Path, tmp_path: Path, payscape) -> None:
    key = str(Swept(done).runs()["key"].iloc[-1])
    found = payscape("replay", done, key[:10], "--out", tmp_path / "run", "--json").object
    stored = Swept(done).query(
        "select measure, value from results where key = $k and scope = 'total'", {"k": key}
    )
    kept = dict(zip(stored["measure"], stored["value"], strict=True))
    assert found["key"] == key
    assert {e["effect"]: e["value"] for e in found["effects"]}["E6"] == kept["E6"]
    assert payscape("effects", tmp_path / "run").code == 0


def test_a_replay_in_a_process_of_its_own_leaves_standard_error_empty(done: Path, project: Path) -> None:
    key = str(Swept(done).runs()["key"].iloc[0])
    command = [sys.executable, "-W", "always", "-m", "cli.main", "replay", str(done), key]
    ended = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_sensitivity_and_discovery_print_tables_and_write_charts(done: Path, payscape) -> None:
    hangs = payscape("sensitivity", done, "--measure", "E6", "--json").object
    assert {row["dimension"] for row in hangs["swings"]} == {
        "conduct.horizon_years",
        "conduct.altruism.acute_trust",
    }
    found = payscape("discover", done, "--measure", "E6", "--beyond", "0.1", "--json").object
    assert found["cases"] == 20
    assert {row["arm"] for row in found["regret"]} == {"small-town-today", "small-town-capitation"}
    for file in (*hangs["charts"], *found["charts"]):
        assert Path(file).read_bytes().startswith(b"\x89PNG")
    assert "E6" in payscape("discover", done, "--measure", "E6").out


def test_a_report_is_one_page_that_asks_nothing_of_other_machines(done: Path, payscape) -> None:
    said = payscape("report", done)
    assert said.code == 0
    page = (done / "report.html").read_text(encoding="utf-8")
    assert "Town &amp; &lt;country&gt;" in page
    assert measure_words("E2") in page
    assert page.count("<svg") >= 4
    assert not re.search(r'(src|href)\s*=\s*"(?!#|data:)', page)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("sweep", "small-town-first-steps"), "--out"),
        (("sweep", "small-town-first-step", "--out", "x"), "did you mean 'small-town-first-steps'?"),
        (("sweep", "status"), "name the folder of a sweep"),
        (("sweep", "status", "nowhere"), "no such folder"),
        (("sweep", "a.toml", "b", "--out", "x"), "one word too many"),
        (("sweep", "small-town-first-steps", "--out", "x", "--workers", "0"), "--workers"),
        (("replay", "nowhere", "abc"), "no such folder"),
        (("sensitivity", "nowhere"), "no such folder"),
        (("discover", "nowhere"), "no such folder"),
        (("report", "nowhere"), "no such folder"),
    ],
)
def test_bad_words_are_refused_in_one_line(
    words: tuple[str, ...], line: str, payscape, tmp_path, monkeypatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = payscape(*words)
    assert said.code == 2
    assert line in said.err
    assert len(said.err.splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_a_run_that_is_not_there_is_named(done: Path, payscape) -> None:
    said = payscape("replay", done, "zzz")
    assert (said.code, len(said.err.splitlines())) == (2, 1)
    assert "no run 'zzz'" in said.err


@pytest.mark.parametrize("package", ["distributed", "psutil"])
def test_without_the_extra_one_line_says_what_to_install(package: str, project: Path, tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from importlib import util\n"
        "real = util.find_spec\n"
        f"util.find_spec = lambda name, *more: None if name == '{package}' else real(name, *more)\n"
        "from cli.main import main\n"
        "main(['sweep', 'small-town-first-steps', '--out', 'out'])\n"
    )
    command = [sys.executable, "-c", program]
    surroundings = {"PYTHONPATH": str(project), "HOME": str(tmp_path)}
    said = subprocess.run(
        command, cwd=tmp_path, env=surroundings, capture_output=True, text=True, check=False
    )
    assert said.returncode == 2
    assert said.stderr == (
        f"payscape: sweeps need {package}, not installed here; "
        "in payscape's folder: pip install -c constraints.txt -e '.[sweep]'\n"
    )


def test_the_core_is_imported_without_any_of_the_extra(project: Path) -> None:
    program = (
        "import sys, cli.main, scenarios, scenarios.sweeping.sweep_file, scenarios.sweeping.store\n"
        "extra = ('dask', 'distributed', 'duckdb', 'SALib', 'sklearn')\n"
        "print([name for name in extra if name in sys.modules])"
    )
    command = [sys.executable, "-c", program]
    said = subprocess.run(command, cwd=project, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
