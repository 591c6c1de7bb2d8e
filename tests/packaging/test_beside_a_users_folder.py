"""Whatever lies beside a user's script or notebook, `payscape` is found whole."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import payscape
import scenarios

BESIDE = {
    "an empty folder": {"scenarios/.keep": ""},
    "a folder of scenario files": {"scenarios/mine.toml": 'title = "Mine"', "abm/notes.txt": "notes"},
    "a package of the same name": {"scenarios/__init__.py": "MINE = True", "abm/__init__.py": ""},
    "modules of the same name": {"scenarios.py": "MINE = True", "cli.py": "MINE = True", "viz.py": ""},
}
SCRIPT = """
import payscape
print(payscape.run("small-town-today", sample=0.02, months=1).scenario.id)
"""


@pytest.fixture(params=BESIDE)
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A user's folder."""
    for name, text in BESIDE[request.param].items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "script.py").write_text(SCRIPT, encoding="utf-8")
    return tmp_path


def python(folder: Path, *words: str) -> str:
    """What Python prints from a folder, with the project last on the path as an editable install has it."""
    site = folder / "site"
    site.mkdir(exist_ok=True)
    last = f"import site; site.addsitedir({str(site)!r})\n"
    (site / "payscape.pth").write_text(f"{Path(payscape.__file__).parents[1]}\n", encoding="utf-8")
    (site / "sitecustomize.py").write_text(last, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(site)}
    command = [sys.executable, *words]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_script_that_imports_payscape_runs_the_model(folder: Path) -> None:
    assert python(folder, "script.py").strip() == "small-town-today"


def test_the_command_runs(folder: Path) -> None:
    words = ("-m", "payscape", "run", "small-town-today", "--months", "1", "--sample", "0.02", "--json")
    assert json.loads(python(folder, *words))["scenario"] == "small-town-today"


def test_another_package_imported_first_is_named_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "scenarios.py").write_text("", encoding="utf-8")
    program = "import scenarios\ntry: import payscape\nexcept ImportError as fault: print(fault)"
    (line,) = python(tmp_path, "-c", program).splitlines()
    assert line.startswith("another 'scenarios' was imported before payscape, from ")
    assert str(tmp_path / "scenarios.py") in line


def test_payscape_offers_what_scenarios_offers() -> None:
    assert set(payscape.__all__) == {*scenarios.__all__, "__version__"}
    assert set(dir(payscape)) == set(payscape.__all__)
    assert all(getattr(payscape, name) is getattr(scenarios, name) for name in scenarios.__all__)
    with pytest.raises(AttributeError, match="'payscape' has no attribute 'nothing'"):
        _ = payscape.nothing


def test_importing_payscape_reads_neither_the_model_nor_tables() -> None:
    program = "import sys, payscape; print([m for m in ('abm.model', 'mesa', 'pandas') if m in sys.modules])"
    command = [sys.executable, "-c", program]
    home = Path(payscape.__file__).parents[1]
    assert (
        subprocess.run(command, cwd=home, capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
