"""One file, one line, one proof: the six additions, made as their pages say in a copy of the project."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from tests.additions.pages import Step, steps

PROJECT = Path(__file__).parents[2]
HOW_TO = PROJECT / "docs" / "how_to"
LEFT_OUT = shutil.ignore_patterns(".*", "results", "build", "__pycache__", "*.egg-info")

PAGES = {
    "element": "add_a_payment_element.md",
    "lever": "add_a_lever.md",
    "effect": "add_an_effect.md",
    "target": "add_a_target.md",
    "chart": "add_a_chart.md",
}
ADDITIONS = {
    **{kind: steps(HOW_TO / page) for kind, page in PAGES.items()},
    "scenario": [
        Step("file", "scenarios/library/my-town.toml", step.body)
        for step in steps(HOW_TO / "write_a_scenario.md")
        if step.path == "my-town.toml"
    ],
}
"""What is written by hand for each."""

BY_HAND = {"element": 3, "lever": 3, "effect": 3, "target": 3, "chart": 3, "scenario": 1}
"""Files that are touched: the thing itself, the line in its catalogue, its proof."""

SELECTED = (
    *(
        "in_the_copy",
        "volume_discount",
        "open_follow_up",
        "E19",
        "mental_health_contacts",
        "beds_filled",
        "my-town",
    ),
    *("listed", "catalogue", "every_form", "in_order", "in_which_not", "one_name", "up_to_date", "bear_on"),
)
"""Tests of the new ones, and of every list that they have joined, by words of their names."""
PROOFS = (
    "tests/payment/test_worked_examples.py",
    "tests/payment/test_laws_of_elements.py",
    "tests/behaviour/test_levers.py",
    "tests/scenarios/test_journey.py",
    "tests/scenarios/test_library.py",
    "tests/effects/test_effects.py",
    "tests/scenarios/test_emergence.py",
    "tests/calibration/test_calibration_files.py",
    "tests/charts/test_charts.py",
    "tests/documents/test_generated.py",
)

IN_THE_COPY = """
from typer.testing import CliRunner

from cli.main import app
from studies.emergence.runs import ByVariant, Variant
from studies.emergence.tables import read_rows


def test_the_effect_goes_its_way_in_a_small_town():
    row = next(row for row in read_rows() if row.effect == "E19")
    arms = ({**arm.changes, "months": 24, "sample": 0.3} for arm in (row.appears, row.absent))
    here, there = (Variant(arm, scenario="small-town-today") for arm in arms)
    assert ByVariant([here, there], seeds=1, workers=1).difference(here, there, "E19").mean * row.sign > 0


def test_the_scenario_can_be_checked():
    assert CliRunner().invoke(app, ["check", "my-town"]).exit_code == 0
"""
"""What is tried besides: the effect's own pair of runs in a small town, and the command on the scenario."""


def contents(project: Path) -> dict[str, str]:
    """Every file of a project by its contents."""
    files = (file for file in project.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
    return {str(file.relative_to(project)): sha256(file.read_bytes()).hexdigest() for file in files}


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> set[str]:
    """Files that are new or say something else."""
    return {path for path, what in after.items() if before.get(path) != what}


def python(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Python in the copy, which sees the copy alone."""
    return subprocess.run(
        (sys.executable, *words),
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project), "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with all six additions made by hand, and the pages generated."""
    project = tmp_path_factory.mktemp("copy") / "payscape"
    shutil.copytree(PROJECT, project, ignore=LEFT_OUT)
    for kind, by_hand in ADDITIONS.items():
        before = contents(project)
        for step in by_hand:
            step.do(project)
        touched = changed(before, contents(project))
        assert len(touched) == BY_HAND[kind], (kind, sorted(touched))
    before = contents(project)
    done = python(project, "-m", "studies.generated")
    assert done.returncode == 0, done.stderr
    assert all(path.startswith(("docs/", "README.md")) for path in changed(before, contents(project)))
    return project


def test_each_takes_the_files_it_says_and_generated_pages(copy: Path) -> None:
    model = (copy / "docs" / "model.md").read_text(encoding="utf-8")
    levers = (copy / "docs" / "model_levers.md").read_text(encoding="utf-8")
    assert "| `open_follow_up` | acute trust |" in levers
    assert "| E19 emergency share |" in model
    assert "| volume discount (P19) |" in (copy / "docs" / "model_money.md").read_text(encoding="utf-8")
    assert "`belief.left_open_spares`" in (copy / "docs" / "parameters.md").read_text(encoding="utf-8")


def test_the_lists_and_laws_of_each_take_it_in(copy: Path) -> None:
    """One process, since the model is compiled anew for the copy."""
    (copy / "tests" / "additions" / "test_in_the_copy.py").write_text(IN_THE_COPY, encoding="utf-8")
    new = [step.path for by_hand in ADDITIONS.values() for step in by_hand if "/test_" in step.path]
    tried = (*PROOFS, *new, "tests/additions/test_in_the_copy.py")
    done = python(
        copy, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tried, "-k", " or ".join(SELECTED)
    )
    assert done.returncode == 0, done.stdout[-4000:]
